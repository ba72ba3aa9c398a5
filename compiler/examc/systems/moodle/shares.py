"""The share of a question's points that each answer should be worth in Moodle, on its grid or not."""

from fractions import Fraction

from examc.core import schemes
from examc.core.answers import Numeric, Rule, ShortAnswer
from examc.core.model import ChoiceQuestion, Question
from examc.core.schemes import ZERO
from examc.systems.moodle import grid

ONE = Fraction(1)


def of_options(question: ChoiceQuestion) -> tuple[Fraction, ...]:
    """The share of the points that each option should be worth in Moodle, on the grid or not."""
    points = question.points
    if points <= 0:
        return _shares_by_check(question)
    if not question.answer.many:
        alone = schemes.one_of(schemes.meant(question)).marks
        return tuple([mark / points for mark in alone])
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return _all_or_nothing(question)
    return tuple([option.points / points for option in question.answer.options])


def _shares_by_check(question: ChoiceQuestion) -> tuple[Fraction, ...]:
    """tuple[Fraction, ...] of a question without points: they show what is right, and earn nothing."""
    right = sum(option.correct for option in question.answer.options)
    share = ONE if not question.answer.many else Fraction(1, max(right, 1))
    return tuple([share if option.correct else ZERO for option in question.answer.options])


def _all_or_nothing(question: ChoiceQuestion) -> tuple[Fraction, ...]:
    """The nearest to all-or-nothing: any wrong option takes away all. Exact for one right one."""
    right = sum(option.correct for option in question.answer.options)
    if not right:
        return tuple([ZERO] * len(question.answer.options))
    return tuple([Fraction(1, right) if o.correct else -ONE for o in question.answer.options])


def of_typed(question: Question[Numeric] | Question[ShortAnswer]) -> tuple[Fraction, ...]:
    """The share of the points that each accepted answer should be worth in Moodle."""
    scoring = question.answer.scoring
    alone = [schemes.bounded(one.points, scoring) for one in question.answer.accepted]
    if question.points > 0:
        return tuple(mark / question.points for mark in alone)
    best = max(alone, default=ZERO)
    return tuple(ONE if mark == best else ZERO for mark in alone)


def on_grid(exact: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    """The shares that Moodle has, each the nearest to one that is meant."""
    return tuple([share if grid.is_legal(share) else grid.nearest(share) for share in exact])
