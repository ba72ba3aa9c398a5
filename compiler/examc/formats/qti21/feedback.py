"""Warns of feedback that systems leave behind when they import a package.

ANS imports an item's body, options and points, but no `modalFeedback` (seen by others against the
live service); nor do the New Quizzes of Canvas. Its older quizzes, and standard players, show it.
"""

from examc.core.answers import FillIn, Option
from examc.core.diagnostics import listed
from examc.core.keys import Pair
from examc.core.losses import Losses
from examc.core.model import Question, parts
from examc.core.parts import part_feedback
from examc.systems.ans import marks as ans
from examc.systems.canvas import marks as canvas
from examc.systems.newquizzes import marks as newquizzes

_SYSTEMS = f"{ans.MARKING.system}, {newquizzes.MARKING.system}"


def report(question: Question, losses: Losses) -> None:
    """Report the feedback of a question, if it has some."""
    dropped = _feedback(question)
    if dropped:
        message = f"ANS and Canvas New Quizzes drop {listed([f'the {noun}' for noun in dropped])}"
        losses.add("X369", question, message, _HELP, system=_SYSTEMS)
    in_gaps = (_ON_OPTIONS,) if isinstance(question.answer, FillIn) else ()
    of_lines = [noun for noun in dropped if noun in (_ON_ANSWERS, _ON_PAIRS, *in_gaps)]
    if of_lines:
        message = f"{canvas.NAME} drops {listed([f'the {noun}' for noun in of_lines])}"
        losses.add("X369", question, message, _HELP, system=canvas.NAME)


_HELP = "enter it there by hand, or give it to students after the exam"
_ON_OPTIONS = "feedback on options"
_ON_ANSWERS = "feedback on answers"
_ON_PAIRS = "feedback on pairs"


def _feedback(question: Question) -> list[str]:
    """The kinds of feedback that a question has, in words."""
    feedback = question.feedback
    lines = [part for part in parts(question) if part_feedback(part)]
    kinds = (
        (_ON_OPTIONS, any(isinstance(part, Option) for part in lines)),
        (_ON_ANSWERS, any(not isinstance(part, Option | Pair) for part in lines)),
        (_ON_PAIRS, any(isinstance(part, Pair) for part in lines)),
        ("general feedback", feedback.general),
        ("feedback by result", feedback.correct or feedback.incorrect),
    )
    return [noun for noun, present in kinds if present]
