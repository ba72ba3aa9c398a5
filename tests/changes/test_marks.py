"""Whether a mark differs is what trying every answer says, and no more is said beyond that."""

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changes.edits import said
from examc.changes import compare
from examc.changes.marks import differ, matters
from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.model import ChoiceQuestion, Exam, Exercise, Question
from examc.core.records import replace
from examc.core.responses import choose
from examc.core.scoring import mark

WEIGHTS = st.sampled_from([Fraction(n, 2) for n in range(-4, 5)])
BOUNDS = st.sampled_from([None, Fraction(0), Fraction(-1), Fraction(1), Fraction(2)])


def _options(*weights: float) -> tuple[Option, ...]:
    return tuple(
        Option(text=said(f"option {n}"), points=Fraction(weight), correct=weight > 0)
        for n, weight in enumerate(weights)
    )


def response(*weights: float, floor: int | None = 0, cap: int | None = 2) -> ChoiceQuestion:
    """A multiple response of 2 points with these weights."""
    bounds = [None if bound is None else Fraction(bound) for bound in (floor, cap)]
    return Question(
        id="q",
        points=Fraction(2),
        prompt=said("Which?"),
        answer=Choice(options=_options(*weights), many=True, scoring=Scoring(Rule.SUM, *bounds)),
    )


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[ChoiceQuestion, ChoiceQuestion]:
    """Two questions with the same options in other worth."""
    count = draw(st.integers(1, 4))
    single = draw(st.booleans())
    made: list[ChoiceQuestion] = []
    weights = draw(st.lists(WEIGHTS, min_size=count, max_size=count))
    scoring = Scoring(draw(st.sampled_from(Rule)), draw(BOUNDS), draw(BOUNDS))
    for _ in range(2):
        options = tuple(
            Option(text=said(f"{n}"), points=weight, correct=draw(st.booleans()))
            for n, weight in enumerate(weights)
        )
        answer = Choice(options=options, many=not single, scoring=scoring)
        made.append(Question(id="q", points=Fraction(2), prompt=said("?"), answer=answer))
        place = draw(st.integers(0, count - 1))
        weights = [*weights[:place], draw(WEIGHTS), *weights[place + 1 :]]
        if draw(st.booleans()):
            scoring = Scoring(draw(st.sampled_from(Rule)), draw(BOUNDS), draw(BOUNDS))
    return made[0], made[1]


def _answers(question: ChoiceQuestion) -> list[tuple[int, ...]]:
    count = len(question.answer.options)
    most = 1 if not question.answer.many else count
    return list(chain.from_iterable(combinations(range(count), n) for n in range(most + 1)))


@settings(max_examples=600)
@given(_pairs())
def test_differ_is_what_every_answer_says(pair: tuple[ChoiceQuestion, ChoiceQuestion]) -> None:
    old, new = pair
    tried = any(mark(old, choose(chosen)) != mark(new, choose(chosen)) for chosen in _answers(old))
    assert differ(old, new) == tried
    assert differ(new, old) == tried


@settings(max_examples=300)
@given(_pairs())
def test_an_option_matters_where_choosing_it_makes_a_difference(
    pair: tuple[ChoiceQuestion, ChoiceQuestion],
) -> None:
    question = pair[0]
    for index in range(len(question.answer.options)):
        answers = [chosen for chosen in _answers(question) if index in chosen]
        tried = any(
            mark(question, choose(chosen))
            != mark(question, choose(i for i in chosen if i != index))
            for chosen in answers
        )
        assert matters(question, index) == tried


def test_beyond_what_can_be_tried_the_bounds_prove_what_they_can() -> None:
    many = [-1 - n / 16 for n in range(16)]  # all different: more answers than are tried
    old = response(1, *many)
    assert not differ(old, response(1, -2, *many[1:]))  # any penalty leaves nothing of the 1
    assert differ(old, response(1, -0.5, *many[1:]))
    assert differ(response(1, *many, floor=None), response(1, -2, *many[1:], floor=None))
    rewards = [n / 64 for n in range(16)]
    assert not differ(response(*rewards), response(*rewards, floor=None))
    assert matters(old, 3)  # for all that can be tried, it may


def test_many_options_of_few_kinds_are_tried_exactly() -> None:
    many = response(*[2.0] * 20, *[0.0] * 20)
    assert not differ(many, response(*[3.0] * 20, *[0.0] * 20))
    assert differ(many, response(*[1.0] * 20, *[0.0] * 20))
    assert not matters(response(*[2.0] * 20, 0.0), 20)


# -- what the diff says of it ---------------------------------------------------------------------


def _impacts(old: ChoiceQuestion, new: ChoiceQuestion) -> list[tuple[str, str, str, str]]:
    def exam(question: ChoiceQuestion) -> Exam:
        exercise = Exercise(id="x", title="X", items=(question,))
        return Exam(title="T", exercises=(exercise,))

    return [(c.what, c.old, c.new, c.impact) for c in compare(exam(old), exam(new))]


def test_a_weight_that_no_answer_feels_changes_no_mark() -> None:
    assert _impacts(response(2, 0, -2), response(2, 0, -3)) == [("weight", "-2", "-3", "other")]
    assert _impacts(response(2, 1, -1), response(3, 1, -1)) == [("weight", "+2", "+3", "mark")]
    assert _impacts(response(2, 1), response(3, 1)) == [("weight", "+2", "+3", "other")]


def test_each_change_is_judged_alone() -> None:
    assert _impacts(response(2, 1, -9), response(2, 1.5, -9.5)) == [
        ("weight", "+1", "+1.5", "mark"),
        ("weight", "-9", "-9.5", "other"),
    ]


def test_changes_that_only_together_change_a_mark_are_all_told_as_such() -> None:
    old = response(2, 0, cap=2)
    new = response(3, 0, cap=3)
    assert _impacts(old, new) == [
        ("highest mark", "2", "3", "mark"),
        ("weight", "+2", "+3", "mark"),
    ]


def test_changes_that_undo_each_other_change_no_mark() -> None:
    old = response(2, -2, floor=0)
    new = response(2, 0, floor=None)
    single = [
        Question(
            id="q",
            points=q.points,
            prompt=q.prompt,
            answer=Choice(options=q.answer.options, many=False, scoring=q.answer.scoring),
        )
        for q in (old, new)
    ]
    assert _impacts(single[0], single[1]) == [
        ("lowest mark", "0", "none", "other"),
        ("weight", "-2", "0", "other"),
    ]


def test_weights_that_follow_from_points_and_key_are_not_told_again() -> None:
    old = response(1, 1, 0, cap=2)
    scaled = replace(response(1.5, 1.5, 0, cap=3), points=Fraction(3))
    assert _impacts(old, scaled) == [("points", "2", "3", "mark")]
    third = Fraction(2, 3)
    options = tuple(replace(o, points=third, correct=True) for o in old.answer.options)
    assert _impacts(old, replace(old, answer=replace(old.answer, options=options))) == [
        ("key", "[ ] {0}", "[x] {+2/3}", "mark")
    ]


@pytest.mark.parametrize(("weight", "impact"), [(0, "student"), (-1, "mark"), (1, "mark")])
def test_a_new_option_changes_a_mark_if_it_is_worth_something(weight: int, impact: str) -> None:
    [change] = _impacts(response(2, 1), response(2, 1, weight))
    assert change[0] == "option"
    assert change[3] == impact
