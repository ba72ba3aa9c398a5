"""Warns of feedback that systems leave behind when they import a package.

ANS imports an item's body, options and points, but no `modalFeedback` (seen by others against the
live service); nor do the New Quizzes of Canvas. Its older quizzes, and standard players, show it.
"""

from examc.core.answers import Option
from examc.core.diagnostics import Report, listed
from examc.core.model import Exam, Question, parts
from examc.core.walking import walk
from examc.formats.qti21 import names


def report(exam: Exam, report: Report) -> None:
    """Report the feedback of every question that has some."""
    for where, node in walk(exam):
        if isinstance(node, Question) and (dropped := _feedback(node)):
            report.add(
                "X369",
                f"ANS and Canvas' New Quizzes drop {listed([f'the {noun}' for noun in dropped])}",
                node.span,
                help="enter it there by hand, or give it to students after the exam",
                where=where,
                target=names.TARGET,
            )


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
