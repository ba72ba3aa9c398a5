"""Aiken, a text format of multiple choice questions that Moodle reads."""
