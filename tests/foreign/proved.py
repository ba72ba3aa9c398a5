"""Whether a question marks as its own system does, on every response: and if not, whether that is told."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import examc
from examc.core.model import questions as questions_of
from examc.proof.verify import Cell, Verdict, prove
from foreign.alone import Alone

TELLERS = frozenset(
    {
        *("R516", "R517", "R522", "R545", "R556", "R558", "R559", "R560", "R583"),
        *("R561", "R562", "R563", "R575", "R576"),
    }
)
"""Codes which tell that a question is marked, or can be answered, otherwise than where it comes from."""
POINTS = frozenset({"R459", "R518", "R520"})
"""Codes which tell that a question is worth something else."""


class Outcome(Enum):
    """What is known of the marks of a question."""

    SAME = "same"
    TOLD = "told"
    UNTOLD = "UNTOLD"
    UNPROVED = "unproved"
    UNREAD = "not read"


class Compared(NamedTuple):
    """An outcome, and why: the codes that tell a difference, what differs, what keeps it from proof."""

    outcome: Outcome
    why: str = ""


def compared(name: str, one: Alone) -> Iterator[Compared]:
    """Compare a question with itself as its own system sees it."""
    ending = "xml" if one.target == "moodle" else "zip"
    reading = examc.read(f"{name}.{ending}", one.data)
    if reading.usable is None or len(list(questions_of(reading.usable))) != 1:
        yield Compared(Outcome.UNREAD)
        return
    codes = {d.code for d in reading.report.diagnostics}
    proof = prove(reading.usable, {one.target: one.data}, files=reading.files)
    for _, cell in proof.cells():
        if cell.system.word == one.system:
            yield _compared(cell, codes)


def _compared(cell: Cell, codes: set[str]) -> Compared:
    points = any(re.match(r"the points: .* instead of", lost) for lost in cell.lost)
    if cell.verdict is Verdict.REFUSED:
        return Compared(Outcome.UNPROVED, _words(cell))
    if cell.verdict in (Verdict.SAME, Verdict.LOST) and not points:
        return Compared(Outcome.SAME)
    told = sorted(codes & (TELLERS | POINTS if points else TELLERS))
    if told:
        return Compared(Outcome.TOLD, ", ".join(told))
    return Compared(Outcome.UNTOLD, _words(cell))


def _words(cell: Cell) -> str:
    return re.sub(r"\d+", "…", cell.words())[:120]
