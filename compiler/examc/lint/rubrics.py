"""Rules on rubrics: criteria, levels, and questions without either."""

from collections.abc import Iterator

from examc.core import scoring
from examc.core.content import is_empty
from examc.core.model import GradedQuestion
from examc.core.numbers import show
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.lint import carets, rewriting
from examc.lint.findings import Finding, Place, in_points


def criteria_points(question: GradedQuestion, _place: Place) -> Iterator[Finding]:
    """The criteria together offer other points than the question has.

    Offering more is part of the language (several ways to earn points), so that is said mildly.
    Only what adds points is counted: a criterion below zero takes off what others gave.
    """
    if not isinstance(question.answer.rubric, Criteria):
        return
    offered = scoring.positive(criterion.points for criterion in question.answer.rubric.criteria)
    span = carets.question_points(question.span)
    if offered < question.points:
        message = f"criteria offer {show(offered)} of {in_points(question.points)}"
        yield Finding(message, span, "raise the criteria, or lower the points of the question")
    elif offered > question.points:
        message = f"criteria offer {in_points(offered)}, of which {show(question.points)} count"
        help_line = "write allow=criteria-points if these are several ways to earn the points"
        yield Finding(message, span, help_line)


def level_points(question: GradedQuestion, _place: Place) -> Iterator[Finding]:
    """The best level is worth other points than the question has."""
    rubric = question.answer.rubric
    if not isinstance(rubric, Levels) or not rubric.levels:
        return
    best = scoring.rubric_points(rubric)
    if best != question.points:
        number, level = next(
            (number, level) for number, level in enumerate(rubric.levels, 1) if level.points == best
        )
        message = f"best level is worth {show(best)} of {in_points(question.points)}"
        help_line = f"write {{{show(question.points)}}}, or change the points of the question"
        span = carets.weight(level.span)
        fix = rewriting.number(span, show(question.points))
        yield Finding(message, span, help_line, f"level {number}", fix=fix)


def empty_criterion(entry: Criterion | Level, _place: Place) -> Iterator[Finding]:
    """A criterion or level says nothing of what it is awarded for."""
    if not entry.name and is_empty(entry.text):
        noun = "criterion" if isinstance(entry, Criterion) else "level"
        message = f"{noun} of {in_points(entry.points)} has no text"
        yield Finding(message, entry.span, "write what earns these points")


def no_rubric(question: GradedQuestion, _place: Place) -> Iterator[Finding]:
    """A written answer earns points, and nothing says for what."""
    if question.answer.rubric is None and question.points:
        help_line = "add ### criteria (each awarded on its own) or ### levels (one is chosen)"
        yield Finding("written question has no criteria and no levels", question.span, help_line)
