"""Ways out for the further kinds: what they write, and that they keep the marks they say to keep."""

import pytest

from examc.core.answers import Answer, Choice, Matching
from examc.proof import kindedits
from examc.proof.edits import Edit
from examc.proof.remedies import meaning
from kinds import BIPARTITE, CAPITAL, CAPITALS, FRANCE, PI, TREES, YEARS, asked


@pytest.mark.parametrize(
    ("edit", "answer", "points", "count"),
    [
        (kindedits.per_gap, FRANCE, "3", 3),
        (kindedits.per_pair, CAPITALS, "3", 3),
        (kindedits.per_row, TREES, "1.5", 3),
    ],
)
def test_parts_apart_mean_the_same_but_for_the_floor_of_the_sum(
    edit: Edit, answer: Answer, points: str, count: int
) -> None:
    question = asked(answer, points)
    edited = edit(question)
    assert edited is not None
    assert len(edited.parts) == count
    assert sum(part.question.points for part in edited.parts) == question.points
    for deviation in meaning(question, edited.parts).deviations:
        assert deviation.awarded is not None
        assert deviation.awarded > deviation.meant  # each part is floored by itself


@pytest.mark.parametrize(
    ("edit", "answer"),
    [
        (kindedits.as_matching, TREES),
        (kindedits.as_matching, YEARS),
        (kindedits.as_multiple_choice, BIPARTITE),
    ],
)
def test_another_kind_keeps_every_mark(edit: Edit, answer: Answer) -> None:
    question = asked(answer)
    edited = edit(question)
    assert edited is not None
    (part,) = edited.parts
    assert isinstance(part.question.answer, Matching | Choice)
    compared = meaning(question, edited.parts)
    assert compared.deviations == ()
    assert compared.tried > 2


@pytest.mark.parametrize(
    ("edit", "answer", "changes"),
    [
        (kindedits.full_answers, CAPITAL, True),
        (kindedits.full_answers, PI, True),
        (kindedits.no_penalties, PI, True),
        (kindedits.no_penalties, CAPITALS, True),
        (kindedits.equal_parts, TREES, True),
        (kindedits.whole_order, YEARS, True),
        (kindedits.no_penalties, BIPARTITE, False),  # a floor of 0 makes the penalty idle
    ],
)
def test_other_weights_say_whether_they_change_marks(
    edit: Edit, answer: Answer, *, changes: bool
) -> None:
    question = asked(answer)
    edited = edit(question)
    assert edited is not None
    assert bool(meaning(question, edited.parts).deviations) is changes


@pytest.mark.parametrize(
    ("edit", "answer"),
    [
        (kindedits.per_gap, CAPITAL),
        (kindedits.per_pair, FRANCE),
        (kindedits.per_row, YEARS),
        (kindedits.as_matching, CAPITAL),
        (kindedits.as_multiple_choice, FRANCE),
        (kindedits.whole_order, TREES),
        (kindedits.full_answers, TREES),
        (kindedits.equal_parts, YEARS),
        (kindedits.no_penalties, YEARS),
    ],
)
def test_an_edit_of_another_kind_does_not_apply(edit: Edit, answer: Answer) -> None:
    assert edit(asked(answer)) is None
