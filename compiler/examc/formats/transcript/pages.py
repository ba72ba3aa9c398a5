"""Finds what stands at the ends of pages and is no part of the exam: marks, headers and footers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from examc.core import lazyre, numbers
from examc.core.records import Record
from examc.formats.transcript import headings, labels, options
from examc.formats.transcript.pieces import bare

LONGEST_FURNITURE = 120  # characters
REPEATED = 3  # times; fewer may be chance, unless the line is the title of the exam

_SURE = lazyre.compile(r"\\?\{[0-9]+\\?\}-{3,}|<!-- ?page[ -]?break ?-->", re.IGNORECASE)
_DASHES = lazyre.compile("-{20,}")
_TOTAL = r"\s*(?:/|of|van|von|de|sur|di)\s*([0-9]{1,4})"
_PAGE = lazyre.compile(
    r"(?<![^\W\d_])(?:page|pagina|página|blz\.?|bladzijde|seite|pag\.|p\.)\s*([0-9]{1,4})"
    rf"(?:{_TOTAL})?(?![\w.,/])",
    re.IGNORECASE,
)
_DIGIT = lazyre.compile("[0-9]")
_NUMBER = lazyre.compile(rf"[-–— ]*([0-9]{{1,4}})(?:{_TOTAL})?[-–— ]*", re.IGNORECASE)


class Pages(Record, frozen=True):
    """The lines (from 1) where pages end: empty ones, marks of a converter, headers and footers.

    `furniture` are the headers and footers among them, `sure` those that nobody writes in a listing.
    """

    ends: frozenset[int]
    furniture: tuple[int, ...]
    sure: frozenset[int]


def pages(lines: Sequence[str]) -> Pages:
    """Find the ends of all pages.

    A line is a header or footer where it returns with the number of the next page, or returns
    unchanged beside the marks that a converter leaves between pages.
    """
    ends = {number for number, line in enumerate(lines, 1) if _is_end(line)}
    marks = {number for number in ends if lines[number - 1].strip()}
    beside = _beside(lines, ends, marks)
    furniture = sorted({*_numbered(lines, beside), *_repeated(lines, beside)})
    sure = {mark for mark in marks if _SURE.fullmatch(lines[mark - 1].strip())}
    return Pages(
        frozenset(ends.union(furniture)), tuple(furniture), frozenset(sure.union(furniture))
    )


def _is_end(line: str) -> bool:
    text = line.strip()
    return not text or bool(_SURE.fullmatch(text) or _DASHES.fullmatch(text))


def _beside(lines: Sequence[str], ends: set[int], marks: set[int]) -> set[int]:
    """The lines of text next to the mark of a page's end, with nothing but empty ones between."""
    found: set[int] = set()
    above, marked = 0, False
    for number in range(1, len(lines) + 1):
        if number in ends:
            marked = marked or number in marks
            continue
        if marked:
            found.update((above, number))
        above, marked = number, False
    return found.union((above,) if marked else ()) - {0}


def _numbered(lines: Sequence[str], beside: set[int]) -> Iterator[int]:
    """Lines that return with the number of the next page, as `Resit, page 2 of 3` does."""
    families: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        text = line.strip()
        found = _page_number(text, beside=number in beside)
        if found and not _is_mark(line):
            skeleton = f"{text[: found.start()]}#{text[found.end() :]}".casefold()
            families[skeleton, found[2] or ""].append((number, numbers.whole(found[1]) or 0))
    for members in families.values():
        if _count_up([page for _, page in members]):
            yield from (number for number, _ in members)


def _count_up(numbers: Sequence[int]) -> bool:
    """Whether numbers are those of pages, one after the other, from one exam or several."""
    return len(set(numbers)) > 1 and all(
        after in (before + 1, numbers[0]) for before, after in pairwise(numbers)
    )


def _page_number(text: str, *, beside: bool) -> re.Match[str] | None:
    """The number of a page in a line; without a total or other words, a text may speak of it."""
    if not text or len(text) > LONGEST_FURNITURE or not _DIGIT.search(text):
        return None
    found = _PAGE.search(text)
    if found is None:
        return _NUMBER.fullmatch(text) if beside else None
    return found if found[2] or beside or found[0] == text else None


def _repeated(lines: Sequence[str], beside: set[int]) -> Iterator[int]:
    """Lines that return unchanged beside the marks of pages: the title, or any other header."""
    title = next((bare(line)[0] for line in lines if line.strip()), "")
    families: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(beside):
        text = bare(lines[number - 1])[0]
        if len(text) <= LONGEST_FURNITURE and any(map(str.isalpha, text)) and not _is_mark(text):
            families[text].append(number)
    for text, lines_of in families.items():
        others = lines_of[1:] if lines_of[0] == _first(lines) else lines_of
        if len(lines_of) >= REPEATED or text == title:
            yield from others


def _is_mark(line: str) -> bool:
    return (
        labels.label(1, line) is not None
        or labels.points_line(1, line) is not None
        or labels.level_line(1, line) is not None
        or headings.heading(1, line) is not None
        or headings.meta(1, line, below_heading=False) is not None
        or options.box(1, line) is not None
        or options.is_marker(line)
    )


def _first(lines: Sequence[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
