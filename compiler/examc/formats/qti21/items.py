"""A question with its blocks → the fields of an `assessmentItem`, as its template lays them out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from markupsafe import Markup

from examc.core.answers import Choice, Option, Rule, Written
from examc.core.content import Blocks, Paragraph
from examc.core.model import (
    ChoiceQuestion,
    Feedback,
    Question,
    StimulusBlock,
    TextBlock,
    narrowed,
    parts,
    rubric_of,
)
from examc.formats.qti21 import losses, names, rubrics, scores
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.rubrics import Outcome, RubricBlock
from examc.formats.qti21.stems import Stem

LINES_PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class SimpleChoice:
    """A simpleChoice and its entry in the mapping."""

    identifier: str
    weight: str
    content: Markup
    label: Markup
    css: str
    fixed: bool


@dataclass(frozen=True, slots=True)
class ModalFeedback:
    """A feedback; `choice` is the option that shows it, "" for feedback on the question.

    `outcome` holds one identifier: of several in one outcome, players show the last only.
    """

    outcome: str
    identifier: str
    content: Markup
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePart:
    """What a choice item has: its options, its mapping and its processing. Points are text."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """What an item with a written answer has."""

    css: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The fields of an assessmentItem; one of `choice` and `written` is there."""

    identifier: str
    title: Markup
    label: str
    language: str
    points: str
    maximum: str
    stem: Markup
    outcomes: list[Outcome]
    rubric_blocks: list[RubricBlock]
    feedback: list[ModalFeedback]
    feedback_outcomes: list[str]
    general: ModalFeedback | None
    correct: ModalFeedback | None
    incorrect: ModalFeedback | None
    choice: ChoicePart | None = None
    written: WrittenPart | None = None


def item(stem: Stem, identifier: str, default_title: str, language: str, html: Html) -> Item:
    """The item of a question; the images it uses are then to be taken from `html`."""
    question = stem.question
    losses.question(question, html.losses)
    body = _stem(stem, html)
    feedback = _option_feedback(question, html)
    feedback += _question_feedback(question.feedback, html.of(question))
    present = {modal.identifier: modal for modal in feedback}
    rubric = rubric_of(question)
    made = Item(
        identifier=identifier,
        title=attribute(question.title or default_title),
        label="" if question.title else names.DEFAULT_TITLE,
        language=language,
        points=scores.number(question.points),
        maximum=scores.maximum(question.points),
        stem=body,
        outcomes=rubrics.outcomes(rubric),
        rubric_blocks=rubrics.rubric_blocks(question, rubric, html),
        feedback=feedback,
        feedback_outcomes=list(dict.fromkeys([modal.outcome for modal in feedback])),
        general=present.get(names.GENERAL_FEEDBACK),
        correct=present.get(names.CORRECT_FEEDBACK),
        incorrect=present.get(names.INCORRECT_FEEDBACK),
    )
    match question.answer:
        case Choice() as choice:
            return replace(made, choice=_choice_part(narrowed(question, choice), present, html))
        case Written() as written:
            return replace(made, written=_written_part(written))
        case _:
            assert_never(question.answer)


# -- stems --------------------------------------------------------------------------------------


def _stem(stem: Stem, html: Html) -> Markup:
    """One div with all that candidates read: Canvas drops lists and tables outside of a div."""
    parts = [f'<div class="{names.STEM}">']
    parts += [_block(block, html, names.COPY) for block in stem.copies]
    parts += [_block(block, html, "") for block in stem.before]
    parts.append(html.of(stem.question).blocks(stem.question.prompt))
    parts += [_block(block, html, names.AFTER) for block in stem.after]
    parts.append("</div>")
    return Markup("".join(parts))


def _block(block: StimulusBlock, html: Html, mark: str) -> str:
    """A block in a div that says what it is, and whose it is."""
    if isinstance(block, TextBlock):
        classes, content = [names.TEXT_BLOCK], block.content
    else:
        classes, content = [names.IMAGE_BLOCK], (Paragraph((block.image,)),)
        if block.space is not None:
            classes.append(_space(block.space))
    losses.block(block, html.losses, after=mark == names.AFTER)
    if block.repeat:
        classes.append(names.REPEAT)
    if mark:
        classes.append(mark)
    return (
        f'<div class="{" ".join(classes)}" label="{attribute(block.id)}">'
        f"{html.of(block).blocks(content)}</div>"
    )


# -- choices ------------------------------------------------------------------------------------


def _choice_part(
    question: ChoiceQuestion, present: Mapping[str, ModalFeedback], html: Html
) -> ChoicePart:
    losses.options(question, html.losses)
    texts = [html.of(option).compact_markup(option.text) for option in question.answer.options]
    question = scores.as_written(question)
    floor, cap = scores.bounds(question)
    right, wrong = scores.all_or_nothing(question)
    by_mark = names.CORRECT_FEEDBACK in present or names.INCORRECT_FEEDBACK in present
    return ChoicePart(
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


# -- written answers ----------------------------------------------------------------------------


def _written_part(answer: Written) -> WrittenPart:
    if answer.free:
        return WrittenPart(css=names.FREE_FORMATTED, lines=0)
    if answer.space is None:
        return WrittenPart(css="", lines=0)
    lines = max(1, int(answer.space * LINES_PER_PAGE + Fraction(1, 2)))
    return WrittenPart(css=_space(answer.space), lines=lines)


def _space(pages: Fraction) -> str:
    """The class that keeps a number of pages exactly."""
    return f"{names.SPACE}{pages.numerator}/{pages.denominator}"


# -- feedback -----------------------------------------------------------------------------------


def _option_feedback(question: Question, html: Html) -> list[ModalFeedback]:
    return [
        ModalFeedback(
            names.option_outcome(i),
            names.option_feedback(i),
            html.of(option).markup(option.feedback),
            names.choice(i),
        )
        for i, option in enumerate(parts(question), 1)
        if isinstance(option, Option) and option.feedback
    ]


def _question_feedback(feedback: Feedback, html: Html) -> list[ModalFeedback]:
    """Feedback as blocks, never bare text: Canvas takes nothing but an element."""
    texts: tuple[tuple[str, str, Blocks], ...] = (
        (names.GENERAL_OUTCOME, names.GENERAL_FEEDBACK, feedback.general),
        (names.RESULT_OUTCOME, names.CORRECT_FEEDBACK, feedback.correct),
        (names.RESULT_OUTCOME, names.INCORRECT_FEEDBACK, feedback.incorrect),
    )
    return [ModalFeedback(out, own, html.markup(text)) for out, own, text in texts if text]
