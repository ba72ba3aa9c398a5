"""Tests mirroring examc.files."""
