"""The benchmark: exams of any size, and other tools to measure against."""
