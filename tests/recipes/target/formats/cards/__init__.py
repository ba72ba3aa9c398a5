"""Cards: a line of JSON for each question, with what a program for learning by heart needs."""
