"""Tests of the models of systems, mirroring examc.systems."""
