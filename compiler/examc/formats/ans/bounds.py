"""How a choice question is written to be marked: our scoring as the API's three booleans."""

from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Matching, Matrix, Rule, Scoring
from examc.core.model import ChoiceQuestion, Question
from examc.core.schemes import Scheme
from examc.formats.ans.values import decimal
from examc.systems.ans import marks


def partial(question: ChoiceQuestion) -> bool:
    """`partial_scoring`: without it a question earns all its points or none (documented)."""
    return question.answer.scoring.rule is Rule.SUM


def is_plain_floor(scoring: Scoring) -> bool:
    """Whether `zero_bound` says the floor exactly."""
    return scoring.floor is None or scoring.floor == 0


def is_plain_cap(scoring: Scoring, points: Fraction) -> bool:
    """Whether `max_bound` says the cap exactly."""
    return scoring.cap is None or scoring.cap == points


def is_plain_rule(question: ChoiceQuestion) -> bool:
    """Whether `partial_scoring` says the rule exactly; of one answer it says nothing certain."""
    return partial(question) or bool(question.answer.many)


def of_cells(question: Question, answer: Matching | Matrix) -> Scheme:
    """How ANS marks rows and columns as they are written."""
    rows = [[numbers.value(decimal(mark)) for mark in row] for row in weights(answer)]
    own, points = answer.scoring, numbers.value(decimal(question.points))
    return marks.of_cells(
        rows,
        points,
        one=isinstance(answer, Matching) or not answer.several,
        partial=own.rule is Rule.SUM,
        zero=marks.zero_bound(own.floor),
        maximum=marks.max_bound(own.cap, question.points),
    )


def weights(answer: Matching | Matrix) -> list[list[Fraction]]:
    """What each column earns in each row."""
    if isinstance(answer, Matrix):
        return [[cell.points for cell in row.cells] for row in answer.rows]
    return [
        [pair.points if right == pair.right else pair.wrong for right in answer.rights]
        for pair in answer.pairs
    ]


def scheme(question: ChoiceQuestion) -> Scheme:
    """How ANS marks a question as it is written."""
    scoring, points = question.answer.scoring, numbers.value(decimal(question.points))
    return marks.of_choices(
        [numbers.value(decimal(option.points)) for option in question.answer.options],
        points,
        one=not question.answer.many,
        partial=partial(question),
        zero=marks.zero_bound(scoring.floor),
        maximum=marks.max_bound(scoring.cap, question.points),
    )
