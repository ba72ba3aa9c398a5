"""A change between two exams as a value, and the list that changes are collected in."""

from collections.abc import Iterable
from typing import ClassVar, Literal

from examc.core.records import Meant, Mutable, Record, field
from examc.core.source import Span

Kind = Literal["added", "removed", "moved", "renamed", "reworded", "changed"]
Impact = Literal["mark", "student", "other"]
IMPACTS: tuple[Impact, ...] = ("mark", "student", "other")
"""What a change can do, the most dangerous first."""

Position = tuple[int, int, int]
"""Where a change is told: exercise, item, and what is gone (0) before what is there (1)."""


class Place(Record, frozen=True):
    """Where a node stands: in the words of `walking.walk`, in its source, and its own id, if any."""

    where: str
    span: Span | None = None
    id: str = ""

    def beside(self, other: "Place") -> "Place":
        """This place, with what only the other one knows of its source."""
        return Place(self.where, self.span or other.span, self.id or other.id)


class Change(Meant, frozen=True):
    """One change, in the words of an exam's author.

    `where` is the place in the new exam, or in the old one where the thing is gone from the new;
    "" is the exam itself. `what` names the thing that changed ("weight", "prompt", "option").
    `old` and `new` are what stood and what stands there, as the author writes it; a text is shown
    by its changed words. `impact` is "mark" where some answer is worth something else, "student"
    where students see something else, and "other". `span` is where the thing stands in a source,
    None for a format that has no lines; `id` is its own, "" where it has none.
    """

    APART: ClassVar[frozenset[str]] = frozenset({"span", "id"})

    kind: Kind
    where: str
    what: str
    old: str
    new: str
    impact: Impact
    span: Span | None = None
    id: str = ""


class Changes(Mutable):
    """Collects changes, each at the position in which it will be told."""

    position: Position = (-1, 0, 0)
    entries: list[tuple[Position, Change]] = field(default_factory=list)

    def add(self, place: Place, kind: Kind, what: str, old: str, new: str, impact: Impact) -> None:
        """Collect a change of something at a place."""
        change = Change(kind, place.where, what, old, new, impact, place.span, place.id)
        self.entries.append((self.position, change))

    def ordered(self) -> list[Change]:
        """All changes: what changes a mark, what a student sees, the rest; each as it stands."""
        self.entries.sort(key=lambda entry: (IMPACTS.index(entry[1].impact), entry[0]))
        return [change for _, change in self.entries]


def gravest(impacts: Iterable[Impact]) -> Impact:
    """The most dangerous of some impacts."""
    return min(impacts, key=IMPACTS.index)
