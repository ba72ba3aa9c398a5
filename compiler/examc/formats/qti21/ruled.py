"""The kinds that rules of their own mark, each in the frame that all of them have."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.answers import (
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Rule,
    Scoring,
    ShortAnswer,
)
from examc.core.model import Question
from examc.formats.qti21 import gaps, names, ordering, pairing, scored, typed
from examc.formats.qti21.html import Html
from examc.formats.qti21.modals import ModalFeedback
from examc.formats.qti21.rules import Setting
from examc.formats.qti21.scored import Box, Scored

Ruled: TypeAlias = Numeric | ShortAnswer | FillIn | Matching | Matrix | Ordering


def part(
    question: Question, answer: Ruled, present: Mapping[str, ModalFeedback], html: Html
) -> Scored:
    """What an item has for an answer that rules mark."""
    shown = {
        own: Setting(outcome=modal.outcome, base_type="identifier", value=own)
        for own, modal in present.items()
    }
    lines = scored.of_lines(question, shown)
    match answer:
        case Numeric() | ShortAnswer():
            made = _typed(answer, lines)
        case FillIn():
            made = gaps.item(question, answer, lines)
        case Matching() | Matrix():
            made = pairing.item(question, answer, lines, html)
        case Ordering():
            made = ordering.item(question, answer, html)
        case _:
            assert_never(answer)
    return scored.framed(made, question, _bounds(answer), shown, weights(question, answer))


def _typed(answer: Numeric | ShortAnswer, lines: list[Setting | None]) -> Scored:
    unit = answer.unit if isinstance(answer, Numeric) else ""
    return Scored(
        responses=[typed.response(names.RESPONSE, answer)],
        rules=typed.rule(names.RESPONSE, answer, names.SCORE, lines),
        box=Box(typed.length(answer), gaps.unit(unit)),
    )


def _bounds(answer: Ruled) -> Scoring:
    """The bounds that rules state; a sum of pairs has them in its mapping, an order needs none."""
    if isinstance(answer, Ordering):
        return Scoring(floor=None, cap=None)
    if isinstance(answer, Matching | Matrix) and answer.scoring.rule is Rule.SUM:
        return Scoring(floor=None, cap=None)
    return answer.scoring


def weights(question: Question, answer: Ruled) -> Iterable[Fraction]:
    """The numbers that a mark is a sum of."""
    match answer:
        case Numeric() | ShortAnswer():
            return typed.weights(answer)
        case FillIn():
            return gaps.weights(answer)
        case Matching() | Matrix():
            return [points for row in pairing.weights(answer) for points in row]
        case Ordering():
            return [ordering.share(question, answer)]
        case _:
            assert_never(answer)
