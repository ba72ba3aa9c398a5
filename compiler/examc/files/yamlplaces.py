"""Where the text of a YAML value stands in its file, character by character."""

from functools import cache
from itertools import accumulate
from typing import TypeAlias

from examc.core.source import Position, Source
from examc.files.yamlnodes import Scalar


def text_source(scalar: Scalar) -> Source:
    """The text of a scalar as a source whose positions lead back into the YAML file."""
    parent, span = scalar.span.source, scalar.span

    @cache
    def tables() -> tuple[list[Position], list[int]]:
        lengths = (len(line) + 1 for line in scalar.value.split("\n"))
        return _positions(scalar), list(accumulate(lengths, initial=0))

    def origin(position: Position) -> Position:
        table, starts = tables()
        if not table:
            return span.line, span.column
        line, column = position
        offset = starts[line - 1] + column - 1 if line < len(starts) else len(table)
        return table[min(offset, len(table) - 1)]

    return Source(parent.path, scalar.value, parent.folder, parent, origin)


_Raw: TypeAlias = list[tuple[str, int, int]]
"""Characters of a file, each with its line and column."""


def _positions(scalar: Scalar) -> list[Position]:
    """Where each character of a scalar's value stands in the file.

    The value is laid along the raw text: white space may be folded there, and a double-quoted
    text may hold escapes; all else is the same characters in the same order.
    """
    raw = _raw(scalar)
    table: list[Position] = []
    at = 0
    for char in scalar.value:
        at = _next(raw, at, char, escapes=scalar.style == '"')
        if at >= len(raw):
            last = raw[-1][1:] if raw else (scalar.span.line, scalar.span.column)
            table += [last] * (len(scalar.value) - len(table))
            break
        found, line, column = raw[at]
        table.append((line, column))
        if found == "\\" and scalar.style == '"':
            at += _escape_length(raw, at)
        elif found == char or not char.isspace():
            at += 2 if (char == "'" and scalar.style == "'") else 1
    return table


def _raw(scalar: Scalar) -> _Raw:
    """The raw characters of a scalar, without its quotes, or its header and indentation."""
    span = scalar.span
    block = scalar.style in ("|", ">")
    quoted = scalar.style in ('"', "'")
    indent = _indent(scalar) if block else 0
    raw: _Raw = []
    for line in range(span.line + block, span.end_line + 1):
        text = span.source.line(line)
        start = span.column - 1 + quoted if line == span.line else indent
        stop = span.end_column - 1 - quoted if line == span.end_line else len(text)
        raw += [(text[i], line, i + 1) for i in range(start, min(stop, len(text)))]
        if line != span.end_line:
            raw.append(("\n", line, len(text) + 1))
    return raw


def _indent(scalar: Scalar) -> int:
    """How far a block scalar is indented in the file: what its first line with words has lost."""
    word = next((line for line in scalar.value.split("\n") if line.strip()), "")
    for number in range(scalar.span.line + 1, scalar.span.end_line + 1):
        line = scalar.span.source.line(number)
        if line.strip():
            return (len(line) - len(line.lstrip())) - (len(word) - len(word.lstrip()))
    return 0


def _next(raw: _Raw, at: int, char: str, *, escapes: bool) -> int:
    """The offset of the raw character that a character of the value comes from."""
    while escapes and at + 1 < len(raw) and raw[at][0] == "\\" and raw[at + 1][0] == "\n":
        at += 2  # an escaped end of line, and the indentation of the next one
        while at < len(raw) and raw[at][0] in " \t":
            at += 1
    ahead = at
    while ahead < len(raw) and raw[ahead][0].isspace() and raw[ahead][0] != char:
        ahead += 1
    if char.isspace():
        return ahead if ahead < len(raw) and raw[ahead][0] == char else at
    return ahead


def _escape_length(raw: _Raw, at: int) -> int:
    follow = raw[at + 1][0] if at + 1 < len(raw) else ""
    return 2 + {"x": 2, "u": 4, "U": 8}.get(follow, 0)
