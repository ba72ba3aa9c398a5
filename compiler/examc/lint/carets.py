"""The exact piece of source that a finding is about, where the model knows only the line."""

import re

from examc.core import lazyre
from examc.core.model import Exam
from examc.core.source import Span

_WEIGHT = lazyre.compile(r"\{\s*([+\-−]?[\d./]+)")
_LABEL = lazyre.compile(r"([\d./]+)\s*(?:pts?|points?)\b", re.IGNORECASE)
_STATED = lazyre.compile(r"\bpoints\s*[=:]\s*\"?([\d./]+)")
_TOP_LEVEL = lazyre.compile(r"points\s*:\s*([^\s#]+)")
_HEAD_LINES = 60  # no front matter is longer before its points


def weight(span: Span | None) -> Span | None:
    """The number in the braces of an option, criterion or level; else its whole line."""
    return _found(span, _WEIGHT)


def question_points(span: Span | None) -> Span | None:
    """The points in the label of a question; else its whole line."""
    return _found(span, _LABEL)


def exercise_points(span: Span | None) -> Span | None:
    """The points that an exercise states; else its whole line."""
    return _found(span, _STATED)


def exam_points(exam: Exam) -> Span | None:
    """The points that an exam states at the top level of its YAML; else its first line."""
    span = exam.span
    if span is None:
        return None
    for number in range(span.line, span.line + _HEAD_LINES):
        match = _TOP_LEVEL.match(span.source.line(number))
        if match:
            return span.source.line_span(number, match.start(1) + 1, match.end(1) + 1)
    return span


def word(span: Span | None, text: str) -> Span | None:
    """The first place of a word in the first line of a span; else the whole span."""
    return _found(span, re.compile(f"({re.escape(text)})"))


def phrase(span: Span | None, text: str, start: int, end: int) -> Span | None:
    """Where the characters `start` to `end` of a text stand in the source.

    The text has its white space folded, so its words are looked for one after another in the
    lines of the span. A phrase that goes on in the next line is marked up to the end of the first.
    """
    if span is None:
        return None
    words = text[start:end].split()
    if not words:
        return span
    pattern = re.compile(r"[\s>]+".join(map(re.escape, words)))
    skip = len(pattern.findall(text[:start]))
    lines = [span.source.line(number) for number in range(span.line, span.end_line + 1)]
    for index, match in enumerate(pattern.finditer("\n".join(lines), span.column - 1)):
        if index == skip:
            before = match.string.rfind("\n", 0, match.start()) + 1
            line = span.line + match.string.count("\n", 0, match.start())
            column = match.start() - before + 1
            return span.source.line_span(line, column, column + len(match[0].split("\n")[0]))
    return span


def first_line(span: Span | None) -> Span | None:
    """A span up to the end of its first line."""
    if span is None or span.line == span.end_line:
        return span
    return span.source.line_span(span.line, span.column)


def _found(span: Span | None, pattern: re.Pattern[str]) -> Span | None:
    if span is None:
        return None
    line = span.source.line(span.line)
    match = pattern.search(line, span.column - 1)
    if match is None:
        return span
    return span.source.line_span(span.line, match.start(1) + 1, match.end(1) + 1)
