"""What changed in an answer of the further kinds: one edit is one change, with its impact."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from examc.changes import Change, compare
from examc.core.answers import (
    Answer,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    ShortAnswer,
    TrueFalse,
    Upload,
)
from examc.core.keys import OrderRule
from examc.core.model import Question
from examc.core.records import replace
from kinds import each, exam_of, number, say, text

KINDS = each()


def _one(old: Question, new: Question) -> Change:
    (change,) = compare(exam_of(old), exam_of(new))
    return change


def _of(line: Any, **fields: Any) -> Any:
    return replace(line, **fields)


def _first(answer: Any, name: str, **fields: Any) -> Answer:
    """The same answer with something changed in the first of its lines of a name."""
    lines = getattr(answer, name)
    made: Answer = replace(answer, **{name: (_of(lines[0], **fields), *lines[1:])})
    return made


def _with(answer: Answer, **fields: Any) -> Answer:
    made: Answer = replace(answer, **fields)
    return made


HALF = Fraction(1, 2)
EDITS: tuple[tuple[str, Callable[[Any], Answer], str, str], ...] = (
    ("numeric", lambda a: _first(a, "accepted", points=HALF), "weight", "mark"),
    ("numeric", lambda a: _first(a, "accepted", feedback=say("Well.")), "feedback", "student"),
    ("numeric", lambda a: _with(a, unit="m"), "unit", "student"),
    ("numeric", lambda a: _with(a, accepted=a.accepted[:2]), "answer", "mark"),
    (
        "numeric",
        lambda a: _with(a, accepted=(*a.accepted, number("500", "501", "1"))),
        "answer",
        "mark",
    ),
    (
        "numeric",
        lambda a: _with(a, scoring=replace(a.scoring, floor=Fraction(0))),
        "lowest mark",
        "mark",
    ),
    ("short answer", lambda a: _first(a, "accepted", points=HALF), "weight", "mark"),
    ("short answer", lambda a: _with(a, case=True), "letter case", "mark"),
    (
        "short answer",
        lambda a: _with(a, accepted=(*a.accepted, text("Rome", "1"))),
        "answer",
        "mark",
    ),
    ("matching", lambda a: _first(a, "pairs", points=HALF), "weight", "mark"),
    ("matching", lambda a: _first(a, "pairs", wrong=-HALF), "weight of another right side", "mark"),
    ("matching", lambda a: _first(a, "pairs", feedback=say("Look.")), "feedback", "student"),
    ("ordering", lambda a: _with(a, rule=OrderRule.ALL_OR_NOTHING), "rule", "mark"),
    (
        "true/false",
        lambda a: _with(a, true=_of(a.true, feedback=say("Yes."))),
        "feedback",
        "student",
    ),
    (
        "matrix",
        lambda a: _with(a, scoring=replace(a.scoring, rule=Rule.ALL_OR_NOTHING)),
        "rule",
        "mark",
    ),
    ("fill in", lambda a: _first(a, "gaps", key=_with(a.gaps[0].key, case=True)), "case", "mark"),
)


@pytest.mark.parametrize(("kind", "edit", "what", "impact"), EDITS)
def test_one_edit_is_one_change(
    kind: str, edit: Callable[[Answer], Answer], what: str, impact: str
) -> None:
    old = KINDS[kind]
    new = replace(old, answer=edit(old.answer))
    change = _one(old, new)
    assert (change.what, change.impact) == (what, impact)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_answer_has_not_changed(kind: str) -> None:
    assert compare(exam_of(KINDS[kind]), exam_of(KINDS[kind])) == []


def test_an_item_that_moves_in_the_right_order_changes_marks() -> None:
    old = KINDS["ordering"]
    assert isinstance(old.answer, Ordering)
    one, *rest = old.answer.items
    change = _one(old, replace(old, answer=replace(old.answer, items=(*rest, one))))
    assert (change.kind, change.what, change.impact) == ("moved", "item", "mark")


def test_weights_that_follow_from_the_points_are_no_change_of_their_own() -> None:
    old = KINDS["matching"]
    assert isinstance(old.answer, Matching)
    pairs = tuple(
        replace(pair, points=2 * pair.points, wrong=2 * pair.wrong) for pair in old.answer.pairs
    )
    new = replace(old, points=2 * old.points, answer=replace(old.answer, pairs=pairs))
    told = [change.what for change in compare(exam_of(old), exam_of(new))]
    assert "points" in told
    assert "weight" not in told


def test_another_key_of_a_row_is_one_change() -> None:
    old = KINDS["matrix"]
    assert isinstance(old.answer, Matrix)
    row, *rest = old.answer.rows
    turned = replace(row, cells=row.cells[::-1])
    change = _one(old, replace(old, answer=replace(old.answer, rows=(turned, *rest))))
    assert (change.what, change.impact) == ("key", "mark")
    assert change.where.endswith("row 1")


def test_a_gap_of_another_kind_is_told_at_the_gap() -> None:
    old = KINDS["fill in"]
    assert isinstance(old.answer, FillIn)
    city, people, river = old.answer.gaps
    new = replace(old.answer, gaps=(city, replace(people, key=city.key), river))
    told = compare(exam_of(old), exam_of(replace(old, answer=new)))
    assert [c.where.rpartition(" › ")[2] for c in told if c.what == "kind of gap"] == ["gap people"]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (Upload(), Upload(fewest=1, most=3), "number of files"),
        (Upload(), Upload(types=(".pdf",)), "types of files"),
        (Upload(), Upload(size=1000), "size of files"),
        (Program(), Program(language="python"), "language"),
        (Program(start="a"), Program(start="b"), "start"),
        (Program(), Program(space=HALF), "answer space"),
    ],
)
def test_what_is_handed_in(old: Answer, new: Answer, what: str) -> None:
    question = replace(KINDS["numeric"], answer=old)
    change = _one(question, replace(question, answer=new))
    assert (change.what, change.impact) == (what, "student")


def test_pools_and_delivery() -> None:
    exam = exam_of(*(KINDS[kind] for kind in ("numeric", "short answer")))
    pool = replace(exam, exercises=(replace(exam.exercises[0], pick=1),))
    (change,) = compare(exam, pool)
    assert (change.what, change.old, change.new, change.impact) == (
        "questions that are drawn",
        "all",
        "1",
        "mark",
    )
    (change,) = compare(exam, replace(exam, attempts=2))
    assert (change.what, change.new) == ("attempts", "2")
    (change,) = compare(exam, replace(exam, instructions=say("Read.")))
    assert (change.what, change.impact) == ("instructions", "student")


def test_another_kind_is_told_as_that() -> None:
    old, new = KINDS["numeric"], KINDS["short answer"]
    told = compare(exam_of(old), exam_of(new))
    assert [c.what for c in told if c.what == "kind"] == ["kind"]
    assert all(isinstance(q.answer, Numeric | ShortAnswer | TrueFalse) for q in (old, new))
