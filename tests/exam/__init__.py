"""Tests of our own source format."""
