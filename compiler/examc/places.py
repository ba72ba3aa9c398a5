"""Where in the exam a piece of source stands: `exercise 2 › question 5 › option 3`."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from examc.diagnostics import Diagnostic
from examc.model import Exam, walk
from examc.source import Span

Position = tuple[int, int]


class Places:
    """The places of an exam by file and position; a place reaches up to the next one."""

    def __init__(self, exam: Exam) -> None:
        self.files: dict[str, tuple[list[Position], list[str]]] = {}
        self.headings: dict[str, list[int]] = {}
        found: dict[str, list[tuple[Position, str]]] = {}
        for where, node in walk(exam):
            if node.span is not None and where:
                span = node.span.root()
                start = (span.line, span.column)
                found.setdefault(span.source.path, []).append((start, where))
        for path, entries in found.items():
            entries.sort(key=lambda entry: entry[0])
            self.files[path] = ([start for start, _ in entries], [where for _, where in entries])

    def of(self, span: Span) -> str:
        """The innermost place that a span begins in; "" before the first exercise."""
        span = span.root()
        starts, names = self.files.get(span.source.path, ([], []))
        index = bisect_right(starts, (span.line, span.column)) - 1
        if index < 0:
            return ""
        where = names[index]
        if _is_part(where) and self._heading_before(span) > starts[index][0]:
            return where.rpartition(" › ")[0]
        return where

    def _heading_before(self, span: Span) -> int:
        """The line of the heading above a span: it ends the option or criterion before it."""
        source = span.source
        if source.path not in self.headings:
            lines = enumerate(source.lines, 1)
            self.headings[source.path] = [n for n, line in lines if line.startswith("#")]
        headings = self.headings[source.path]
        index = bisect_right(headings, span.line) - 1
        return headings[index] if index >= 0 else 0


def _is_part(where: str) -> bool:
    return where.rpartition(" › ")[2].startswith(("option", "criterion", "level"))


def fill(exam: Exam, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics, each with its place in the exam where it had none."""
    places: Places | None = None
    filled: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if not diagnostic.where and diagnostic.span is not None:
            places = places or Places(exam)
            diagnostic = replace(diagnostic, where=places.of(diagnostic.span))
        filled.append(diagnostic)
    return filled
