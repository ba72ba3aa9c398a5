"""What a transcript is made of: slices of its lines, and the tokens that reading finds in them."""

from fractions import Fraction
from typing import TypeAlias

from examc.core import lazyre, numbers
from examc.core.records import Record

_ESCAPED = lazyre.compile(r"\\([!-/:-@\[-`{-~])")
LONGEST_MARK = 200  # characters; a longer line is text, whatever it looks like


class Slice(Record, frozen=True):
    """A piece of one line (from 1), between two offsets (from 0)."""

    line: int
    start: int
    end: int


class Paragraph(Record, frozen=True):
    """Lines of text up to an empty one; a formula on display may hold empty lines.

    One that `goes_on` ends a sentence, or a table, that begins on the page before.
    """

    slices: tuple[Slice, ...]
    goes_on: bool = False

    @property
    def first(self) -> int:
        """The first line."""
        return self.slices[0].line

    @property
    def last(self) -> int:
        """The last line."""
        return self.slices[-1].line


class Listing(Record, frozen=True):
    """Lines of code with their fences; one that is never closed ends before the next mark.

    `left_out` are lines between the fences that end a page.
    """

    first: int
    last: int
    closed: bool
    left_out: tuple[int, ...] = ()


class Gap(Record, frozen=True):
    """Lines where an image has fallen out: empty ones, or what a converter left in its place."""

    first: int
    last: int


class Label(Record, frozen=True):
    """The head of an item. `kind` is our name for `printed`, or empty; `rest` was not read."""

    line: int
    points: Fraction | None
    kind: str
    printed: str
    space: Fraction | None
    rest: tuple[str, ...]


class Heading(Record, frozen=True):
    """The head of an exercise: its name, and the number that ANS knows it by."""

    line: int
    name: Slice
    id: str


class Meta(Record, frozen=True):
    """The line below the head of an exercise; `updated` is ISO 8601, `rest` was not read."""

    line: int
    points: Fraction | None
    updated: str
    bank: str
    rest: tuple[str, ...]


class CourseLine(Record, frozen=True):
    """The line below the title: the course as printed, and what the exam is said to hold."""

    line: int
    course: str
    exercises: int | None
    points: Fraction | None


class PointsLine(Record, frozen=True):
    """The points of a criterion, on a line of their own."""

    line: int
    points: Fraction


class LevelLine(Record, frozen=True):
    """A level: its text, its share of the points as printed, and its points."""

    line: int
    text: Slice
    percent: str
    points: Fraction


class Box(Record, frozen=True):
    """The first line of an option, and where its text begins."""

    line: int
    checked: bool
    text: Slice


class Marker(Record, frozen=True):
    """The word that begins the feedback on an option."""

    line: int


Content: TypeAlias = Paragraph | Listing | Gap
Mark: TypeAlias = Label | Heading | Meta | CourseLine | PointsLine | LevelLine | Box | Marker
Token: TypeAlias = Content | Mark


def whole(line: int, text: str) -> Slice:
    """The slice that covers a line."""
    return Slice(line, 0, len(text))


def bare(text: str) -> tuple[str, int]:
    """A line without what makes it a heading or strong, and the offset where the rest begins."""
    start, end = 0, len(text.rstrip())
    while start < end and text[start].isspace():
        start += 1
    marks = len(text[start:end]) - len(text[start:end].lstrip("#"))
    if 0 < marks <= 6 and text[start + marks : start + marks + 1].isspace():
        start += marks
        while start < end and text[start].isspace():
            start += 1
    for wrap in ("**", "__", "*", "_"):
        inner = text[start + len(wrap) : end - len(wrap)]
        wrapped = text.startswith(wrap, start) and text.endswith(wrap, start, end)
        if inner and wrapped and wrap not in inner:
            return text[start + len(wrap) : end - len(wrap)].strip(), start + len(wrap)
    return text[start:end], start


def unescaped(text: str) -> str:
    """A printed word without the backslashes that keep Markdown away."""
    return _ESCAPED.sub(r"\1", text)


def number(text: str) -> Fraction | None:
    """Read a printed number, with a point or a comma before its decimals; None if it is none."""
    return numbers.parse(text.replace(",", ".") if text.count(",") == 1 else text)
