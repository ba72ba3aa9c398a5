"""An XML file of another system: its characters for messages, its tree, and where elements stand."""

from examc.core.records import Record
from examc.core.source import Source, Span
from examc.files import xmlreading
from examc.files.xmlprolog import Unreadable
from examc.files.xmltree import Element, line_of

LONGEST_LINE = 1000  # characters that a message points at


class Document(Record, frozen=True):
    """A file as a tree; `file` is its path in its package, "" for a file by itself."""

    source: Source
    root: Element
    file: str = ""

    @property
    def path(self) -> str:
        """The file's name for messages."""
        return self.source.path

    def span(self, element: Element) -> Span:
        """The line that an element begins on, up to the end of the first tag on it."""
        return line_span(self.source, line_of(element))


class Broken(Exception):
    """A file that cannot be read as XML; the text says why, `span` where."""

    def __init__(self, problem: Unreadable, span: Span) -> None:
        super().__init__(str(problem))
        self.span = span
        self.is_hostile = problem.is_hostile


def document(path: str, data: bytes, file: str = "", *, embeds: bool = False) -> Document:
    """Parse a file, whose name for messages is `path`; raises Broken.

    `embeds` says that its format holds other files inside it, as Moodle's does.
    """
    source = None
    try:
        source = Source(path, xmlreading.characters_of(data))
        return Document(source, xmlreading.parse(source.text, embeds=embeds), file)
    except Unreadable as problem:
        source = source or Source(path, xmlreading.shown_characters(data))
        raise Broken(problem, _problem_span(source, problem)) from problem


def _problem_span(source: Source, problem: Unreadable) -> Span:
    if problem.column > 1:
        return source.line_span(problem.line, problem.column, problem.column + 1)
    return line_span(source, problem.line)


def line_span(source: Source, number: int) -> Span:
    """A line from its first sign to the end of its first tag; of a very long one, the beginning."""
    line = source.line(number)[:LONGEST_LINE]
    start = len(line) - len(line.lstrip())
    end = line.find(">", start) + 1 or len(line.rstrip())
    return source.line_span(number, start + 1, max(end, start) + 1)
