"""Marks: what Moodle gives for every answer, against what the exam means."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examc.core import scoring
from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.content import Paragraph, Text
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import ChoiceQuestion, Exam, Exercise, Question
from examc.core.responses import choose
from examc.formats.moodle.write import write
from examc.formats.options import Options
from moodle import scorer
from moodle.support import build, codes, questions, written

MARK_CODES = {"X310", "X311", "X312", "X313", "X315"}


def question(
    weights: Iterable[str],
    points: str = "2",
    *,
    single: bool = False,
    scoring: Scoring | None = None,
    correct: Iterable[int] | None = None,
) -> ChoiceQuestion:
    """A choice question with these weights; correct are those above 0 unless given."""
    right = None if correct is None else set(correct)
    options = tuple(
        Option(
            text=(Paragraph((Text(f"Option {index}"),)),),
            points=Fraction(weight),
            correct=Fraction(weight) > 0 if right is None else index in right,
        )
        for index, weight in enumerate(weights)
    )
    scoring = scoring or Scoring(cap=Fraction(points))
    return Question(
        id="q",
        points=Fraction(points),
        prompt=(Paragraph((Text("Which?"),)),),
        answer=Choice(options=options, many=not single, scoring=scoring),
    )


def result(made: ChoiceQuestion, offgrid: str = "") -> tuple[etree._Element, list[Diagnostic]]:
    """The question in Moodle's file, and the losses."""
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(made,)),))
    quiz, losses = written(exam, options=Options(offgrid=offgrid))
    return questions(quiz)[0], losses


def fractions(element: etree._Element) -> list[str]:
    return [answer.get("fraction", "") for answer in element.findall("answer")]


def answers(made: ChoiceQuestion) -> Iterable[tuple[int, ...]]:
    """Every answer that a student can give."""
    count = len(made.answer.options)
    sizes = range(2) if not made.answer.many else range(count + 1)
    return chain.from_iterable(combinations(range(count), size) for size in sizes)


def differing(made: ChoiceQuestion, element: etree._Element) -> list[tuple[int, ...]]:
    """The answers for which Moodle gives another mark than the exam means."""
    return [a for a in answers(made) if scorer.mark(element, a) != scoring.mark(made, choose(a))]


# -- the measured examples ------------------------------------------------------------------------


def test_two_right_and_two_penalties() -> None:
    made = question(["1", "1", "-1", "-1"])
    element, losses = result(made)
    assert fractions(element) == ["50", "50", "-50", "-50"]
    marks = {a: scorer.mark(element, a) for a in answers(made)}
    assert {a for a, mark in marks.items() if mark == 2} == {(0, 1)}
    assert {a for a, mark in marks.items() if mark == 1} == {(0,), (1,), (0, 1, 2), (0, 1, 3)}
    assert differing(made, element) == []
    assert losses == []


def test_one_right_and_three_penalties() -> None:
    made = question(["2", "-1", "-1", "-1"])
    element, losses = result(made)
    assert fractions(element) == ["100", "-50", "-50", "-50"]
    assert differing(made, element) == []
    assert losses == []


def test_two_full_answers_of_a_single_choice() -> None:
    made = question(["1", "1", "0"], "1", single=True)
    element, losses = result(made)
    assert fractions(element) == ["100", "100", "0"]
    assert element.findtext("single") == "true"
    assert differing(made, element) == []
    assert losses == []


def test_a_single_choice_may_go_below_zero() -> None:
    no_floor = Scoring(floor=None, cap=Fraction(2))
    made = question(["2", "-2", "-2", "-2"], single=True, scoring=no_floor)
    element, losses = result(made)
    assert fractions(element) == ["100", "-100", "-100", "-100"]
    assert scorer.mark(element, (1,)) == -2
    assert differing(made, element) == []
    assert losses == []


def test_a_floor_of_zero_is_in_the_fractions_of_a_single_choice() -> None:
    made = question(["2", "-2", "0"], single=True)
    element, losses = result(made)
    assert fractions(element) == ["100", "0", "0"]
    assert differing(made, element) == []
    assert [(loss.code, loss.where) for loss in losses] == [
        ("X310", "exercise 1 › question 1 › option 2")
    ]
    assert losses[0].message.endswith("no mark changes")


@pytest.mark.parametrize(("floor", "cap"), [("-1", "2"), ("0", "1"), ("1", "2"), ("-1", "1")])
def test_any_bound_of_a_single_choice_is_in_its_fractions(floor: str, cap: str) -> None:
    bounds = Scoring(floor=Fraction(floor), cap=Fraction(cap))
    made = question(["2", "1", "-2", "0"], single=True, scoring=bounds)
    element, losses = result(made)
    assert differing(made, element) == []
    assert set(codes(losses)) <= {"X310", "X314"}


@pytest.mark.parametrize("parts", [3, 6, 7, 9])
def test_thirds_and_the_like_are_exact(parts: int) -> None:
    made = question([f"1/{parts}"] * parts + [f"-1/{parts}"], "1")
    element, losses = result(made)
    assert differing(made, element) == []
    assert losses == []


# -- what Moodle cannot do ------------------------------------------------------------------------


def test_off_the_grid_the_nearest_fraction_is_written_and_reported() -> None:
    made = question(["0.375", "0.625", "-0.375"], "1")
    element, losses = result(made)
    assert fractions(element) == ["40", "60", "-40"]
    assert differing(made, element)
    assert codes(losses) == ["X310"] * 3
    assert losses[0].message == (
        "Moodle has no fraction for the weight 0.375 of 1 point: "
        "0.4 (40%) is written, +0.025 points"
    )
    assert "cloze" in losses[0].help
    assert losses[0].target == "moodle"
    assert losses[0].where == "exercise 1 › question 1 › option 1"


def test_nearest_is_the_default() -> None:
    made = question(["0.375", "0.625"], "1")
    assert fractions(result(made)[0]) == fractions(result(made, "nearest")[0])


def test_a_weight_beyond_all_points_is_bent_without_changing_a_mark() -> None:
    made = question(["2", "-3"])
    element, losses = result(made)
    assert fractions(element) == ["100", "-100"]
    assert differing(made, element) == []
    assert codes(losses) == ["X310"]
    assert losses[0].message.endswith("no mark changes")


def test_refusing_off_grid_weights() -> None:
    made = question(["0.375", "0.625", "0"], "1")
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(made,)),))
    report = Report()
    assert write(exam, {}, Options(offgrid="error"), report) is None
    assert codes(report.diagnostics) == ["X316", "X316"]
    assert report.failed


def test_refusing_is_for_changed_marks_only() -> None:
    element, losses = result(question(["2", "-3"]), "error")
    assert fractions(element) == ["100", "-100"]
    assert codes(losses) == ["X310"]


def test_a_multiple_response_without_floor_loses_its_negative_marks() -> None:
    made = question(["1", "1", "-1"], scoring=Scoring(floor=None, cap=Fraction(2)))
    element, losses = result(made)
    assert differing(made, element) == [(2,)]
    assert codes(losses) == ["X311"]
    assert "a student who chooses C gets 0 instead of -1" in losses[0].message


def test_a_floor_that_nothing_reaches_is_no_loss() -> None:
    made = question(["1", "1", "0"], scoring=Scoring(floor=None, cap=Fraction(2)))
    assert codes(result(made)[1]) == []


def test_a_floor_above_zero() -> None:
    made = question(["1", "1", "0"], scoring=Scoring(floor=Fraction(1), cap=Fraction(2)))
    element, losses = result(made)
    assert differing(made, element)
    assert codes(losses) == ["X311"]


def test_a_cap_below_or_above_the_points() -> None:
    for cap, weights in ((Fraction(1), ["1", "1"]), (None, ["2", "2"]), (Fraction(3), ["2", "1"])):
        made = question(weights, scoring=Scoring(cap=cap))
        element, losses = result(made)
        assert differing(made, element)
        assert codes(losses) == ["X312"]


def test_a_cap_that_nothing_reaches_is_no_loss() -> None:
    assert codes(result(question(["1", "1", "-1"], scoring=Scoring()))[1]) == []


def test_positives_beyond_the_points_are_capped_by_both() -> None:
    made = question(["2", "2", "-1"])
    element, losses = result(made)
    assert differing(made, element) == []
    assert losses == []


def test_a_single_choice_above_the_points() -> None:
    made = question(["3", "1"], single=True, scoring=Scoring(cap=None))
    element, losses = result(made)
    assert fractions(element) == ["100", "50"]
    assert differing(made, element) == [(0,)]
    assert codes(losses) == ["X310"]


def test_a_best_option_below_the_points() -> None:
    made = question(["1", "0"], single=True)
    element, losses = result(made)
    assert fractions(element) == ["50", "0"]
    assert differing(made, element) == []
    assert losses == []


def test_all_or_nothing_with_one_right_option_is_exact() -> None:
    rule = Scoring(rule=Rule.ALL_OR_NOTHING, cap=Fraction(2))
    for single in (False, True):
        made = question(["2", "0", "0"], scoring=rule, single=single)
        element, losses = result(made)
        assert differing(made, element) == []
        assert losses == []
    assert fractions(result(question(["2", "0"], scoring=rule))[0]) == ["100", "-100"]


def test_all_or_nothing_with_two_right_options() -> None:
    made = question(["1", "1", "0"], scoring=Scoring(rule=Rule.ALL_OR_NOTHING, cap=Fraction(2)))
    element, losses = result(made)
    assert fractions(element) == ["50", "50", "-100"]
    assert differing(made, element) == [(0,), (1,)]
    assert codes(losses) == ["X313"]
    assert "a student who chooses A gets 1 instead of 0" in losses[0].message


def test_nothing_right_cannot_be_rewarded() -> None:
    element, losses = result(question(["-1", "-1"]))
    assert fractions(element) == ["-50", "-50"]
    assert codes(losses) == ["X310"]
    assert "nothing is chosen" in losses[0].message


def test_checks_that_the_fraction_does_not_show() -> None:
    made = question(["2", "0", "1", "-1"], correct=[0, 1])
    _, losses = result(made)
    found = [(loss.code, loss.where[-1]) for loss in losses if loss.code == "X314"]
    assert found == [("X314", "2"), ("X314", "3")]


def test_a_question_without_points_shows_what_is_right() -> None:
    made = question(["0", "0"], "0", correct=[1])
    element, losses = result(made)
    assert fractions(element) == ["0", "100"]
    assert element.findtext("defaultgrade") == "0.0000000"
    assert differing(made, element) == []
    assert losses == []


def test_many_options_alike_are_counted_not_listed() -> None:
    made = question(["1/5"] * 10 + ["-1/5"] * 10, scoring=Scoring(floor=None, cap=Fraction(2)))
    _, losses = result(made)
    assert codes(losses) == ["X311"]


def test_many_different_options_are_tried_at_their_extremes() -> None:
    weights = [f"{n}/40" for n in range(1, 15)] + [f"-{n}/40" for n in range(1, 15)]
    made = question(weights, scoring=Scoring(floor=None, cap=Fraction(2)))
    found = codes(result(made)[1])
    assert "X311" in found
    assert "X310" in found
    assert "X312" not in found


# -- embedded answers -----------------------------------------------------------------------------


def test_cloze_keeps_the_measured_weights() -> None:
    made = question(["0.75", "1.25", "-0.75", "-3"])
    element, losses = result(made, "cloze")
    assert element.get("type") == "cloze"
    assert losses == []
    assert "{2:MULTIRESPONSE:%37.5%Option 0~%62.5%Option 1~%-37.5%Option 2~%-150%Option 3}" in (
        element.findtext("questiontext/text") or ""
    )
    expected = {(0,): "0.75", (1,): "1.25", (0, 1): "2", (0, 1, 2): "1.25", (3,): "0"}
    assert {a: scorer.mark(element, a) for a in expected} == {
        a: Fraction(mark) for a, mark in expected.items()
    }
    assert differing(made, element) == []


def test_cloze_single_choice_goes_below_zero() -> None:
    made = question(["1", "0.45", "-0.15"], "1", single=True, scoring=Scoring(floor=None))
    element, losses = result(made, "cloze")
    assert "{1:MULTICHOICE_V:%100%" in (element.findtext("questiontext/text") or "")
    assert scorer.mark(element, (2,)) == Fraction("-0.15")
    assert differing(made, element) == []
    assert losses == []


def test_cloze_is_only_for_what_is_off_the_grid() -> None:
    assert result(question(["1", "1", "-1"]), "cloze")[0].get("type") == "multichoice"
    assert result(question(["2", "-3"]), "cloze")[0].get("type") == "multichoice"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (question(["0.2", "0.3"], "0.5"), "no whole number"),
        (question(["0.45", "0.45"], "1"), "do not add up"),
        (question(["0.95", "0"], "1", single=True), "does not earn all"),
    ],
)
def test_what_cloze_cannot_keep_is_written_as_the_nearest(made: ChoiceQuestion, why: str) -> None:
    element, losses = result(made, "cloze")
    if codes(losses):
        assert element.get("type") == "multichoice"
        assert why in losses[0].message
        assert "cloze" not in losses[0].help
    else:
        assert differing(made, element) == []


def test_cloze_without_a_finite_percentage() -> None:
    made = question(["3/7", "4/7", "-3/7"], "1")
    element, _ = result(made, "cloze")
    assert "%42.8571429%" in (element.findtext("questiontext/text") or "")
    for answer in answers(made):
        off = abs(scorer.mark(element, answer) - scoring.mark(made, choose(answer)))
        assert off < Fraction(1, 10**7)


# -- the law --------------------------------------------------------------------------------------

WEIGHTS = ["2", "1", "0.75", "1.25", "2/3", "1/3", "0.4", "0", "-0.3", "-0.5", "-1", "-2", "-3"]
BOUNDS = st.sampled_from([None, Fraction(0), Fraction(0), Fraction(1), Fraction(-1), Fraction(2)])


@settings(max_examples=150)
@given(
    weights=st.lists(st.sampled_from(WEIGHTS), min_size=2, max_size=5),
    points=st.sampled_from(["1", "2", "3", "0"]),
    single=st.booleans(),
    rule=st.sampled_from([Rule.SUM, Rule.SUM, Rule.ALL_OR_NOTHING]),
    floor=BOUNDS,
    cap=BOUNDS,
    offgrid=st.sampled_from(["", "cloze"]),
)
def test_every_changed_mark_is_reported_and_none_is_invented(
    weights: list[str],
    points: str,
    single: bool,
    rule: Rule,
    floor: Fraction | None,
    cap: Fraction | None,
    offgrid: str,
) -> None:
    made = question(weights, points, single=single, scoring=Scoring(rule, floor, cap))
    element, losses = result(made, offgrid)
    tolerance = Fraction(1, 10**6) if element.get("type") == "cloze" else 0
    changed = [
        answer
        for answer in answers(made)
        if abs(scorer.mark(element, answer) - scoring.mark(made, choose(answer))) > tolerance
    ]
    telling = [
        loss
        for loss in losses
        if loss.code in MARK_CODES
        and not loss.message.endswith("no mark changes")
        and "nothing is chosen" not in loss.message
    ]
    if changed:
        assert telling, changed
    if telling and len({loss.code for loss in telling}) == 1:
        assert changed, [loss.message for loss in telling]


@pytest.mark.parametrize(
    ("points", "grade", "lost"),
    [
        ("2", "2.0000000", False),
        ("0.1234567", "0.1234567", False),
        ("1/3", "0.3333333", True),
        ("1.00000001", "1.0000000", True),
        ("100000", "99999.9999999", True),
    ],
)
def test_the_default_grade_has_seven_decimals(points: str, grade: str, lost: bool) -> None:
    element, losses = result(question([points, "0"], points))
    assert element.findtext("defaultgrade") == grade
    assert ("X315" in codes(losses)) == lost


def test_weights_left_out_are_shared_and_exact() -> None:
    quiz, losses = build(
        "## 2 pts · multiple response {wrong=minus}\n\nWhich?\n\n- [x] a\n- [x] b\n- [x] c\n- [ ] d\n"
    )
    assert fractions(questions(quiz)[0]) == ["33.33333"] * 3 + ["-33.33333"]
    assert losses == []
