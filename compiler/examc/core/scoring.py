"""What an answer is worth, as the language means it (exact, in points)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import assert_never

from examc.core import schemes
from examc.core.answers import Rule
from examc.core.model import ChoiceQuestion, Question
from examc.core.responses import Response
from examc.core.rubrics import Criteria, Levels, Rubric
from examc.core.schemes import ZERO, bounded


def mark(question: Question, response: Response | None) -> Fraction:
    """The mark of a response; no answer, and one that cannot be given, is 0."""
    return schemes.award(schemes.meant(question), response) or ZERO


def attainable(question: ChoiceQuestion) -> Fraction:
    """The highest mark that an answer can earn."""
    return bounded(offered(question), question.answer.scoring)


def offered(question: ChoiceQuestion) -> Fraction:
    """What the best answer would earn if no cap bound it."""
    weights = [option.points for option in question.answer.options]
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return (
            question.points if any(option.correct for option in question.answer.options) else ZERO
        )
    if not question.answer.many:
        return max([*weights, ZERO])
    return positive(weights)


def positive(weights: Iterable[Fraction]) -> Fraction:
    """The sum of what is above zero."""
    return sum((weight for weight in weights if weight > 0), ZERO)


def rubric_points(rubric: Rubric) -> Fraction:
    """What a rubric offers before any cap: the sum of its criteria, or its best level."""
    match rubric:
        case Criteria(criteria):
            return sum((criterion.points for criterion in criteria), ZERO)
        case Levels(levels):
            return max((level.points for level in levels), default=ZERO)
        case _:
            assert_never(rubric)
