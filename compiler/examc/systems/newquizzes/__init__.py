"""Canvas New Quizzes: what it makes of a QTI package."""
