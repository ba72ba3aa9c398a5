"""Where in the exam a piece of source stands: `exercise 2 › question 5 › option 3`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from examc.core.answers import Part
from examc.core.diagnostics import Diagnostic
from examc.core.model import Exam
from examc.core.source import Position, Source, Span
from examc.core.walking import walk


class _Place(NamedTuple):
    """A place of the exam, and where it begins; a part is an option, criterion or level."""

    start: Position
    where: str
    source: Source
    is_part: bool

    def last_line(self, following: int) -> int:
        """The last line that may belong to a part, whose lines are indented below its first."""
        line, column = self.start
        has_bullet = self.source.line(line)[column - 1 : column] in "-*+0123456789"
        indent = column if has_bullet else column - 1
        for number in range(line + 1, min(following, self.source.length + 1)):
            text = self.source.line(number)
            if text.strip() and len(text) - len(text.lstrip()) < indent:
                return number - 1
        return following


class Places:
    """The places of an exam by file and position; a place reaches up to the next one."""

    def __init__(self, exam: Exam) -> None:
        self.starts: dict[str, list[Position]] = {}
        self.names: dict[str, list[str]] = {}
        found: dict[str, list[_Place]] = {}
        for place in _places(exam):
            found.setdefault(place.source.path, []).append(place)
        for path, places in found.items():
            places.sort(key=lambda place: place.start)
            self.starts[path], self.names[path] = _bounded(places)

    def of(self, span: Span) -> str:
        """The innermost place that a span begins in; "" before the first exercise."""
        span = span.root()
        starts = self.starts.get(span.source.path, [])
        index = bisect_right(starts, (span.line, span.column)) - 1
        return self.names[span.source.path][index] if index >= 0 else ""


def _places(exam: Exam) -> Iterator[_Place]:
    """Yield the places of an exam; a part that stands nowhere but in its question's heading has none."""
    whole: Span | None = None
    for where, node in walk(exam):
        if node.span is not None and where:
            span = node.span.root()
            is_part = isinstance(node, get_args(Part))
            if not is_part:
                whole = span
            elif span == whole:
                continue
            yield _Place((span.line, span.column), where, span.source, is_part)


def _bounded(places: list[_Place]) -> tuple[list[Position], list[str]]:
    """Where places begin, in order, and their names; after a part its question goes on."""
    starts: list[Position] = []
    names: list[str] = []
    for number, place in enumerate(places):
        starts.append(place.start)
        names.append(place.where)
        following = places[number + 1].start[0] if number + 1 < len(places) else 1 << 30
        if place.is_part and (last := place.last_line(following)) < following:
            starts.append((last + 1, 1))
            names.append(place.where.rpartition(" › ")[0])
    return starts, names


def fill(exam: Exam, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics, each with its place in the exam where it had none."""
    places: Places | None = None
    filled: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if not diagnostic.where and diagnostic.span is not None:
            places = places or Places(exam)
            diagnostic = diagnostic._replace(where=places.of(diagnostic.span))
        filled.append(diagnostic)
    return filled
