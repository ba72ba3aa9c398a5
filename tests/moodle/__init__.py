"""Tests of the Moodle XML format."""
