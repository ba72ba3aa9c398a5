"""Identifiers of an export → ids of exercises and items, each once."""

import re

from examc.core.diagnostics import Report
from examc.core.model import derived_exercise_id, derived_item_id
from examc.core.source import Span
from examc.formats.canvas import names
from examc.formats.canvas.readpackage import shown

LONGEST = 60  # characters of an id; identifiers of others end in long digests

_LEGAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


class Ids:
    """Gives every exercise and item its id; one that cannot be is derived from its place."""

    def __init__(self, report: Report, *, ours: bool) -> None:
        self.report = report
        self.ours = ours
        self.exercises: dict[int, str] = {}
        self.taken: set[str] = set()

    def exercise(self, ident: str, place: int) -> str:
        """The id of the exercise at a place (from 1)."""
        if place not in self.exercises:
            derived = derived_exercise_id(place)
            self.exercises[place] = self._free(self._own(ident) or derived, derived)
        return self.exercises[place]

    def item(self, ident: str, place: tuple[int, int], span: Span) -> str:
        """The id of the item at a place (exercise and item, from 1)."""
        derived = derived_item_id(derived_exercise_id(place[0]), place[1])
        own = self._own(ident)
        if not own or own in self.taken:
            why = "stands twice" if own else "cannot be an id"
            message = f"identifier {shown(ident)} {why}; it is read as {derived!r}"
            self.report.add("R550", message, span, help="write an id that is to stay")
        return self._free(own or derived, derived)

    def _own(self, ident: str) -> str:
        own = names.own_id(ident) if self.ours else None
        if own is not None:
            return own
        short = ident[:LONGEST].rstrip("._-")
        return short if _LEGAL.fullmatch(short) else ""

    def _free(self, wanted: str, derived: str) -> str:
        found, number = wanted, 1
        while found in self.taken:
            found = f"{derived}-{number}" if number > 1 else derived
            number += 1
        self.taken.add(found)
        return found
