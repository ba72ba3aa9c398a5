"""Tests mirroring examc.text."""
