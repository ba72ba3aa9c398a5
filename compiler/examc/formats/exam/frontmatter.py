"""Front matter of the Markdown spelling: what stands between two lines of --- at the top."""

import re

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.formats.exam import yamlspelling
from examc.formats.exam.raw import RawExam

_FENCE = "---"
_OPENS = lazyre.compile(r"-{2,}|\+{3}|={3,}|[—–]+|`{3}(?:ya?ml)?")
_NEARLY_ENDS = lazyre.compile(r"(?:-{2}|-{4,}|-+ -[- ]*|[—–]+-*|={3,}|\*{3,}|_{3,})\s*$")
_ENDS = lazyre.compile(r"(?:-{3,}|\.{3})\s*$")


def read(source: Source, exam: RawExam, report: Report, *, main: bool) -> int:
    """Read what stands between two lines of ---; the line that the document begins on."""
    if source.line(1).rstrip() != _FENCE:
        return _late_front_matter(source, exam, report)
    for number, line in enumerate(source.lines[1:], 2):
        if line.rstrip() in (_FENCE, "..."):
            text = "\n".join(source.lines[1 : number - 1])
            yamlspelling.read_front_matter(source, text, exam, report, main=main)
            return number + 1
    exam.broken = True
    lines = range(2, source.length + 1)
    ends = next((i for i in lines if _NEARLY_ENDS.match(source.line(i))), 1)
    message = (
        "front matter is never closed" if ends == 1 else "this line does not close front matter"
    )
    report.add("S117", message, source.line_span(ends), help="end it with a line of ---")
    return source.length + 1


def _late_front_matter(source: Source, exam: RawExam, report: Report) -> int:
    """Without front matter, the first line; where it begins too late, the line behind it."""
    number = next((i for i, line in enumerate(source.lines, 1) if line.strip()), 1)
    opened = _OPENS.fullmatch(source.line(number).strip())
    ends = (i for i, line in enumerate(source.lines[number:], number + 1) if _ENDS.match(line))
    end = next(ends, 0)
    first = number + 1 + (source.line(number + 1).rstrip() == _FENCE)  # in a listing
    if opened is None or not end or not re.match(r"\w+\s*:", source.line(first)):
        return 1
    end = next((i for i in range(first + 1, source.length) if _ENDS.match(source.line(i))), end)
    if opened[0].startswith("`") and source.line(end + 1).rstrip() == "```":
        end += 1
    exam.broken = True
    report.add(
        "S117",
        "front matter does not begin here",
        source.line_span(number),
        help=_begin(opened[0], number),
    )
    return end + 1


def _begin(opened: str, number: int) -> str:
    """What to do about a line that was meant to begin front matter."""
    if opened.startswith("`"):
        return "remove it and the ``` below; front matter stands in no listing"
    if number == 1:
        return "write --- in its place"
    return "begin it on the first line of the file, with a line of ---"
