"""Reads a transcript's lines as tokens: marks that ANS prints, paragraphs, listings and gaps.

Every line is looked at once; what is between two marks is looked at once more where a fence or a
formula is never closed.
"""

import re
from collections import Counter
from itertools import groupby

from examc.core import lazyre
from examc.core.source import Source
from examc.formats.transcript import headings, labels, options
from examc.formats.transcript.pages import Pages
from examc.formats.transcript.pieces import (
    Box,
    Gap,
    Heading,
    Label,
    Listing,
    Mark,
    Marker,
    Meta,
    Paragraph,
    PointsLine,
    Slice,
    Token,
    whole,
)

LONGEST_FORMULA = 60  # lines
_OPENING = "«„“‘\"'(*_ \xa0\u202f"
_SENTENCE_ENDS = frozenset(".?!:;…。？！：；|")
_FENCE = lazyre.compile(r"\s*(`{3,}|~{3,})([^`]*)$")
_IMAGE = lazyre.compile(r"<!-- ?(?:image|picture) ?-->", re.IGNORECASE)


def tokens(source: Source, pages: Pages) -> list[Token]:
    """Read all lines of a transcript, whose pages end at these lines."""
    return _Scanner(source, pages).scan()


class _Scanner:
    """Goes over the lines; `at` is the number of the next one."""

    def __init__(self, source: Source, pages: Pages) -> None:
        self.source = source
        self.ends = pages.ends
        self.sure = pages.sure
        self.lines = source.lines
        self.at = 1
        self.found: list[Token] = []
        self.paragraph: list[Slice] = []
        self.goes_on = False
        self.points_stand_alone = any(
            labels.points_line(number, line) and {number - 1, number + 1} <= self.ends
            for number, line in enumerate(self.lines, 1)
        )
        self.fences = [n for n, line in enumerate(self.lines, 1) if _FENCE.match(line)]
        self.fallen_out = 2 * _usual_distance(self.lines) + 1

    def scan(self) -> list[Token]:
        """Read all lines."""
        while self.at <= len(self.lines):
            line = self.lines[self.at - 1]
            if self.at in self.ends:
                self._blank()
            elif _IMAGE.fullmatch(line.strip()):
                self._end_paragraph()
                self.found.append(Gap(self.at, self.at))
                self.at += 1
            elif fence := _FENCE.match(line):
                self._listing(fence[1])
            else:
                self._line(line)
        self._end_paragraph()
        return self.found

    def _end_paragraph(self) -> None:
        if self.paragraph:
            self.found.append(Paragraph(tuple(self.paragraph), self.goes_on))
            self.paragraph = []
        self.goes_on = False

    def _blank(self) -> None:
        above = self._text_above()
        self._end_paragraph()
        first, empty, most = self.at, 0, 0
        while self.at in self.ends:
            empty = 0 if self.lines[self.at - 1] else empty + 1
            most = max(most, empty)
            self.at += 1
        new_page = any(self.lines[first - 1 : self.at - 1])
        self.goes_on = (
            new_page and self.at <= len(self.lines) and goes_on(above, self.lines[self.at - 1])
        )
        if most >= self.fallen_out and self.found and self.at <= len(self.lines):
            self.found.append(Gap(first, self.at - 1))

    def _text_above(self) -> str:
        """The line of text that ends here: the last of a paragraph, or all of an option."""
        last = self.found[-1] if self.found else None
        if self.paragraph:
            return text_of(self.source, self.paragraph[-1])
        return text_of(self.source, last.text) if isinstance(last, Box) else ""

    def _listing(self, fence: str) -> None:
        self._end_paragraph()
        first = self.at
        closing = re.compile(rf"\s*{fence[0]}{{{len(fence)},}}\s*")
        self.at += 1
        while self.at <= len(self.lines):
            line = self.lines[self.at - 1]
            if closing.fullmatch(line):
                self.found.append(self._listed(first, self.at, closed=True))
                self.at += 1
                return
            if self._ends_text(self.at) and not self._is_closed(first, closing):
                break
            self.at += 1
        last = self.at - 1
        while last > first and not self.lines[last - 1].strip():
            last -= 1
        self.found.append(self._listed(first, last, closed=False))

    def _is_closed(self, first: int, closing: re.Pattern[str]) -> bool:
        """Whether the words of a label, in a listing that begins on a line, stand inside it.

        The next fence then closes it, and those behind that are in pairs. A printed question has
        empty lines between its parts: boxes among such are those of a question, others of a listing.
        """
        behind = [number for number in self.fences if number > first]
        if not behind or behind[0] < self.at:
            return False
        inside = range(self.at, behind[0])
        spaced = not all(self.lines[number - 1].strip() for number in inside)
        breaking = Heading | Meta | Box if spaced else Heading | Meta
        if any(isinstance(self._mark(number), breaking) for number in inside):
            return False
        closes = closing.fullmatch(self.lines[behind[0] - 1]) is not None
        return closes and len(behind) % 2 == 1

    def _listed(self, first: int, last: int, *, closed: bool) -> Listing:
        left_out = tuple(number for number in range(first + 1, last + 1) if number in self.sure)
        return Listing(first, last, closed, left_out)

    def _line(self, line: str) -> None:
        mark = self._mark(self.at)
        if mark is not None:
            self._end_paragraph()
            self.found.append(mark)
            self.at += 1
            return
        last = self._formula_end(line)
        for number in range(self.at, last + 1):
            self.paragraph.append(whole(number, self.lines[number - 1]))
        self.at = last + 1

    def _formula_end(self, line: str) -> int:
        """The last line of a formula on display that begins with a line; else this line."""
        text = line.strip()
        if not text.startswith("$$") or text.count("$$") != 1:
            return self.at
        for number in range(self.at + 1, min(self.at + LONGEST_FORMULA, len(self.lines) + 1)):
            if "$$" in self.lines[number - 1]:
                closes = self.lines[number - 1].rstrip().endswith("$$")
                return number if closes and self.lines[number - 1].count("$$") == 1 else self.at
            if self._ends_text(number):
                break
        return self.at

    def _ends_text(self, number: int) -> bool:
        """Whether a line is a mark that nobody would write in a listing or a formula."""
        mark = self._mark(number)
        return isinstance(mark, Heading | Meta) or (
            isinstance(mark, Label) and mark.printed.isupper()
        )

    def _mark(self, number: int) -> Mark | None:
        line = self.lines[number - 1]
        option = options.box(number, line)
        if option is not None:
            return labels.level_line(number, line) or option
        found = headings.heading(number, line)
        if found is not None and (found[1] or self._meta_below(number)):
            return found[0]
        before = self.found[-1] if self.found and not self.paragraph else None
        return (
            headings.meta(number, line, below_heading=isinstance(before, Heading))
            or headings.course_line(number, line)
            or labels.label(number, line)
            or labels.level_line(number, line)
            or self._points_line(number, line)
            or (Marker(number) if options.is_marker(line) else None)
        )

    def _points_line(self, number: int, line: str) -> PointsLine | None:
        found = labels.points_line(number, line)
        if found is None or not self.paragraph or not self.points_stand_alone:
            return found
        below = self.lines[number] if number < len(self.lines) else ""
        return None if goes_on(text_of(self.source, self.paragraph[-1]), below) else found

    def _meta_below(self, number: int) -> bool:
        for below in range(number + 1, min(number + 5, len(self.lines) + 1)):
            line = self.lines[below - 1]
            if line.strip():
                return headings.meta(below, line, below_heading=False) is not None
        return False


def _usual_distance(lines: list[str]) -> int:
    """How many empty lines part two paragraphs, as a rule.

    So many stand above and below a paragraph that has lost all that was in it: an image.
    """
    runs = Counter(len(list(run)) for line, run in groupby(lines) if not line)
    return max(runs, key=lambda length: (runs[length], -length), default=1)


def goes_on(above: str, below: str) -> bool:
    """Tell whether the last line of a page and the first of the next are of one sentence or table."""
    above, below = above.strip(), below.strip()
    if not above or not below:
        return False
    if above.startswith("|") and above.endswith("|"):
        return below.startswith("|") and below.endswith("|")
    ends = above[-1] in _SENTENCE_ENDS or above.endswith("$$")
    return not ends and below.lstrip(_OPENING)[:1].islower()


def text_of(source: Source, part: Slice) -> str:
    """The characters of a slice."""
    return source.line(part.line)[part.start : part.end]
