"""The proof of the marks: what each system really awards, against what the exam means.

Each client is applied to the emitted file; every response of every question is marked by the
language's own rules and by the client, exactly, and the two are compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import assert_never

from examc.core.answers import Choice, Written
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Question,
    narrowed,
    questions,
    total_points,
)
from examc.core.walking import walk
from examc.proof.alignment import aligned
from examc.proof.arrival import ROUNDING, missing
from examc.proof.comparing import Compared, Deviation, compare, points_words
from examc.systems import CLIENTS, Client
from examc.systems.player.engine import NotUnderstood
from examc.systems.view import Seen, View


class Verdict(Enum):
    """What became of a question in a system, from best to worst."""

    SAME = "same"
    LOST = "lost"
    BENDS = "bends"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a client makes of a question."""

    client: str
    verdict: Verdict
    compared: Compared = field(default_factory=Compared)
    lost: tuple[str, ...] = ()
    reason: str = ""
    of_file: bool = False
    """Whether it is the file that is refused, whatever this question is."""

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """The responses that earn another mark."""
        return self.compared.deviations

    def words(self) -> str:
        """The cell in one sentence."""
        if self.reason:
            return self.reason
        if self.deviations:
            return self.compared.words()
        if self.lost:
            return "does not arrive as meant: " + ", ".join(self.lost)
        if self.compared.tried:
            return f"{self.compared.counted()}, the same marks"
        return "reaches its grader whole"


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and what each client makes of it."""

    where: str
    question: Question
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Proof:
    """The whole table."""

    clients: tuple[Client, ...] = ()
    rows: list[Row] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[Row, Cell]]:
        """Yield every cell with its row."""
        for row in self.rows:
            for cell in row.cells:
                yield row, cell


def prove(
    exam: Exam,
    outputs: Mapping[str, bytes],
    clients: tuple[Client, ...] = CLIENTS,
    files: Mapping[str, bytes] | None = None,
) -> Proof:
    """Hold every client of the targets that were written against the exam and its files."""
    chosen = tuple(client for client in clients if client.target in outputs)
    views = [client.view(outputs[client.target]) for client in chosen]
    asked = list(questions(exam))
    whole = _Whole(len(asked), total_points(exam), files)
    proof = Proof(chosen)
    places = [(where, node) for where, node in walk(exam) if isinstance(node, Question)]
    for number, question in enumerate(asked):
        cells = tuple(
            _cell(client.name, question, view, number, whole)
            for client, view in zip(chosen, views, strict=True)
        )
        proof.rows.append(Row(places[number][0], question, cells))
    return proof


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the exam has in all; `files` are its images, None where they are not looked at."""

    questions: int
    points: Fraction
    files: Mapping[str, bytes] | None


def _cell(client: str, question: Question, view: View, number: int, whole: _Whole) -> Cell:
    if view.refused:
        reason = f"the file is refused: {view.refused}"
        return Cell(client, Verdict.REFUSED, reason=reason, of_file=True)
    if len(view.questions) != whole.questions:
        count = len(view.questions)
        reason = f"the system sees {count} questions, and the exam has {whole.questions}"
        return Cell(client, Verdict.REFUSED, reason=reason, of_file=True)
    seen = view.questions[number]
    if seen.refused:
        return Cell(client, Verdict.REFUSED, reason=seen.refused)
    if view.total is not None and abs(view.total - whole.points) > ROUNDING * whole.questions:
        fault = f"the points of the whole: {_instead(view.total, whole.points)}"
        seen.faults = (*seen.faults, fault)
    try:
        match question.answer:
            case Choice() as choice:
                return _choice_cell(client, narrowed(question, choice), seen, whole.files)
            case Written():
                return _written_cell(client, question, seen, whole.files)
            case _:
                assert_never(question.answer)
    except NotUnderstood as problem:
        return Cell(client, Verdict.REFUSED, reason=str(problem))


def _choice_cell(
    client: str, question: ChoiceQuestion, seen: Seen, files: Mapping[str, bytes] | None
) -> Cell:
    if seen.award is None or seen.options != len(question.answer.options):
        reason = f"the system sees {seen.options} options, and the question has {len(question.answer.options)}"
        return Cell(client, Verdict.REFUSED, reason=reason)
    seen, texts = aligned(question, seen)
    assert seen.award is not None
    award = seen.award
    compared = compare(question, lambda chosen: award(chosen) if seen.can_choose(chosen) else None)
    lost = [*missing(question, seen, compared.answers, files), *texts, *seen.faults]
    if (not question.answer.many) and not seen.single:
        lost.append("that one option at most can be chosen")
    if seen.points is not None and abs(seen.points - question.points) > ROUNDING:
        lost.append(f"the points: {_instead(seen.points, question.points)}")
    lost += _least(seen, compared.lowest)
    verdict = Verdict.BENDS if compared.deviations else Verdict.LOST if lost else Verdict.SAME
    return Cell(client, verdict, compared, tuple(lost))


def _written_cell(
    client: str, question: Question, seen: Seen, files: Mapping[str, bytes] | None
) -> Cell:
    if seen.award is not None:
        return Cell(client, Verdict.REFUSED, reason="the system marks this by itself")
    lost = [*missing(question, seen, [(frozenset(), Fraction(0))], files), *seen.faults]
    lost += _least(seen, Fraction(0))
    if seen.points is not None and abs(seen.points - question.points) > ROUNDING:
        reason = f"the question is worth {_instead(seen.points, question.points)}"
        deviation = Deviation((), question.points, seen.points)
        return Cell(client, Verdict.BENDS, Compared((deviation,)), tuple(lost), reason)
    return Cell(client, Verdict.LOST if lost else Verdict.SAME, lost=tuple(lost))


def _least(seen: Seen, lowest: Fraction) -> list[str]:
    if seen.least is None or abs(seen.least - lowest) <= ROUNDING:
        return []
    return [f"the lowest mark: {_instead(seen.least, lowest)}"]


def _instead(given: Fraction, meant: Fraction) -> str:
    return f"{points_words(given)} instead of {points_words(meant)}"
