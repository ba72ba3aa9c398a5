"""A self-contained page: the exam as students, lecturers and graders see it, to be tried in a browser."""
