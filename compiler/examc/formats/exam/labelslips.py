"""Slips in the label of an item, `2 pts · open · 1/2 page`, and what their author meant."""

import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.diagnostics import Fix, Report
from examc.core.source import Span
from examc.formats.exam import otherwords
from examc.formats.exam.raw import RawItem, Word
from examc.formats.exam.vocabulary import KINDS

_MARK = lazyre.compile(r"(?<!\s)(?:\s*[-–—•∙⋅|,:;]|\s+\.)\s+")
_AMOUNT = lazyre.compile(r"([-+−]?\d[\d.,/]*)(\s*\S.*)")
_ROOM = lazyre.compile(
    r"[\d.,/]+(?:\s*%?\s*(?:(?:of )?an? )?(?:p[a-z]*|seiten?|lines?|cm|a4))?|[\d.,/]+\s*%"
    r"|[½¼¾]\s*(?:page|pagina|seite|a4)|(?:an? )?(?:half|quarter|third|full|whole|hele|halve)\b.*|page|a4",
    re.IGNORECASE,
)
_POINTS = lazyre.compile(
    rf"(?<![\w.,/])(?P<number>\d+\s?[½¼¾]|\d[\d.,/]*|[½¼¾])\s*-?{otherwords.POINTS}(?![\w])"
    rf"|\b{otherwords.POINTS}\s*[:=]\s*(?P<behind>\d[\d.,/]*)",
    re.IGNORECASE,
)
_NUMBERED = lazyre.compile(
    r"(?:question|exercise|problem|task|part|q|vraag|opgave|frage|aufgabe)\s*\d+[a-z]?[.):]?",
    re.IGNORECASE,
)
_PAGES = lazyre.compile(r"(?<![\w.,/])[\d./]+\s*pages?\b", re.IGNORECASE)
_NAMES: dict[str, str] = {**{str(kind): str(kind) for kind in KINDS}, **otherwords.KINDS}
_KIND = lazyre.compile(
    rf"(?<![\w/])(?:{'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})(?![\w/])",
    re.IGNORECASE,
)


def whole(span: Span, slips: Report, item: RawItem, report: Report) -> bool:
    """Report a label of which most cannot be read as one slip, with the line to write.

    `slips` are what was found in it, and `item` is what was read of it, completed here by what was
    meant. False, and nothing is said, where each slip says enough, or where nobody can tell more.
    """
    known = item.kind is not None and item.kind.value != ""
    parts = [slip for slip in slips.diagnostics if slip.code == "S130"]
    if not parts or (len(slips.diagnostics) == 1 and "points" in item.settings):
        return False
    line = span.source.line(span.line)
    label = line[span.column - 1 : span.end_column - 1]
    points, kind = _meant_points(label), item.kind.value if item.kind and known else _kind(label)
    if not points and not kind and len(slips.diagnostics) == 1 and not _asks(label):
        return False
    message = f"{label[:60]!r} is not how a question begins"
    parts_meant, end = _parts(label, points, kind)
    rest = line[span.end_column - 1 :].rstrip()
    help_line, fix = f"write ## {parts_meant}{rest}{end}", None if end else parts_meant
    report.add("S130", message, span, help=help_line, fix=fix)
    if points:
        item.settings["points"] = Word(points, span)
    item.kind = Word(kind if points else "", span)
    return True


def _asks(label: str) -> bool:
    """Whether a label is a sentence, such as the question itself, or the number of a question."""
    numbered = _NUMBERED.fullmatch(label.strip()) is not None
    return numbered or label.rstrip().endswith("?") or len(label.split()) > 5


def _meant_points(label: str) -> str:
    """The points that a label speaks of anywhere, as the source writes them; "" for none."""
    found = _POINTS.search(label)
    return otherwords.written(found["number"] or found["behind"]) if found else ""


def _kind(label: str) -> str:
    """The kind that a label speaks of anywhere, the longest name first; "" for none."""
    names = [found[0].lower() for found in _KIND.finditer(_POINTS.sub(" ", label))]
    return _NAMES[max(names, key=len)] if names else ""


def _parts(label: str, points: str, kind: str) -> tuple[str, str]:
    """What to write for a whole label, and what is to be chosen in it."""
    pages = _PAGES.search(label)
    amount = f"{points or 2} {'pt' if points == '1' else 'pts'}"
    name = kind or "open"
    parts = [amount, name, *([pages[0]] if pages and name == "open" else [])]
    end = ""
    if not kind:
        end = f", or another kind: {', '.join(one for one in KINDS if one != 'open')}"
    elif not points:
        end = ", with the points that it is worth"
    return " · ".join(parts), end


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
                    fix=Fix(span.part(mark.start(), mark.end()), " · "),
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
