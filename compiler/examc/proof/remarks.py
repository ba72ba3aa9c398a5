"""What is said beside the table of a proof: help on deviations, what is accepted, and ways out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from examc.core.answers import Choice, Written
from examc.core.diagnostics import Diagnostic, listed
from examc.core.model import Question
from examc.proof.remedies import WayOut
from examc.proof.verify import Cell, Proof, Row, Verdict
from examc.systems import Client

_OF_MARKS = frozenset({"X310", "X311", "X312", "X313", "X314", "X315", "X316"})
_OF_CANVAS = frozenset({"X361", "X362", "X363", "X364", "X365", "X366", "X368"})
_LOSSES: Mapping[str, frozenset[str]] = {
    "qti": _OF_MARKS,
    "canvas-classic": _OF_CANVAS,
    "new-quizzes": frozenset({"X361", "X362", "X363"}),
    "moodle": _OF_MARKS,
    "ans": _OF_MARKS,
    "canvas": _OF_MARKS,
}
"""The losses of a client's target that tell why its marks differ: their help is that of a deviation."""
_RIGHT_OR_WRONG = "give each option of a multiple choice all the points or 0, and floor=0"
_ELSE: Mapping[str, str] = {
    "qti": "write points, weights and bounds as decimals of less than fifteen digits",
    "canvas-classic": _RIGHT_OR_WRONG,
    "new-quizzes": _RIGHT_OR_WRONG,
    "moodle": "write weights that Moodle has as shares of the points, and floor=0",
    "ans": "write floor=0 or floor=none, and no cap",
    "canvas": _RIGHT_OR_WRONG,
}
"""What to change where no loss says it."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """The help on each deviation by place and client, what is accepted, and the ways out by place."""

    helps: Mapping[tuple[str, str], str] = field(default_factory=dict)
    accepted: frozenset[tuple[str, str]] = frozenset()
    ways: Mapping[str, list[WayOut]] = field(default_factory=dict)

    def help(self, row: Row, cell: Cell) -> str:
        """What to change about a deviation, "" where there is none."""
        return self.helps.get((row.where, cell.client), "")

    def accepts(self, row: Row, client: Client) -> bool:
        """Whether the author accepts what a client makes of a question."""
        return (row.where, client.code) in self.accepted


@dataclass(frozen=True, slots=True)
class Note:
    """What is not the same about a question, for all clients of which the same is said."""

    clients: tuple[Client, ...]
    cell: Cell
    help: str
    accepted: bool

    @property
    def names(self) -> str:
        """`Canvas Classic and Canvas`."""
        return listed([client.name for client in self.clients])


def notes(proof: Proof, row: Row, remarks: Remarks) -> list[Note]:
    """What is not the same about a question, each once."""
    groups: dict[tuple[Verdict, str, str, bool], list[tuple[Client, Cell]]] = {}
    for client, cell in zip(proof.clients, row.cells, strict=True):
        if cell.verdict is not Verdict.SAME:
            note = (
                cell.verdict,
                cell.words(),
                remarks.help(row, cell),
                remarks.accepts(row, client),
            )
            groups.setdefault(note, []).append((client, cell))
    return [
        Note(tuple([client for client, _ in members]), members[0][1], help_line, accepted)
        for (_, _, help_line, accepted), members in groups.items()
    ]


def helps(proof: Proof, losses: Iterable[Diagnostic]) -> dict[tuple[str, str], str]:
    """What to change in the source about each deviation; `losses` are those of the build."""
    said: dict[tuple[str, str], list[Diagnostic]] = {}
    for loss in losses:
        question = " › ".join(loss.where.split(" › ")[:2])
        said.setdefault((question, loss.target), []).append(loss)
    found: dict[tuple[str, str], str] = {}
    for row in proof.rows:
        for client, cell in zip(proof.clients, row.cells, strict=True):
            if cell.verdict in (Verdict.BENDS, Verdict.REFUSED):
                own = said.get((row.where, client.target), [])
                found[row.where, cell.client] = _help(client, row.question, cell, own)
    return found


def _help(client: Client, question: Question, cell: Cell, losses: list[Diagnostic]) -> str:
    told = [loss.help for loss in losses if loss.code in _LOSSES[client.word] and loss.help]
    if told:
        return "; ".join(dict.fromkeys(told))
    if cell.of_file:
        return "mend what the whole file is refused for, then prove this question again"
    match question.answer:
        case Choice(many=True) if client.word == "new-quizzes":
            return (
                "write rule=all-or-nothing, or set partial scores in New Quizzes after the import"
            )
        case Choice():
            return _ELSE[client.word]
        case Written():
            return "write the points as a decimal of less than fifteen digits"
        case _:
            assert_never(question.answer)
