"""The rows of a CSV or TSV file, whatever parts its cells."""

import csv
from collections.abc import Callable, Iterator

from examc.core import lazyre
from examc.core.source import Source
from examc.formats.sheets.cells import Row, Sheet

DELIMITERS = ",;\t|"
MOST_ROWS = 100_000
LONGEST_CELL = 100_000  # characters

_SEPARATOR = lazyre.compile(r"\Asep=(.)\n")


class Unreadable(Exception):
    """A text that is no table; the text says why."""


def first_rows(text: str, delimiter: str, count: int) -> list[tuple[str, ...]]:
    """The first rows that are not empty, of what a file begins with."""
    found: list[tuple[str, ...]] = []
    try:
        for row in _rows(text, delimiter):
            if not row.is_empty:
                found.append(row.cells)
            if len(found) == count:
                break
    except Unreadable:
        pass
    return found


def delimiter_of(text: str, score: Callable[[tuple[str, ...]], int]) -> str:
    """What parts the cells: what makes most of the first row known, by a `score` of it."""
    stated = _SEPARATOR.match(text)
    if stated:
        return stated[1]
    rows = {one: first_rows(text, one, 1) for one in DELIMITERS}
    return max(DELIMITERS, key=lambda one: score(rows[one][0]) if rows[one] else -1)


def sheet(source: Source, delimiter: str) -> Sheet:
    """All rows of a file; raises Unreadable."""
    return Sheet(source, list(_rows(source.text, delimiter)))


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    stated = _SEPARATOR.match(text)
    lines = iter(text.splitlines(keepends=True))
    skipped = 0
    if stated:
        next(lines)
        skipped = 1
    previous = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
        start = 1
        for count, cells in enumerate(reader):
            if count > MOST_ROWS:
                raise Unreadable(f"table has more than {MOST_ROWS} rows")
            yield Row(start + skipped, tuple(cells))
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"table cannot be read: {error}") from error
    finally:
        csv.field_size_limit(previous)
