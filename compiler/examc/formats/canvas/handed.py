"""Questions that a person marks: texts, code and files."""

from typing import assert_never

from examc.core.answers import Graded, Program, Upload, Written
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import Question
from examc.formats.canvas import names
from examc.formats.canvas.html import Page
from examc.formats.canvas.shapes import Answered, Box, Condition, Limits


def answered(asked: Question, answer: Graded, page: Page, losses: Losses) -> Answered:
    """What is handed in, whose losses are reported."""
    if asked.feedback.correct or asked.feedback.incorrect:
        message = "does not show feedback for right or wrong answers where a person marks"
        help_line = "write it as ### feedback, for everyone"
        losses.add(Feature.FEEDBACK, asked, message, help_line)
    match answer:
        case Written():
            return Answered(names.ESSAY, box=Box(), conditions=(Condition(),))
        case Upload():
            types = ",".join(ending.removeprefix(".") for ending in answer.types)
            return Answered(names.UPLOAD, limits=Limits(types, answer.most or 0))
        case Program():
            kind = f"{names.CODE} {answer.language}".strip()
            return Answered(
                names.ESSAY,
                box=Box(),
                conditions=(Condition(),),
                after=page.start_of_code(answer.start),
                fields=((names.KIND_FIELD, kind),),
            )
        case _:
            assert_never(answer)
