"""How deep a Markdown text can go, looked at before it is parsed, since the parser uses a stack.

No program survives the overflow of its stack, so a text that could cause one is never parsed.
These bounds lie far above those of the language, which the parsed text is held to.
"""

import re
from collections.abc import Iterator

from examc.diagnostics import Report
from examc.source import Source

MOST_QUOTES = 1000  # signs of quotes before the text of one line
MOST_MARKS = 5000  # marks of emphasis and links in one paragraph

_MARKS = "*_~^["
_BEFORE_TEXT = re.compile(r"[ \t>*+.)0-9-]*")
_NEW_PARAGRAPH = re.compile(r"[ \t>]*$| {0,3}(?:[-*+] +\S|#{1,6} )")


def bounded(source: Source, first_line: int, report: Report) -> list[str]:
    """The lines from a number on; those of a paragraph that goes too deep are reported, and empty."""
    lines = source.lines[first_line - 1 :]
    if source.text.count(">") <= MOST_QUOTES and _marks(source.text) <= MOST_MARKS:
        return lines
    for start, end in _paragraphs(lines):
        piece = lines[start:end]
        if any(_quotes(line) > MOST_QUOTES for line in piece):
            message = f"more than {MOST_QUOTES} quotes inside each other"
        elif sum(map(_marks, piece)) > MOST_MARKS:
            message = f"more than {MOST_MARKS} marks of emphasis and links in one paragraph"
        else:
            continue
        help_line = "remove them, or part the text with empty lines"
        report.add("S106", message, source.line_span(first_line + start), help=help_line)
        lines[start:end] = [""] * len(piece)
    return lines


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the lines begin and end that may be one paragraph."""
    start = 0
    for number, line in enumerate(lines):
        if number > start and _NEW_PARAGRAPH.match(line):
            yield start, number
            start = number
    yield start, len(lines)


def _quotes(line: str) -> int:
    before = _BEFORE_TEXT.match(line)
    return before[0].count(">") if before else 0


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS))
