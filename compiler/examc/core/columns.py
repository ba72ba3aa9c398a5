"""Text in columns: how wide it is on a terminal, and rows of cells under one another."""

import unicodedata
from collections.abc import Iterator, Sequence

_GAP = "  "


def width(text: str) -> int:
    """The columns that a text takes: two for a wide character, none for one that joins another."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line for each row, its cells under those of the other rows, two blanks between them.

    All rows have as many cells; the first may be the heads.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)]
        yield _GAP.join(cells).rstrip()


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Cf", "Me", "Mn") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
