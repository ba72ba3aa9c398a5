"""The exam as a teacher means it: a closed set of frozen records that every format shares.

A question is what all questions have, and an `answer` out of a closed union (see `answers`).
Points are exact `Fraction`s. `span` and `allow` say where a node stands in its source and which
diagnostics are silenced there; they are no part of its identity, so two exams are equal when they
mean the same.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, assert_never, cast

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Graded,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Part,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
    answer_parts,
)
from examc.core.content import Blocks, Image
from examc.core.records import Meant
from examc.core.rubrics import Rubric
from examc.core.source import Sourced

if TYPE_CHECKING:
    from typing_extensions import TypeVar  # for `default`, which typing has from Python 3.13

    A = TypeVar("A", bound=Answer)
    A_co = TypeVar("A_co", bound=Answer, default=Answer, covariant=True)
else:
    from typing import TypeVar

    A = TypeVar("A")
    A_co = TypeVar("A_co", covariant=True)


class Feedback(Meant, frozen=True):
    """What students see afterwards: everyone, those with full marks, and the others."""

    general: Blocks = ()
    correct: Blocks = ()
    incorrect: Blocks = ()


class Question(Sourced, Generic[A_co], frozen=True, kw_only=True):
    """What every question has, and what it asks for; `Question[Choice]` is one with options."""

    id: str
    points: Fraction
    prompt: Blocks
    answer: A_co
    title: str = ""
    feedback: Feedback = Feedback()
    solution: Blocks = ()
    notes: Blocks = ()
    """For graders only."""
    tags: tuple[str, ...] = ()
    always: bool = False
    """Of a pool (`Exercise.pick`): every student gets it."""
    fixed: bool = False
    """It keeps its place where the order of questions changes."""


class TextBlock(Sourced, frozen=True, kw_only=True):
    """A text between questions; `repeat` shows it again with every question up to the next."""

    id: str
    content: Blocks
    repeat: bool = False


class ImageBlock(Sourced, frozen=True, kw_only=True):
    """An image between questions; `space` is its height, in pages."""

    id: str
    image: Image
    space: Fraction | None = None
    repeat: bool = False


ChoiceQuestion: TypeAlias = Question[Choice]
WrittenQuestion: TypeAlias = Question[Written]
GradedQuestion: TypeAlias = Question[Graded]
StimulusBlock: TypeAlias = TextBlock | ImageBlock
Item: TypeAlias = Question | StimulusBlock

Kind: TypeAlias = Literal[
    "multiple choice",
    "multiple response",
    "true/false",
    "numeric",
    "short answer",
    "fill in",
    "matching",
    "ordering",
    "matrix",
    "open",
    "free formatted",
    "upload",
    "code",
    "text block",
    "image block",
]
"""What an author calls the kind of an item."""


class Exercise(Sourced, frozen=True, kw_only=True):
    """A part of the exam; `points` is what the author states, if anything."""

    id: str
    title: str
    items: tuple[Item, ...]
    points: Fraction | None = None
    bank: str = ""
    updated: str = ""
    """The time of the last change, ISO 8601 as far as it is known."""
    tags: tuple[str, ...] = ()
    shuffle: bool = False
    """Whether the order of its questions may change."""
    pick: int | None = None
    """How many of its questions a student gets; None for all. All are worth the same then."""


class Course(Meant, frozen=True):
    code: str = ""
    name: str = ""
    year: str = ""
    period: str = ""


class Exam(Sourced, frozen=True, kw_only=True):
    """A whole exam; `points` is what the author states, `duration` is in minutes."""

    title: str
    exercises: tuple[Exercise, ...]
    id: str = ""
    language: str = "en"
    course: Course = Course()
    date: str = ""
    duration: int | None = None
    points: Fraction | None = None
    description: Blocks = ()
    """About the exam; students read it before the first exercise in QTI players and in Canvas."""
    tags: tuple[str, ...] = ()
    attempts: int | None = None
    """How often a student may take it; None where nothing is said."""
    instructions: Blocks = ()
    """What students read before the first question."""


Node: TypeAlias = Exam | Exercise | Item | Part


def narrowed(question: Question, answer: A) -> Question[A]:
    """A question as the one of the answer that a `match question.answer` found it to have."""
    assert question.answer is answer
    return cast("Question[A]", question)


def questions(exam: Exam) -> Iterator[Question]:
    """Yield the questions of an exam in order."""
    for exercise in exam.exercises:
        yield from exercise_questions(exercise)


def exercise_questions(exercise: Exercise) -> Iterator[Question]:
    """Yield the questions of an exercise in order."""
    for item in exercise.items:
        if isinstance(item, Question):
            yield item


def choice_questions(exam: Exam) -> Iterator[ChoiceQuestion]:
    """Yield the questions of an exam that have options, in order."""
    for question in questions(exam):
        if (choice := as_choice(question)) is not None:
            yield choice


def as_choice(node: Node) -> ChoiceQuestion | None:
    """A node as the question with options that it is; None for any other."""
    if not isinstance(node, Question) or not isinstance(node.answer, Choice):
        return None
    return narrowed(node, node.answer)


def is_by_hand(question: Question) -> bool:
    """Whether a person marks it."""
    match question.answer:
        case Written() | Upload() | Program():
            return True
        case Choice() | TrueFalse() | Numeric() | ShortAnswer():
            return False
        case FillIn() | Matching() | Ordering() | Matrix():
            return False
        case _:
            assert_never(question.answer)


def total_points(exam: Exam) -> Fraction:
    """What a student can earn in the exam."""
    return sum(map(exercise_points, exam.exercises), Fraction(0))


def exercise_points(exercise: Exercise) -> Fraction:
    """What a student can earn in an exercise: its questions' points, of a pool those of `pick`."""
    points = [question.points for question in exercise_questions(exercise)]
    if exercise.pick is not None and points:
        return exercise.pick * points[0]
    return sum(points, Fraction(0))


def derived_exercise_id(place: int) -> str:
    """The id of an exercise that the author gave none, from its place (from 1)."""
    return f"e{place}"


def derived_item_id(exercise_id: str, place: int) -> str:
    """The id of an item that the author gave none, from its exercise and place (from 1)."""
    return f"{exercise_id}-{place}"


def item_noun(item: Item) -> str:
    """What a place calls an item: "question", "text block" or "image block"."""
    match item:
        case Question():
            return "question"
        case TextBlock():
            return "text block"
        case ImageBlock():
            return "image block"
        case _:
            assert_never(item)


def kind_of(item: Item) -> Kind:
    """What an author calls the kind of an item."""
    match item:
        case Question():
            return answer_kind(item.answer)
        case TextBlock():
            return "text block"
        case ImageBlock():
            return "image block"
        case _:
            assert_never(item)


def answer_kind(answer: Answer) -> Kind:
    """What an author calls the kind of a question with such an answer."""
    match answer:
        case Choice():
            return "multiple response" if answer.many else "multiple choice"
        case Written():
            return "free formatted" if answer.free else "open"
        case TrueFalse():
            return "true/false"
        case Numeric():
            return "numeric"
        case ShortAnswer():
            return "short answer"
        case FillIn():
            return "fill in"
        case Matching():
            return "matching"
        case Ordering():
            return "ordering"
        case Matrix():
            return "matrix"
        case Upload():
            return "upload"
        case Program():
            return "code"
        case _:
            assert_never(answer)


def parts(item: Item) -> tuple[Part, ...]:
    """The lines of a question's answer; none of a block."""
    return answer_parts(item.answer) if isinstance(item, Question) else ()


def rubric_of(item: Item) -> Rubric | None:
    """The rubric that an item is graded by, if it has one."""
    if not isinstance(item, Question):
        return None
    match item.answer:
        case Written() | Upload() | Program():
            return item.answer.rubric
        case Choice() | TrueFalse() | Numeric() | ShortAnswer():
            return None
        case FillIn() | Matching() | Ordering() | Matrix():
            return None
        case _:
            assert_never(item.answer)
