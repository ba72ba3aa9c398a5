"""Tests of the command line: argv, terminal, exit statuses."""
