"""Questions and blocks as the items of a quiz: what the template lays out, field by field.

The order of conditions matters to Canvas (choice_interaction.rb): each that names an option sets
whether it is right, and the first feedback that a condition shows becomes the option's own. So
feedback on options stands before the marks, and feedback for full marks is linked by its
identifier alone: in a condition for marks, Canvas would show it as the option's feedback too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from examc.core import numbers
from examc.core.answers import Choice, Scoring, Written
from examc.core.model import (
    ChoiceQuestion,
    Feedback,
    ImageBlock,
    Question,
    StimulusBlock,
    TextBlock,
    narrowed,
)
from examc.formats.canvas import names
from examc.formats.canvas.html import Page
from examc.formats.canvas.marking import Plan, usual
from examc.formats.canvas.points import kept, number


@dataclass(frozen=True, slots=True)
class Label:
    """An option: its identifier within the question, and its HTML."""

    ident: str
    html: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What follows from an answer: marks and feedback. Without options it holds for any answer."""

    chosen: str = ""
    """The one option that it is about, or else:"""
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    """All of these chosen, and none of those."""
    scores: bool = False
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a quiz."""

    ident: str
    title: str
    kind: str
    points: str
    html: str
    scoring: str = ""
    """What Canvas has no field for, where it changes no mark."""
    labels: tuple[Label, ...] = ()
    conditions: tuple[Condition, ...] = ()
    feedback: tuple[Label, ...] = ()

    @property
    def cardinality(self) -> str:
        """How many options can be chosen, in QTI's word."""
        return "Multiple" if self.kind == names.RESPONSE else "Single"


def heading(ident: str, title: str, page: Page) -> Item:
    """The title of an exercise."""
    return Item(ident, names.line(title), names.TEXT, "0", page.heading(title))


def block(ident: str, content: StimulusBlock, page: Page) -> Item:
    """A block between questions."""
    match content:
        case TextBlock():
            return Item(ident, "Text", names.TEXT, "0", page.blocks(content.content))
        case ImageBlock():
            return Item(ident, "Image", names.TEXT, "0", page.image_block(content.image))
        case _:
            assert_never(content)


def question(ident: str, title: str, asked: Question, plan: Plan, page: Page) -> Item:
    """A question; `plan` says which options are right (none of them for a written one)."""
    points, html = number(kept(asked.points)), page.blocks(asked.prompt)
    feedback = list(_question_feedback(asked.feedback, page))
    match asked.answer:
        case Written():
            conditions = (*_shown(feedback, names.GENERAL), Condition())
            return Item(
                ident, title, names.ESSAY, points, html, "", (), conditions, tuple(feedback)
            )
        case Choice() as choice:
            labels = tuple(
                Label(str(place), page.compact(option.text))
                for place, option in enumerate(choice.options, 1)
            )
            own = list(_option_feedback(choice, page))
            kind = names.RESPONSE if choice.many else names.CHOICE
            conditions = (
                *_shown(feedback, names.GENERAL),
                *(Condition(chosen=place, feedback=fed.ident) for place, fed in own),
                *_marks(choice, plan, labels),
                *_shown(feedback, names.INCORRECT),
            )
            feedback += [fed for _, fed in own]
            beside = _beside(narrowed(asked, choice), plan)
            return Item(
                ident, title, kind, points, html, beside, labels, conditions, tuple(feedback)
            )
        case _:
            assert_never(asked.answer)


def _question_feedback(feedback: Feedback, page: Page) -> Iterator[Label]:
    for ident, content in (
        (names.GENERAL, feedback.general),
        (names.CORRECT, feedback.correct),
        (names.INCORRECT, feedback.incorrect),
    ):
        if content:
            yield Label(ident, page.blocks(content))


def _option_feedback(choice: Choice, page: Page) -> Iterator[tuple[str, Label]]:
    for place, option in enumerate(choice.options, 1):
        if option.feedback:
            ident = names.option_feedback(str(place))
            yield str(place), Label(ident, page.blocks(option.feedback))


def _shown(feedback: Iterable[Label], ident: str) -> Iterator[Condition]:
    """Yield the condition that shows a feedback, if there is such a feedback."""
    if any(given.ident == ident for given in feedback):
        yield Condition(feedback=ident)


def _marks(choice: Choice, plan: Plan, labels: tuple[Label, ...]) -> Iterator[Condition]:
    """Yield the conditions for marks: one an answer, or the one of all right ones together.

    Without a right option there is none: Canvas would take the first option that such a condition
    names as right, although it is named as wrong.
    """
    right = tuple(label.ident for place, label in enumerate(labels) if place in plan.key)
    wrong = tuple(label.ident for place, label in enumerate(labels) if place not in plan.key)
    if not choice.many:
        yield from (Condition(chosen=ident, scores=True) for ident in right)
    elif right:
        yield Condition(right=right, wrong=wrong, scores=True)


def _beside(asked: ChoiceQuestion, plan: Plan) -> str:
    """Weights and bounds that Canvas has no field for, where they change nothing it does.

    One line without `--`: Canvas' tool puts what it does not know into a comment of XML.
    """
    if plan.facts or kept(asked.points) != asked.points:
        return ""
    made = usual(asked, plan.key)
    found = list(_settings(asked.answer.scoring, made.answer.scoring))
    weights = [option.points for option in asked.answer.options]
    if weights != [option.points for option in made.answer.options]:
        found.append("weights=" + ",".join(map(numbers.show, weights)))
    return " ".join(found)


def _settings(scoring: Scoring, usual: Scoring) -> Iterator[str]:
    if scoring.rule is not usual.rule:
        yield f"rule={scoring.rule.value}"
    if scoring.floor != usual.floor:
        yield f"floor={_bound(scoring.floor)}"
    if scoring.cap != usual.cap:
        yield f"cap={_bound(scoring.cap)}"


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else numbers.show(value)
