"""A program for learning by heart, which shows cards and counts points."""
