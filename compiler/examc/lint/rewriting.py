"""Edits that do what the help of a finding says, where the source allows them."""

import re

from examc.core import lazyre
from examc.core.content import Block, Blocks, Paragraph
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


def added(text: Blocks, sentence: str) -> Fix | None:
    """A text with a sentence behind its last paragraph."""
    span = getattr(text[-1], "span", None) if text else None
    if span is None or not isinstance(text[-1], Paragraph):
        return None
    line = span.source.line(span.end_line)[: span.end_column - 1]
    end = len(line.rstrip())
    return Fix(span.source.line_span(span.end_line, end + 1, end + 1), f" {sentence}")


def instead(span: Span | None, old: str, new: str) -> Fix | None:
    """One text in the place of another that stands once in the line of a span."""
    if span is None:
        return None
    line = span.source.line(span.line)
    start = line.find(old, span.column - 1)
    if start < 0 or line.count(old) != 1:
        return None
    return Fix(span.source.line_span(span.line, start + 1, start + len(old) + 1), new)


_ENTRY = lazyre.compile(r"\s*[-*+]\s+(?:\{[^{}#]*\}\s+)?")


def parted(span: Span | None, text: str, start: int, end: int) -> Fix | None:
    """Two entries of a list in place of one, whose text is parted from `start` to `end`."""
    if span is None or span.source.parent is not None or span.source.is_yaml:
        return None
    line = span.source.line(span.line)
    head = _ENTRY.match(line)
    if head is None or line[head.end() :].strip() != text:
        return None
    lines = (text[:start].strip(), text[end:].strip())
    return Fix(span.source.line_span(span.line), "\n".join(head[0] + one for one in lines))


def numeric(span: Span | None, gap: str) -> Fix | None:
    """The heading of a question, or of the key of a gap, with the kind `numeric`."""
    if span is None or span.source.is_yaml:
        return None
    if not gap:
        line = span.source.line(span.line)
        return None if "case" in line else instead(span, "short answer", "numeric")
    head = re.compile(rf"###\s+answer\s*:\s*{re.escape(gap)}\s*$", re.IGNORECASE)
    for number in range(span.line + 1, span.source.length + 1):
        line = span.source.line(number)
        if line.startswith(("# ", "## ")):
            return None
        if head.match(line):
            end = len(line.rstrip())
            return Fix(span.source.line_span(number, end + 1, end + 1), " · numeric")
    return None


_LABELLED = lazyre.compile(r"\s*[-*+]\s+\[[ xX]\]\s+(?:\{[^{}]*\}\s+)?(?P<label>\S+\s+)\S")


def unlabelled(span: Span | None, label: str) -> Fix | None:
    """An option without the letter or number that it begins with."""
    if span is None or span.source.parent is not None:
        return None
    found = _LABELLED.match(span.source.line(span.line))
    if found is None or found["label"].strip() != label:
        return None
    place = span.source.line_span(span.line, found.start("label") + 1, found.end("label") + 1)
    return Fix(place, "")


def as_quote(block: Block | None) -> Fix | None:
    """A paragraph as a quote."""
    if not isinstance(block, Paragraph) or block.span is None or block.span.source.is_yaml:
        return None
    span = block.span
    if span.source.parent is not None or span.source.line(span.line)[: span.column - 1].strip():
        return None
    indent = " " * (span.column - 1)
    lines = [span.source.line(number) for number in range(span.line, span.end_line + 1)]
    text = "\n".join(f"{indent}> {line.strip()}" for line in lines)
    return Fix(span.source.span(span.line, 1, span.end_line, len(lines[-1]) + 1), text)
