"""Reads our own lists of accepted answers, which scorers see: the author's words and exact points."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Numeric, Scoring, ShortAnswer
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.records import Record
from examc.core.typednumbers import Interval, interval
from examc.files.xmltree import Element, characters, children, elements
from examc.formats.foreign.identifiers import part_ids
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import Body

_HOW = {"examc-contains": Match.CONTAINS, "examc-pattern": Match.PATTERN}


class NotOurs(Exception):
    """Something of an item is not as we write it."""


class _Line(Record, frozen=True):
    element: Element
    points: Fraction
    text: str
    how: Match
    id: str


class Listed(Record, frozen=True):
    """The accepted answers of one box, as they are listed."""

    lines: tuple[_Line, ...] = ()
    case: bool = False


def listed(root: Element) -> dict[str, Listed]:
    """The lists of an item by the name of their box, "" for its only one; raises NotOurs."""
    found: dict[str, Listed] = {}
    for block in elements(root, "rubricBlock"):
        if block.get("class") == names.ANSWERS:
            for box in children(block, "div"):
                case = box.get("class") == names.CASE
                found[box.get("label", "")] = Listed(tuple(_lines(box)), case)
    return found


def _lines(box: Element) -> Iterator[_Line]:
    entries = [entry for each in children(box, "ul") for entry in children(each, "li")]
    ids = part_ids([entry.get("label", "") for entry in entries])
    for entry, own in zip(entries, ids, strict=True):
        spans = children(entry, "span")
        if len(spans) != 2:
            raise NotOurs
        points = numbers.parse_shown(characters(spans[0]))
        classes = spans[1].get("class", "").split()
        if points is None or names.ANSWER not in classes:
            raise NotOurs
        how = next((_HOW[word] for word in classes if word in _HOW), Match.TEXT)
        yield _Line(entry, points, characters(spans[1]), how, own)


def numeric(box: Listed, unit: str, scoring: Scoring, body: Body) -> Numeric:
    """The numbers of a box; raises NotOurs."""
    return Numeric(accepted=tuple(_numbers(box, body)), unit=unit, scoring=scoring)


def _numbers(box: Listed, body: Body) -> Iterator[AcceptedNumber]:
    for line in box.lines:
        ends = interval(line.text)
        if not isinstance(ends, Interval):
            raise NotOurs
        yield AcceptedNumber(
            points=line.points,
            low=ends.low,
            high=ends.high,
            value=ends.value,
            written=line.text,
            id=line.id,
            span=body.document.span(line.element),
        )


def short_answer(box: Listed, scoring: Scoring, body: Body) -> ShortAnswer:
    """The texts of a box."""
    accepted = tuple(
        AcceptedText(
            points=line.points,
            text=line.text,
            match=line.how,
            id=line.id,
            span=body.document.span(line.element),
        )
        for line in box.lines
    )
    return ShortAnswer(accepted=accepted, case=box.case, scoring=scoring)
