"""A question with its blocks → the fields of an `assessmentItem`, as its template lays them out."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, assert_never

from markupsafe import Markup

from examc.core.answers import (
    Answer,
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
    as_choice,
)
from examc.core.content import Paragraph, Text
from examc.core.model import (
    ChoiceQuestion,
    Question,
    StimulusBlock,
    TextBlock,
    narrowed,
    rubric_of,
)
from examc.core.records import Record, replace
from examc.formats.qti21 import (
    answerlosses,
    choices,
    losses,
    modals,
    names,
    rubrics,
    scores,
)
from examc.formats.qti21.choices import ChoicePart
from examc.formats.qti21.html import Html, attribute
from examc.formats.qti21.modals import ModalFeedback
from examc.formats.qti21.rubrics import Outcome, RubricBlock
from examc.formats.qti21.stems import Stem

if TYPE_CHECKING:
    from examc.formats.qti21.handed import Files
    from examc.formats.qti21.scored import Scored

LINES_PER_PAGE = 40


class WrittenPart(NamedTuple):
    """What an item with a written answer has."""

    css: str
    lines: int


class Item(Record, frozen=True, kw_only=True):
    """The fields of an assessmentItem; one of the last ones is there."""

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
    scored: "Scored | None" = None
    files: "Files | None" = None


def item(stem: Stem, identifier: str, default_title: str, language: str, html: Html) -> Item:
    """The item of a question; the images it uses are then to be taken from `html`."""
    question = stem.question
    losses.question(question, html.losses)
    answerlosses.report(question, html.language, html.losses)
    body = _stem(stem, html)
    feedback = modals.of_lines(question, html)
    feedback += modals.of_question(question.feedback, html.of(question))
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
        rubric_blocks=rubrics.rubric_blocks(question, rubric, html) + _key_list(question.answer),
        feedback=feedback,
        feedback_outcomes=list(dict.fromkeys([modal.outcome for modal in feedback])),
        general=present.get(names.GENERAL_FEEDBACK),
        correct=present.get(names.CORRECT_FEEDBACK),
        incorrect=present.get(names.INCORRECT_FEEDBACK),
    )
    return _answered(made, question, present, html)


def _answered(
    made: Item, question: Question, present: Mapping[str, ModalFeedback], html: Html
) -> Item:
    """The item with what its kind has; `present` is all feedback by its identifier."""
    match question.answer:
        case Choice() as choice:
            return replace(made, choice=choices.part(narrowed(question, choice), present, html))
        case TrueFalse() as both:
            asked = _as_choice(question, both, html)
            return replace(made, choice=choices.part(asked, present, html, names.TRUE_FALSE))
        case Written() as written:
            return replace(made, written=_written_part(written))
        case Program() as program:
            return replace(made, written=_program_part(program))
        case Upload() as upload:
            from examc.formats.qti21 import handed

            return replace(made, files=handed.files(upload))
        case Numeric() | ShortAnswer() | FillIn() | Matching() | Matrix() | Ordering() as other:
            from examc.formats.qti21 import ruled

            return replace(made, scored=ruled.part(question, other, present, html))
        case _:
            assert_never(question.answer)


def _key_list(answer: Answer) -> list[RubricBlock]:
    """The accepted answers, for scorers, where something is typed."""
    match answer:
        case Numeric() | ShortAnswer() | FillIn():
            from examc.formats.qti21 import keylists

            return keylists.blocks(answer)
        case _:
            return []


def _as_choice(question: Question, both: TrueFalse, html: Html) -> ChoiceQuestion:
    """A true/false as the single choice that it is, in the words of the exam's language."""
    true, false = ((Paragraph((Text(word),)),) for word in (html.words.true, html.words.false))
    choice = as_choice(both, true, false)
    for option, own in zip(choice.options, both.options, strict=True):
        html.losses.stands_for(option, own)
    asked = replace(question, answer=choice)
    html.losses.stands_for(asked, question)
    return narrowed(asked, choice)


# -- stems --------------------------------------------------------------------------------------


def _stem(stem: Stem, html: Html) -> Markup:
    """One div with all that candidates read: Canvas drops lists and tables outside of a div."""
    parts = [f'<div class="{names.STEM}">']
    parts += [_block(block, html, names.COPY) for block in stem.copies]
    parts += [_block(block, html, "") for block in stem.before]
    parts.append(_prompt(stem.question, html.of(stem.question)))
    parts += [_block(block, html, names.AFTER) for block in stem.after]
    parts += [_block(block, html, names.COPY) for block in stem.later]
    parts.append("</div>")
    return Markup("".join(parts))


def _prompt(question: Question, html: Html) -> str:
    """The prompt: with its gaps, and behind it the text that is to stand in the box for code."""
    match question.answer:
        case FillIn() as filled:
            from examc.formats.qti21 import gaps

            with html.gaps(gaps.interactions(filled)):
                return html.blocks(question.prompt)
        case Program() as program:
            from examc.formats.qti21 import handed

            return html.blocks(question.prompt) + handed.start(program)
        case _:
            return html.blocks(question.prompt)


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


# -- written answers ----------------------------------------------------------------------------


def _written_part(answer: Written) -> WrittenPart:
    if answer.free:
        return WrittenPart(css=names.FREE_FORMATTED, lines=0)
    if answer.space is None:
        return WrittenPart(css="", lines=0)
    return WrittenPart(css=_space(answer.space), lines=_lines(answer.space))


def _program_part(answer: Program) -> WrittenPart:
    css = [names.PROGRAM]
    css += [names.language_class(answer.language)] if answer.language else []
    if answer.space is None:
        return WrittenPart(css=attribute(" ".join(css)), lines=0)
    return WrittenPart(
        css=attribute(" ".join([*css, _space(answer.space)])), lines=_lines(answer.space)
    )


def _lines(pages: Fraction) -> int:
    return max(1, int(pages * LINES_PER_PAGE + Fraction(1, 2)))


def _space(pages: Fraction) -> str:
    """The class that keeps a number of pages exactly."""
    return f"{names.SPACE}{pages.numerator}/{pages.denominator}"
