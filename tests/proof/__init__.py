"""Tests mirroring examc.proof."""
