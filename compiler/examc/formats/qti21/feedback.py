"""Warns of feedback that systems leave behind when they import a package.

ANS imports an item's body, options and points, but no `modalFeedback` (seen by others against the
live service); nor do the New Quizzes of Canvas. Its older quizzes, and standard players, show it.
"""

from examc.core.answers import Option
from examc.core.diagnostics import listed
from examc.core.losses import Losses
from examc.core.model import Question, parts
from examc.systems.ans import marks as ans
from examc.systems.newquizzes import marks as newquizzes

_SYSTEMS = f"{ans.MARKING.system}, {newquizzes.MARKING.system}"


def report(question: Question, losses: Losses) -> None:
    """Report the feedback of a question, if it has some."""
    dropped = _feedback(question)
    if dropped:
        message = f"ANS and Canvas New Quizzes drop {listed([f'the {noun}' for noun in dropped])}"
        help_line = "enter it there by hand, or give it to students after the exam"
        losses.add("X369", question, message, help_line, system=_SYSTEMS)


def _feedback(question: Question) -> list[str]:
    """The kinds of feedback that a question has, in words."""
    feedback = question.feedback
    on_options = any(isinstance(part, Option) and part.feedback for part in parts(question))
    kinds = (
        ("feedback on options", on_options),
        ("general feedback", feedback.general),
        ("feedback by result", feedback.correct or feedback.incorrect),
    )
    return [noun for noun, present in kinds if present]
