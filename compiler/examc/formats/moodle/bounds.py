"""The rule, floor and cap of a choice question: what Moodle does instead, and what is kept of them.

Moodle has no fields for them. Where a question's own change no mark that Moodle gives, they stand
in an element that Moodle passes over, so that a reader of our file has them back; else the change
is reported, and a reader finds what Moodle does.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import TypeAlias

from examc.core import numbers, schemes
from examc.core.answers import Rule, Scoring
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show
from examc.core.records import Record, replace
from examc.core.schemes import ZERO, Scheme
from examc.systems.comparing import differs
from examc.systems.moodle import marks, reading
from examc.systems.moodle.limits import LARGEST_MARK, MARK_PLACES

Fractions: TypeAlias = tuple[Fraction, ...]
Settings: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values of what Moodle has no field for."""


def grade(points: Fraction) -> str:
    """The points of a question with the seven decimals that Moodle keeps."""
    return numbers.rounded(min(max(points, ZERO), LARGEST_MARK), MARK_PLACES)


def scheme(question: ChoiceQuestion, shares: Fractions) -> Scheme:
    """How Moodle marks a question that is written with these shares."""
    return marks.of_shares(shares, max(question.points, ZERO), one=not question.answer.many)


class Settled(Record, frozen=True):
    """A question as a reader finds it, and the parts of its scoring that are lost after all."""

    question: ChoiceQuestion
    lost: tuple[Feature, ...] = ()


def settle(question: ChoiceQuestion, shares: Fractions, told: Iterable[Feature]) -> Settled:
    """Keep as much of a scoring as gives Moodle's marks with the shares that are written.

    What has been `told` as lost is not kept. An all-or-nothing question keeps the weights of its
    options, which mean nothing.
    """
    points = numbers.value(grade(question.points))
    if points == question.points and not settings(question, shares):
        return Settled(question)  # by far the most
    options = tuple(
        replace(option, points=share * points, correct=share > 0)
        for option, share in zip(question.answer.options, shares, strict=True)
    )
    scoring = reading.usual(shares, points, single=not question.answer.many)
    made = replace(
        question, points=points, answer=replace(question.answer, options=options, scoring=scoring)
    )
    parts = [part for part in _parts(question, points) if part[0] not in told]
    lost: list[Feature] = []
    for changes in (parts, *([part] for part in parts)):
        scoring = made.answer.scoring
        for _, change in changes:
            scoring = change(scoring)
        if scoring == made.answer.scoring:
            continue
        tried = replace(made, answer=replace(made.answer, scoring=scoring))
        if not differs(tried, schemes.meant(tried), scheme(tried, shares)):
            made = tried
        elif changes is not parts:
            lost.append(changes[0][0])
    if made.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        given_weights = [option.points for option in question.answer.options]
        options = tuple(
            replace(option, points=weight)
            for option, weight in zip(options, given_weights, strict=True)
        )
        made = replace(made, answer=replace(made.answer, options=options))
    return Settled(made, tuple(lost))


def _parts(
    question: ChoiceQuestion, points: Fraction
) -> Iterator[tuple[Feature, Callable[[Scoring], Scoring]]]:
    """Yield the parts of a scoring, each as the change that it makes to another one."""
    rule, floor = question.answer.scoring.rule, question.answer.scoring.floor
    cap = points if question.answer.scoring.cap == question.points else question.answer.scoring.cap
    yield Feature.ALL_OR_NOTHING, lambda scoring: replace(scoring, rule=rule)
    yield Feature.CAP, lambda scoring: replace(scoring, cap=cap)
    yield Feature.FLOOR, lambda scoring: replace(scoring, floor=floor)


def settings(question: ChoiceQuestion, shares: Fractions) -> Settings:
    """What stands beside the fractions of a settled question; nothing where they say it all."""
    scoring = reading.usual(shares, question.points, single=not question.answer.many)
    found = list(scoring_settings(question.answer.scoring, scoring))
    own = [option.points for option in question.answer.options]
    if own != [share * question.points for share in shares]:
        found.append(("weights", weights(own)))
    return tuple(found)


def scoring_settings(own: Scoring, usual: Scoring) -> Iterator[tuple[str, str]]:
    """Yield what of a scoring differs from the one that Moodle has anyway."""
    if own.rule is not usual.rule:
        yield "rule", own.rule.value
    if own.floor != usual.floor:
        yield "floor", _bound(own.floor)
    if own.cap != usual.cap:
        yield "cap", _bound(own.cap)


def weights(values: Iterable[Fraction]) -> str:
    """Weights in points, side by side."""
    return " ".join(map(show, values))


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else show(value)
