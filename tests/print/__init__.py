"""Tests of prints, mirroring examc.formats.print."""
