"""The exam as a teacher means it: a closed set of frozen dataclasses that every format shares.

Points and weights are exact `Fraction`s, in points. `span` and `allow` say where a node stands in
its source and which diagnostics are silenced there; they are no part of its identity, so two
exams are equal when they mean the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from examc.core.content import Blocks, Image, Paragraph
from examc.core.content import walk as walk_text
from examc.core.source import Span


@dataclass(frozen=True, slots=True)
class Allow:
    """A diagnostic code that the author silenced at a place of the source."""

    code: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What every node of the exam knows of its source."""

    span: Span | None = field(default=None, compare=False, repr=False)
    allow: tuple[Allow, ...] = field(default=(), compare=False, repr=False)


class Rule(Enum):
    """How the chosen options become a mark."""

    SUM = "sum"
    ALL_OR_NOTHING = "all-or-nothing"


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a choice question is marked; floor and cap bound the mark, None means no bound."""

    rule: Rule = Rule.SUM
    floor: Fraction | None = Fraction(0)
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Sourced):
    """One option of a choice question; `points` is its weight, `correct` whether it is checked."""

    text: Blocks
    points: Fraction
    correct: bool
    feedback: Blocks = ()
    id: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Sourced):
    """A part of a rubric that is awarded on its own."""

    text: Blocks
    points: Fraction
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Sourced):
    """One of several levels of which a grader chooses exactly one.

    `percent` is the share of the question's points as the author or another system printed it
    ("66.67"), empty where only points were given.
    """

    text: Blocks
    points: Fraction
    percent: str = ""
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """A rubric whose awarded criteria are summed, and capped at the question's points."""

    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Levels:
    """A rubric of which exactly one level is awarded."""

    levels: tuple[Level, ...]


Rubric: TypeAlias = Criteria | Levels


@dataclass(frozen=True, slots=True)
class Feedback:
    """What students see afterwards: everyone, those with full marks, and the others."""

    general: Blocks = ()
    correct: Blocks = ()
    incorrect: Blocks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBase(Sourced):
    """What every kind of question has."""

    id: str
    points: Fraction
    prompt: Blocks
    title: str = ""
    feedback: Feedback = Feedback()
    solution: Blocks = ()
    notes: Blocks = ()
    """For graders only."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(QuestionBase):
    """One option can be chosen; the mark is its weight, within the bounds."""

    options: tuple[Option, ...]
    scoring: Scoring = Scoring()
    shuffle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleResponse(QuestionBase):
    """Any number of options can be chosen; the mark follows the rule, within the bounds."""

    options: tuple[Option, ...]
    scoring: Scoring = Scoring()
    shuffle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Open(QuestionBase):
    """A written answer that a grader marks; `space` is the room for it, in pages."""

    rubric: Rubric | None = None
    space: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeFormatted(QuestionBase):
    """A written answer whose room the author lays out in the prompt itself."""

    rubric: Rubric | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock(Sourced):
    """A text between questions; `repeat` shows it again with every question up to the next."""

    id: str
    content: Blocks
    repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageBlock(Sourced):
    """An image between questions; `space` is its height, in pages."""

    id: str
    image: Image
    space: Fraction | None = None
    repeat: bool = False


ChoiceQuestion: TypeAlias = MultipleChoice | MultipleResponse
WrittenQuestion: TypeAlias = Open | FreeFormatted
Question: TypeAlias = ChoiceQuestion | WrittenQuestion
StimulusBlock: TypeAlias = TextBlock | ImageBlock
Item: TypeAlias = Question | StimulusBlock
Part: TypeAlias = Option | Criterion | Level

Kind: TypeAlias = Literal[
    "multiple choice", "multiple response", "open", "free formatted", "text block", "image block"
]
"""What an author calls the kind of an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Sourced):
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


@dataclass(frozen=True, slots=True)
class Course:
    code: str = ""
    name: str = ""
    year: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam(Sourced):
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
    """Shown to students before the first exercise."""
    tags: tuple[str, ...] = ()


Node: TypeAlias = Exam | Exercise | Item | Part


def is_question(item: Item) -> bool:
    """Tell a question from a block between questions."""
    return isinstance(item, QuestionBase)


def questions(exam: Exam) -> Iterator[Question]:
    """Yield the questions of an exam in order."""
    for exercise in exam.exercises:
        yield from exercise_questions(exercise)


def exercise_questions(exercise: Exercise) -> Iterator[Question]:
    """Yield the questions of an exercise in order."""
    for item in exercise.items:
        if not isinstance(item, TextBlock | ImageBlock):
            yield item


def choice_questions(exam: Exam) -> Iterator[ChoiceQuestion]:
    """Yield the questions of an exam that have options, in order."""
    for question in questions(exam):
        if isinstance(question, MultipleChoice | MultipleResponse):
            yield question


def total_points(exam: Exam) -> Fraction:
    """The points of all questions together."""
    return sum((question.points for question in questions(exam)), Fraction(0))


def exercise_points(exercise: Exercise) -> Fraction:
    """The points of an exercise's questions together."""
    return sum((question.points for question in exercise_questions(exercise)), Fraction(0))


def derived_exercise_id(place: int) -> str:
    """The id of an exercise that the author gave none, from its place (from 1)."""
    return f"e{place}"


def derived_item_id(exercise_id: str, place: int) -> str:
    """The id of an item that the author gave none, from its exercise and place (from 1)."""
    return f"{exercise_id}-{place}"


def walk(exam: Exam) -> Iterator[tuple[str, Node]]:
    """Yield every node with its place in words, `exercise 2 › question 5 › option 3`.

    Questions are counted within their exercise; blocks have a count of their own.
    """
    yield "", exam
    for number, exercise in enumerate(exam.exercises, 1):
        where = f"exercise {number}"
        yield where, exercise
        counts = {"question": 0, "text block": 0, "image block": 0}
        for item in exercise.items:
            noun = item_noun(item)
            counts[noun] += 1
            place = f"{where} › {noun} {counts[noun]}"
            yield place, item
            for count, part in enumerate(parts(item), 1):
                yield f"{place} › {_part_noun(part)} {count}", part


def texts(node: Node) -> Iterator[Blocks]:
    """Yield the texts of one node (not those of the nodes inside it), in order of reading."""
    match node:
        case Exam():
            yield node.description
        case Exercise():
            pass
        case TextBlock():
            yield node.content
        case ImageBlock():
            yield (Paragraph((node.image,)),)
        case Option():
            yield node.text
            yield node.feedback
        case Criterion() | Level():
            yield node.text
        case MultipleChoice() | MultipleResponse() | Open() | FreeFormatted():
            yield node.prompt
            yield from (node.feedback.general, node.feedback.correct, node.feedback.incorrect)
            yield node.solution
            yield node.notes
        case _:
            assert_never(node)


def images(exam: Exam) -> Iterator[Image]:
    """Yield every image of an exam, in order."""
    for _, node in walk(exam):
        for text in texts(node):
            for part in walk_text(text):
                if isinstance(part, Image):
                    yield part


def item_noun(item: Item) -> str:
    """What a place calls an item: "question", "text block" or "image block"."""
    match item:
        case TextBlock():
            return "text block"
        case ImageBlock():
            return "image block"
        case _:
            return "question"


def kind_of(item: Item) -> Kind:
    """What an author calls the kind of an item."""
    match item:
        case MultipleChoice():
            return "multiple choice"
        case MultipleResponse():
            return "multiple response"
        case Open():
            return "open"
        case FreeFormatted():
            return "free formatted"
        case TextBlock():
            return "text block"
        case ImageBlock():
            return "image block"
        case _:
            assert_never(item)


def parts(item: Item) -> tuple[Part, ...]:
    """The options of a choice question, or the criteria or levels of a written one."""
    match item:
        case MultipleChoice() | MultipleResponse():
            return item.options
        case Open() | FreeFormatted():
            return rubric_parts(item.rubric)
        case TextBlock() | ImageBlock():
            return ()
        case _:
            assert_never(item)


def rubric_of(item: Item) -> Rubric | None:
    """The rubric that an item is graded by, if it has one."""
    match item:
        case Open() | FreeFormatted():
            return item.rubric
        case MultipleChoice() | MultipleResponse() | TextBlock() | ImageBlock():
            return None
        case _:
            assert_never(item)


def rubric_parts(rubric: Rubric | None) -> tuple[Criterion | Level, ...]:
    """The criteria or levels of a rubric; none without one."""
    match rubric:
        case Criteria(criteria):
            return criteria
        case Levels(levels):
            return levels
        case None:
            return ()
        case _:
            assert_never(rubric)


def _part_noun(part: Part) -> str:
    match part:
        case Option():
            return "option"
        case Criterion():
            return "criterion"
        case Level():
            return "level"
        case _:
            assert_never(part)
