"""Sorts the tokens of a transcript into exercises and items, before anything in them is read."""

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from examc.core.records import Mutable, field
from examc.core.source import Source
from examc.formats.transcript.pieces import (
    Box,
    Content,
    CourseLine,
    Gap,
    Heading,
    Label,
    LevelLine,
    Listing,
    Marker,
    Meta,
    Paragraph,
    PointsLine,
    Slice,
    Token,
    bare,
    whole,
)

Inner: TypeAlias = Content | PointsLine | LevelLine | Box | Marker
"""What can stand inside an item."""


class RawItem(Mutable):
    """What stands below a label; without one, what stands between an exercise and its first."""

    label: Label | None
    line: int
    tokens: list[Inner] = field(default_factory=list)


class RawExercise(Mutable):
    line: int
    heading: Heading | None = None
    meta: Meta | None = None
    items: list[RawItem] = field(default_factory=list)


class Outline(Mutable):
    """A whole transcript. `others` are the course lines, and titles, of further exams in it."""

    title: Slice | None = None
    course: CourseLine | None = None
    before: list[Inner] = field(default_factory=list)
    exercises: list[RawExercise] = field(default_factory=list)
    others: list[tuple[Slice | None, CourseLine]] = field(default_factory=list)


def outline(source: Source, tokens: Iterable[Token]) -> Outline:
    """Sort all tokens."""
    return _Sorter(source).sort(tokens)


def as_text(source: Source, token: Inner) -> Content:
    """A token as the text that it also is, where its mark means nothing."""
    match token:
        case Paragraph() | Listing() | Gap():
            return token
        case PointsLine() | LevelLine() | Box() | Marker():
            return Paragraph((whole(token.line, source.line(token.line)),))
        case _:
            assert_never(token)


class _Sorter:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.outline = Outline()
        self.item: RawItem | None = None

    def sort(self, tokens: Iterable[Token]) -> Outline:
        """Sort all tokens."""
        for token in tokens:
            match token:
                case Heading():
                    self._begin(token.line).heading = token
                case Meta():
                    self._meta(token)
                case CourseLine():
                    self._course(token)
                case Label():
                    self._label(token)
                case _:
                    self._inner(token)
        if self.outline.title is None:
            self._take_title()
        return self.outline

    def _begin(self, line: int) -> RawExercise:
        exercise = RawExercise(line)
        self.outline.exercises.append(exercise)
        self.item = None
        return exercise

    def _meta(self, token: Meta) -> None:
        last = self.outline.exercises[-1] if self.outline.exercises else None
        if last is None or last.meta is not None or last.items:
            last = self._begin(token.line)
        last.meta = token

    def _label(self, token: Label) -> None:
        if not self.outline.exercises:
            self._begin(token.line)
        self.item = RawItem(token, token.line)
        self.outline.exercises[-1].items.append(self.item)

    def _inner(self, token: Inner) -> None:
        if not self.outline.exercises:
            self.outline.before.append(token)
            return
        if self.item is None:
            line = token.first if isinstance(token, Content) else token.line
            self.item = RawItem(None, line)
            self.outline.exercises[-1].items.append(self.item)
        self.item.tokens.append(token)

    def _course(self, token: CourseLine) -> None:
        if not self.outline.exercises and self.outline.course is None:
            self.outline.course = token
            self._take_title()
        else:
            self._further_course(token)

    def _further_course(self, token: CourseLine) -> None:
        """A course line below an exercise: of a further exam, or the only one, out of place."""
        tokens = self.item.tokens if self.item else []
        title = self._heading_at_end(tokens)
        if self.item and self.item.label is None and not tokens:
            self.outline.exercises[-1].items.pop()
        self.item = None
        if self.outline.course is None:
            self.outline.course, self.outline.title = token, title
        else:
            self.outline.others.append((title, token))

    def _heading_at_end(self, tokens: list[Inner]) -> Slice | None:
        """Take the title of a further exam from the end of what stands before its course line."""
        while len(tokens) > 1 and isinstance(tokens[-1], Gap):
            tokens.pop()
        last = tokens[-1] if tokens else None
        if not isinstance(last, Paragraph) or len(last.slices) > 1:
            return None
        text = self.source.line(last.first)
        if bare(text)[1] == 0:
            return None
        tokens.pop()
        return _without_marks(self.source, last.slices[0])

    def _take_title(self) -> None:
        """The title is the first line of all; below it may stand what students read first."""
        first = self.outline.before[0] if self.outline.before else None
        if isinstance(first, Paragraph):
            self.outline.title = _without_marks(self.source, first.slices[0])
            rest = first.slices[1:]
            self.outline.before[:1] = [Paragraph(rest)] if rest else []


def _without_marks(source: Source, part: Slice) -> Slice:
    text, offset = bare(source.line(part.line))
    return Slice(part.line, offset, offset + len(text))
