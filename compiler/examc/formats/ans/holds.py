"""What ANS-style JSON holds: everything, in the API's names or in ours (`x_…`).

What a system that reads the API's names alone would mark or show differently counts as bent, and
is reported value by value.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import features
from examc.core.answers import Criterion, Level, Option
from examc.core.diagnostics import Report
from examc.core.features import KEPT, Feature, Hold, Holding, Statement
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Node,
    Question,
    TextBlock,
    as_choice,
)
from examc.core.walking import walk
from examc.formats.ans import bounds
from examc.formats.ans.values import decimal, exact, is_exact
from examc.systems.ans.marks import MARKING
from examc.systems.marking import facts, tell

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
        choice = as_choice(node)
        if choice is not None:
            scheme = bounds.scheme(choice)
            tell(found, "ans", MARKING.system, choice, where, facts(MARKING, choice, scheme))


def _losses(node: Node) -> Iterator[Loss]:
    match node:
        case Exam() | Exercise():
            if node.points is not None:
                yield from _rounded(Feature.STATED_POINTS, "stated points", node.points)
        case Question():
            yield from _rounded(Feature.POINTS, "points of this question", node.points)
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


def _feedback_losses(question: Question) -> Iterator[Loss]:
    """The API has no feedback for everyone; by result and on choices it has."""
    if question.feedback.general:
        message = "ANS does not show feedback for everyone: it is kept in x_feedback"
        yield Feature.FEEDBACK, message, "write it as feedback: correct and feedback: incorrect"


def _rounded(feature: Feature, noun: str, value: Fraction) -> Iterator[Loss]:
    if not is_exact(value):
        message = f"ANS bends the {noun}: it reads {decimal(value)} for {exact(value)}"
        yield feature, message, "use a number with a finite decimal form"
