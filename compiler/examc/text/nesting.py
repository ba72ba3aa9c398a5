"""How deep a Markdown text can go, looked at before it is parsed, since the parser uses a stack.

No program survives the overflow of its stack, so a text that could cause one is never parsed.
These bounds lie far above those of the language, which the parsed text is held to.
"""

from collections.abc import Iterator

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.source import Source

MOST_QUOTES = 1000  # signs of quotes before the text of one line
MOST_LEVELS = 5000  # of emphasis and images in one paragraph, were all its marks inside each other

MARKS = "*_~^"
"""Signs of emphasis, two of which make a level."""
_BEFORE_TEXT = lazyre.compile(r"[ \t>*+.)0-9-]*")
_BLANK = lazyre.compile(r"[ \t>]*")
_NEW_PARAGRAPH = lazyre.compile(r" {0,3}(?:[-*+] +\S|#{1,6} )")


def bounded(source: Source, first_line: int, report: Report) -> list[str]:
    """The lines from a number on; those of a paragraph that goes too deep are reported, and empty."""
    lines = source.lines[first_line - 1 :]
    if not any(map(too_deep, source.text.split("\n\n"))):
        return lines
    for start, end in _paragraphs(lines):
        message = too_deep("\n".join(lines[start:end]))
        if message:
            help_line = "remove them, or part the text with empty lines"
            report.add("S106", message, source.line_span(first_line + start), help=help_line)
            lines[start:end] = [""] * (end - start)
    return lines


def too_deep(text: str) -> str:
    """What goes too deep in a text; "" if nothing does."""
    if sum(map(text.count, MARKS)) // 2 + text.count("![") > MOST_LEVELS:
        return f"marks for more than {MOST_LEVELS} levels of emphasis in one paragraph"
    if text.count(">") > MOST_QUOTES and max(map(_quotes, text.split("\n"))) > MOST_QUOTES:
        return f"more than {MOST_QUOTES} quotes inside each other"
    return ""


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where the lines begin and end that may be one paragraph."""
    start = 0
    for number, line in enumerate(lines):
        if _BLANK.fullmatch(line) and line.count(">") <= MOST_QUOTES:
            yield start, number
            start = number + 1
        elif _NEW_PARAGRAPH.match(line):
            yield start, number
            start = number
    yield start, len(lines)


def _quotes(line: str) -> int:
    before = _BEFORE_TEXT.match(line)
    return before[0].count(">") if before else 0
