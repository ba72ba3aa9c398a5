"""Reads what graders alone see: our tables of criteria and levels, model answers, notes."""

from fractions import Fraction

from examc.core import limits, numbers
from examc.core.content import Blocks
from examc.core.records import Record
from examc.core.rubrics import Criteria, Criterion, Level, Levels, Rubric
from examc.files.xmltree import Element, characters, child, children, elements
from examc.formats.foreign.identifiers import part_ids
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21 import names
from examc.formats.qti21.readbody import Body, is_for_candidates, says_something


class ForGraders(Record, frozen=True):
    """What graders see of a question."""

    rubric: Rubric | None = None
    solution: Blocks = ()
    notes: Blocks = ()


class _Unread(Exception):
    """A row that is not as we write it; the text says why."""


def for_graders(body: Body, element: Element, where: str) -> ForGraders:
    """The rubricBlocks of an item that candidates do not see; what has no form is notes.

    Some systems write them after the itemBody.
    """
    rubric: Rubric | None = None
    solution: Blocks = ()
    notes: Blocks = ()
    for block in elements(element, "rubricBlock"):
        if is_for_candidates(block) or (body.ours and block.get("class") == names.ANSWERS):
            continue
        kind = block.get("class", "")
        made = _rubric(body, block, where) if rubric is None else None
        if made is not None:
            rubric = made
        elif kind == names.SOLUTION:
            solution += body.read(block, where)
        elif says_something(block):
            notes += body.read(block, where)
            _tell_views(body, block, where)
    return ForGraders(rubric, solution, notes)


def _tell_views(body: Body, block: Element, where: str) -> None:
    views = block.get("view", "").split()
    if views and not {"scorer", "tutor"} & set(views):
        message = f"text for {' and '.join(views)[:60]} is read as notes for graders"
        body.tell("R524", message, block, where, "see if it belongs there")


def _rubric(body: Body, block: Element, where: str) -> Rubric | None:
    """A table of ours; None where there is none, and a diagnostic where it is none any more."""
    kind = block.get("class", "")
    if kind not in (names.CRITERIA, names.LEVELS):
        return None
    rows = [_Row(body, row) for row in _rows(block)]
    ids = part_ids([row.own for row in rows])
    try:
        if kind == names.CRITERIA:
            return Criteria(
                tuple(
                    row.criterion(own, f"{where} › criterion {number}")
                    for number, (row, own) in enumerate(zip(rows, ids, strict=True), 1)
                )
            )
        return Levels(
            tuple(
                row.level(own, f"{where} › level {number}")
                for number, (row, own) in enumerate(zip(rows, ids, strict=True), 1)
            )
        )
    except _Unread as problem:
        body.tell("R410", f"rubric is read as notes for graders: {problem}", block, where)
        return None


def _rows(block: Element) -> list[Element]:
    """The rows of a table below its head, not those of a table inside a cell."""
    table = child(block, "table")
    body = None if table is None else child(table, "tbody")
    return [] if body is None else children(body, "tr")


class _Row:
    """A row of our table; its cells say by class what they hold."""

    def __init__(self, body: Body, row: Element) -> None:
        self.body = body
        self.own = row.get("label", "")
        self.cells = {cell.get("class", ""): cell for cell in children(row, "td")}
        self.span = body.document.span(row)

    def criterion(self, own: str, where: str) -> Criterion:
        """The row as a criterion; raises _Unread."""
        text = self._text(where)
        return Criterion(
            text=text, points=self._points(), name=self._name(), id=own, span=self.span
        )

    def level(self, own: str, where: str) -> Level:
        """The row as a level; raises _Unread."""
        percent = self._line(names.CELL_PERCENT).removesuffix("%")
        if percent and numbers.parse_shown(percent) is None:
            raise _Unread(f"{quoted(percent)} is no percentage")
        text = self._text(where)
        return Level(
            text=text,
            points=self._points(),
            percent=percent,
            name=self._name(),
            id=own,
            span=self.span,
        )

    def _line(self, kind: str) -> str:
        cell = self.cells.get(kind)
        return "" if cell is None else characters(cell)

    def _name(self) -> str:
        return self._line(names.CELL_NAME)

    def _points(self) -> Fraction:
        text = self._line(names.CELL_POINTS)
        points = limits.held(text)
        if points is None:
            raise _Unread(f"{quoted(text)} is no number of points")
        return points

    def _text(self, where: str) -> Blocks:
        return self.body.read(self.cells.get(names.CELL_TEXT), where)
