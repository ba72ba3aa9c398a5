"""A count in the source: `answer=8` in the heading, `answer: 8` in YAML."""

import re

from examc.core.answers import Count
from examc.core.diagnostics import Report
from examc.formats.exam.raw import RawItem, Word, spelled


def read(raw: RawItem, report: Report) -> Count:
    """The count that an item asks for; what is missing or no whole number is reported."""
    word = raw.settings.get("answer", Word("", raw.span))
    if not re.fullmatch(r"[0-9]{1,9}", word.value):
        help_line = spelled(raw.span, "write {answer=8} in the heading", "add answer: 8")
        report.add("S136", f"{word.value[:40]!r} is no count", word.span, help=help_line)
        return Count(value=0)
    return Count(value=int(word.value))
