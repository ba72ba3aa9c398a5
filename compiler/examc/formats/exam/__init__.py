"""Our own source language, in its Markdown and its YAML spelling."""
