"""What ANS reads otherwise than it is meant, told as each part is written."""

from fractions import Fraction

from examc.core.features import Feature
from examc.core.losses import Losses
from examc.core.model import ChoiceQuestion, Node, Question
from examc.formats.ans import bounds
from examc.formats.ans.values import decimal, exact, is_exact
from examc.systems.ans.marks import MARKING
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


def marks(asked: ChoiceQuestion, losses: Losses) -> None:
    """What changes the marks of a choice question."""
    for fact in facts(MARKING, asked, bounds.scheme(asked)):
        losses.tell(fact.code, asked, fact.message, fact.help, system=MARKING.system)
