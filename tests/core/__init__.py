"""Tests mirroring examc.core."""
