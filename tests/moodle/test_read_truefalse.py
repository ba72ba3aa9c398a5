"""True or false of Moodle, which is a multiple choice with the options True and False."""

from fractions import Fraction

import pytest

from examc.core.content import plain
from examc.core.model import Question, kind_of
from support import choice_question

from .reading import answer, one, question, quiz, reading


def _answers(*answers: str) -> Question:
    item = one(question("truefalse", "<defaultgrade>2</defaultgrade>" + "".join(answers)))
    assert isinstance(item, Question)
    return item


def _options(item: Question) -> list[tuple[str, Fraction, bool, str]]:
    return [
        (plain(option.text), option.points, option.correct, plain(option.feedback))
        for option in choice_question(item).answer.options
    ]


def test_true_is_right() -> None:
    item = _answers(answer("100", "true", "Indeed."), answer("0", "false", "No."))
    assert kind_of(item) == "multiple choice"
    assert _options(item) == [
        ("True", Fraction(2), True, "Indeed."),
        ("False", Fraction(0), False, "No."),
    ]


@pytest.mark.parametrize(
    "answers",
    [
        (answer("0", "true"), answer("100", "false")),
        (answer("100", "false"), answer("0", "true")),
        (answer("100", "true"), answer("100", "false")),  # the last one decides
        (answer("100", "false"),),
        (answer("0", "Waar"), answer("100", "Onwaar")),  # the first is meant as true
        (answer("100", " FALSE "),),
    ],
)
def test_false_is_right(answers: tuple[str, ...]) -> None:
    options = _options(_answers(*answers))
    assert [text for text, *_ in options] == ["True", "False"]
    assert [points for _, points, *_ in options] == [0, 2]


def test_nothing_else_is_told_of_it() -> None:
    inside = "<penalty>1</penalty>" + answer("100", "true") + answer("0", "false")
    found = reading(quiz(question("truefalse", inside)))
    assert found.codes() == []
    without = reading(quiz(question("truefalse"), question("essay")))
    assert "has no answers" in without.about("R494").message
