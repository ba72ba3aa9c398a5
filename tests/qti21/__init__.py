"""Tests of the QTI 2.1 writer."""
