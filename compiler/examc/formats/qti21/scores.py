"""The numbers of an item: what the mapping says, which options are the key, what is full marks."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from examc.core import numbers, typednumbers
from examc.core.answers import Rule
from examc.core.model import ChoiceQuestion
from examc.core.records import replace
from examc.core.schemes import ZERO, bounded

PLACES = 15
"""Decimals of a number that has no end; engines count in doubles, which hold no more."""

_EXACT_STEP = 8
_SIMPLE = 10**6
_HALF_PLACE = Fraction(1, 2 * 10**PLACES)


def number(value: Fraction) -> str:
    """Write points as a decimal: exactly where that can be done, else with 15 decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    if numbers.is_decimal(value):
        return numbers.decimal(value)
    return numbers.rounded(value, PLACES)


def lower_end(value: Fraction) -> str:
    """The lower end of an interval: exactly, or rounded down to 15 significant digits."""
    return _end(value, Fraction(0))


def upper_end(value: Fraction) -> str:
    """The upper end of an interval: exactly, or rounded up to 15 significant digits."""
    return _end(value, Fraction(1))


def _end(value: Fraction, up: Fraction) -> str:
    if not numbers.is_decimal(value):
        places = PLACES - 1 - _magnitude(value)
        scale = Fraction(10) ** places
        value = (value * scale // 1 + up) / scale
    return typednumbers.spelling(value, value, value)


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit of a number other than 0."""
    size = abs(value)
    place = len(str(size.numerator)) - len(str(size.denominator))
    return place if size >= Fraction(10) ** place else place - 1


def maximum(points: Fraction) -> str:
    """The normalMaximum of an outcome; "" where it has none, since it is to be above 0."""
    return number(points) if points > 0 else ""


def as_written(question: ChoiceQuestion) -> ChoiceQuestion:
    """The question with its numbers as the package has them, so that all of it says the same."""
    floor, cap = bounds(question)
    values = [question.points, floor, cap, *(option.points for option in question.answer.options)]
    if cap == question.answer.scoring.cap and all(
        v is None or numbers.is_decimal(v) for v in values
    ):
        return question
    return replace(
        question,
        points=numbers.value(number(question.points)),
        answer=replace(
            question.answer,
            options=tuple(
                replace(o, points=numbers.value(number(o.points))) for o in question.answer.options
            ),
            scoring=replace(
                question.answer.scoring,
                floor=None if floor is None else numbers.value(number(floor)),
                cap=None if cap is None else numbers.value(number(cap)),
            ),
        ),
    )


def key(question: ChoiceQuestion) -> list[int]:
    """The options (their indices) that `correctResponse` lists.

    Under the sum rule these are all with a weight above 0, or the first of the highest weight
    where one is chosen: single cardinality allows one value, and Canvas reads nothing else.
    All-or-nothing compares with the checked options.
    """
    single = not question.answer.many
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        checked = [i for i, option in enumerate(question.answer.options) if option.correct]
        return [] if single and len(checked) != 1 else checked
    positive = [i for i, option in enumerate(question.answer.options) if option.points > 0]
    if single and positive:
        return [max(positive, key=lambda i: question.answer.options[i].points)]
    return positive


def bounds(question: ChoiceQuestion) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and the highest mark; a floor above the cap wins, as it does in the language."""
    floor, cap = question.answer.scoring.floor, question.answer.scoring.cap
    if floor is not None and cap is not None:
        cap = max(floor, cap)
    return floor, cap


def all_or_nothing(question: ChoiceQuestion) -> tuple[Fraction, Fraction]:
    """The marks under the all-or-nothing rule: for the key, and for any other answer."""
    return bounded(question.points, question.answer.scoring), bounded(ZERO, question.answer.scoring)


def lowest(question: ChoiceQuestion) -> Fraction:
    """The lowest mark that any answer, or none, can earn."""
    weights = [option.points for option in question.answer.options]
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        worst = ZERO
    elif not question.answer.many:
        worst = min(weights, default=ZERO)
    else:
        worst = sum((weight for weight in weights if weight < 0), ZERO)
    return min(ZERO, bounded(worst, question.answer.scoring))


def full_marks(question: ChoiceQuestion) -> str:
    """The SCORE from which feedback for full marks is shown."""
    values = [option.points for option in question.answer.options]
    values += [
        bound for bound in (question.answer.scoring.floor, question.answer.scoring.cap) if bound
    ]
    return reached(question.points, values)


def reached(mark: Fraction, values: Iterable[Fraction]) -> str:
    """The number from which a sum of some of these values is (at least) a mark.

    All such sums lie a whole number of steps apart. Where doubles hold the step, and so does an
    engine that rounds to three decimals, it is the mark; else half a step below it, so that
    0.1 + 0.2 + 0.7, which doubles make 0.9999…, is full marks too.
    """
    values = tuple(values)
    meant = summed(mark, len(values))
    steps = lcm(meant.denominator, *(summed(value).denominator for value in values))
    if _EXACT_STEP % steps == 0:
        return number(mark)
    return numbers.rounded(meant - Fraction(1, 2 * steps), len(str(steps)) + 1)


def summed(value: Fraction, count: int = 1) -> Fraction:
    """The fraction that a sum of so many written numbers stands for, if it is a simple one: 1/3."""
    simple = value.limit_denominator(_SIMPLE)
    return simple if abs(simple - value) <= max(count, 1) * _HALF_PLACE else value


def has_full_marks_without_answer(question: ChoiceQuestion) -> bool:
    """Tell whether no answer, which is worth 0, earns full marks."""
    return question.points <= 0
