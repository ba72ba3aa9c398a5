"""YAML as nodes that know their place (the one module that uses PyYAML).

`compose` gives every key and value a span, finds every duplicate key, and refuses aliases, which
have no use in an exam and can grow a small file into a huge one.
"""

from collections.abc import Iterator
from typing import TypeAlias

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.records import Record
from examc.core.source import Source, Span
from examc.files.yamlmistakes import tell as tell_mistake

DEEPEST = 40  # mappings and lists inside each other

_UNSEEN = lazyre.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # YAML refuses them, or ends a line there
_CONTROL = lazyre.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Scalar(Record, frozen=True):
    """One value, as the text that the author wrote; `plain` if it stood without quotes."""

    value: str
    span: Span
    plain: bool = True
    style: str = ""

    @property
    def is_null(self) -> bool:
        """Whether this is YAML's way to write nothing."""
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")


class Mapping(Record, frozen=True):
    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span


class Sequence(Record, frozen=True):
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
        tell_mistake(source, first_line, error, report)
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
        tell_mistake(source, first_line, error, report)
        return False
    except yaml.YAMLError as error:
        report.add("S110", str(error).split("\n")[0], source.line_span(first_line))
        return False
    finally:
        loader.dispose()
    return True


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
