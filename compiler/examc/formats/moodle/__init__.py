"""Moodle XML: the format in which Moodle imports and exports questions."""
