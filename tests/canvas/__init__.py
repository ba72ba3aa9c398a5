"""Tests of the packages for Canvas, mirroring examc.formats.canvas."""
