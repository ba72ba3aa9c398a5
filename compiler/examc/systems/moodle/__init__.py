"""Moodle: what it makes of Moodle XML."""
