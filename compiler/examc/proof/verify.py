"""The proof of the marks: what each system really awards, against what the exam means.

Each system's view is applied to the emitted file; the marking scheme that it finds there for each
question is held against the one that the question means, exactly.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import assert_never

from examc.core import schemes
from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.features import Feature
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Question,
    exercise_questions,
    narrowed,
    total_points,
)
from examc.core.records import Mutable, Record, field
from examc.core.schemes import ROUNDING
from examc.core.walking import walk
from examc.proof.alignment import aligned, aligned_parts, unasked
from examc.proof.arrival import missing
from examc.systems.comparing import Compared, Deviation, compare, points_words
from examc.systems.marking import NO_KEY, NOT_TAKEN, TOO_LONG, Fact, of_compared
from examc.systems.reading import NotUnderstood
from examc.systems.table import SYSTEMS, System
from examc.systems.view import Place, Seen, View


class Verdict(Enum):
    """What became of a question in a system, from best to worst."""

    SAME = "same"
    LOST = "lost"
    BENDS = "bends"
    REFUSED = "refused"


class Cell(Record, frozen=True):
    """What a system makes of a question; `facts` say what changes its marks, and under which code."""

    system: System
    verdict: Verdict
    compared: Compared = field(default_factory=Compared)
    lost: tuple[str, ...] = ()
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    of_file: bool = False
    """Whether it is the file that is refused, whatever this question is."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes under which an author accepts it."""
        return tuple([fact.code for fact in self.facts])

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


class Row(Record, frozen=True):
    """A question, and what each system makes of it."""

    where: str
    question: Question
    cells: tuple[Cell, ...]


class Proof(Mutable):
    """The whole table."""

    systems: tuple[System, ...] = ()
    rows: list[Row] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[Row, Cell]]:
        """Yield every cell with its row."""
        for row in self.rows:
            for cell in row.cells:
                yield row, cell


def prove(
    exam: Exam,
    outputs: Mapping[str, bytes],
    systems: tuple[System, ...] = SYSTEMS,
    files: Mapping[str, bytes] | None = None,
    beside: Mapping[str, Mapping[str, bytes]] | None = None,
) -> Proof:
    """Hold every system of the targets that were written against the exam and its files.

    `beside` are the files that stand beside outputs, by target and extension.
    """
    chosen = tuple(system for system in systems if system.target in outputs)
    views = [_view(system, outputs, beside or {}) for system in chosen]
    asked = [(where, node) for where, node in walk(exam) if isinstance(node, Question)]
    whole = _Whole(len(asked), total_points(exam), files, dict(_drawn(exam)), dict(_places(exam)))
    proof = Proof(chosen)
    for number, (where, question) in enumerate(asked):
        cells = tuple(
            _cell(system, question, view, number, whole)
            for system, view in zip(chosen, views, strict=True)
        )
        proof.rows.append(Row(where, question, cells))
    return proof


def _view(
    system: System, outputs: Mapping[str, bytes], beside: Mapping[str, Mapping[str, bytes]]
) -> View:
    """What a system makes of a target's output, and of what stands beside it."""
    found = system.view(outputs[system.target])
    if system.beside is not None and not found.refused:
        system.beside(found, beside.get(system.target, {}))
    return found


class _Whole(Record, frozen=True):
    """What the exam has in all; `files` are its images, None where they are not looked at."""

    questions: int
    points: Fraction
    files: Mapping[str, bytes] | None
    drawn: Mapping[int, tuple[int, int]]
    """Of questions of a pool, by their identity: how many of how many students get."""
    places: Mapping[int, Place]
    """What is said of each question among those of its exercise, by its identity."""


def _places(exam: Exam) -> Iterator[tuple[int, Place]]:
    for exercise in exam.exercises:
        for question in exercise_questions(exercise):
            yield id(question), Place(question.always, question.fixed, exercise.shuffle)


def _drawn(exam: Exam) -> Iterator[tuple[int, tuple[int, int]]]:
    for exercise in exam.exercises:
        pool = list(exercise_questions(exercise)) if exercise.pick is not None else []
        for question in pool:
            yield id(question), (exercise.pick or 0, len(pool))


def _cell(system: System, question: Question, view: View, number: int, whole: _Whole) -> Cell:
    if view.refused:
        reason = f"the file is refused: {view.refused}"
        return _refused(system, reason, of_file=True)
    if len(view.questions) != whole.questions:
        count = len(view.questions)
        reason = f"the system sees {count} questions, and the exam has {whole.questions}"
        return _refused(system, reason, of_file=True)
    seen = view.questions[number]
    if seen.refused:
        return _refused(system, seen.refused, seen.code)
    if view.draws and (fault := _misdrawn(seen, whole.drawn.get(id(question)))):
        return _refused(system, fault)
    if seen.place is not None and seen.place != whole.places[id(question)]:
        seen.faults = (*seen.faults, *_misplaced(seen.place, whole.places[id(question)]))
    if view.total is not None and abs(view.total - whole.points) > ROUNDING * whole.questions:
        fault = f"the points of the whole: {_instead(view.total, whole.points)}"
        seen.faults = (*seen.faults, fault)
    try:
        match question.answer:
            case Choice() as choice:
                return _choice_cell(system, narrowed(question, choice), seen, whole.files)
            case Written() | Upload() | Program():
                return _written_cell(system, question, seen, whole.files)
            case Numeric() | ShortAnswer():
                return _marked_cell(system, question, seen, whole.files)
            case TrueFalse() | FillIn() | Matching() | Ordering() | Matrix():
                if reason := unasked(question, seen):
                    return _refused(system, reason)
                seen, texts = aligned_parts(question, seen)
                return _marked_cell(system, question, seen, whole.files, texts)
            case _:
                assert_never(question.answer)
    except NotUnderstood as problem:
        return _refused(system, str(problem))


def _misdrawn(seen: Seen, meant: tuple[int, int] | None) -> str:
    """How a system draws otherwise than meant: how many of how many questions; "" if it does not."""
    if seen.drawn == (meant if meant and meant[0] < meant[1] else None):
        return ""
    if seen.drawn is None:
        return "students see all questions of its group"
    some, every = seen.drawn
    return f"students see {some} of {every} questions of its group"


def _misplaced(seen: Place, meant: Place) -> Iterator[str]:
    """Yield what a system does otherwise to the place of a question in its group."""
    if seen.always is not meant.always:
        yield "that it is drawn for every student" if meant.always else "that it may be left out"
    if seen.fixed is not meant.fixed:
        yield "that it keeps its place" if meant.fixed else "that it may change its place"
    if seen.shuffled is not meant.shuffled:
        yield "that questions change their order" if meant.shuffled else "the order of questions"


_MEND = "mend what the whole file is refused for, then prove this question again"
_HELP = {
    NO_KEY: "give the right option a weight above 0",
    TOO_LONG: "shorten it, or move text into a file that students get",
    NOT_TAKEN: "ask it in another way, or as an open question there",
}


def _refused(system: System, reason: str, code: str = NOT_TAKEN, *, of_file: bool = False) -> Cell:
    help_line = _MEND if of_file else _HELP.get(code, _HELP[NOT_TAKEN])
    fact = Fact(code, f"{system.name} does not take it: {reason}", help_line)
    return Cell(system, Verdict.REFUSED, reason=reason, facts=(fact,), of_file=of_file)


def _choice_cell(
    system: System, question: ChoiceQuestion, seen: Seen, files: Mapping[str, bytes] | None
) -> Cell:
    if seen.scheme is None or seen.options != len(question.answer.options):
        reason = f"the system sees {seen.options} options, and the question has {len(question.answer.options)}"
        return _refused(system, reason)
    seen, texts = aligned(question, seen)
    if not question.answer.many and not seen.single:
        seen.faults = (*seen.faults, "that one option at most can be chosen")
    return _marked_cell(system, question, seen, files, texts)


def _marked_cell(
    system: System,
    question: Question,
    seen: Seen,
    files: Mapping[str, bytes] | None,
    texts: Iterable[str] = (),
) -> Cell:
    """What becomes of a question that a machine marks; `texts` are those that do not arrive."""
    if seen.scheme is None:
        return _refused(system, "the system leaves its marks to a person")
    compared = compare(question, seen.scheme)
    lost = [*missing(question, seen, compared.answers(), files), *texts, *seen.faults]
    if seen.points is not None and abs(seen.points - question.points) > ROUNDING:
        lost.append(f"the points: {_instead(seen.points, question.points)}")
    lost += _least(seen, schemes.lowest(schemes.meant(question)))
    verdict = Verdict.BENDS if compared.deviations else Verdict.LOST if lost else Verdict.SAME
    facts = of_compared(system.marking, question, seen.scheme, compared)
    return Cell(system, verdict, compared, tuple(lost), facts=tuple(facts))


def _written_cell(
    system: System, question: Question, seen: Seen, files: Mapping[str, bytes] | None
) -> Cell:
    if seen.scheme is not None:
        return _refused(system, "the system marks this by itself")
    lost = [*missing(question, seen, [(None, Fraction(0))], files), *seen.faults]
    lost += _least(seen, Fraction(0))
    if seen.points is not None and abs(seen.points - question.points) > ROUNDING:
        reason = f"the question is worth {_instead(seen.points, question.points)}"
        deviation = Deviation(None, question.points, seen.points)
        help_line = "write the points as a decimal of less than fifteen digits"
        fact = Fact(Feature.POINTS.code, f"{system.name}: {reason}", help_line)
        compared = Compared((deviation,))
        return Cell(system, Verdict.BENDS, compared, tuple(lost), reason, (fact,))
    return Cell(system, Verdict.LOST if lost else Verdict.SAME, lost=tuple(lost))


def _least(seen: Seen, lowest: Fraction) -> list[str]:
    if seen.least is None or abs(seen.least - lowest) <= ROUNDING:
        return []
    return [f"the lowest mark: {_instead(seen.least, lowest)}"]


def _instead(given: Fraction, meant: Fraction) -> str:
    return f"{points_words(given)} instead of {points_words(meant)}"
