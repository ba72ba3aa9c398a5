"""Reads exams that stand in tables: CSV, TSV and Excel, in our own layout and in those of others."""
