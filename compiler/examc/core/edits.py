"""Edits of a source that several stages offer as fixes: of attributes, and of names."""

import re
from collections.abc import Container

from examc.core import lazyre
from examc.core.diagnostics import Fix
from examc.core.source import Span

_BRACES = lazyre.compile(r"(?P<space>\s+)\{(?P<said>[^{}]*)\}")
_ATTRIBUTE = lazyre.compile(r"\s*(?P<own>[^\s=\"]+(?:=(?:\"[^\"]*\"|[^\s\"]*))?)")
_KEY = lazyre.compile(r"\s+[\w-]+:\s+[^\s\[{|>&*'\"][^{\[]*")


def without_attribute(span: Span | None) -> Fix | None:
    """A line without the attribute that stands at a place, in either spelling; None if unclear."""
    if span is None or span.line != span.end_line or span.source.parent is not None:
        return None
    line = span.source.line(span.line)
    if span.source.is_yaml:
        if _KEY.fullmatch(line) is None:
            return None
        return Fix(span.source.span(span.line, 1, span.line + 1, 1), "")
    for braces in _BRACES.finditer(line):
        if braces.start("said") < span.column <= braces.end("said"):
            return _without(span, line, braces)
    return None


def _without(span: Span, line: str, braces: re.Match[str]) -> Fix | None:
    found = list(_ATTRIBUTE.finditer(line, braces.start("said"), braces.end("said")))
    for one in found:
        if one.start("own") < span.column <= one.end("own"):
            if len(found) == 1:
                return Fix(_piece(span, braces.start(), braces.end()), "")
            start = one.start("own") if one is found[0] else one.start()
            end = found[1].start("own") if one is found[0] else one.end()
            return Fix(_piece(span, start, end), "")
    return None


def _piece(span: Span, start: int, end: int) -> Span:
    return span.source.line_span(span.line, start + 1, end + 1)


_TAIL = lazyre.compile(r"\s\{(?P<said>[^{}]*)\}$")


def with_id(span: Span | None, own: str) -> Fix | None:
    """The heading of a node, or its mapping in YAML, with an id; None where there is no place."""
    if span is None or span.source.parent is not None:
        return None
    line = span.source.line(span.line)
    if span.source.is_yaml:
        return _key_of_id(span, line, own) if span.column < _HEAD else None
    line = line.rstrip()
    if not line.startswith("#"):
        return None  # a text that opens an exercise has no heading
    tail = _TAIL.search(line)
    if tail is not None:
        space = " " if tail["said"].strip() else ""
        return _insertion(span, tail.start("said"), f"#{own}{space}")
    return None if line.endswith("}") else _insertion(span, len(line), f" {{#{own}}}")


def _key_of_id(span: Span, line: str, own: str) -> Fix | None:
    """An id as the first key of a mapping in block style."""
    start = span.column - 1
    if line[:start].strip() not in ("", "-") or _STARTS.match(line, start) is None:
        return None
    return _insertion(span, start, f"id: {own}\n{' ' * start}")


_STARTS = lazyre.compile(r"[\w-]+:(?:\s|$)")


def has_id(span: Span | None, own: str) -> bool:
    """Whether the source gives a node this id itself: in its heading, or in its mapping in YAML."""
    if span is None:
        return False
    if not span.source.is_yaml:
        tail = _TAIL.search(span.source.line(span.line).rstrip())
        return tail is not None and f"#{own}" in tail["said"].split()
    start = span.column - 1
    head = span.source.line(span.line)[start : start + _HEAD]
    if own in head and any(found[1] == own for found in _ID.finditer(head)):
        return True
    for number in range(span.line + 1, len(span.source.lines) + 1):
        line = span.source.line(number)
        inner = len(line) - len(line.lstrip())
        if line.strip() and inner < start:
            return False
        found = _ID.match(line, start) if inner == start else None
        if found is not None:
            return found[1] == own
    return False


_ID = lazyre.compile(r"(?:(?<=[{,])\s*|^|(?<=\s))[\"']?id[\"']?\s*:\s*[\"']?([\w.-]+)")
_HEAD = 400
"""Characters of a line of YAML that are looked at: an id stands near the start of its mapping."""


def _insertion(span: Span, offset: int, text: str) -> Fix:
    return Fix(_piece(span, offset, offset), text)


def renamed(span: Span, name: str, taken: Container[str]) -> Fix | None:
    """Another name in the place of one that is taken; `taken` are names in small letters."""
    line = span.source.line(span.line)
    start = line.find(name, span.column - 1)
    if start < 0 or start > span.column or span.line != span.end_line:
        return None
    number = 2
    while f"{name}-{number}".lower() in taken:
        number += 1
    return Fix(_piece(span, start, start + len(name)), f"{name}-{number}")
