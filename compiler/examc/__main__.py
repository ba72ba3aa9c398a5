"""Runs the command line as `python -m examc`."""

from examc.cli import main

main()
