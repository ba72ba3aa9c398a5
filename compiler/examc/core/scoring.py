"""What an answer is worth, as the language means it (exact, in points)."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import assert_never

from examc.core.answers import Criteria, Levels, Rubric, Rule, Scoring
from examc.core.model import ChoiceQuestion

ZERO = Fraction(0)


def bounded(value: Fraction, scoring: Scoring) -> Fraction:
    """The mark within the floor and the cap."""
    if scoring.cap is not None:
        value = min(value, scoring.cap)
    if scoring.floor is not None:
        value = max(value, scoring.floor)
    return value


def mark(question: ChoiceQuestion, chosen: Collection[int]) -> Fraction:
    """The mark for the options chosen (their indices, from 0); no answer is always 0."""
    if not chosen:
        return ZERO
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        key = {i for i, option in enumerate(question.answer.options) if option.correct}
        return bounded(question.points if set(chosen) == key else ZERO, question.answer.scoring)
    total = sum((question.answer.options[i].points for i in chosen), ZERO)
    return bounded(total, question.answer.scoring)


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
