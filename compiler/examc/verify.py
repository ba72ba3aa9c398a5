"""The proof of the marks: what each system really awards, against what the exam means.

Each client is applied to the emitted file; every response of every question is marked by the
language's own rules and by the client, exactly, and the two are compared.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from itertools import combinations
from typing import assert_never

from examc.alignment import aligned
from examc.arrival import ROUNDING, Answer, missing
from examc.arrival import option_letter as _letter
from examc.clients import CLIENTS, Client
from examc.clients.view import Chosen, Seen, View
from examc.model import (
    ChoiceQuestion,
    Exam,
    FreeFormatted,
    MultipleChoice,
    MultipleResponse,
    Open,
    Question,
    QuestionBase,
    questions,
    total_points,
    walk,
)
from examc.numbers import is_decimal, rounded, show
from examc.qtiengine import NotUnderstood
from examc.scoring import mark

MOST_OPTIONS = 12  # up to here every response is tried: 4096 of them
SAMPLE = 1500  # responses beyond that, with all extremes among them


class Verdict(Enum):
    """What became of a question in a system, from best to worst."""

    SAME = "same"
    LOST = "lost"
    BENDS = "bends"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A response whose mark differs; `awarded` is None where students cannot give the response."""

    chosen: tuple[int, ...]
    meant: Fraction
    awarded: Fraction | None

    @property
    def size(self) -> Fraction:
        """How many points it is off."""
        return abs(self.meant - (self.awarded if self.awarded is not None else Fraction(0)))

    def words(self) -> str:
        """`a student who chooses A and C gets 1 instead of 0.5`."""
        letters = [_letter(place) for place in self.chosen]
        chosen = " and ".join([", ".join(letters[:-1]), letters[-1]] if letters[1:] else letters)
        who = f"a student who chooses {chosen}" if letters else "a student who chooses nothing"
        if self.awarded is None:
            return f"{who} cannot do so any more; it is worth {_points(self.meant)}"
        return f"{who} gets {_points(self.awarded)} instead of {_points(self.meant)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a client makes of a question."""

    client: str
    verdict: Verdict
    deviations: tuple[Deviation, ...] = ()
    lost: tuple[str, ...] = ()
    reason: str = ""
    tried: int = 0
    """Responses compared."""
    possible: int = 0
    """Responses that there are: more than were compared where those are a sample."""

    @property
    def worst(self) -> Deviation | None:
        """The response that is farthest off."""
        return max(self.deviations, key=lambda d: (d.size, -len(d.chosen)), default=None)

    def words(self) -> str:
        """The cell in one sentence."""
        if self.reason:
            return self.reason
        if self.worst is not None:
            rest = len(self.deviations) - 1
            more = f", and {rest} more of {self.counted()} differ" if rest else ""
            return self.worst.words() + more
        if self.lost:
            return "does not arrive as meant: " + ", ".join(self.lost)
        return f"{self.counted()}, the same marks" if self.tried else "reaches its grader whole"

    def counted(self) -> str:
        """`16 responses`, or `a sample of 1500 of the 16384 responses`."""
        if self.tried < self.possible:
            return f"a sample of {self.tried} of the {self.possible} responses"
        return f"{self.tried} responses"


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
    places = [(where, node) for where, node in walk(exam) if isinstance(node, QuestionBase)]
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
        return Cell(client, Verdict.REFUSED, reason=f"the file is refused: {view.refused}")
    if len(view.questions) != whole.questions:
        count = len(view.questions)
        reason = f"the system sees {count} questions, and the exam has {whole.questions}"
        return Cell(client, Verdict.REFUSED, reason=reason)
    seen = view.questions[number]
    if seen.refused:
        return Cell(client, Verdict.REFUSED, reason=seen.refused)
    if view.total is not None and abs(view.total - whole.points) > ROUNDING * whole.questions:
        fault = f"the points of the whole: {_instead(view.total, whole.points)}"
        seen.faults = (*seen.faults, fault)
    try:
        match question:
            case MultipleChoice() | MultipleResponse():
                return _choice_cell(client, question, seen, whole.files)
            case Open() | FreeFormatted():
                return _written_cell(client, question, seen, whole.files)
            case _:
                assert_never(question)
    except NotUnderstood as problem:
        return Cell(client, Verdict.REFUSED, reason=str(problem))


def _choice_cell(
    client: str, question: ChoiceQuestion, seen: Seen, files: Mapping[str, bytes] | None
) -> Cell:
    if seen.award is None or seen.options != len(question.options):
        reason = (
            f"the system sees {seen.options} options, and the question has {len(question.options)}"
        )
        return Cell(client, Verdict.REFUSED, reason=reason)
    seen, texts = aligned(question, seen)
    assert seen.award is not None
    deviations: list[Deviation] = []
    answers: list[Answer] = []
    lowest, tried = Fraction(0), 0
    for chosen in responses(question):
        tried += 1
        meant = mark(question, chosen)
        lowest = min(lowest, meant)
        awarded = seen.award(chosen) if seen.can_choose(chosen) else None
        differs = awarded is None or abs(meant - awarded) > ROUNDING
        if differs:
            deviations.append(Deviation(tuple(sorted(chosen)), meant, awarded))
        if awarded is not None:
            answers.append((chosen, None if differs else meant))
    lost = [*missing(question, seen, answers, files), *texts, *seen.faults]
    if isinstance(question, MultipleChoice) and not seen.single:
        lost.append("that one option at most can be chosen")
    if seen.points is not None and abs(seen.points - question.points) > ROUNDING:
        lost.append(f"the points: {_instead(seen.points, question.points)}")
    lost += _least(seen, lowest)
    verdict = Verdict.BENDS if deviations else Verdict.LOST if lost else Verdict.SAME
    return Cell(client, verdict, tuple(deviations), tuple(lost), "", tried, _possible(question))


def _written_cell(
    client: str, question: Open | FreeFormatted, seen: Seen, files: Mapping[str, bytes] | None
) -> Cell:
    if seen.award is not None:
        return Cell(client, Verdict.REFUSED, reason="the system marks this by itself")
    lost = [*missing(question, seen, [(frozenset(), Fraction(0))], files), *seen.faults]
    lost += _least(seen, Fraction(0))
    if seen.points is not None and abs(seen.points - question.points) > ROUNDING:
        reason = f"the question is worth {_instead(seen.points, question.points)}"
        deviation = Deviation((), question.points, seen.points)
        return Cell(client, Verdict.BENDS, (deviation,), tuple(lost), reason)
    return Cell(client, Verdict.LOST if lost else Verdict.SAME, lost=tuple(lost))


def _least(seen: Seen, lowest: Fraction) -> list[str]:
    if seen.least is None or abs(seen.least - lowest) <= ROUNDING:
        return []
    return [f"the lowest mark: {_instead(seen.least, lowest)}"]


def _instead(given: Fraction, meant: Fraction) -> str:
    return f"{_points(given)} instead of {_points(meant)}"


def _possible(question: ChoiceQuestion) -> int:
    count = len(question.options)
    return 1 + count if isinstance(question, MultipleChoice) else 2**count


def responses(question: ChoiceQuestion) -> Iterator[Chosen]:
    """Yield every response, or a sample with all extremes where there are too many.

    The sample is drawn from the question's own id, so it is the same every time.
    """
    places = range(len(question.options))
    yield frozenset()
    for place in places:
        yield frozenset({place})
    if isinstance(question, MultipleChoice):
        return
    if len(places) <= MOST_OPTIONS:
        for size in range(2, len(places) + 1):
            yield from map(frozenset, combinations(places, size))
        return
    yield from _sample(question)


def _sample(question: MultipleResponse) -> Iterator[Chosen]:
    places = range(len(question.options))
    everything = frozenset(places)
    gains = frozenset(i for i in places if question.options[i].points > 0)
    key = frozenset(i for i in places if question.options[i].correct)
    extremes = {everything, gains, everything - gains, key, everything - key}
    extremes |= {everything - {i} for i in places} | {gains ^ {i} for i in places}
    extremes |= {frozenset(pair) for pair in combinations(places, 2)}
    draw = random.Random(question.id)
    for _ in range(SAMPLE):
        extremes.add(frozenset(i for i in places if draw.random() < 0.5))
    several = (chosen for chosen in extremes if len(chosen) > 1)
    yield from sorted(several, key=lambda chosen: (len(chosen), sorted(chosen)))


def _points(value: Fraction) -> str:
    return show(value) if is_decimal(value) else rounded(value, 4)
