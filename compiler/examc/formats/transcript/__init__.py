"""Printed ANS exams: the text of the PDF, as Markdown."""
