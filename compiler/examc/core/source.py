"""A source text, the span (file, line, column) of a piece of it, and what stands in such a piece."""

from array import array
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from examc.core.records import Meant, Mutable

Position = tuple[int, int]
"""A line and a column, both from 1, counted in characters."""

MARKDOWN_NAMES = (".md", ".markdown")
YAML_NAMES = (".yaml", ".yml")
"""What the names of files in each spelling end with."""
SOURCE_NAMES = (*MARKDOWN_NAMES, *YAML_NAMES)


class Source(Mutable, eq=False, dict=True):
    """A text with a name; `origin` maps a position of a text that lies inside another text.

    A Markdown text inside a YAML file is a source of its own whose origin is the YAML file, so
    that parsers count from their own first line and messages still point into the file.
    """

    path: str
    text: str
    folder: str = ""
    """The folder that images and includes are relative to, seen from the exam's own folder."""
    parent: "Source | None" = None
    origin: Callable[[Position], Position] | None = None

    @property
    def is_yaml(self) -> bool:
        """Whether the name of the file says that it is in YAML."""
        return self.path.lower().endswith(YAML_NAMES)

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends; made anew, since they are twice its size."""
        return self.text.split("\n")

    @property
    def length(self) -> int:
        """How many lines there are."""
        return len(self._starts) - 1

    @cached_property
    def _starts(self) -> "array[int]":
        """Where each line begins in the text, and where one more would."""
        lengths = (len(line) + 1 for line in self.lines)
        return array("Q", accumulate(lengths, initial=0))

    def line(self, number: int) -> str:
        """The line with this number, from 1; empty beyond the end."""
        starts = self._starts
        if 0 < number < len(starts):
            return self.text[starts[number - 1] : starts[number] - 1]
        return ""

    def span(self, line: int, column: int, end_line: int, end_column: int) -> "Span":
        """The span from a position up to, and not including, another."""
        return Span(self, line, column, end_line, end_column)

    def line_span(self, number: int, start: int = 1, end: int | None = None) -> "Span":
        """A piece of one line, from column `start` up to column `end` (default: all of it)."""
        stop = len(self.line(number)) + 1 if end is None else end
        return Span(self, number, start, number, max(stop, start))


class Span(NamedTuple):
    """A piece of a source; the end column is the first one after the piece.

    A tuple, since a reader makes dozens of them a question.
    """

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    def root(self) -> "Span":
        """The same piece in the file that the text stands in."""
        source = self.source
        if source.parent is None or source.origin is None:
            return self
        start = source.origin((self.line, self.column))
        last = source.origin((self.end_line, max(self.end_column - 1, 1)))
        end = max((last[0], last[1] + 1), (start[0], start[1] + 1))
        return Span(source.parent, *start, *end).root()

    def to(self, end: "Span") -> "Span":
        """The span from the start of this one to the end of another."""
        return Span(self.source, self.line, self.column, end.end_line, end.end_column)

    def part(self, start: int, end: int) -> "Span":
        """The characters from offset `start` up to `end` of a span within one line."""
        return Span(
            self.source, self.line, self.column + start, self.line, self.column + max(end, start)
        )


class Allow(Meant, frozen=True):
    """A diagnostic code that the author silenced at a place of the source."""

    code: str
    span: Span | None = None


class Sourced(Meant, frozen=True, kw_only=True):
    """What every node of the exam knows of its source."""

    span: Span | None = None
    allow: tuple[Allow, ...] = ()
