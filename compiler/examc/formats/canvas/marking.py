"""How Canvas marks a choice question, and the first answer that is worth something else to us.

Canvas keeps no weights: an answer is right or wrong. A multiple choice earns all points for any
right answer; a multiple response earns its points times (right - wrong chosen) / (right ones), at
least 0 (measured on its importer and scorer). Whether a mark changes is not argued but tried.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod

from examc.core import scoring
from examc.core.answers import Rule, Scoring
from examc.core.diagnostics import listed
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.core.numbers import show
from examc.core.scoring import ZERO, bounded

MOST_ANSWERS = 4096
"""Kinds of answers to one question that are tried; beyond, the extreme ones."""

Key = frozenset[int]
"""The options that Canvas takes as right, by their place (from 0)."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer (places of options) that is meant to be worth something else than it earns."""

    chosen: tuple[int, ...]
    meant: Fraction
    given: Fraction

    def words(self) -> str:
        """The change as an example."""
        options = [str(place + 1) for place in self.chosen]
        noun = "option" if len(options) == 1 else "options"
        return f"choosing {noun} {listed(options)} earns {show(self.given)} instead of {show(self.meant)}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written for a question; where a mark changes, the example and what is to blame."""

    key: Key
    change: Change | None = None
    feature: Feature = Feature.WEIGHT


def plan(question: ChoiceQuestion) -> Plan:
    """The right options to write: the checked ones if they give the marks, else what comes near."""
    checked = frozenset(i for i, option in enumerate(question.answer.options) if option.correct)
    natural = _natural(question, checked)
    if first_change(question, checked) is None:
        return Plan(checked)
    change = first_change(question, natural)
    return Plan(natural, change, _blamed(question, natural) if change else Feature.WEIGHT)


def given(question: ChoiceQuestion, key: Key, chosen: tuple[int, ...]) -> Fraction:
    """The points that Canvas gives for the options chosen."""
    points = max(question.points, ZERO)
    right = len(key.intersection(chosen))
    if not question.answer.many:
        return points if right else ZERO
    return max(points * (2 * right - len(chosen)) / max(len(key), 1), ZERO)


def usual(question: ChoiceQuestion, key: Key) -> ChoiceQuestion:
    """The question that a reader makes of Canvas' marks alone."""
    points = question.points
    right = points if (not question.answer.many) else points / max(len(key), 1)
    wrong = ZERO if (not question.answer.many) else -right
    options = tuple(
        replace(option, points=right if place in key else wrong, correct=place in key)
        for place, option in enumerate(question.answer.options)
    )
    return replace(
        question, answer=replace(question.answer, options=options, scoring=Scoring(cap=points))
    )


def first_change(question: ChoiceQuestion, key: Key) -> Change | None:
    """The shortest answer whose mark changes, if there is one."""
    found: Change | None = None
    for chosen in _answers(question, key):
        if found is None or len(chosen) < len(found.chosen):
            meant, mark = scoring.mark(question, chosen), given(question, key, chosen)
            if meant != mark:
                found = Change(chosen, meant, mark)
    return found


def _natural(question: ChoiceQuestion, checked: Key) -> Key:
    """The options that earn most (multiple choice), or anything (multiple response)."""
    single = not question.answer.many
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return checked if not single or len(checked) == 1 else frozenset()
    if question.points <= 0:
        return checked
    marks = [option.points for option in question.answer.options]
    if not single:
        return frozenset(place for place, mark in enumerate(marks) if mark > 0)
    marks = [bounded(mark, question.answer.scoring) for mark in marks]
    enough = min(question.points, max(marks, default=ZERO))
    return frozenset(place for place, mark in enumerate(marks) if mark >= enough > 0)


def _blamed(question: ChoiceQuestion, key: Key) -> Feature:
    """What about a question changes its marks."""
    rules = question.answer.scoring
    if rules.rule is Rule.ALL_OR_NOTHING:
        return Feature.ALL_OR_NOTHING
    tamed = replace(rules, floor=ZERO, cap=question.points)
    if (
        first_change(replace(question, answer=replace(question.answer, scoring=tamed)), key)
        is not None
    ):
        return Feature.WEIGHT
    floored = first_change(
        replace(question, answer=replace(question.answer, scoring=replace(rules, floor=ZERO))), key
    )
    capped = first_change(
        replace(
            question, answer=replace(question.answer, scoring=replace(rules, cap=question.points))
        ),
        key,
    )
    return Feature.CAP if capped is None and floored is not None else Feature.FLOOR


def _answers(question: ChoiceQuestion, key: Key) -> Iterator[tuple[int, ...]]:
    """Yield answers that stand for all: options that no rule can tell apart are counted only."""
    places = range(len(question.answer.options))
    if not question.answer.many:
        yield from ((place,) for place in places)
        return
    alike: dict[tuple[Fraction, bool, bool], list[int]] = {}
    for place in places:
        option = question.answer.options[place]
        alike.setdefault((option.points, option.correct, place in key), []).append(place)
    groups = list(alike.values())
    if prod(len(group) + 1 for group in groups) > MOST_ANSWERS:
        yield from _extremes(question, key)
        return
    for sizes in product(*(range(len(group) + 1) for group in groups)):
        pairs = zip(groups, sizes, strict=True)
        yield tuple(sorted(place for group, size in pairs for place in group[:size]))


def _extremes(question: ChoiceQuestion, key: Key) -> Iterator[tuple[int, ...]]:
    """Answers at the ends of what can happen: alone, all right or all wrong, and one beside."""
    everything = frozenset(range(len(question.answer.options)))
    gains = frozenset(i for i in everything if question.answer.options[i].points > 0)
    for base in (frozenset[int](), everything, gains, everything - gains, key):
        yield tuple(sorted(base))
        for place in sorted(everything):
            yield tuple(sorted(base ^ {place}))
