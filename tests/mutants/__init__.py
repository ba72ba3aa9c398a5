"""Emitted files with one change each, which the proof of the marks must find."""
