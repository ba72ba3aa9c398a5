"""The table of a matrix in the Markdown spelling: columns, rows, and what their cells say."""

import re

from examc.core import lazyre
from examc.core.content import Inlines, Paragraph, Table, Text, plain
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.formats.exam import arrows, attributes
from examc.formats.exam.entries import first_line
from examc.formats.exam.raw import RawCell, RawEntry, RawItem, RawList, Word
from examc.formats.exam.vocabulary import ENTRY_ATTRIBUTES
from examc.text.markup import Piece, attributes_end

_CELL = lazyre.compile(r"(?P<tick>[xX])?\s*(?:\{\s*(?P<weight>[^{}\s]+)\s*\})?")

_BEHIND = lazyre.compile(r"\{[-+−]?[\d./]+%?\}$")
_EMPTY = frozenset(("-", "–", "—", "o", "0", ".", "✗", "✘", "☐", "no", "nee", "nein"))
"""What stands in the cells of wrong columns where they are not left empty."""


_BOX = lazyre.compile(r"\[[ xX]?\]")
"""A box of a task list, of which a table has as many as cells: the first is told."""


def find(pieces: list[Piece]) -> int | None:
    """The place of the table that is the key: the last one whose first header cell is empty."""
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if isinstance(piece, Table) and piece.head and not plain(piece.head[0]):
            return place
    return None


def read(table: Table, item: RawItem, report: Report) -> None:
    """Read the table as the columns and rows of an item."""
    span = first_line(table.span) if table.span else item.span
    columns = [
        _head(cell, "columns", _row_span(span, 0), report, weighs=False) for cell in table.head[1:]
    ]
    rows: list[RawEntry] = []
    boxed = False
    for number, cells in enumerate(table.rows):
        place = _row_span(span, number + 2)
        entry = _head(cells[0] if cells else (), "rows", place, report, weighs=True)
        _weight_behind(cells[0] if cells else (), report)
        for column, cell in enumerate(cells[1:]):
            is_box = _BOX.fullmatch(plain(cell).strip()) is not None
            found = None if is_box and boxed else _cell(cell, place, report)
            boxed = boxed or is_box
            if found is not None:
                entry.cells[column] = found
            elif cell:
                entry.told = True
        rows.append(entry)
    item.lists["columns"] = RawList(span, columns)
    item.lists["rows"] = RawList(span, rows)


def _row_span(table: Span, number: int) -> Span:
    """The line of a row: each row of a table is one line."""
    line = table.line + number
    words = table.source.line(line)
    start = len(words) - len(words.lstrip(" \t>")) + 1
    return table.source.line_span(line, start, max(len(words.rstrip()), start) + 1)


def _head(content: Inlines, part: str, place: Span, report: Report, *, weighs: bool) -> RawEntry:
    """A column or a row: the attributes that begin its cell, and its text."""
    entry = RawEntry(place)
    length = 0
    match content:
        case (Text(text=text, span=Span() as span), *_):
            if not weighs:
                entry.span = span
            if text.startswith("{"):
                length = _attributes(entry, span, part, report, weighs=weighs)
        case _:
            pass
    if length and isinstance(first := content[0], Text):
        rest = first.text[length:].lstrip(" ")
        content = (*((Text(rest, first.span),) if rest else ()), *content[1:])
    content = arrows.stripped(content)  # of the blanks beside a comment
    entry.content = (Paragraph(content, place),) if content else ()
    return entry


def _attributes(entry: RawEntry, span: Span, part: str, report: Report, *, weighs: bool) -> int:
    """Read the attribute list that begins a cell; how long it is, 0 where the brace is a sign."""
    line = span.source.line(span.line)
    start = span.column - 1
    if line[start : start + 1] != "{" or line[max(start - 1, 0) : start] == "\\":
        return 0
    end = attributes_end(line, start)
    if not end:
        help_line = "close it with }, or write \\{ for a brace"
        place = span.source.line_span(span.line, start + 1, start + 2)
        report.add("S134", "attribute list is never closed in this cell", place, help=help_line)
        return 0
    found = attributes.parse(span.source.line_span(span.line, start + 1, end + 1), report)
    if found.bare and weighs and re.match(r"[-+−–.\d]", found.bare[0].value):
        entry.points = found.bare.pop(0)
    settings = attributes.settings(found, ENTRY_ATTRIBUTES[part], report)
    entry.id = settings.get("id")
    entry.allow = attributes.words(settings.get("allow"))
    return end - start


def _weight_behind(content: Inlines, report: Report) -> None:
    """Report a weight that ends the text of a row, where students would read it."""
    match content[-1:]:
        case (Text(text=text, span=Span() as span),):
            behind = _BEHIND.search(text)
            line = span.source.line(span.line)
            start = line.find(behind[0], span.column - 1) if behind else -1
            if behind and start > 0 and line[start - 1] != "\\":
                place = span.source.line_span(span.line, start + 1, start + 1 + len(behind[0]))
                help_line = f"write {behind[0]} first, or \\{{ for the brace itself"
                message = "this is read as text, not as a weight, which stands first"
                report.add("L227", message, place, help=help_line)
        case _:
            pass


def _cell(content: Inlines, place: Span, report: Report) -> RawCell | None:
    """What the place of a row and a column says; None where it says nothing."""
    if not content:
        return None
    match content:
        case (Text(text=text, span=Span() as span),) if found := _CELL.fullmatch(text.strip()):
            weight = found["weight"]
            if weight is None:
                return RawCell(True, None)
            start = span.source.line(span.line).find(weight, span.column - 1)
            word = Word(
                weight, span.source.line_span(span.line, start + 1, start + 1 + len(weight))
            )
            return RawCell(found["tick"] is not None, word)
        case _:
            pass
    span = next((one.span for one in content if isinstance(one, Text) and one.span), place)
    message = f"{plain(content)[:40]!r} is neither x nor a weight"
    help_line = "write x for the right column, or a weight such as {0.5}"
    if _BOX.fullmatch(plain(content).strip()):
        help_line = "write x for the right column, and leave the others empty"
    elif plain(content).strip().lower() in _EMPTY:
        help_line = "leave the cell of a wrong column empty"
    report.add("S186", message, span, help=help_line)
    return None
