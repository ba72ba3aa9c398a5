"""Words filled into lines, and lines indented and parted."""

from collections.abc import Iterable

from examc.core import lazyre
from examc.formats.exam import escaping
from examc.formats.exam.escaping import BREAK, SPACE

NARROWEST = 40  # columns that deeply nested text still gets
_NEVER_FIRST = lazyre.compile(
    r"(?:[-+]|\*+|_+|#{1,6}|\d{1,9}[.)]|[-=:|]+)\Z|>|~~~|```|<!"
    r"|(?:[-*+•·‣▪◦–—]|(?:\d{1,9}|[A-Za-z])[.)])\[[xX]?(?:\]|\Z)"
)


def fill(words: str, width: int, start: int = 0, *, item: bool = False) -> list[str]:
    """Fill lines with the words of a running text, up to a width where words allow it.

    `start` columns of the first line are taken already; `item` says that it begins a list item.
    """
    lines: list[str] = []
    parts = words.split(BREAK)
    for number, part in enumerate(parts):
        safe = escaping.protected(part, item=item and not number, broken=bool(number))
        lines += _filled(safe, width, 0 if number else start)
    return lines


def _filled(words: str, width: int, start: int) -> list[str]:
    lines: list[str] = []
    room = width - start
    for unit in _units(words):
        first, _, rest = unit.replace(SPACE, " ").partition("\n")
        if lines and len(lines[-1]) + 1 + len(first) <= room:
            lines[-1] += " " + first
        else:
            room = width if lines else room
            lines.append(first)
        if rest:
            lines += rest.split("\n")
            room = width
    return lines


def _units(words: str) -> Iterable[str]:
    """Yield words, each together with those after it that may not begin a line."""
    unit = ""
    for word in words.split(" "):
        if unit and not _NEVER_FIRST.match(word):
            yield unit
            unit = word
        else:
            unit = f"{unit} {word}" if unit else word
    yield unit


def plain(words: str) -> str:
    """Words for one line, which holds no line break: a space stands for it there."""
    return words.replace("\\" + BREAK, " ").replace(SPACE, " ")


def narrower(width: int, columns: int) -> int:
    """A width less some columns, NARROWEST at least."""
    return max(width - columns, NARROWEST)


def indented(lines: Iterable[str], columns: int) -> list[str]:
    """Lines moved right by some columns; empty ones stay empty."""
    return prefixed(" " * columns, lines)


def prefixed(prefix: str, lines: Iterable[str]) -> list[str]:
    """Lines behind a prefix, which empty ones have without blanks at its end."""
    return [prefix + line if line else prefix.rstrip() for line in lines]


def spaced(chunks: Iterable[list[str]]) -> list[str]:
    """The lines of several blocks, with an empty one between them."""
    lines: list[str] = []
    for chunk in chunks:
        if lines:
            lines.append("")
        lines += chunk
    return lines
