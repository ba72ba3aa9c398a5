"""A change between two exams as a value, and the list that changes are collected in."""

from dataclasses import dataclass, field
from typing import Literal

from examc.changes.bends import Bends
from examc.core.features import Feature

Kind = Literal["added", "removed", "moved", "renamed", "reworded", "changed"]
Impact = Literal["mark", "student", "other"]
IMPACTS: tuple[Impact, ...] = ("mark", "student", "other")
"""What a change can do, the most dangerous first."""

Position = tuple[int, int, int]
"""Where a change is told: exercise, item, and what is gone (0) before what is there (1)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in the words of an exam's author.

    `where` is the place in the new exam, or in the old one where the thing is gone from the new;
    "" is the exam itself. `what` names the thing that changed ("weight", "prompt", "option").
    `old` and `new` are what stood and what stands there, as the author writes it; a text is shown
    by its changed words. `impact` is "mark" where some answer is worth something else, "student"
    where students see something else, and "other".
    """

    kind: Kind
    where: str
    what: str
    old: str
    new: str
    impact: Impact


@dataclass(slots=True)
class Found:
    """Collects changes, but for those that a target's known bending explains."""

    bends: Bends
    position: Position = (-1, 0, 0)
    entries: list[tuple[Position, Change]] = field(default_factory=list)

    def add(
        self,
        kind: Kind,
        where: str,
        what: str,
        old: str,
        new: str,
        impact: Impact,
        *,
        feature: Feature | None = None,
        gone: bool | None = None,
        partly: bool = False,
    ) -> None:
        """Collect a change at the current position, unless the target explains it.

        `feature` is all that the change is about; `gone` tells that one side is without it
        (default: something was added or removed), `partly` that it is a case in which a target
        that holds the feature partly does not hold it.
        """
        if feature is not None:
            without = kind in ("added", "removed") if gone is None else gone
            if self.bends.explain(feature, without, partly):
                return
        self.entries.append((self.position, Change(kind, where, what, old, new, impact)))

    def ordered(self) -> list[Change]:
        """All changes: what changes a mark, what a student sees, the rest; each as it stands."""
        self.entries.sort(key=lambda entry: (IMPACTS.index(entry[1].impact), entry[0]))
        return [change for _, change in self.entries]
