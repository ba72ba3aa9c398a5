"""The rule, floor and cap of a choice question: what Moodle does instead, and what is kept of them.

Moodle has no fields for them. Where a question's own change no mark that Moodle gives, they stand
in an element that Moodle passes over, so that a reader of our file has them back; else the change
is reported, and a reader finds what Moodle does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

from examc.core import numbers
from examc.core.answers import Rule, Scoring
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show
from examc.formats.moodle.losses import Losses
from examc.formats.moodle.marking import (
    ZERO,
    Change,
    Fractions,
    example,
    first_change,
    given,
    meant,
)

LARGEST_GRADE = Fraction(999_999_999_999, 10_000_000)  # NUMERIC(12, 7) in the database

Settings: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values of what Moodle has no field for."""


def grade(points: Fraction) -> str:
    """The points of a question with the seven decimals that Moodle keeps."""
    return numbers.rounded(min(max(points, ZERO), LARGEST_GRADE), 7)


def usual(shares: Iterable[Fraction], points: Fraction, *, single: bool) -> Scoring:
    """How Moodle marks: the sum between 0 and the points, or the one share whatever it is."""
    if not single:
        return Scoring(cap=points)
    found = tuple(shares)
    lowest, highest = min(found, default=ZERO), max(found, default=ZERO)
    return Scoring(floor=None if lowest < 0 else ZERO, cap=None if highest > 1 else points)


# -- what changes a mark --------------------------------------------------------------------------


def report(question: ChoiceQuestion, shares: Fractions, losses: Losses) -> set[Feature]:
    """Report a floor, a cap or a rule that changes a mark (multiple response only), and return it.

    A bound on a multiple choice is in the fractions themselves.
    """
    rule, told = question.answer.scoring, set[Feature]()
    if not question.answer.many:
        return told
    points = max(question.points, ZERO)
    if points and not any(o.correct or o.points > 0 for o in question.answer.options):
        message = "Moodle can not reward that nothing is chosen, and no option is right here"
        losses.add(Feature.WEIGHT, question, message, "add an option such as: none of these")
    if rule == Scoring(cap=points) or not changes_a_mark(question, shares):
        return told

    def tell(feature: Feature, change: Change | None, message: str, help_line: str) -> None:
        if change is not None:
            told.add(feature)
            losses.add(feature, question, f"{message}: {example(change)}", help_line)

    no_floor = meant(
        replace(question, answer=replace(question.answer, scoring=replace(rule, floor=ZERO)))
    )
    plain = meant(
        replace(
            question, answer=replace(question.answer, scoring=replace(rule, floor=ZERO, cap=points))
        )
    )
    if rule.floor != 0:
        change = first_change(question, shares, meant(question), no_floor)
        message = "Moodle gives a multiple response at least 0"
        tell(Feature.FLOOR, change, message, "write floor=0, or a multiple choice")
    if rule.cap != points:
        change = first_change(question, shares, no_floor, plain)
        message = f"Moodle gives up to {show(points)} here"
        tell(Feature.CAP, change, message, "leave out cap: the points are the highest mark then")
    if rule.rule is Rule.ALL_OR_NOTHING:
        change = first_change(question, shares, plain, given(question, shares))
        message = "Moodle gives a part of the points for a part of an answer"
        help_line = "leave out rule=all-or-nothing: each option then earns its weight"
        tell(Feature.ALL_OR_NOTHING, change, message, help_line)
    return told


def changes_a_mark(question: ChoiceQuestion, shares: Fractions) -> bool:
    """Whether any answer is worth something else in Moodle, whatever the reason."""
    change = first_change(question, shares, meant(question), given(question, shares))
    return change is not None


# -- what changes no mark -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """A question as a reader finds it, and the parts of its scoring that are lost after all."""

    question: ChoiceQuestion
    lost: tuple[tuple[Feature, Change], ...] = ()


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
    scoring = usual(shares, points, single=(not question.answer.many))
    made = replace(
        question, points=points, answer=replace(question.answer, options=options, scoring=scoring)
    )
    parts = [part for part in _parts(question, points) if part[0] not in told]
    lost: list[tuple[Feature, Change]] = []
    for changes in (parts, *([part] for part in parts)):
        scoring = made.answer.scoring
        for _, change in changes:
            scoring = change(scoring)
        if scoring == made.answer.scoring:
            continue
        tried = replace(made, answer=replace(made.answer, scoring=scoring))
        first = first_change(tried, shares, meant(tried), given(tried, shares))
        if first is None:
            made = tried
        elif changes is not parts:
            lost.append((changes[0][0], first))
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
    scoring = usual(shares, question.points, single=(not question.answer.many))
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
