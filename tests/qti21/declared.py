"""What a package keeps of an exam, taken from what the writer says that it loses.

The rule is the target's own statement: a feature that it keeps or bends is read back as it was; of
what it holds "partly", each loss is a diagnostic at its place, and that place alone changes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from examc.core.answers import Ordering, Program, Scoring, Upload, Written, scoring_of
from examc.core.diagnostics import Diagnostic
from examc.core.features import Feature, Hold
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    TextBlock,
    item_noun,
)
from examc.core.records import replace
from examc.formats.qti21.holds import STATEMENT
from qti21 import declaredlines

_ROUNDS = re.compile(r"QTI 2\.1 rounds (the .+) (\S+) to (\S+)")
_LOSES = "QTI 2.1 does not hold this "
_PARTLY = {f.code for f, holding in STATEMENT.items() if holding.hold is Hold.PARTLY}


@dataclass(frozen=True)
class Losses:
    """The losses of one build by their place."""

    told: dict[tuple[str, str], list[str]]

    def of(self, where: str, feature: Feature) -> list[str]:
        """What is said about a feature at a place."""
        return self.told.get((where, feature.code), [])

    def rounded(self, where: str, feature: Feature, value: Fraction) -> Fraction:
        """The number that is said to be written in place of one."""
        for message in self.of(where, feature):
            match = _ROUNDS.fullmatch(message)
            if match and Fraction(match[2]) == value:
                return Fraction(match[3])
        return value


def kept(exam: Exam, report: Iterable[Diagnostic]) -> Exam:
    """The exam without what the writer of its package said to be lost."""
    told: dict[tuple[str, str], list[str]] = {}
    for diagnostic in report:
        if diagnostic.code in _PARTLY:
            told.setdefault((diagnostic.where, diagnostic.code), []).append(diagnostic.message)
    losses = Losses(told)
    exercises = tuple(
        _exercise(exercise, f"exercise {number}", losses)
        for number, exercise in enumerate(exam.exercises, 1)
    )
    return replace(exam, exercises=exercises)


def _exercise(exercise: Exercise, where: str, losses: Losses) -> Exercise:
    counts: dict[str, int] = {}
    items: list[Item] = []
    for item in exercise.items:
        noun = item_noun(item)
        counts[noun] = counts.get(noun, 0) + 1
        place = f"{where} › {noun} {counts[noun]}"
        if not _is_lost(item, place, losses):
            items.append(_item(item, place, losses))
    return replace(exercise, items=tuple(items))


def _is_lost(item: Item, where: str, losses: Losses) -> bool:
    told = losses.of(where, Feature.TEXT_BLOCK) + losses.of(where, Feature.IMAGE_BLOCK)
    return any(message.startswith(_LOSES) for message in told)


def _item(item: Item, where: str, losses: Losses) -> Item:
    if isinstance(item, TextBlock | ImageBlock):
        return item
    points = losses.rounded(where, Feature.POINTS, item.points)
    answer = declaredlines.kept(item.answer, where, losses.rounded)
    scoring = scoring_of(answer)
    if scoring is not None and not isinstance(answer, Ordering | Written | Upload | Program):
        kept_scoring = _scoring(scoring, item.points, where, points, losses)
        answer = replace(answer, scoring=kept_scoring)
    return replace(item, points=points, answer=answer)


def _scoring(
    scoring: Scoring, stated: Fraction, where: str, points: Fraction, losses: Losses
) -> Scoring:
    floor, cap = scoring.floor, scoring.cap
    if cap is not None:  # one that is the points is rounded as they are
        cap = points if cap == stated else losses.rounded(where, Feature.CAP, cap)
    if floor is not None:
        floor = losses.rounded(where, Feature.FLOOR, floor)
    if any(" as the highest mark too" in message for message in losses.of(where, Feature.CAP)):
        cap = floor
    return Scoring(scoring.rule, floor, cap)
