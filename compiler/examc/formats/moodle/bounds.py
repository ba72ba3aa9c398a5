"""The rule, floor and cap of a choice question: what Moodle does instead, and what is kept of them.

Moodle has no fields for them. Where a question's own change no mark that Moodle gives, they stand
in an element that Moodle passes over, so that a reader of our file has them back; else the change
is reported, and a reader finds what Moodle does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from examc.core import numbers, schemes
from examc.core.answers import Rule, Scoring
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show
from examc.core.schemes import ZERO, Scheme
from examc.systems.comparing import differs
from examc.systems.moodle import marks
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


def usual(shares: Iterable[Fraction], points: Fraction, *, single: bool) -> Scoring:
    """How Moodle marks: the sum between 0 and the points, or the one share whatever it is."""
    if not single:
        return Scoring(cap=points)
    found = tuple(shares)
    lowest, highest = min(found, default=ZERO), max(found, default=ZERO)
    return Scoring(floor=None if lowest < 0 else ZERO, cap=None if highest > 1 else points)


@dataclass(frozen=True, slots=True)
class Settled:
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
    scoring = usual(shares, points, single=not question.answer.many)
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
    scoring = usual(shares, question.points, single=not question.answer.many)
    found: list[tuple[str, str]] = []
    if question.answer.scoring.rule is not scoring.rule:
        found.append(("rule", question.answer.scoring.rule.value))
    if question.answer.scoring.floor != scoring.floor:
        found.append(("floor", _bound(question.answer.scoring.floor)))
    if question.answer.scoring.cap != scoring.cap:
        found.append(("cap", _bound(question.answer.scoring.cap)))
    weights = [option.points for option in question.answer.options]
    if weights != [share * question.points for share in shares]:
        found.append(("weights", " ".join(map(show, weights))))
    return tuple(found)


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else show(value)
