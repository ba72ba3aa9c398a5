"""Reads the heads of an exam and of its exercises: course, names, numbers, dates and banks."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.model import Course
from examc.formats.transcript import labels, words
from examc.formats.transcript.pieces import CourseLine, Heading, Meta, Slice, bare, unescaped

LONGEST_HEADING = 500  # characters; formulas in a name take many
LONGEST_ID = 20  # digits

_PREFIX = lazyre.compile(r"([^\W\d_]+)\s*:\s*")
_CLOCK = r"(?:,? (?:[^\W\d_]+ )?([0-9]{1,2}):([0-9]{2}))?$"
_ISO = lazyre.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T, ]+([0-9]{1,2}):([0-9]{2}))?$")
_DAY_FIRST = lazyre.compile(r"\b([0-9]{1,2})\.? ([^\W\d_]+)\.?,? ([0-9]{4})" + _CLOCK)
_MONTH_FIRST = lazyre.compile(
    r"\b([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})" + _CLOCK
)
_PERIOD = lazyre.compile(r"\(([^()]*)\)\s*$")
_YEARS = lazyre.compile(r"(?:^|\s)((?:19|20)?([0-9]{2}) ?[/–-] ?(?:19|20)?([0-9]{2}))$")
_YEAR = lazyre.compile(r"(?:^|\s)((?:19|20)[0-9]{2})$")
_CODE = lazyre.compile(r"(?=\S{0,40}[0-9])(?:[A-Z0-9][A-Z0-9./_-]{3,39}|[A-Z]{2,}[0-9]+)(?=\s|$)")


def heading(line: int, text: str) -> tuple[Heading, bool] | None:
    """Read `Exam: NAME #ID`, and tell whether it begins with a word for an exam.

    Without one it may be any text that ends in a number sign and a number.
    """
    if len(text) > LONGEST_HEADING or "#" not in text:
        return None
    inner, offset = bare(text)
    sign = inner.rfind("#")
    digits = inner[sign + 1 :]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID):
        return None
    name = inner[:sign].removesuffix("\\")
    if name and not name[-1].isspace():
        return None
    prefix = _PREFIX.match(name)
    known = prefix is not None and prefix[1].casefold() in words.EXAM
    start = prefix.end() if prefix and known else 0
    place = Slice(line, offset + start, offset + max(len(name.rstrip()), start))
    return Heading(line, place, digits), known


def meta(line: int, text: str, *, below_heading: bool) -> Meta | None:
    """Read `8 pts · Last updated 15 Mar, 2023, 14:00 · Saved in BANK`, parts in any order."""
    if len(text) > LONGEST_HEADING or not (below_heading or labels.DOT.search(text)):
        return None
    printed = [part for part in labels.parts(bare(text)[0]) if part]
    amounts = [part for part in printed if labels.amount(part) is not None]
    strong = any(_is_strong(part) for part in printed)
    if not amounts and not (strong and below_heading):
        return None
    if not strong and not (below_heading and len(printed) == 1):
        return None
    points = labels.amount(amounts[0]) if amounts else None
    rest = [part for part in printed if not amounts or part is not amounts[0]]
    return _meta(line, points, rest)


def _is_strong(part: str) -> bool:
    folded = part.casefold()
    return bool(labels.TIME.search(part)) or folded.startswith(words.UPDATED + words.SAVED)


def _meta(line: int, points: Fraction | None, printed: Iterable[str]) -> Meta:
    updated = bank = ""
    unread: list[str] = []
    for part in printed:
        folded = part.casefold()
        saved = next((word for word in words.SAVED if folded.startswith(word + " ")), None)
        if saved and not bank:
            bank = unescaped(part[len(saved) :].strip())
        elif not updated and _is_strong(part):
            updated, left = time(part)
            if left:
                unread.append(left)
        else:
            unread.append(part)
    return Meta(line, points, updated, bank, tuple(unread))


def time(part: str) -> tuple[str, str]:
    """Read the time at the end of `Last updated 15 Mar, 2023, 14:00`: ISO 8601, and what is left."""
    folded = part.casefold()
    word = next((word for word in words.UPDATED if folded.startswith(word)), "")
    text = part[len(word) :].strip(" :")
    for pattern, order in ((_ISO, "ymd"), (_DAY_FIRST, "dmy"), (_MONTH_FIRST, "mdy")):
        found = pattern.search(text)
        if found is None:
            continue
        iso = _iso(dict(zip(order, found.groups()[:3], strict=True)), found[4], found[5])
        if iso:
            return iso, text[: found.start()].strip()
    return "", part


def _iso(day: dict[str, str], hour: str | None, minute: str | None) -> str:
    name = day["m"].casefold()
    parts = (day["y"], str(words.MONTHS.get(name, name)), day["d"], hour, minute)
    try:
        year, month, date, hours, minutes = (numbers.whole(part or "0") or 0 for part in parts)
        when = datetime(year, month, date, hours, minutes)
    except ValueError:
        return ""
    return when.isoformat(timespec="minutes") if hour else when.date().isoformat()


def course_line(line: int, text: str) -> CourseLine | None:
    """Read `COURSE · 10 exercises · 100.0 points`, parts in any order."""
    if len(text) > LONGEST_HEADING or not labels.DOT.search(text):
        return None
    printed = [part for part in labels.parts(bare(text)[0]) if part]
    amounts = [part for part in printed if labels.amount(part) is not None]
    counts = [part for part in printed if labels.is_count(part)]
    if len(amounts) != 1 or len(counts) != 1 or len(printed) > 8:
        return None
    rest = [part for part in printed if part not in (amounts[0], counts[0])]
    exercises = numbers.whole(counts[0].split()[0][:9]) or 0
    return CourseLine(line, unescaped(" · ".join(rest)), exercises, labels.amount(amounts[0]))


def course(printed: str) -> Course:
    """Split `CODE NAME 22/23 (PERIOD)`; what is not there stays empty, and all else is the name."""
    rest, period, year, code = printed.strip(), "", "", ""
    inside = _PERIOD.search(rest)
    if inside:
        period, rest = inside[1].strip(), rest[: inside.start()].rstrip()
    years = _YEARS.search(rest)
    if years and ((numbers.whole(years[2]) or 0) + 1) % 100 == numbers.whole(years[3]):
        year, rest = years[1], rest[: years.start()].rstrip()
    elif single := _YEAR.search(rest):
        year, rest = single[1], rest[: single.start()].rstrip()
    first = _CODE.match(rest)
    if first:
        code, rest = first[0], rest[first.end() :].lstrip()
    return Course(code=code, name=rest, year=year, period=period)
