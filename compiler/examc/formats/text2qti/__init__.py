"""text2qti, a text format of quizzes with questions in Markdown, from which others make QTI."""
