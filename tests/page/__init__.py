"""Tests of the self-contained page."""
