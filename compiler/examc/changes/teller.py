"""Tells what changed between two nodes that are one: field by field, each at its place."""

from collections.abc import Sequence
from typing import Literal, TypeVar

from examc.changes.change import Changes, Impact, Kind, Place
from examc.changes.fields import Field, Table
from examc.changes.rewording import excerpt, rewordings
from examc.changes.sides import Side
from examc.changes.words import Kind as TextKind
from examc.core.content import Blocks
from examc.core.records import replace
from examc.core.source import Span

N = TypeVar("N")
Gone = Literal["added", "removed"]


class Teller:
    """The two exams, and the list that their changes go to.

    `together`: what changed in the scoring of one question is one change.
    """

    def __init__(self, old: Side, new: Side, *, together: bool) -> None:
        self.old, self.new = old, new
        self.together = together
        self.found = Changes()
        # Two exams that share no id each have ids of their own making, which tell nothing.
        self.names = bool(old.names & new.names)
        self.part_names = bool(old.part_names & new.part_names)

    def at(self, old: Place, new: Place) -> Place:
        """Where a change of something that both exams have is told."""
        return old.beside(new) if self._told_old() else new.beside(old)

    def table(self, place: Place, table: Table[N], a: N, b: N) -> None:
        """Tell what changed in the fields of a node."""
        for row in table:
            if isinstance(row, Field):
                self.value(place, row.what, row.tell(a), row.tell(b), row.impact, row.kind)
            else:
                self.prose(place, row.what, row.read(a), row.read(b), row.impact, own=row.own)

    def value(
        self, place: Place, what: str, old: str, new: str, impact: Impact, kind: Kind = "changed"
    ) -> None:
        """Tell that a value changed."""
        if old != new:
            self.found.add(place, kind, what, old, new, impact)

    def name(self, place: Place, old: str, new: str, *, told: bool) -> None:
        """Tell that an id changed, where those of both exams can be compared."""
        if told and old and new:
            self.value(place, "id", old, new, "other")

    def prose(
        self, place: Place, what: str, old: Blocks, new: Blocks, impact: Impact, *, own: bool
    ) -> None:
        """Tell how a text was reworded, and what of it other than words changed."""
        if self.old.texts.key(old) == self.new.texts.key(new):
            return
        place = replace(place, span=self._changed(old, new) or place.span)
        one, other = self.old.texts.tokens(old), self.new.texts.tokens(new)
        if bool(one) != bool(other):
            kind = _kind(one, other)
            self.found.add(place, kind, what, excerpt(one), excerpt(other), impact)
            return
        for change in rewordings(one, other):
            if change.kind is TextKind.WORD:
                self.found.add(place, "reworded", what, change.old, change.new, impact)
            else:
                name = change.kind.value if own else f"{change.kind.value} in the {what}"
                kind = _kind(change.old, change.new)
                self.found.add(place, kind, name, change.old, change.new, impact)

    def _changed(self, old: Blocks, new: Blocks) -> Span | None:
        """Where a changed text is written: its first block that the other text has not."""
        sides = (self.old, old), (self.new, new)
        (other, before), (side, after) = sides[::-1] if self._told_old() else sides
        known = {other.texts.of_block(block) for block in before}
        written = side.written.get(id(after), after)
        if len(written) != len(after):  # a target puts other texts into this one
            return written[0].span if written else None
        pairs = zip(after, written, strict=True)
        return next((own.span for b, own in pairs if side.texts.of_block(b) not in known), None)

    def _told_old(self) -> bool:
        """Whether changes are told in the places of the old exam, the only one with a source."""
        return self.old.of_source and not self.new.of_source

    def gone(self, kind: Gone, place: Place, noun: str, shown: str, impact: Impact) -> None:
        """Tell that a thing came or went."""
        texts = (shown, "") if kind == "removed" else ("", shown)
        self.found.add(place, kind, noun, *texts, impact)

    def moved(self, noun: str, old: Place, new: Place, impact: Impact) -> None:
        """Tell that a thing stands at another place."""
        self.found.add(self.at(old, new), "moved", noun, old.where, new.where, impact)


def _kind(old: Sequence[object], new: Sequence[object]) -> Kind:
    if old and new:
        return "changed"
    return "added" if new else "removed"
