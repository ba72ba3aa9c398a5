"""What ANS reads otherwise than it is meant, told as each part is written."""

from fractions import Fraction
from typing import assert_never

from examc.core.answers import FillIn, Matching, Matrix, Numeric, Ordering, ShortAnswer
from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import Node, Question
from examc.core.schemes import Scheme
from examc.formats.ans import bounds
from examc.formats.ans.values import decimal, exact, is_exact
from examc.formats.ans.writekinds import CATEGORY, Keyed
from examc.systems.ans.marks import MARKING, UNHELD, UNHELD_HELP, unheld
from examc.systems.marking import facts

_NO_END = "use a number with a finite decimal form"


def number(feature: Feature, noun: str, value: Fraction | None, node: Node, losses: Losses) -> None:
    """A number that has no finite decimal: ANS reads it rounded."""
    if value is not None and not is_exact(value):
        message = f"bends the {noun}: it reads {decimal(value)} for {exact(value)}"
        losses.add(feature, node, message, _NO_END)


def question(asked: Question, losses: Losses) -> None:
    """The points of a question, and feedback for everyone: the API has it by result only."""
    number(Feature.POINTS, "points of this question", asked.points, asked, losses)
    if asked.feedback.general:
        message = "does not show feedback for everyone: it is kept in x_feedback"
        help_line = "write it as feedback: correct and feedback: incorrect"
        losses.add(Feature.FEEDBACK, asked, message, help_line)


def marks(asked: Question, given: Scheme, node: Question, losses: Losses) -> None:
    """What changes the marks of a question that is marked by a scheme; told at a node of the exam."""
    for fact in facts(MARKING, asked, given):
        losses.tell(fact.code, node, fact.message, fact.help, system=MARKING.system)


def keyed(asked: Question, answer: Keyed, losses: Losses) -> None:
    """What the API has no public name for, or marks otherwise."""
    match answer:
        case Numeric() | ShortAnswer() | FillIn() | Ordering():
            category = CATEGORY[type(answer)]
            message = f"{MARKING.system} does not take it: {unheld(category)}"
            losses.tell(UNHELD[category].code, asked, message, UNHELD_HELP, system=MARKING.system)
        case Matching(pairs=pairs):
            marks(asked, bounds.of_cells(asked, answer), asked, losses)
            for pair in pairs:
                if pair.feedback:
                    message = "does not show feedback on a pair: it is kept in x_feedback"
                    help_line = "write it as feedback: incorrect"
                    losses.add(Feature.ANSWER_FEEDBACK, pair, message, help_line)
                losses.unread(pair, pair.left)
                losses.unread(pair, pair.right)
            for other in answer.distractors:
                losses.unread(other, other.text)
        case Matrix():
            marks(asked, bounds.of_cells(asked, answer), asked, losses)
            for row in answer.rows:
                losses.unread(row, row.text)
            for column in answer.columns:
                losses.unread(column, column.text)
        case _:
            assert_never(answer)
