"""Edits that do what the help of a finding says, where the source allows them."""

from examc.core import lazyre
from examc.core.diagnostics import Fix
from examc.core.source import Span

_NUMBER = lazyre.compile(r"[+\-−]?[\d./]+")
_BRACES = lazyre.compile(r"\s*[-*+]\s+(?:\[[ xX]\]\s+)?\{[^{}\s][^{}]*(?=\})")
_BOX = lazyre.compile(r"\s*[-*+]\s+\[[ xX]\]\s+(?!\{)")


def number(span: Span | None, text: str) -> Fix | None:
    """Another number in the place of one; None where the span is none."""
    if span is None or span.line != span.end_line:
        return None
    written = span.source.line(span.line)[span.column - 1 : span.end_column - 1]
    return Fix(span, text) if _NUMBER.fullmatch(written) else None


def pinned(span: Span | None) -> Fix | None:
    """`fixed` in the braces of an option of Markdown, or in braces of its own."""
    if span is None or span.source.parent is not None:
        return None
    line = span.source.line(span.line)
    braces = _BRACES.match(line, span.column - 1)
    if braces is not None:
        return _insertion(span, braces.end(), " fixed")
    box = _BOX.match(line, span.column - 1)
    return None if box is None else _insertion(span, box.end(), "{fixed} ")


def _insertion(span: Span, offset: int, text: str) -> Fix:
    return Fix(span.source.line_span(span.line, offset + 1, offset + 1), text)


def without(span: Span | None) -> Fix | None:
    """A list of `allow` without one of its words; None where that leaves a key without a value."""
    if span is None or span.line != span.end_line:
        return None
    line = span.source.line(span.line)
    start, end = span.column - 1, span.end_column - 1
    before, after = line[:start].rstrip(), line[end:].lstrip()
    if after.startswith(","):
        rest = after[1:].lstrip()
        return Fix(span.source.line_span(span.line, start + 1, len(line) - len(rest) + 1), "")
    if before.endswith(","):
        return Fix(span.source.line_span(span.line, len(before), end + 1), "")
    if not before.endswith(" allow=") or line[end : end + 1] not in (" ", "}"):
        return None
    return Fix(span.source.line_span(span.line, len(before) - len(" allow=") + 1, end + 1), "")
