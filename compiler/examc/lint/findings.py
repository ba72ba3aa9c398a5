"""What a rule says, and what it may ask about the place it looks at."""

from collections.abc import Callable, Collection, Iterator
from fractions import Fraction
from typing import NamedTuple, TypeAlias, TypeVar

from examc.core.content import Blocks, CodeBlock, Image, Link, Text
from examc.core.diagnostics import Fix
from examc.core.model import Exam, Exercise, Node
from examc.core.numbers import show
from examc.core.source import Span

NodeT = TypeVar("NodeT")


class Finding(NamedTuple):
    """A flaw: what is, where in the source, and what to do about it.

    `part` names the part of the node that has the flaw ("option 3"); `path` is the file that the
    finding is about where no piece of source is at fault. `fix` is the help as an edit, where it is
    one: a text in place of the span, or of another piece.
    """

    message: str
    span: Span | None
    help: str = ""
    part: str = ""
    path: str = ""
    fix: Fix | str | None = None


class Piece(NamedTuple):
    """A piece of content that rules look at: the text it is of, whose text that is, and its part."""

    content: Text | Image | Link | CodeBlock
    text: Blocks
    node: Node
    part: str


class Place(NamedTuple):
    """The surroundings of a node: what it stands in, and what stands in it.

    `files` are the paths of all files in the exam's folder; `position` is the place of an exercise
    in the exam, or of an item in its exercise, from 1; `pieces` are the content of the node and of
    its parts, in order of reading. `asks` tells of an exercise whether any of the exam asks something.
    """

    exam: Exam
    files: Collection[str]
    exercise: Exercise | None
    position: int
    pieces: list[Piece]
    asks: bool = True


Rule: TypeAlias = Callable[[NodeT, Place], Iterator[Finding]]
Rules: TypeAlias = tuple[tuple[str, Rule[NodeT]], ...]
"""Rules for one kind of node, each under its code."""


def in_points(value: Fraction) -> str:
    """A number of points in words: "1 point", "2.5 points"."""
    return f"{show(value)} {'point' if value == 1 else 'points'}"
