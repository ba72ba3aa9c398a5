"""Reads the labels of items (`2 PTS · OPEN · 1/2 PAGE`), and the lines of points and levels."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from examc.core import lazyre, limits, numbers
from examc.formats.transcript import words
from examc.formats.transcript.pieces import (
    LONGEST_MARK,
    Label,
    LevelLine,
    PointsLine,
    Slice,
    bare,
    number,
)

DOT = lazyre.compile(r"[·•∙⋅‧]")
TIME = lazyre.compile(r"\b[0-9]{1,2}:[0-9]{2}\b")

LONGEST_ALONE = 60  # characters

_AMOUNT = lazyre.compile(r"([+\-−]?[0-9.,/?]+) ?([^\W\d_]+)\.?")
_COUNT = lazyre.compile(r"[0-9]+ [^\W\d_]+")
_ROOM = r"(?:([0-9]+) )?([0-9]+(?:[.,/][0-9]+)?) ?([^\W\d_]+(?:'[sS])?)"
_SPACE = lazyre.compile(_ROOM + r"\.?")
_SPACE_END = lazyre.compile(" (" + _ROOM + ")$")
_POINTS_START = lazyre.compile(r"([0-9.,/]+ ?[^\W\d_]+\.?) ")
_DIGIT = lazyre.compile("[0-9]")
_PERCENT = lazyre.compile(r"([0-9]+(?:[.,][0-9]+)?) ?%$")
_BULLET = lazyre.compile(r"\s*(?:(?:[-*+]|#{1,6})\s+)?")


def parts(text: str) -> list[str]:
    """The parts of a printed line, with single spaces, between its dots."""
    return [" ".join(part.split()) for part in DOT.split(text)]


def amount(part: str) -> Fraction | None:
    """Read `2 pts`; None if it is not a number of points."""
    found = _AMOUNT.fullmatch(part)
    if found is None or found[2].casefold() not in words.POINTS:
        return None
    return number(found[1])


def is_count(part: str) -> bool:
    """Tell whether a part counts something other than points and pages, as `9 exercises` does."""
    if not _COUNT.fullmatch(part):
        return False
    return part.split()[1].casefold() not in words.POINTS | words.PAGES


def label(line: int, text: str) -> Label | None:
    """Read the label of an item, as a heading or not, in capitals or not."""
    if len(text) > LONGEST_MARK or not (DOT.search(text) or _may_be_alone(text)):
        return None
    text = bare(text)[0]
    printed = [part for part in parts(text) if part]
    if TIME.search(text) or any(is_count(part) for part in printed):
        return None
    return _label(line, text, list(_unjoined(printed)))


def points_line(line: int, text: str) -> PointsLine | None:
    """Read a line that holds points and nothing else."""
    if len(text) > LONGEST_MARK or not _DIGIT.search(text):
        return None
    points = amount(" ".join(bare(text)[0].split()))
    return None if points is None else PointsLine(line, points)


def level_line(line: int, text: str) -> LevelLine | None:
    """Read a line `text 66.67% (2 pts)`."""
    end = text.rstrip()
    opened = end.rfind("(")
    if not end.endswith(")") or opened < 0:
        return None
    points = amount(" ".join(end[opened + 1 : -1].split()))
    head = end[:opened].rstrip()
    percent = _PERCENT.search(head, max(len(head) - 24, 0))
    if points is None or percent is None:
        return None
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    stop = max(len(head[: percent.start()].rstrip()), start)
    return LevelLine(line, Slice(line, start, stop), percent[1].replace(",", "."), points)


def space(part: str) -> Fraction | None:
    """Read `1/8 PAGE` or `1 1/2 PAGES` as so many pages; None if it is no answer space."""
    found = _SPACE.fullmatch(part)
    if found is None or found[3].casefold() not in words.PAGES:
        return None
    size = number(found[2])
    if size is None:
        return None
    if found[1]:
        size += numbers.whole(found[1][:6]) or 0
    return size if limits.is_space(size) else None


def _may_be_alone(text: str) -> bool:
    """A label without dots: a block, or anything that ANS prints in capitals."""
    if len(text) > LONGEST_ALONE:
        return False
    text = bare(text)[0]
    folded = " ".join(text.casefold().split())
    kind = _SPACE_END.sub("", folded)
    if words.KINDS.get(kind) in words.BLOCKS:
        return True
    return text.isupper() and (
        kind in words.KINDS
        or _is_capital_block(kind.upper())
        or any(folded.endswith(" " + name) or f" {name} " in folded for name in words.KINDS)
    )


def _is_capital_block(name: str) -> bool:
    return name.isupper() and name.endswith(" BLOCK") and name.count(" ") == 1


def _unjoined(printed: Iterable[str]) -> Iterator[str]:
    """Part points from a kind, and a kind from its space, where no dot does."""
    for part in printed:
        rest = part
        before = _POINTS_START.match(rest)
        if before and amount(before[1]) is not None:
            yield before[1]
            rest = rest[before.end() :]
        after = _SPACE_END.search(rest) if space(rest) is None else None
        if after and space(after[1]) is not None:
            yield rest[: after.start()]
            yield after[1]
        else:
            yield rest


def _label(line: int, text: str, printed: list[str]) -> Label | None:
    points: Fraction | None = None
    room: Fraction | None = None
    kind = name = ""
    rest: list[str] = []
    for part in printed:
        if points is None and amount(part) is not None:
            points = amount(part)
        elif room is None and space(part) is not None:
            room = space(part)
        elif not kind and part.casefold() in words.KINDS:
            kind, name = words.KINDS[part.casefold()], part
        else:
            rest.append(part)
    if not kind:
        is_cut = points is not None and text.isupper() and not rest
        if not is_cut and not rest:
            return None
        if points is None and not _is_capital_block(rest[0]):
            return None
        name = rest.pop(0) if rest else ""
    elif points is None and kind not in words.BLOCKS and not text.isupper():
        return None
    return Label(line, points, kind, name, room, tuple(rest))
