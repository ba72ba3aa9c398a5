"""The items of a quiz: headings, blocks, and questions with what is answered."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from examc.core.model import Feedback, ImageBlock, Question, StimulusBlock, TextBlock, is_by_hand
from examc.formats.canvas import names
from examc.formats.canvas.html import Page
from examc.formats.canvas.points import kept, number
from examc.formats.canvas.shapes import Answered, Condition, Item, Label


def heading(ident: str, title: str, page: Page) -> Item:
    """The title of an exercise."""
    return Item(ident, names.line(title), names.TEXT, "0", page.heading(title))


def block(ident: str, content: StimulusBlock, page: Page) -> Item:
    """A block between questions."""
    match content:
        case TextBlock():
            return Item(ident, page.words.text, names.TEXT, "0", page.blocks(content.content))
        case ImageBlock():
            return Item(ident, page.words.image, names.TEXT, "0", page.image_block(content.image))
        case _:
            assert_never(content)


def question(ident: str, title: str, asked: Question, answered: Answered, page: Page) -> Item:
    """A question, with what is answered to it."""
    feedback = tuple(_question_feedback(asked.feedback, page))
    result = () if is_by_hand(asked) else _shown(feedback, names.INCORRECT)
    return Item(
        ident,
        title,
        answered.kind,
        number(kept(asked.points)),
        (answered.prompt or page.blocks(asked.prompt)) + answered.after,
        answered.fields,
        answered.choices,
        answered.box,
        (*_shown(feedback, names.GENERAL), *answered.conditions, *result),
        (*feedback, *answered.feedback),
        answered.limits,
    )


def _question_feedback(feedback: Feedback, page: Page) -> Iterator[Label]:
    for ident, content in (
        (names.GENERAL, feedback.general),
        (names.CORRECT, feedback.correct),
        (names.INCORRECT, feedback.incorrect),
    ):
        if content:
            yield Label(ident, page.blocks(content))


def _shown(feedback: Iterable[Label], ident: str) -> Iterator[Condition]:
    """Yield the condition that shows a feedback, if there is such a feedback."""
    if any(given.ident == ident for given in feedback):
        yield Condition(feedback=ident)
