"""Tests mirroring examc.verbs."""
