"""What is said beside the table of a proof: help on deviations, what is accepted, and ways out."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from examc.core.diagnostics import Diagnostic, listed
from examc.core.records import Record, field
from examc.proof.verify import Cell, Proof, Row, Verdict
from examc.systems.table import System

if TYPE_CHECKING:
    from examc.proof.remedies import WayOut


class Remarks(Record, frozen=True):
    """The help on each deviation by place and system, what is accepted, and the ways out by place."""

    helps: Mapping[tuple[str, str], str] = field(default_factory=dict)
    accepted: frozenset[tuple[str, str]] = frozenset()
    ways: "Mapping[str, list[WayOut]]" = field(default_factory=dict)

    def help(self, row: Row, cell: Cell) -> str:
        """What to change about a deviation, "" where there is none."""
        return self.helps.get((row.where, cell.system.word), "")

    def accepts(self, row: Row, cell: Cell) -> bool:
        """Whether the author accepts what a system makes of a question."""
        return (row.where, cell.system.word) in self.accepted


class Note(Record, frozen=True):
    """What is not the same about a question, for all systems of which the same is said."""

    systems: tuple[System, ...]
    cell: Cell
    help: str
    accepted: bool

    @property
    def names(self) -> str:
        """`qti → Canvas Classic and canvas → Canvas Classic`."""
        return listed([system.label for system in self.systems])

    @property
    def codes(self) -> list[str]:
        """The codes under which it is accepted."""
        return list(self.cell.codes)


def notes(row: Row, remarks: Remarks) -> list[Note]:
    """What is not the same about a question, each once."""
    groups: dict[tuple[Verdict, str, str, bool, tuple[str, ...]], list[Cell]] = {}
    for cell in row.cells:
        if cell.verdict is not Verdict.SAME:
            accepted = remarks.accepts(row, cell)
            codes = cell.codes if accepted else ()
            note = (cell.verdict, cell.words(), remarks.help(row, cell), accepted, codes)
            groups.setdefault(note, []).append(cell)
    return [
        Note(tuple([cell.system for cell in members]), members[0], help_line, accepted)
        for (_, _, help_line, accepted, _), members in groups.items()
    ]


def helps(proof: Proof, losses: Iterable[Diagnostic]) -> dict[tuple[str, str], str]:
    """What to change in the source about each deviation; `losses` are those of the build.

    What the build said of the same fact comes first: it knows how the file was built.
    """
    said: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for loss in losses:
        question = " › ".join(loss.where.split(" › ")[:2])
        key = (question, loss.target, loss.system, loss.code)
        if loss.help:
            said.setdefault(key, {})[loss.help] = None
    found: dict[tuple[str, str], str] = {}
    for row, cell in proof.cells():
        told: dict[str, None] = {}
        for fact in cell.facts:
            key = (row.where, cell.system.target, cell.system.name, fact.code)
            told |= said.get(key, {fact.help: None})
        if told:
            found[row.where, cell.system.word] = "; ".join(told)
    return found
