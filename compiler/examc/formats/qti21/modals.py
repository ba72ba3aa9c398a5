"""Feedback as `modalFeedback`: an outcome each, which the processing sets to show it."""

from typing import NamedTuple

from markupsafe import Markup

from examc.core.answers import Option
from examc.core.content import Blocks
from examc.core.model import Feedback, Question, parts
from examc.core.parts import part_feedback
from examc.formats.qti21 import names
from examc.formats.qti21.html import Html


class ModalFeedback(NamedTuple):
    """A feedback; `choice` is the option that shows it, "" for feedback on the question.

    `outcome` holds one identifier: of several in one outcome, players show the last only.
    """

    outcome: str
    identifier: str
    content: Markup
    choice: str = ""


def of_lines(question: Question, html: Html) -> list[ModalFeedback]:
    """The feedback on the lines of an answer: on options, accepted answers and pairs."""
    found = []
    for place, line in enumerate(parts(question), 1):
        text = part_feedback(line)
        if text:
            own, outcome = names.option_feedback(place), names.option_outcome(place)
            shown = names.choice(place) if isinstance(line, Option) else ""
            found.append(ModalFeedback(outcome, own, html.of(line).markup(text), shown))
    return found


def of_question(feedback: Feedback, html: Html) -> list[ModalFeedback]:
    """Feedback as blocks, never bare text: Canvas takes nothing but an element."""
    texts: tuple[tuple[str, str, Blocks], ...] = (
        (names.GENERAL_OUTCOME, names.GENERAL_FEEDBACK, feedback.general),
        (names.RESULT_OUTCOME, names.CORRECT_FEEDBACK, feedback.correct),
        (names.RESULT_OUTCOME, names.INCORRECT_FEEDBACK, feedback.incorrect),
    )
    return [ModalFeedback(out, own, html.markup(text)) for out, own, text in texts if text]
