"""A statement of Moodle that holds or not, which is our true/false."""

from fractions import Fraction

import pytest

from examc.core.answers import TrueFalse
from examc.core.content import plain
from examc.core.model import Question, kind_of

from .reading import answer, one, question, quiz, reading


def _answers(*answers: str) -> Question:
    item = one(question("truefalse", "<defaultgrade>2</defaultgrade>" + "".join(answers)))
    assert isinstance(item, Question)
    return item


def _sides(item: object) -> list[tuple[Fraction, bool, str]]:
    assert isinstance(item, Question)
    assert isinstance(item.answer, TrueFalse)
    return [
        (side.points, side.correct, plain(side.feedback))
        for side in (item.answer.true, item.answer.false)
    ]


def test_true_is_right() -> None:
    item = _answers(answer("100", "true", "Indeed."), answer("0", "false", "No."))
    assert kind_of(item) == "true/false"
    assert _sides(item) == [(Fraction(2), True, "Indeed."), (Fraction(0), False, "No.")]


@pytest.mark.parametrize(
    "answers",
    [
        (answer("0", "true"), answer("100", "false")),
        (answer("100", "false"), answer("0", "true")),
        (answer("100", "false"),),
        (answer("0", "Waar"), answer("100", "Onwaar")),  # the first is meant as true
        (answer("100", " FALSE "),),
    ],
)
def test_false_is_right(answers: tuple[str, ...]) -> None:
    assert [(points, right) for points, right, _ in _sides(_answers(*answers))] == [
        (Fraction(0), False),
        (Fraction(2), True),
    ]


def test_moodle_flattens_other_fractions_and_the_last_answer_decides() -> None:
    inside = "<defaultgrade>2</defaultgrade>" + answer("100", "true") + answer("100", "false")
    found = reading(quiz(question("truefalse", inside)))
    assert [points for points, *_ in _sides(found.items()[0])] == [0, 2]
    assert "takes the fraction 100 of a true/false for 0" in found.about("R501").message


def test_nothing_else_is_told_of_it() -> None:
    inside = "<penalty>1</penalty>" + answer("100", "true") + answer("0", "false")
    found = reading(quiz(question("truefalse", inside)))
    assert found.codes() == []
    without = reading(quiz(question("truefalse"), question("essay")))
    assert "has no answers" in without.about("R494").message
