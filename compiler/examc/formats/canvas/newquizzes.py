"""What New Quizzes do otherwise with a question of the package, as far as their importer shows."""

from typing import assert_never

from examc.core.answers import (
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
    answer_parts,
)
from examc.core.losses import Losses
from examc.core.model import Question, narrowed
from examc.core.parts import part_feedback
from examc.core.schemes import Scheme
from examc.core.wording import ENGLISH
from examc.formats.canvas import choices
from examc.formats.canvas.marking import plan
from examc.formats.canvas.marking import scheme as of_key
from examc.formats.canvas.points import kept
from examc.systems import marking
from examc.systems.newquizzes import marks

_NOT_IMPORTED = "X369"


def report(question: Question, losses: Losses) -> None:
    """Tell what becomes of the marks and the feedback of a question."""
    given = scheme(question)
    facts = [] if given is None else marking.facts(marks.OF_CANVAS, question, given)
    for fact in facts:
        losses.tell(fact.code, question, fact.message, fact.help, system=marks.NAME)
    noun = _dropped(question)
    if noun and any(part_feedback(part) for part in answer_parts(question.answer)):
        message = f"{marks.NAME} drops the feedback on {noun}"
        help_line = "write it as ### feedback"
        losses.tell(_NOT_IMPORTED, question, message, help_line, system=marks.NAME)


def _dropped(question: Question) -> str:
    """The answers whose feedback is not taken; "" for those whose is."""
    match question.answer:
        case Numeric():
            return "numbers"
        case FillIn():
            return "gaps"
        case Choice() | TrueFalse() | ShortAnswer() | Matching() | Ordering() | Matrix():
            return ""
        case Written() | Upload() | Program():
            return ""
        case _:
            assert_never(question.answer)


def scheme(question: Question) -> Scheme | None:
    """How a question is marked that is written for Canvas; None where a person does that."""
    points = kept(question.points)
    match question.answer:
        case Choice() as choice:
            asked = narrowed(question, choice)
            key = plan(asked).key
            if choice.many and choices.is_whole(choice.scoring):
                return marks.of_key(len(choice.options), key, points, one=False)
            return of_key(asked, key)
        case TrueFalse() as both:
            asked = choices.of_true_false(question, both, ENGLISH)
            return of_key(asked, plan(asked).key)
        case Numeric() | ShortAnswer() | FillIn() | Matching() | Matrix() | Ordering() as other:
            from examc.formats.canvas import newquizkinds

            return newquizkinds.scheme(question, other, points)
        case Written() | Upload() | Program():
            return None
        case _:
            assert_never(question.answer)
