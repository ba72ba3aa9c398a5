"""How long what Canvas keeps may be (Classic quizzes, and rubrics; read in canvas-lms, and run)."""

LONGEST_TEXT = 16 * 1024
"""Characters of question_text; an apology stands in the place of a longer one."""
LONGEST_NAME = 255
"""Characters of the name of a quiz, a question group or a rubric; one longer is not saved."""
