"""The options of a question → its mapping, its key and its choices."""

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from examc.core.answers import Option, Rule
from examc.core.model import ChoiceQuestion
from examc.formats.qti21 import losses, names, scores
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.modals import ModalFeedback


class SimpleChoice(NamedTuple):
    """A simpleChoice and its entry in the mapping."""

    identifier: str
    weight: str
    content: Markup
    label: Markup
    css: str
    fixed: bool


class ChoicePart(NamedTuple):
    """What a choice item has: its options, its mapping and its processing. Points are text."""

    css: str
    single: bool
    shuffle: bool
    choices: list[SimpleChoice]
    key: list[str]
    lower: str
    upper: str
    lowest: str
    all_or_nothing: bool
    right: str
    wrong: str
    full_marks: str
    without_answer: list[ModalFeedback]
    """The feedback that is shown where nothing was answered."""


def part(
    question: ChoiceQuestion, present: Mapping[str, ModalFeedback], html: Html, css: str = ""
) -> ChoicePart:
    """What an item has for the options of a question; `css` is the class of the interaction."""
    losses.options(question, html.losses)
    texts = [html.of(option).compact_markup(option.text) for option in question.answer.options]
    question = scores.as_written(question)
    floor, cap = scores.bounds(question)
    right, wrong = scores.all_or_nothing(question)
    by_mark = names.CORRECT_FEEDBACK in present or names.INCORRECT_FEEDBACK in present
    return ChoicePart(
        css=css,
        single=not question.answer.many,
        shuffle=question.answer.shuffle,
        choices=[
            _choice(place, option, text)
            for place, (option, text) in enumerate(
                zip(question.answer.options, texts, strict=True), 1
            )
        ],
        key=[names.choice(i + 1) for i in scores.key(question)],
        lower="" if floor is None else scores.number(floor),
        upper="" if cap is None else scores.number(cap),
        lowest=scores.number(scores.lowest(question)),
        all_or_nothing=question.answer.scoring.rule is Rule.ALL_OR_NOTHING,
        right=scores.number(right),
        wrong=scores.number(wrong),
        full_marks=scores.full_marks(question) if by_mark else "",
        without_answer=[present[own] for own in _without_answer(question) if own in present],
    )


def _without_answer(question: ChoiceQuestion) -> tuple[str, str]:
    if scores.has_full_marks_without_answer(question):
        return names.GENERAL_FEEDBACK, names.CORRECT_FEEDBACK
    return names.GENERAL_FEEDBACK, names.INCORRECT_FEEDBACK


def _choice(place: int, option: Option, content: Markup) -> SimpleChoice:
    css = ""
    if option.correct != (option.points > 0):
        css = names.CHECKED if option.correct else names.UNCHECKED
    return SimpleChoice(
        names.choice(place),
        scores.number(option.points),
        content,
        attribute(option.id),
        css,
        option.fixed,
    )
