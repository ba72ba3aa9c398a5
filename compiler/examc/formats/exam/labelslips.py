"""Slips in the label of an item, `2 pts · open · 1/2 page`, and what their author meant."""

import re
from collections.abc import Iterator

from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.formats.exam.raw import Word

_MARK = re.compile(r"(?<!\s)(?:\s*[-–—•∙⋅|,:;]|\s+\.)\s+")
_AMOUNT = re.compile(r"([-+−]?\d[\d.,/]*)(\s*\S.*)")
_ROOM = re.compile(r"[\d.,/]+(\s*(?:p[a-z]*|seiten?|lines?|cm))?|half\b.*", re.IGNORECASE)


def parted(label: str, span: Span, report: Report) -> Iterator[tuple[str, Span]]:
    """Yield the parts of a label; one that other marks than ` · ` part is reported once."""
    at, told = 0, False
    for mark in (*_MARK.finditer(label), None):
        end = mark.start() if mark else len(label)
        if label[at:end]:
            yield label[at:end], span.part(at, end)
        if mark is not None:
            if not told:
                sign = mark[0].strip()
                start = mark.start() + mark[0].index(sign)
                report.add(
                    "S130",
                    f"the parts of a label are parted by ' · ', not by {sign!r}",
                    span.part(start, start + 1),
                    help="write it as ## 2 pts · open · 1/2 page",
                )
            told, at = True, mark.end()


def amount(label: str, span: Span, report: Report) -> Word | None:
    """The points of a label such as `2 Punkte`, whose unit is reported."""
    found = _AMOUNT.fullmatch(label)
    if found is None:
        return None
    unit = found[2].strip()
    place = span.part(len(label) - len(unit), len(label))
    help_line = f"write {found[1]} pts, and ' · ' before the kind of item"
    report.add("S130", f"{unit[:40]!r} is no word for points", place, help=help_line)
    return Word(found[1], span.part(0, len(found[1])))


def means_room(label: str) -> bool:
    """Whether a label behind the kind was meant as the room for an answer."""
    return _ROOM.fullmatch(label) is not None
