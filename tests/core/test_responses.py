"""Responses: all of them, those that stand for all, and how they are told."""

from fractions import Fraction
from itertools import combinations

from examc.core import enumeration, responses
from examc.core.answers import Choice, Option, Written
from examc.core.model import ChoiceQuestion, Question
from examc.core.responses import Awarded, choose


def _question(count: int, *, many: bool) -> ChoiceQuestion:
    options = tuple(
        Option(text=(), points=Fraction(place % 2), correct=place % 2 == 1)
        for place in range(count)
    )
    answer = Choice(options=options, many=many)
    return Question(id="q", points=Fraction(1), prompt=(), answer=answer)


def test_one_option_or_none() -> None:
    question = _question(3, many=False)
    assert list(enumeration.responses(question)) == [None, *(choose([n]) for n in range(3))]
    assert enumeration.possible(question) == 4
    assert list(enumeration.cover(question)) == list(enumeration.responses(question))


def test_every_selection_once() -> None:
    question = _question(5, many=True)
    found = list(enumeration.responses(question))
    assert len(found) == len(set(found)) == enumeration.possible(question) == 32
    assert found == sorted(found, key=responses.order)


def test_a_cover_has_each_option_alone_and_beside_the_ends() -> None:
    question = _question(10, many=True)
    found = set(enumeration.cover(question))
    assert len(found) < 100
    everything, right = frozenset(range(10)), frozenset(range(1, 10, 2))
    for place in range(10):
        assert {choose([place]), choose(everything - {place}), choose(right ^ {place})} <= found


def test_a_written_answer_is_one_response_to_a_machine() -> None:
    question = Question(id="q", points=Fraction(1), prompt=(), answer=Written())
    assert list(enumeration.responses(question)) == list(enumeration.cover(question)) == [None]
    assert enumeration.possible(question) == 1


def test_nothing_chosen_is_no_answer() -> None:
    assert choose([]) is None
    assert responses.picked(None) == frozenset()
    assert responses.picked(Awarded(frozenset({1}))) == frozenset({1})


def test_of_what_is_alike_only_the_number_counts() -> None:
    groups = responses.alike("abab")
    assert groups == [[0, 2], [1, 3]]
    found = list(responses.counted(groups))
    assert len(found) == len(set(found)) == responses.counts(groups) == 9
    sizes = {(len(places & {0, 2}), len(places & {1, 3})) for places in found}
    every = (frozenset(c) for size in range(5) for c in combinations(range(4), size))
    assert sizes == {(len(places & {0, 2}), len(places & {1, 3})) for places in every}


def test_who_gives_a_response() -> None:
    assert responses.words(choose([2, 0])) == "a student who chooses A and C"
    assert responses.words(choose([26])) == "a student who chooses option 27"
    assert responses.words(None) == "a student who chooses nothing"
    awarded = Awarded(frozenset({1, 0}))
    assert responses.words(awarded) == "a student who is awarded lines 1 and 2 of the rubric"
