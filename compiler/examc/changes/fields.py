"""The fields of an exam, as the diff tells of them: what each is called, how to read it, its impact.

A field that an answer's mark hangs on only sometimes (weights, keys, bounds) stands in `scoring`.
"""

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

from examc.changes import telling
from examc.changes.change import Impact, Kind
from examc.core.answers import Choice, Option, Program, Upload, Written
from examc.core.content import Blocks
from examc.core.model import Exam, Exercise, ImageBlock, Question, TextBlock
from examc.core.records import Record
from examc.core.rubrics import Criterion, Level

N = TypeVar("N")


class Field(Record, Generic[N], frozen=True):
    """A value of a node as its author would tell it, "" where there is none."""

    what: str
    tell: Callable[[N], str]
    impact: Impact
    kind: Kind = "changed"


class Prose(Record, Generic[N], frozen=True):
    """A text of a node; `own`: the place of the node is the text itself, as with an option."""

    what: str
    read: Callable[[N], Blocks]
    impact: Impact
    own: bool = False


Table: TypeAlias = tuple[Field[N] | Prose[N], ...]

ORDERS = ("fixed", "shuffled")
ORDER_OF_OPTIONS = "order of options"

EXAM: Table[Exam] = (
    Field("title", lambda exam: telling.title(exam.title), "student", "renamed"),
    Field("course code", lambda exam: exam.course.code, "student"),
    Field("course name", lambda exam: exam.course.name, "student"),
    Field("year", lambda exam: exam.course.year, "student"),
    Field("period", lambda exam: exam.course.period, "student"),
    Field("language", lambda exam: exam.language, "student"),
    Field("date", lambda exam: exam.date, "student"),
    Field("duration", lambda e: f"{e.duration} minutes" if e.duration else "", "student"),
    Field("attempts", lambda exam: str(exam.attempts or ""), "student"),
    Prose("instructions", lambda exam: exam.instructions, "student"),
    Prose("description", lambda exam: exam.description, "other"),
    Field("stated points", lambda exam: telling.number(exam.points), "other"),
    Field("id", lambda exam: exam.id, "other"),
    Field("tags", lambda exam: telling.tags(exam.tags), "other"),
)
EXERCISE: Table[Exercise] = (
    Field("exercise", lambda exercise: telling.title(exercise.title), "student", "renamed"),
    Field("stated points", lambda exercise: telling.number(exercise.points), "other"),
    Field("question bank", lambda exercise: exercise.bank, "other"),
    Field("time of the last change", lambda exercise: exercise.updated, "other"),
    Field("questions that are drawn", lambda e: str(e.pick or "all"), "mark"),
    Field("order of questions", lambda exercise: ORDERS[exercise.shuffle], "student"),
    Field("tags", lambda exercise: telling.tags(exercise.tags), "other"),
)
QUESTION: Table[Question] = (
    Field("points", lambda question: telling.number(question.points), "mark"),
    Field("title", lambda question: telling.title(question.title), "student", "renamed"),
    Prose("prompt", lambda question: question.prompt, "student"),
)
AROUND: Table[Question] = (
    Prose("feedback", lambda question: question.feedback.general, "student"),
    Prose("feedback for full marks", lambda question: question.feedback.correct, "student"),
    Prose(
        "feedback for less than full marks",
        lambda question: question.feedback.incorrect,
        "student",
    ),
    Prose("model answer", lambda question: question.solution, "student"),
    Prose("notes for graders", lambda question: question.notes, "other"),
    Field("tags", lambda question: telling.tags(question.tags), "other"),
    Field("place", lambda question: "fixed" if question.fixed else "free", "student"),
    Field("draw", lambda q: "always" if q.always else "by chance", "student"),
)
BLOCK: Table[TextBlock | ImageBlock] = (
    Field("repetition", lambda b: "repeated" if b.repeat else "shown once", "student"),
)
IMAGE: Table[ImageBlock] = (Field("height", lambda block: telling.space(block.space), "student"),)
CHOICE: Table[Choice] = (Field(ORDER_OF_OPTIONS, lambda choice: ORDERS[choice.shuffle], "student"),)
WRITTEN: Table[Written] = (
    Field("answer space", lambda written: telling.space(written.space), "student"),
)
UPLOAD: Table[Upload] = (
    Field("number of files", telling.files, "student"),
    Field("types of files", lambda upload: " ".join(upload.types), "student"),
    Field("size of files", lambda upload: telling.size(upload.size), "student"),
)
PROGRAM: Table[Program] = (
    Field("language", lambda program: program.language, "student"),
    Field("start", lambda program: program.start, "student"),
    Field("answer space", lambda program: telling.space(program.space), "student"),
)
OPTION: Table[Option] = (
    Prose("option", lambda option: option.text, "student", own=True),
    Prose("feedback", lambda option: option.feedback, "student"),
    Field("place", lambda option: "fixed" if option.fixed else "free", "student"),
)
_ENTRY: Table[Criterion | Level] = (
    Field("points", lambda entry: telling.number(entry.points), "mark"),
    Field("name", lambda entry: entry.name, "other", "renamed"),
)
CRITERION: Table[Criterion | Level] = (
    *_ENTRY,
    Prose("criterion", lambda entry: entry.text, "mark", own=True),
)
LEVEL: Table[Criterion | Level] = (
    *_ENTRY,
    Prose("level", lambda entry: entry.text, "mark", own=True),
)
