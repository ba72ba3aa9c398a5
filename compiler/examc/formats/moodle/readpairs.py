"""matching of Moodle → left sides with their right sides, or the matrix that our writer made it of."""

from collections.abc import Sequence
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Matching, Matrix, Scoring
from examc.core.content import Blocks, Paragraph, Text
from examc.core.keys import Cell, Label, Pair, Row
from examc.core.records import Record
from examc.core.source import Span
from examc.files.xmltree import Element
from examc.formats.moodle.readanswers import ids
from examc.formats.moodle.readone import NoQuestion, One
from examc.formats.moodle.readxml import text_of
from examc.text.folding import fold

ZERO = Fraction(0)


class _Side(Record, frozen=True):
    """A left side, () for none, and the right side as Moodle shows it."""

    left: Blocks
    right: str
    hint: Element | None
    span: Span

    def said(self, name: str) -> str:
        return "" if self.hint is None else self.hint.get(name, "")


def matching(one: One) -> Matching | Matrix:
    """Pairs of equal worth; a right side without a left one is wrong everywhere."""
    sides = _sides(one)
    pairs = [side for side in sides if side.left]
    if one.setting("kind") == "matrix":
        return _matrix(one, sides, pairs)
    if len(pairs) < 2:
        raise NoQuestion("it has fewer than two pairs", "ask it as a multiple choice", "R514")
    taken = {side.right for side in pairs}
    others = {side.right: side for side in sides if not side.left and side.right not in taken}
    names = ids(one, [side.said("id") for side in (*pairs, *others.values())])
    each = one.points / len(pairs)
    return Matching(
        pairs=tuple(
            Pair(left=side.left, right=_line(side.right), points=each, id=own, span=side.span)
            for side, own in zip(pairs, names, strict=False)
        ),
        distractors=tuple(
            Label(text=_line(right), id=own, span=side.span)
            for (right, side), own in zip(others.items(), names[len(pairs) :], strict=True)
        ),
        scoring=one.scoring(Scoring(cap=one.points)),
    )


def _sides(one: One) -> list[_Side]:
    found: list[_Side] = []
    for place, element in enumerate(one.entry.inside.get("subquestion", []), 1):
        answer = element.find("answer")
        right = fold(text_of(answer)).strip(" ")
        has_left = bool(text_of(element).strip())
        if not right:
            if has_left:
                message = f"pair {place} is left out: it has no right side, and Moodle refuses it"
                one.tell("R494", message, "write a right side", at=element)
            continue
        left = one.text(element) if has_left else ()
        if has_left and not left:
            left = (Paragraph(()),)
        span = one.texts.document.span(element)
        found.append(_Side(left, right, element.find("examc"), span))
    return found


def _line(right: str) -> Blocks:
    return (Paragraph((Text(right),)),)


# -- matrix ---------------------------------------------------------------------------------------


def _matrix(one: One, sides: Sequence[_Side], rows: Sequence[_Side]) -> Matrix:
    """Rows that were written as left sides, and columns as right sides."""
    columns = [hint.get("text", "") for hint in one.hints("column")]
    columns = columns or list(dict.fromkeys(side.right for side in sides))
    places = {column: place for place, column in enumerate(columns)}
    if not rows or any(side.right not in places for side in sides):
        raise NoQuestion("its columns are not those that were written", "build it again")
    names = ids(one, [hint.get("id", "") for hint in one.hints("column")] or [""] * len(columns))
    row_names = ids(one, [side.said("id") for side in rows])
    each = one.points / len(rows)
    return Matrix(
        columns=tuple(
            Label(text=_line(column) if column else (), id=own)
            for column, own in zip(columns, names, strict=True)
        ),
        rows=tuple(
            Row(
                text=() if side.left == (Paragraph(()),) else side.left,
                cells=_cells(places[side.right], len(columns), each, side.said("right")),
                id=own,
                span=side.span,
            )
            for side, own in zip(rows, row_names, strict=True)
        ),
        scoring=one.scoring(Scoring(cap=one.points), matrix=True),
    )


def _cells(key: int, size: int, each: Fraction, right: str) -> tuple[Cell, ...]:
    weights = [each if place == key else ZERO for place in range(size)]
    return checked(weights, right, [place == key for place in range(size)])


def checked(weights: Sequence[Fraction], right: str, usual: Sequence[bool]) -> tuple[Cell, ...]:
    """Cells of these weights; `right` names the columns (from 1) that are right, "none" for none."""
    marks = list(usual)
    if right:
        named = {numbers.whole(word) for word in right.split()}
        marks = [place in named for place in range(1, len(marks) + 1)]
    return tuple(Cell(worth, mark) for worth, mark in zip(weights, marks, strict=True))
