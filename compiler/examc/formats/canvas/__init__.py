"""Canvas: packages in its own dialect of QTI 1.2, as its quizzes are exported and imported."""
