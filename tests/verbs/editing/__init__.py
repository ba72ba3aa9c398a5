"""What editors ask of exams."""
