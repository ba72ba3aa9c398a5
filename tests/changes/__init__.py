"""Tests of the semantic diff."""
