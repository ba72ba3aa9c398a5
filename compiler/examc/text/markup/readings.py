"""How a formula is read aloud: the attribute list `{say="…"}` right behind it."""

import re

from examc.core import lazyre, readings
from examc.core.diagnostics import Report, did_you_mean
from examc.core.source import Span
from examc.text.markup.masks import attributes_end
from examc.text.markup.signs import READING, hidden, shown

_OPENINGS = ("{say", "${", "\\){", "\\]{")
"""Without any of these a text has no such list."""
_LIST = lazyre.compile(
    r"""(?<!\\)\{(?=[ ]*say[ ]*=)"""
    r"""|(?:(?<=[^\\]\$)|(?<=[^\\]\\[)\]]))\{(?=[ ]*(?:say[ ]*\}|[A-Za-z][\w.-]*=))"""
)
_WORD = lazyre.compile(r"""([A-Za-z][\w.-]*)(?:[ ]*=[ ]*("[^"]*"|[^\s"{}]*))?\s*""")
_CURLED = ("“", "”", "„", "«", "»", "‘", "’", "'")
"""Quotes that are none of ours, where a value begins."""
_HELP = 'write {say="the words"} right behind the formula, or \\{ for the sign'


def mask_readings(text: str, lines: list[str]) -> None:
    """Hide the attribute lists of formulas from Markdown, in place; `text` is what has the lines."""
    if any(opening in text for opening in _OPENINGS):
        for index, line in enumerate(lines):
            if "{" in line:
                lines[index] = _masked(line)


def _masked(line: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _LIST.finditer(line):
        start, end = found.start(), attributes_end(line, found.start())
        if start < at:
            continue
        parts.append(line[at:start])
        if end:
            parts.append(READING[0] + hidden(line[start + 1 : end - 1]) + READING[1])
            at = end
        elif line[start + 1 :].lstrip(" ").startswith("say"):
            parts.append(READING[0])
            at = start + 1
        else:
            at = start
    return "".join([*parts, line[at:]])


def read(written: str, span: Span, report: Report) -> tuple[str, int]:
    """The reading that begins a text, "" where there is none, and how many characters say it."""
    length = written.find(READING[1]) + 1
    if not length:
        message = "attribute list of a formula is never closed"
        report.add("S134", message, span.part(0, 1), help='write {say="the words"}, on one line')
        return "", len(written)
    said = shown(written[:length])
    reading: str | None = None
    at = 1 + len(said[1:]) - len(said[1:].lstrip())
    while at < length - 1:
        word = _WORD.match(said, at, length - 1)
        if word is None or (word[2] or "").startswith(_CURLED):
            message = "attribute list cannot be read from here"
            report.add("S134", message, span.part(at, length - 1), help=_HELP)
            break
        at = word.end()
        if word[1] != "say":
            place = span.part(*word.span(1))
            help_line = did_you_mean(word[1], ("say",))
            report.add("S135", f"{word[1]!r} is not known here", place, help=help_line)
        elif reading is not None:
            report.add("S111", "'say' stands twice", span.part(*word.span(1)), help="keep one")
        else:
            reading = _reading(word, span, report)
    return reading or "", length


def _reading(word: re.Match[str], span: Span, report: Report) -> str:
    value = (word[2] or "").strip('"')
    start = word.start(2) + word[2].startswith('"') if word[2] else word.start(1)
    reading = readings.folded(value)
    if not reading:
        message = "'say' has no words"
        help_line = 'write what is read aloud, as in {say="p of x given z"}'
        report.add("S134", message, span.part(*word.span()), help=help_line)
        return ""
    sign = readings.markup(reading)
    if sign:
        offset = start + max(value.find(sign), 0)
        message = f"{sign!r} is no part of a reading, which is words as they are spoken"
        help_line = "write the word for it, or leave it out"
        report.add("S134", message, span.part(offset, offset + 1), help=help_line)
        return ""
    return reading


def refuse(written: str, span: Span, report: Report) -> None:
    """Report the attribute lists in a text that stand behind no formula."""
    line = span.source.line(span.line)
    at = span.column - 1
    for _ in range(written.count(READING[0])):
        found = _LIST.search(line, at)
        if found is None:
            return
        at = attributes_end(line, found.start()) or found.start() + 1
        place = span.source.line_span(span.line, found.start() + 1, at + 1)
        report.add("S134", "an attribute list stands here behind no formula", place, help=_HELP)
