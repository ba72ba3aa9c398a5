"""Marking schemes: what is equal by structure marks every response alike, in every form."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core import schemes
from examc.core.answers import Rule
from examc.core.model import ChoiceQuestion
from examc.core.responses import Places, choose, picked
from examc.core.schemes import ROUNDING, Key, One, Run, Scheme, Sum
from test_agreement import choice_questions

SIZE = 4
CHOSEN: list[Places] = [
    frozenset(place for place, ticked in enumerate(ticks) if ticked)
    for ticks in product((False, True), repeat=SIZE)
]
RESPONSES = [choose(places) for places in CHOSEN]
POINTS = st.sampled_from([Fraction(n, 6) for n in (-12, -6, -3, -2, 0, 0, 2, 3, 6, 6, 12)])
BOUNDS = st.none() | POINTS


def _sums() -> st.SearchStrategy[Sum]:
    weights = st.tuples(*[POINTS] * SIZE)
    return st.builds(Sum, weights, BOUNDS, BOUNDS, st.sampled_from((0, 0, 1, 2)))


def _keys() -> st.SearchStrategy[Key]:
    keys = st.sampled_from(CHOSEN)
    return st.builds(Key, st.just(SIZE), keys, POINTS, POINTS, st.sampled_from((0, 0, 1)))


SCHEMES = _sums() | _keys() | st.builds(One, st.tuples(*[POINTS] * SIZE))


def _marks(scheme: Scheme) -> list[Fraction | None]:
    return [schemes.award(scheme, response) for response in RESPONSES]


@given(SCHEMES)
def test_the_normal_form_gives_the_same_marks(scheme: Scheme) -> None:
    assert _marks(schemes.normal(scheme)) == _marks(scheme)


@given(SCHEMES, SCHEMES)
def test_what_is_equal_by_structure_is_equal(one: Scheme, other: Scheme) -> None:
    if schemes.same(one, other):
        assert _marks(one) == _marks(other)


@given(SCHEMES, st.integers(-4, 4))
def test_rounding_counts_as_equal(scheme: Scheme, parts: int) -> None:
    off = ROUNDING * Fraction(parts, 8)
    moved = Sum(tuple([w + off for w in scheme.weights])) if isinstance(scheme, Sum) else scheme
    if schemes.same(scheme, moved):
        for one, other in zip(_marks(scheme), _marks(moved), strict=True):
            assert schemes.near(one, other)


@given(SCHEMES, st.permutations(range(SIZE)))
def test_options_can_stand_in_another_order(scheme: Scheme, places: list[int]) -> None:
    moved = schemes.moved(scheme, places)
    for chosen in CHOSEN:
        there = frozenset(places[place] for place in chosen)
        assert schemes.award(moved, choose(chosen)) == schemes.award(scheme, choose(there))


@given(SCHEMES)
def test_marks_can_be_weighed(scheme: Scheme) -> None:
    weighed = _marks(schemes.scaled(scheme, Fraction(3, 2)))
    assert weighed == [None if m is None else m * Fraction(3, 2) for m in _marks(scheme)]


@given(SCHEMES)
def test_the_lowest_mark_is_that_of_the_worst_response(scheme: Scheme) -> None:
    given_marks = [mark for mark in _marks(scheme) if mark is not None]
    lowest = schemes.lowest(scheme)
    limited = isinstance(scheme, Sum | Key) and scheme.most > 0
    assert lowest == min(given_marks) or (limited and lowest < min(given_marks))


@given(choice_questions())
def test_the_scheme_of_a_question_gives_its_marks(question: ChoiceQuestion) -> None:
    asked = schemes.meant(question)
    for ticks in product((False, True), repeat=schemes.size_of(asked)):
        chosen = frozenset(place for place, ticked in enumerate(ticks) if ticked)
        given_mark = schemes.award(asked, choose(chosen))
        if given_mark is not None:
            assert given_mark == _by_the_language(question, chosen)


def _by_the_language(question: ChoiceQuestion, chosen: Places) -> Fraction:
    """The mark as the source language defines it, written down without schemes."""
    if not chosen:
        return Fraction(0)
    scoring, options = question.answer.scoring, question.answer.options
    if scoring.rule is Rule.ALL_OR_NOTHING:
        is_right = all(option.correct == (i in chosen) for i, option in enumerate(options))
        value = question.points if is_right else Fraction(0)
    else:
        value = sum((options[place].points for place in chosen), Fraction(0))
    value = value if scoring.cap is None else min(value, scoring.cap)
    return value if scoring.floor is None else max(value, scoring.floor)


RIGHT_MINUS_WRONG = Sum((Fraction(2), Fraction(-2), Fraction(-2)), Fraction(0), Fraction(2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RIGHT_MINUS_WRONG, Key(3, frozenset({0}), Fraction(2))),
        (Sum((Fraction(1), Fraction(1)), cap=Fraction(2)), Sum((Fraction(1), Fraction(1)))),
        (Sum((Fraction(1), Fraction(-1)), most=1), One((Fraction(1), Fraction(-1)))),
        (Key(2, frozenset(), Fraction(1)), Sum((Fraction(-1), Fraction(0)), Fraction(0))),
    ],
)
def test_one_way_to_mark_in_two_forms(one: Scheme, other: Scheme) -> None:
    assert schemes.same(one, other)


def test_a_scheme_that_is_run_is_equal_to_none() -> None:
    run = Run(2, lambda chosen: Fraction(len(picked(chosen))))
    assert not schemes.same(run, Sum((Fraction(1), Fraction(1))))
