"""Bytes and names: packages, XML, YAML, templates, file names and the disk."""
