"""YAML as nodes that know their place (the one module that uses PyYAML).

`compose` gives every key and value a span, finds every duplicate key, and refuses aliases, which
have no use in an exam and can grow a small file into a huge one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TypeAlias

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.source import Position, Source, Span

DEEPEST = 40  # mappings and lists inside each other

_UNSEEN = lazyre.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # YAML refuses them, or ends a line there
_CONTROL = lazyre.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as the text that the author wrote; `plain` if it stood without quotes."""

    value: str
    span: Span
    plain: bool = True
    style: str = ""

    @property
    def is_null(self) -> bool:
        """Whether this is YAML's way to write nothing."""
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    span: Span


Node: TypeAlias = Scalar | Mapping | Sequence


def compose(source: Source, text: str, first_line: int, report: Report) -> Node | None:
    """Parse a YAML text that begins on a line of the source; None where it is empty or broken."""
    import yaml

    loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = _without_unseen(source, text, first_line, report)
    if not _scan(loader_class, source, text, first_line, report):
        return None
    loader = loader_class(text)
    try:
        root = loader.get_single_node()
        return None if root is None else _Converter(source, first_line, report).convert(root)
    except yaml.MarkedYAMLError as error:
        _syntax_error(source, first_line, error, report)
    except yaml.YAMLError as error:
        report.add("S110", str(error).split("\n")[0], source.line_span(first_line))
    finally:
        loader.dispose()
    return None


def _without_unseen(source: Source, text: str, first_line: int, report: Report) -> str:
    if text.isascii() and "\x7f" not in text:
        return text
    for number, line in enumerate(text.split("\n"), first_line):
        for found in _UNSEEN.finditer(line):
            _control(report, found[0], source.line_span(number, found.start() + 1, found.end() + 1))
    return _UNSEEN.sub(" ", text)


def _control(report: Report, char: str, span: Span) -> None:
    message = f"control character U+{ord(char):04X} in the text"
    report.add("S105", message, span, help="remove it; it cannot be seen and no exam needs it")


def _scan(loader_class, source, text, first_line, report) -> bool:  # type: ignore[no-untyped-def]
    """Look for aliases and depth in the event stream, which is flat, before nodes are built."""
    import yaml

    depth = 0
    loader = loader_class(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                span = _span(source, first_line, event.start_mark, event.end_mark)
                report.add(
                    "S114",
                    "anchors and aliases are not part of the language",
                    span,
                    help="write the value out, or share exercises with include",
                )
                return False
            if getattr(event, "tag", None):
                span = _span(source, first_line, event.start_mark, event.end_mark)
                report.add("S110", f"tag {event.tag!r} is not part of the language", span)
                return False
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                span = _span(source, first_line, event.start_mark, event.end_mark)
                report.add("S106", f"more than {DEEPEST} levels of nesting", span)
                return False
    except yaml.MarkedYAMLError as error:
        _syntax_error(source, first_line, error, report)
        return False
    except yaml.YAMLError as error:
        report.add("S110", str(error).split("\n")[0], source.line_span(first_line))
        return False
    finally:
        loader.dispose()
    return True


def _syntax_error(source, first_line, error, report) -> None:  # type: ignore[no-untyped-def]
    mark = error.problem_mark or error.context_mark
    message = (error.problem or error.context or "YAML cannot be read").replace("found ", "")
    if "end of stream" in message and error.context_mark is not None:
        mark, message = error.context_mark, "quote is never closed"
    elif "another document" in message:
        message = "a second document begins here"
    if mark is None:
        report.add("S110", message, source.line_span(first_line))
        return
    line, column = mark.line + first_line, mark.column + 1
    if line > len(source.lines):
        line, column = len(source.lines), len(source.lines[-1]) + 1
    text = source.line(line)
    if "\t" in text[: column + 1] and not text[: column - 1].strip():
        span = source.line_span(line, text.index("\t") + 1, text.index("\t") + 2)
        report.add("S110", "a tab indents this line", span, help="indent YAML with spaces")
        return
    if "could not find expected ':'" in message or (
        "mapping values are not allowed" in message and ": " not in text[: column - 1]
    ):
        glued = _glued_colon(source, line, first_line)
        if glued is not None:
            written = re.sub(
                r"\w+(:?)\s*",
                lambda key: key[0].rstrip(": ") + ": ",
                glued.source.line(glued.line).strip(),
                count=1,
            )
            report.add(
                "S110", "a key has a colon and a space behind it", glued, help=f"write {written}"
            )
            return
    bracket = re.match(r"(\s*[-\w]+:\s+)([\[{].*[\]}][^\]}#]+)$", text)
    if bracket and "expected" in message and '"' not in text and column > bracket.start(2):
        span = source.line_span(line, bracket.start(2) + 1)
        help_line = f'write {bracket[1].strip()} "{bracket[2].strip()}"'
        report.add("S110", "text stands behind the bracket that ends a list", span, help=help_line)
        return
    if "expected key" in message and re.search(r"""[:,{]\s*(['"]).*\1""", text[: column - 1]):
        message = "text stands behind the quote that ends a value"
    report.add("S110", message, source.line_span(line, column, column + 1), help=_hint(message))


def _glued_colon(source, line, first_line) -> Span | None:  # type: ignore[no-untyped-def]
    """Where the line above a wrong key has a key without a colon, or without the space behind it."""
    while line > first_line:
        line -= 1
        found = re.match(r"[\s-]*\w+(?P<colon>:(?=\S)|(?= [^:]*$))", source.line(line))
        if found:
            at = found.start("colon")
            span: Span = source.line_span(line, at + 1, at + 2)
            return span
        if source.line(line).strip():
            return None
    return None


_HINTS = {
    "behind the quote": "double a quote inside the text, or put the whole in the other quotes",
    "mapping values are not allowed": "put the text in quotes, or begin it on the next line "
    "after '|'",
    "expected <block end>": "check the indentation of this line and the ones above",
    "did not find expected key": "check the indentation of this line and the ones above",
    "could not find expected ':'": "write key: value",
    "cannot start any token": "put the text in quotes",
    "quote is never closed": "end the text with the quote that begins it",
    "unknown escape character": "put the text in single quotes, or write \\\\ for a backslash",
    "expected ',' or": "part the entries with commas, and close the bracket",
    "second document": "keep one document in a file, and share exercises with include",
}
"""What to do about messages of PyYAML."""


def _hint(message: str) -> str:
    return next((hint for words, hint in _HINTS.items() if words in message), "")


def _span(source, first_line, start, end) -> Span:  # type: ignore[no-untyped-def]
    return Span(
        source, start.line + first_line, start.column + 1, end.line + first_line, end.column + 1
    )


class _Converter:
    """Turns PyYAML's nodes into ours."""

    def __init__(self, source: Source, first_line: int, report: Report) -> None:
        self.source = source
        self.first_line = first_line
        self.report = report

    def convert(self, node) -> Node:  # type: ignore[no-untyped-def]
        span = _span(self.source, self.first_line, node.start_mark, node.end_mark)
        if node.id == "scalar":
            return Scalar(self._value(node, span), span, node.style in (None, ""), node.style or "")
        if node.id == "sequence":
            return Sequence(tuple(self.convert(item) for item in node.value), span)
        return Mapping(tuple(self._entries(node)), span)

    def _value(self, node, span: Span) -> str:  # type: ignore[no-untyped-def]
        """The characters of a scalar; an escape makes some that may not stand in the file."""
        value: str = node.value
        control = None if node.style != '"' else _CONTROL.search(value)
        if control is None:
            return value
        _control(self.report, control[0], span)
        return _CONTROL.sub(" ", value)

    def _entries(self, node) -> Iterator[tuple[Scalar, Node]]:  # type: ignore[no-untyped-def]
        seen: dict[str, Scalar] = {}
        for key_node, value_node in node.value:
            key, value = self.convert(key_node), self.convert(value_node)
            if not isinstance(key, Scalar):
                self.report.add("S113", "a key must be a word", key.span)
            elif key.value in seen:
                first = seen[key.value].span
                self.report.add(
                    "S111",
                    f"key {key.value!r} stands twice",
                    key.span,
                    help=f"keep one; the first is on line {first.line}",
                )
            else:
                seen[key.value] = key
                yield key, value


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
