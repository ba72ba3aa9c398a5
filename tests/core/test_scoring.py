"""Marks: what an answer is worth, against a reckoning of every answer by hand."""

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core import scoring
from examc.core.answers import Choice, Option, Rule, Scoring, Written
from examc.core.model import ChoiceQuestion, Question
from examc.core.records import replace
from examc.core.responses import Awarded, choose
from examc.core.rubrics import Criteria, Criterion, Level, Levels

USUAL = Scoring()
NO_FLOOR = Scoring(floor=None, cap=None)


def _options(*weights: str) -> tuple[Option, ...]:
    return tuple(
        Option(text=(), points=Fraction(weight.strip("x")), correct=weight.endswith("x"))
        for weight in weights
    )


def _response(*weights: str, points: int = 2, how: Scoring = USUAL) -> ChoiceQuestion:
    options = _options(*weights)
    return Question(
        id="q",
        points=Fraction(points),
        prompt=(),
        answer=Choice(options=options, many=True, scoring=how),
    )


def _choice(*weights: str, points: int = 2, how: Scoring = USUAL) -> ChoiceQuestion:
    options = _options(*weights)
    return Question(
        id="q",
        points=Fraction(points),
        prompt=(),
        answer=Choice(options=options, many=False, scoring=how),
    )


def _marks(question: ChoiceQuestion) -> list[Fraction]:
    return [
        scoring.mark(question, choose(chosen)) for chosen in ((), (0,), (1,), (0, 1), (0, 1, 2))
    ]


@pytest.mark.parametrize(
    ("how", "marks"),
    [
        (NO_FLOOR, [0, 1, 2, 3, -1]),
        (Scoring(), [0, 1, 2, 3, 0]),
        (Scoring(floor=None, cap=Fraction(2)), [0, 1, 2, 2, -1]),
        (Scoring(floor=Fraction(-1, 2), cap=Fraction(1)), [0, 1, 1, 1, Fraction(-1, 2)]),
        (Scoring(floor=Fraction(1)), [0, 1, 2, 3, 1]),
        (Scoring(Rule.ALL_OR_NOTHING), [0, 0, 0, 5, 0]),
        (Scoring(Rule.ALL_OR_NOTHING, cap=Fraction(4)), [0, 0, 0, 4, 0]),
        (Scoring(Rule.ALL_OR_NOTHING, floor=Fraction(1)), [0, 1, 1, 5, 1]),
    ],
)
def test_the_mark_of_several_options(how: Scoring, marks: list[Fraction]) -> None:
    assert _marks(_response("1x", "2x", "-4", points=5, how=how)) == marks


def test_the_mark_of_one_option() -> None:
    question = _choice("2x", "1/2", "-1", how=Scoring(floor=Fraction(0), cap=Fraction(2)))
    assert [scoring.mark(question, choose(chosen)) for chosen in ((), (0,), (1,), (2,))] == [
        0,
        2,
        Fraction(1, 2),
        0,
    ]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        (_response("1x", "2x", "-4"), 3),
        (_response("1x", "2x", "-4", how=Scoring(cap=Fraction(2))), 2),
        (_response("-1", "-2", how=NO_FLOOR), 0),
        (_response("0x", "0x", how=Scoring(Rule.ALL_OR_NOTHING)), 2),
        (_response("1", "1", how=Scoring(Rule.ALL_OR_NOTHING)), 0),
        (_choice("1", "3x", "2"), 3),
        (_choice("-1", "-3"), 0),
    ],
)
def test_the_highest_mark(question: ChoiceQuestion, best: int) -> None:
    assert scoring.attainable(question) == best


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.booleans()), min_size=2, max_size=5),
    st.sampled_from([None, Fraction(0), Fraction(-1)]),
    st.sampled_from([None, Fraction(1), Fraction(4)]),
    st.sampled_from(list(Rule)),
)
def test_the_highest_mark_is_that_of_some_answer(
    weights: list[tuple[int, bool]], floor: Fraction | None, cap: Fraction | None, rule: Rule
) -> None:
    question = _response(
        *(f"{weight}{'x' * correct}" for weight, correct in weights),
        how=Scoring(rule, floor, cap),
    )
    indices = range(len(weights))
    answers = chain.from_iterable(combinations(indices, size) for size in range(len(weights) + 1))
    marks = [scoring.mark(question, choose(answer)) for answer in answers]
    assert scoring.attainable(question) == max(marks)
    assert cap is None or max(marks) <= cap
    assert floor is None or min(marks) >= min(floor, Fraction(0))


def test_rubrics() -> None:
    criteria = tuple(Criterion(text=(), points=Fraction(n)) for n in (2, -1, 3))
    assert scoring.rubric_points(Criteria(criteria)) == 4
    assert scoring.rubric_points(Criteria(())) == 0
    levels = tuple(Level(text=(), points=Fraction(n)) for n in (2, 0, 3))
    assert scoring.rubric_points(Levels(levels)) == 3
    assert scoring.rubric_points(Levels(())) == 0


def test_what_a_grader_awards() -> None:
    criteria = Criteria(tuple(Criterion(text=(), points=Fraction(n)) for n in (2, -1, 3)))
    levels = Levels(tuple(Level(text=(), points=Fraction(n)) for n in (4, 2)))
    asked = Question(id="q", points=Fraction(4), prompt=(), answer=Written(rubric=criteria))
    assert [scoring.mark(asked, Awarded(frozenset(lines))) for lines in ({0}, {0, 1}, {0, 2})] == [
        *(2, 1),
        4,  # no more than the points
    ]
    asked = replace(asked, answer=Written(rubric=levels))
    assert [scoring.mark(asked, Awarded(frozenset({line}))) for line in (0, 1)] == [4, 2]
    assert scoring.mark(asked, None) == 0
    assert scoring.mark(replace(asked, answer=Written()), None) == 0
