"""YAML as nodes that know their place (the one module that uses PyYAML).

`compose` gives every key and value a span, finds every duplicate key, and refuses aliases, which
have no use in an exam and can grow a small file into a huge one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from examc.diagnostics import Report
from examc.source import Position, Source, Span

DEEPEST = 40  # mappings and lists inside each other


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
    if mark is None:
        report.add("S110", message, source.line_span(first_line))
        return
    line, column = mark.line + first_line, mark.column + 1
    text = source.line(line)
    if "\t" in text[: column + 1] and not text[: column - 1].strip():
        span = source.line_span(line, text.index("\t") + 1, text.index("\t") + 2)
        report.add("S110", "a tab indents this line", span, help="indent YAML with spaces")
        return
    report.add("S110", message, source.line_span(line, column, column + 1), help=_hint(message))


def _hint(message: str) -> str:
    if "mapping values are not allowed" in message:
        return "put the text in quotes, or begin it on the next line after '|'"
    if "expected <block end>" in message or "did not find expected key" in message:
        return "check the indentation of this line and the ones above"
    if "could not find expected ':'" in message:
        return "write key: value"
    return ""


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
            return Scalar(node.value, span, node.style in (None, ""), node.style or "")
        if node.id == "sequence":
            return Sequence(tuple(self.convert(item) for item in node.value), span)
        return Mapping(tuple(self._entries(node)), span)

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

    def origin(position: Position) -> Position:
        table = _positions(scalar)
        offset = _offset(scalar.value, position)
        if not table:
            return span.line, span.column
        return table[min(offset, len(table) - 1)]

    return Source(parent.path, scalar.value, parent.folder, parent, origin)


def _offset(text: str, position: Position) -> int:
    lines = text.split("\n")
    line = min(position[0], len(lines))
    return sum(len(before) + 1 for before in lines[: line - 1]) + position[1] - 1


def _positions(scalar: Scalar) -> list[Position]:
    """Where each character of a scalar's value stands in the file.

    The value is laid along the raw text: white space may be folded or indented there, and a
    double-quoted text may hold escapes; all else is the same characters in the same order.
    """
    span = scalar.span
    raw = list(_raw(span, block=scalar.style in ("|", ">")))
    if scalar.style in ('"', "'"):
        raw = raw[1:-1]
    table: list[Position] = []
    at = 0
    for char in scalar.value:
        at = _next(raw, at, char)
        if at >= len(raw):
            table.append((raw[-1][1], raw[-1][2]) if raw else (span.line, span.column))
            continue
        found, line, column = raw[at]
        table.append((line, column))
        if found == char:
            at += 2 if (char == "'" and scalar.style == "'") else 1
        elif found == "\\" and scalar.style == '"':
            at += _escape_length(raw, at)
    return table


def _raw(span: Span, *, block: bool) -> Iterator[tuple[str, int, int]]:
    """The raw characters of a span with their positions; a block scalar's header is left out."""
    for line in range(span.line + block, span.end_line + 1):
        text = span.source.line(line)
        start = span.column - 1 if line == span.line else 0
        stop = span.end_column - 1 if line == span.end_line else len(text)
        for column in range(start, min(stop, len(text))):
            yield text[column], line, column + 1
        if line != span.end_line:
            yield "\n", line, len(text) + 1


def _next(raw: list[tuple[str, int, int]], at: int, char: str) -> int:
    if char.isspace():
        ahead = at
        while ahead < len(raw) and raw[ahead][0].isspace() and raw[ahead][0] != char:
            ahead += 1
        return ahead if ahead < len(raw) and raw[ahead][0] == char else at
    while at < len(raw) and raw[at][0] != char and raw[at][0].isspace():
        at += 1
    return at


def _escape_length(raw: list[tuple[str, int, int]], at: int) -> int:
    follow = raw[at + 1][0] if at + 1 < len(raw) else ""
    return 2 + {"x": 2, "u": 4, "U": 8}.get(follow, 0)
