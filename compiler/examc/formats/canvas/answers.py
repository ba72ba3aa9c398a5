"""What is answered to a question, kind by kind, and what Canvas does otherwise with it."""

from typing import assert_never

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
from examc.core.losses import Losses
from examc.core.model import Question, narrowed
from examc.core.numbers import show
from examc.formats.canvas import choices, handed, newquizzes
from examc.formats.canvas.html import Page
from examc.formats.canvas.points import kept
from examc.formats.canvas.shapes import Answered


def answered(question: Question, page: Page, losses: Losses) -> Answered:
    """What is answered to a question, whose losses are reported."""
    _points(question, losses)
    made = _made(question, page, losses)
    newquizzes.report(question, losses)
    return made


def _made(question: Question, page: Page, losses: Losses) -> Answered:
    match question.answer:
        case Choice() as choice:
            return choices.choice(narrowed(question, choice), page, losses)
        case TrueFalse() as both:
            return choices.true_false(question, both, page, losses)
        case Numeric() as numeric:
            from examc.formats.canvas import typed

            return typed.numeric(question, numeric, page, losses)
        case ShortAnswer() as short:
            from examc.formats.canvas import typed

            return typed.short_answer(question, short, page, losses)
        case FillIn() as filled:
            from examc.formats.canvas import gaps

            return gaps.fill_in(question, filled, page, losses)
        case Matching() as matching:
            from examc.formats.canvas import pairs

            return pairs.matching(question, matching, page, losses)
        case Ordering() as ordering:
            from examc.formats.canvas import pairs

            return pairs.ordering(question, ordering, page, losses)
        case Matrix() as matrix:
            from examc.formats.canvas import pairs

            return pairs.matrix(question, matrix, page, losses)
        case Written() | Upload() | Program() as by_hand:
            return handed.answered(question, by_hand, page, losses)
        case _:
            assert_never(question.answer)


def _points(question: Question, losses: Losses) -> None:
    if kept(question.points) != question.points:
        message = f"keeps the points {show(question.points)} as {show(kept(question.points))}"
        losses.add(Feature.POINTS, question, message, "choose a decimal, such as 0.25")
