"""A table as it was read: rows of cells, each the text that a person sees in it."""

from collections.abc import Sequence

from examc.core.records import Mutable, Record, field
from examc.core.source import Source, Span


class Row(Record, frozen=True):
    """A row: its line in the source of its sheet, and the texts of its cells."""

    line: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """The text of a cell, from 0, without blanks at its ends; "" beyond the last."""
        return self.cells[column].strip() if 0 <= column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


class Sheet(Mutable):
    """A table; `name` is "" for that of a text file."""

    source: Source
    rows: Sequence[Row]
    name: str = ""
    told: list[tuple[str, str, str, int]] = field(default_factory=list)
    """What its reader has to say: code, message, help, line."""

    def span(self, line: int) -> Span:
        """A row, for messages."""
        return self.source.line_span(line)


def column_name(column: int) -> str:
    """The letters of a column, from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
