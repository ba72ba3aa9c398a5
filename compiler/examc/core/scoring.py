"""What an answer is worth, as the language means it (exact, in points)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from examc.core.answers import Rule, bounded
from examc.core.model import ChoiceQuestion, Question
from examc.core.rubrics import Criteria, Levels, Rubric

if TYPE_CHECKING:
    from examc.core.responses import Response

_ZERO = Fraction(0)


def mark(question: Question, response: "Response | None") -> Fraction:
    """The mark of a response; no answer, and one that cannot be given, is 0."""
    from examc.core import schemes

    return schemes.award(schemes.meant(question), response) or _ZERO


def attainable(question: ChoiceQuestion) -> Fraction:
    """The highest mark that an answer can earn."""
    return bounded(offered(question), question.answer.scoring)


def offered(question: ChoiceQuestion) -> Fraction:
    """What the best answer would earn if no cap bound it."""
    weights = [option.points for option in question.answer.options]
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return (
            question.points if any(option.correct for option in question.answer.options) else _ZERO
        )
    if not question.answer.many:
        return max([*weights, _ZERO])
    return positive(weights)


def positive(weights: Iterable[Fraction]) -> Fraction:
    """The sum of what is above zero."""
    return sum((weight for weight in weights if weight > 0), _ZERO)


def rubric_points(rubric: Rubric) -> Fraction:
    """What a rubric offers before any cap: the sum of its criteria, or its best level."""
    match rubric:
        case Criteria(criteria):
            return sum((criterion.points for criterion in criteria), _ZERO)
        case Levels(levels):
            return max((level.points for level in levels), default=_ZERO)
        case _:
            assert_never(rubric)
