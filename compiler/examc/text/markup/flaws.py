"""The place in the file of a flaw in a formula, of which comrak says where it begins and ends."""

from examc.core.source import Span
from examc.text.markup.masks import QUOTES
from examc.text.tex import Flaw
from examc.text.texadvice import near


def fix(flaw: Flaw, place: Span) -> str | None:
    """The macro that an unknown one was meant as, to stand at its place."""
    written = place.source.line(place.line)[place.column - 1 : place.end_column - 1]
    is_macro = flaw.name.startswith("\\") and written == flaw.name
    return near(flaw.name) or None if is_macro else None


def folded_place(formula: str, flaw: Flaw, inside: Span) -> Span:
    """The place of a flaw in a formula whose lines comrak has joined, found by counting."""
    source = inside.source
    before = len("".join(formula[: flaw.start].split()))
    for number in range(inside.line, inside.end_line + 1):
        raw = source.line(number)
        quotes = QUOTES.match(raw)
        start = inside.column - 1 if number == inside.line else quotes.end() if quotes else 0
        for offset in range(start, len(raw)):
            before -= not raw[offset].isspace()
            if before < 0:
                end = min(offset + 1 + flaw.end - flaw.start, len(raw) + 1)
                return source.line_span(number, offset + 1, max(end, offset + 2))
    return inside


def place(
    lines: list[tuple[int, str]], flaw: Flaw, inside: Span, bars: list[tuple[int, int]]
) -> Span:
    """The place of a flaw, from the formula's lines with their numbers.

    `bars` are the lines and columns of backslashes before bars, which are in the file alone.
    """
    source, offset, at = inside.source, flaw.start, 0
    while at + 1 < len(lines) and offset > len(lines[at][1]):
        offset -= len(lines[at][1]) + 1
        at += 1
    number, text = lines[at]
    start = inside.column - 1 if number == inside.line else 0
    found = source.line(number).find(text, start)
    column = (start if found < 0 else found) + offset + 1
    for line, bar in bars if found < 0 else ():
        column += column >= bar and line == number
    column = min(column, max(len(source.line(number)), 1))
    width = max(min(flaw.end - flaw.start, len(text) - offset), 1)
    return source.line_span(number, column, column + width)
