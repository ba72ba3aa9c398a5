"""What an exam is: its source and diagnostics, exact numbers, content, model and scoring."""
