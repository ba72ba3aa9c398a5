"""Writes an exam as cards."""

import json
from collections.abc import Mapping

from examc.core import uses
from examc.core.content import plain
from examc.core.diagnostics import Report
from examc.core.model import Exam, Question, as_choice, questions
from examc.core.numbers import show
from examc.formats.cards.holds import STATEMENT
from examc.formats.options import Options


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The cards of an exam's questions, in order; what they do not hold is reported."""
    uses.report(exam, "cards", "Cards", STATEMENT, report)
    lines = [json.dumps(_card(question), ensure_ascii=False) for question in questions(exam)]
    return "".join(f"{line}\n" for line in lines).encode()


def _card(question: Question) -> dict[str, object]:
    choice = as_choice(question)
    options = choice.answer.options if choice is not None else ()
    return {
        "card": question.id,
        "points": show(question.points),
        "prompt": plain(question.prompt),
        "many": choice is not None and choice.answer.many,
        "options": [{"text": plain(o.text), "weight": show(o.points)} for o in options],
    }
