"""What ANS-style JSON holds: everything, in the API's names or in ours (`x_…`).

What a system that reads the API's names alone would mark or show differently counts as bent, and
is reported value by value.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import features, numbers
from examc.core.answers import Choice, Criterion, Level, Option, Scoring, Written
from examc.core.diagnostics import Report
from examc.core.features import KEPT, Feature, Hold, Holding, Statement
from examc.core.model import (
    ChoiceQuestion,
    Exam,
    Exercise,
    ImageBlock,
    Node,
    Question,
    TextBlock,
    narrowed,
)
from examc.core.scoring import answers, bounded, mark
from examc.core.walking import walk
from examc.formats.ans import bounds
from examc.formats.ans.values import decimal, exact, is_exact

_ROUNDED = Holding(
    Hold.PARTLY, "a number without a finite decimal form is rounded, and exact beside it"
)
_BENT: dict[Feature, Holding] = {
    Feature.POINTS: _ROUNDED,
    Feature.WEIGHT: _ROUNDED,
    Feature.CRITERIA: _ROUNDED,
    Feature.LEVELS: _ROUNDED,
    Feature.STATED_POINTS: _ROUNDED,
    Feature.FLOOR: Holding(Hold.PARTLY, "zero_bound says 0 or none; any other is in x_floor"),
    Feature.CAP: Holding(Hold.PARTLY, "max_bound says the points or none; any other is in x_cap"),
    Feature.FEEDBACK: Holding(
        Hold.PARTLY, "feedback by result and on choices; that for everyone is in x_feedback"
    ),
    Feature.CHECK: Holding(
        Hold.PARTLY, "a choice is correct if it has points; only all-or-nothing depends on it"
    ),
}
STATEMENT: Statement = {feature: _BENT.get(feature, KEPT) for feature in Feature}

Loss: TypeAlias = tuple[Feature, str, str]
"""What is bent, the message, and what to do."""


def report(exam: Exam, found: Report) -> None:
    """Report what the API's names cannot say of an exam."""
    features.report(exam, "ans", "ANS", STATEMENT, found)
    for where, node in walk(exam):
        for feature, message, help_line in _losses(node):
            found.add(feature.code, message, node.span, help=help_line, where=where, target="ans")


def _losses(node: Node) -> Iterator[Loss]:
    match node:
        case Exam() | Exercise():
            if node.points is not None:
                yield from _rounded(Feature.STATED_POINTS, "stated points", node.points)
        case Question():
            yield from _rounded(Feature.POINTS, "points of this question", node.points)
            yield from _answer_losses(node)
            yield from _feedback_losses(node)
        case Option():
            yield from _rounded(Feature.WEIGHT, "weight of this option", node.points)
        case Criterion():
            yield from _rounded(Feature.CRITERIA, "points of this criterion", node.points)
        case Level():
            yield from _rounded(Feature.LEVELS, "points of this level", node.points)
        case TextBlock() | ImageBlock():
            pass
        case _:
            assert_never(node)


def _answer_losses(question: Question) -> Iterator[Loss]:
    match question.answer:
        case Choice() as choice:
            yield from _scoring_losses(narrowed(question, choice))
        case Written():
            pass
        case _:
            assert_never(question.answer)


def _feedback_losses(question: Question) -> Iterator[Loss]:
    """The API has no feedback for everyone; by result and on choices it has."""
    if question.feedback.general:
        message = "ANS does not show feedback for everyone: it is kept in x_feedback"
        yield Feature.FEEDBACK, message, "write it as feedback: correct and feedback: incorrect"


def _rounded(feature: Feature, noun: str, value: Fraction) -> Iterator[Loss]:
    if not is_exact(value):
        message = f"ANS bends the {noun}: it reads {decimal(value)} for {exact(value)}"
        yield feature, message, "use a number with a finite decimal form"


def _scoring_losses(question: ChoiceQuestion) -> Iterator[Loss]:
    """What the API's three booleans cannot say, where a mark depends on it."""
    scoring = question.answer.scoring
    if not _changes_a_mark(question):
        return
    if scoring.floor is not None and not bounds.is_plain_floor(scoring):
        floor = numbers.show(scoring.floor)
        yield (
            Feature.FLOOR,
            f"ANS bends a lowest mark of {floor}: it has {_zero(scoring.floor)}",
            "write floor=0 or floor=none",
        )
    if scoring.cap is not None and not bounds.is_plain_cap(scoring, question.points):
        bound = "the points" if bounds.maximum(scoring.cap, question.points) else "no highest mark"
        yield (
            Feature.CAP,
            f"ANS bends a highest mark of {numbers.show(scoring.cap)}: it has {bound}",
            "leave cap out, or write cap=none",
        )
    if not bounds.partial(question) and bounds.key_differs(question):
        yield (
            Feature.CHECK,
            "ANS bends the key of all-or-nothing: it takes options with points as correct",
            "give points to the checked options and to no others",
        )


def _changes_a_mark(question: ChoiceQuestion) -> bool:
    """Whether an answer is worth something else by the API's names (documented by ANS)."""
    points, scoring = question.points, question.answer.scoring
    low = Fraction(0) if bounds.zero(scoring.floor) else None
    high = points if bounds.maximum(scoring.cap, points) else None
    key = {i for i, option in enumerate(question.answer.options) if option.points > 0}

    def given(chosen: tuple[int, ...]) -> Fraction:
        if not bounds.partial(question):
            return points if chosen and set(chosen) == key else Fraction(0)
        total = sum((question.answer.options[i].points for i in chosen), Fraction(0))
        return bounded(total, Scoring(floor=low, cap=high))

    tried = answers(question, lambda place: place in key)
    return any(given(chosen) != mark(question, chosen) for chosen in tried)


def _zero(floor: Fraction) -> str:
    return "0" if bounds.zero(floor) else "no lowest mark"
