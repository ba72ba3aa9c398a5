"""Rich text in and out: Markdown, HTML and formulas, read and written."""
