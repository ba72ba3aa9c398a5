"""Rules on questions that are drawn, or shown in changing order."""

from collections.abc import Iterator

from examc.core import edits
from examc.core.model import Question
from examc.lint import carets
from examc.lint.findings import Finding, Place


def idle_pin(question: Question, place: Place) -> Iterator[Finding]:
    """A question is always in, or keeps its place, where no question is drawn or moves."""
    exercise = place.exercise
    if exercise is None:
        return
    if question.always and exercise.pick is None:
        message = "every student gets this question anyway"
        help_line = "leave always out, or write pick=2 at the exercise to draw the others"
        span = carets.word(question.span, "always")
        yield Finding(message, span, help_line, fix=edits.without_attribute(span))
    if question.fixed and exercise.pick is None and not exercise.shuffle:
        message = "no question changes its place here"
        help_line = "leave fixed out, or write shuffle=questions at the exercise"
        span = carets.word(question.span, "fixed")
        yield Finding(message, span, help_line, fix=edits.without_attribute(span))
