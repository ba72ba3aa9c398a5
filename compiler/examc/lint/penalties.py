"""Which penalties can change any mark, told exactly."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm

from examc.core.model import ChoiceQuestion

MOST_SUMS = 4096  # different sums that the other options can make: all of those of 12 options


def idle_penalties(question: ChoiceQuestion) -> Iterator[int]:
    """Yield each option (from 0) whose weight below zero might as well be 0: no mark changes.

    The rule must be the sum of weights. A question with one answer has as many answers as options.
    With several, what the other options sum to is all that counts: a penalty shows where such a
    sum is above the floor, and not so far above the cap that the penalty stays above it too. An
    option is left out where there are too many sums to look at.
    """
    if not any(option.points.numerator < 0 for option in question.answer.options):
        return
    weights, floor, cap = _whole(question)
    single = not question.answer.many
    for index, weight in enumerate(weights):
        if weight < 0:
            others = [] if single else weights[:index] + weights[index + 1 :]
            if not _shows(weight, others, floor, cap):
                yield index


def _whole(question: ChoiceQuestion) -> tuple[list[int], int | None, int | None]:
    """Weights, floor and cap in the largest unit that makes all of them whole numbers."""
    scoring = question.answer.scoring
    values = [option.points for option in question.answer.options]
    bounds = [bound for bound in (scoring.floor, scoring.cap) if bound is not None]
    unit = lcm(*[value.denominator for value in (*values, *bounds)])
    floor = None if scoring.floor is None else _counted(scoring.floor, unit)
    cap = None if scoring.cap is None else _counted(scoring.cap, unit)
    return [_counted(value, unit) for value in values], floor, cap


def _counted(value: Fraction, unit: int) -> int:
    return value.numerator * (unit // value.denominator)


def _shows(weight: int, others: list[int], floor: int | None, cap: int | None) -> bool:
    """Tell whether the penalty changes the mark of any answer, or whether that is unknown."""

    def shows(totals: Iterable[int]) -> bool:
        return any(
            (floor is None or total > floor) and (cap is None or total + weight < cap)
            for total in totals
        )

    if floor is not None and cap is not None and floor >= cap:
        return False  # every mark is the floor
    if shows((0, *others)):
        return True
    sums = {0}
    for other in others:
        sums |= {total + other for total in sums}
        if len(sums) > MOST_SUMS:
            return True
    return shows(sums)
