"""How each system that takes a package marks the further kinds in it, as they are written."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import numbers
from examc.core.answers import (
    Choice,
    FillIn,
    Key,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.keys import AcceptedNumber, OrderRule
from examc.core.model import Question
from examc.core.records import replace
from examc.core.responses import Typed, filled
from examc.core.schemes import ZERO, Order, Scheme, award, meant
from examc.formats.qti21 import gaps, pairing, scores, typed
from examc.systems.canvas import marks as canvas
from examc.systems.canvas import qtikinds
from examc.systems.marking import NOT_TAKEN, Fact, Marking
from examc.systems.newquizzes import marks as newquizzes
from examc.systems.player import marks as player

Given: TypeAlias = Scheme | Fact
"""How a question is marked, or why it is not taken."""


def given(question: Question) -> Iterator[tuple[Marking, Given]]:
    """Yield what each system makes of a question of the further kinds; nothing of the others."""
    match question.answer:
        case Choice() | TrueFalse() | Written() | Program():
            return
        case Numeric() | ShortAnswer() as key:
            own = numbers.value(scores.number(question.points))
            blank = qtikinds.blank(_text(key), own)
            yield from _of((written(question), blank, blank))
        case FillIn() as filled:
            yield from _of((written(question), *_filled(question, filled)))
        case Matching() | Matrix() as pairs:
            yield from _of((written(question), *_pairs(question, pairs)))
        case Ordering() as order:
            all_right = Order(len(order.items), OrderRule.ALL_OR_NOTHING, question.points)
            classic = _refused(canvas.NAME, qtikinds.ERROR.format("an ordering"))
            yield from _of((written(question), classic, all_right))
        case Upload():
            classic = _refused(canvas.NAME, qtikinds.ERROR.format("an upload"))
            new = _refused(newquizzes.NAME, "does not take an upload from this package")
            yield from ((canvas.OF_QTI, classic), (newquizzes.MARKING, new))
        case _:
            assert_never(question.answer)


def _of(made: Sequence[Given]) -> Iterator[tuple[Marking, Given]]:
    yield from zip((player.MARKING, canvas.OF_QTI, newquizzes.MARKING), made, strict=True)


def _refused(system: str, does: str) -> Fact:
    return Fact(NOT_TAKEN, f"{system} {does}", qtikinds.ADVICE)


def written(question: Question) -> Scheme:
    """What the rules of the item award: what is meant, with the ends of numbers as they are written."""
    match question.answer:
        case Numeric() as number:
            return meant(replace(question, answer=_outward(number)))
        case FillIn(gaps=own) as filled:
            keys = tuple(
                replace(gap, key=_outward(gap.key) if isinstance(gap.key, Numeric) else gap.key)
                for gap in own
            )
            return meant(replace(question, answer=replace(filled, gaps=keys)))
        case _:
            return meant(question)


def _outward(key: Numeric) -> Numeric:
    return replace(key, accepted=tuple(_rounded(one) for one in key.accepted))


def _rounded(one: AcceptedNumber) -> AcceptedNumber:
    if numbers.is_decimal(one.low) and numbers.is_decimal(one.high):
        return one
    ends = scores.lower_end(one.low), scores.upper_end(one.high)
    low, high = (numbers.parse_answer(end) for end in ends)
    assert low is not None
    assert high is not None
    return replace(one, low=low, high=high)


# -- Canvas ---------------------------------------------------------------------------------------


def _text(key: Numeric | ShortAnswer) -> str | None:
    """The one text that a box has as right."""
    return next(iter(typed.response("", key).correct), None)


def _filled(question: Question, filled: FillIn) -> tuple[Given, Given]:
    keys: list[Key] = [gap.key for gap in filled.gaps]
    points = numbers.value(scores.number(question.points))
    boxes = [key for key in keys if not isinstance(key, Choice)]
    count = "several gaps" if len(keys) > 1 else "a drop-down"
    new: Given = _refused(newquizzes.NAME, f"does not take a question with {count}")
    if len(boxes) == len(keys):
        texts = [_text(key) for key in boxes]
        classic: Given = qtikinds.blanks(texts, points)
        return classic, qtikinds.blanks(texts, points) if len(texts) == 1 else new
    if boxes:
        return _refused(canvas.NAME, qtikinds.MIXED), new
    choices = [key for key in keys if isinstance(key, Choice)]
    right = [gaps.right_option(choice) for choice in choices]
    return qtikinds.shares(right, [len(choice.options) for choice in choices], points), new


def _pairs(question: Question, pairs: Matching | Matrix) -> tuple[Given, Given]:
    points = numbers.value(scores.number(question.points))
    right = pairing.right_places(pairs)
    count = len(pairs.rights) if isinstance(pairs, Matching) else len(pairs.columns)
    scheme = qtikinds.shares(right, [count] * len(right), points)
    if not isinstance(pairs, Matrix) or not pairs.several:
        return scheme, scheme
    classic = _refused(canvas.NAME, qtikinds.SEVERAL)
    if pairing.has_several(pairs):
        return classic, _refused(newquizzes.NAME, "wants one column for each row")
    return classic, scheme


def mark_of_no_number(question: Question) -> Fraction:
    """What is meant for what is no number, and nothing else; to a player it is no answer, worth 0."""
    match question.answer:
        case Numeric():
            return award(meant(question), Typed("x")) or ZERO
        case FillIn(gaps=own):
            given = [Typed("x") if isinstance(gap.key, Numeric) else None for gap in own]
            return award(meant(question), filled(given)) or ZERO
        case _:
            return ZERO
