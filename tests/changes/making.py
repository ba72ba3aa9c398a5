"""Where the tour exam has what, and functions that make edits of it."""

from collections.abc import Callable
from fractions import Fraction

from changes.edits import (
    edited,
    node_at,
    said,
)
from examc.core.answers import Option, Written
from examc.core.model import Exam, Question, WrittenQuestion
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion

Edit = Callable[[Exam], Exam]

RUBRIC = "exercise 1 › question 1"
LEVELS = "exercise 1 › question 2"
FREE = "exercise 1 › question 3"
SIGNED = "exercise 2 › question 1"
SHARES = "exercise 2 › question 2"
PENALTY = "exercise 2 › question 3"
STRICT = "exercise 2 › question 4"
INTRO = "exercise 2 › text block 1"
PICTURES = "exercise 2 › text block 2"
PICTURE = "exercise 2 › question 5"
AXES = "exercise 1 › image block 1"


def put(where: str, **fields: object) -> Edit:
    """Other fields in the node at a place."""
    return lambda exam: edited(exam, where, **fields)


def scored(where: str, **fields: object) -> Edit:
    """Another scoring of the question at a place."""
    return lambda exam: edited(
        exam,
        where,
        scoring=replace(node_at(exam, where).answer.scoring, **fields),
    )


def with_feedback(where: str, **fields: object) -> Edit:
    """Another feedback on the question at a place."""
    return lambda exam: edited(
        exam,
        where,
        feedback=replace(node_at(exam, where).feedback, **fields),
    )


def with_course(**fields: str) -> Edit:
    """Another course."""
    return lambda exam: edited(exam, "", course=replace(exam.course, **fields))


def with_block(where: str, field: str, index: int, block: object) -> Edit:
    """Another block in a text."""

    def edit(exam: Exam) -> Exam:
        blocks = getattr(node_at(exam, where), field)
        return edited(exam, where, **{field: (*blocks[:index], block, *blocks[index + 1 :])})

    return edit


def after(where: str) -> str:
    """The place after a place."""
    head, _, number = where.rpartition(" ")
    return f"{head} {int(number) + 1}"


def new_question(words: str) -> WrittenQuestion:
    """An open question of two points."""
    criterion = Criterion(text=said("It is named."), points=Fraction(2))
    return Question(
        id="new",
        points=Fraction(2),
        prompt=said(words),
        answer=Written(rubric=Criteria((criterion,))),
    )


def new_option(words: str, points: int, *, correct: bool = False) -> Option:
    """An option without an id."""
    return Option(text=said(words), points=Fraction(points), correct=correct)
