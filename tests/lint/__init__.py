"""Tests of the linter, one module a family of rules."""
