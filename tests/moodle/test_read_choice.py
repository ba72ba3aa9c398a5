"""Choice questions of any Moodle: what is read is marked as Moodle marks the file."""

from fractions import Fraction
from operator import mul
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.content import Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.limits import LARGEST_POINTS
from examc.core.model import ChoiceQuestion, Exam, Exercise, Question
from examc.core.numbers import rounded
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.systems.moodle import view as system
from examc.systems.moodle.grid import GRID
from moodle.law import holds
from moodle.marks import differing
from moodle.reading import Found, answer, multichoice, one, question, quiz, reading
from support import choice_question


def choice(*fractions: str, **more: Any) -> ChoiceQuestion:
    item = one(multichoice(*fractions, **more))
    return choice_question(item)


def weights(*fractions: str, grade: str = "1.0000000") -> list[Fraction]:
    return [option.points for option in choice(*fractions, grade=grade).answer.options]


@pytest.mark.parametrize("places", [3, 4, 5, 6, 7])
def test_a_fraction_of_the_grid_means_its_exact_share(places: int) -> None:
    for share in GRID:
        read = weights(rounded(share * 100, places), "0", grade="6.0000000")
        assert read[0] == share * 6


def test_what_moodle_refuses_is_kept_as_it_is_and_told() -> None:
    found = reading(quiz(multichoice("33.33", "50", "-37.5")))
    (item,) = found.items()
    item = choice_question(item)
    assert item.answer.many
    assert [option.points for option in item.answer.options] == [
        Fraction("0.3333"),
        Fraction(1, 2),
        Fraction("-0.375"),
    ]
    assert found.codes() == ["R501", "R501"]
    assert found.said[1].where == "exercise 1 › question 1 › option 3"
    assert found.said[1].span is not None
    assert found.said[1].span.line == 10


@pytest.mark.parametrize("fraction", ["", "abc", "12,5", "1e99", "--5", "0x10", "9" * 400])
def test_a_fraction_that_is_no_number_leaves_the_question_out(fraction: str) -> None:
    found = reading(quiz(multichoice("100", fraction), multichoice("100", "0")))
    assert len(found.items()) == 1
    assert found.codes() == ["R494"]
    assert found.said[0].where == "exercise 1"
    assert repr("A name") in found.said[0].message


def test_a_fraction_with_a_sign_of_percent_and_one_left_out() -> None:
    assert weights("50%", "50") == [Fraction(1, 2), Fraction(1, 2)]
    xml = multichoice("100", "0").replace(' fraction="0"', "")
    item = one(xml)
    item = choice_question(item)
    assert item.answer.many
    assert item.answer.options[1].points == 0


def test_bounds_are_those_of_moodle() -> None:
    assert choice("50", "50", "-50").answer.scoring == Scoring(cap=Fraction(1))
    assert choice("100", "-50", single=True).answer.scoring == Scoring(floor=None, cap=Fraction(1))
    assert choice("100", "0", single=True).answer.scoring == Scoring(cap=Fraction(1))


def test_an_option_is_right_if_its_fraction_is_above_zero() -> None:
    assert [o.correct for o in choice("100", "50", "0", "-5").answer.options] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("single", "expected"),
    [
        ("<single>true</single>", True),
        ("<single>false</single>", False),
        ("<single>0</single>", False),
        ("<single></single>", False),
        ("<single/>", False),
        ("<single>False</single>", True),
        ("<single> false </single>", False),
        ("", True),
    ],
)
def test_one_answer_or_several_as_moodle_understands_it(single: str, expected: bool) -> None:
    xml = multichoice("100", "0").replace("<single>false</single>", single)
    assert choice_question(one(xml)).answer.many != expected


def test_the_order_of_options() -> None:
    assert not choice("100", "0").answer.shuffle
    assert choice("100", "0", more="<shuffleanswers>1</shuffleanswers>").answer.shuffle
    assert choice("100", "0", more="<shuffleanswers>true</shuffleanswers>").answer.shuffle
    assert not choice("100", "0", more="<shuffleanswers>0</shuffleanswers>").answer.shuffle


def test_points_left_out_are_one() -> None:
    xml = multichoice("100", "0").replace("<defaultgrade>1.0000000</defaultgrade>", "")
    item = one(xml)
    item = choice_question(item)
    assert item.answer.many
    assert item.points == 1


@pytest.mark.parametrize("grade", ["2,5", "abc", "-1", "", "100000", "1e5", "9" * 300])
def test_points_that_are_none_leave_the_question_out(grade: str) -> None:
    found = reading(quiz(multichoice("100", "0", grade=grade)))
    assert found.exam is None
    assert found.codes() == ["R494", "R513"]


def test_empty_options_are_left_out_as_moodle_does() -> None:
    inside = "<single>true</single>" + answer("100", " ") + answer("100") + answer("0", "b")
    found = reading(quiz(question("multichoice", inside)))
    (item,) = found.items()
    item = choice_question(item)
    assert not item.answer.many
    assert len(item.answer.options) == 2
    assert found.codes() == ["R494"]


def test_fewer_than_two_options_are_no_question() -> None:
    found = reading(quiz(multichoice("100")))
    assert found.codes() == ["R494", "R513"]
    assert "fewer than two options" in found.said[0].message


def test_feedback_of_options_and_by_result() -> None:
    inside = (
        answer("100", "a", "<p>Yes.</p>")
        + answer("0", "b")
        + "<correctfeedback format='html'><text>Right.</text></correctfeedback>"
        + "<partiallycorrectfeedback format='html'><text>Wrong.</text></partiallycorrectfeedback>"
        + "<incorrectfeedback format='html'><text>Wrong.</text></incorrectfeedback>"
        + "<generalfeedback format='html'><text>All.</text></generalfeedback>"
    )
    item = one(question("multichoice", inside))
    item = choice_question(item)
    assert not item.answer.many
    assert item.answer.options[0].feedback == (Paragraph((Text("Yes."),)),)
    assert item.feedback.correct == (Paragraph((Text("Right."),)),)
    assert item.feedback.incorrect == (Paragraph((Text("Wrong."),)),)
    assert item.feedback.general == (Paragraph((Text("All."),)),)


def partly(*fractions: str, single: bool) -> Found:
    more = "<partiallycorrectfeedback><text>Partly.</text></partiallycorrectfeedback>"
    return reading(quiz(multichoice(*fractions, single=single, more=more)))


def test_other_feedback_on_partly_right_answers_is_told_where_it_is_ever_shown() -> None:
    found = partly("50", "50", single=False)
    assert found.codes() == ["R523"]
    assert "'Partly.'" in found.said[0].message
    assert partly("100", "50", single=True).codes() == ["R523"]
    assert partly("100", "0", "-100", single=True).codes() == []


@settings(max_examples=200)
@given(
    shares=st.lists(st.sampled_from(GRID), min_size=2, max_size=6),
    places=st.integers(5, 7),
    single=st.booleans(),
    grade=st.sampled_from(["1", "2.0000000", "0.3333333", "0", "7.5", "3.14", "10000"]),
)
def test_every_response_earns_what_moodle_gives(
    shares: list[Fraction], places: int, single: bool, grade: str
) -> None:
    fractions = [rounded(share * 100, places) for share in shares]
    xml = quiz(multichoice(*fractions, single=single, grade=grade))
    xml = xml.replace("<name>", "<idnumber>e1-1</idnumber><name>")
    found = reading(xml)
    assert found.codes() == []
    view = system.view(xml.encode())
    assert view.refused == ""
    assert found.exam is not None
    assert differing(view, found.exam) == []
    # and what was read is written as the same fractions
    report = Report()
    data = write(found.exam, {}, Options(), report)
    assert data is not None
    if Fraction(grade):
        assert report.diagnostics == [] or {d.code for d in report.diagnostics} <= {"X310"}
        assert differing(system.view(data), found.exam) == []


# -- what stands beside the fractions -------------------------------------------------------------


def plain_question(*given: str, scoring: Scoring, single: bool = False) -> Exam:
    options = tuple(
        Option(
            text=(Paragraph((Text(f"option {number}"),)),),
            points=Fraction(weight),
            correct=Fraction(weight) > 0,
        )
        for number, weight in enumerate(given, 1)
    )
    prompt = (Paragraph((Text("Which?"),)),)
    answer = Choice(options=options, many=not single, scoring=scoring)
    made = Question(id="q", points=Fraction(1), prompt=prompt, answer=answer)
    return Exam(title="T", exercises=(Exercise(id="e", title="E", items=(made,)),))


@pytest.mark.parametrize(
    "exam",
    [
        plain_question("1", "0", scoring=Scoring(floor=None, cap=Fraction(1))),
        plain_question("1", "0", scoring=Scoring(floor=Fraction(-2), cap=None)),
        plain_question("1", "0", scoring=Scoring(floor=None, cap=Fraction(1)), single=True),
        plain_question("1", "-1", scoring=Scoring(floor=Fraction(-1), cap=None), single=True),
        plain_question("1", "0", scoring=Scoring(Rule.ALL_OR_NOTHING, cap=Fraction(1))),
        plain_question("0.3", "-7", scoring=Scoring(Rule.ALL_OR_NOTHING, None, None)),
    ],
)
def test_scoring_that_changes_no_mark_is_kept_without_a_loss(exam: Exam) -> None:
    report = Report()
    data = write(exam, {}, Options(), report)
    assert report.diagnostics == []
    assert data is not None
    assert b"<examc " in data
    holds(exam, {}, Options())


def test_scoring_that_moodle_has_stands_in_the_fractions_alone() -> None:
    data = write(
        plain_question("1", "-1", scoring=Scoring(cap=Fraction(1))), {}, Options(), Report()
    )
    assert data is not None
    assert b"<examc" not in data


@pytest.mark.parametrize(
    "beside", ['floor="x"', 'cap="1/0"', 'rule="best"', 'weights="1"', 'weights="a b"']
)
def test_scoring_beside_that_is_spoilt_is_told_and_passed_over(beside: str) -> None:
    found = reading(quiz(multichoice("100", "-50", more=f"<examc {beside}/>")))
    (item,) = found.items()
    item = choice_question(item)
    assert item.answer.many
    assert item.answer.scoring == Scoring(cap=Fraction(1))
    assert [option.points for option in item.answer.options] == [1, Fraction(-1, 2)]
    assert found.codes() == ["R494"]


WEIGHTS = (
    *(Fraction(n) for n in (2, 1, 0, 0, -1, -2, -3, 10_000)),
    *map(Fraction, ("3/4", "5/4", "2/3", "1/3", "2/5", "-3/10", "-1/2", "3/7", "1/10", "17/20")),
    *map(Fraction, ("3/20", "1/30000")),
)
POINTS = (*map(Fraction, ("1", "2", "3", "0", "1/3", "22/7", "1/1000", "10000", "7", "1/2")),)
BOUNDS = st.sampled_from(
    (None, *map(Fraction, ("0", "0", "1", "-1", "2", "1/3", "-1/3", "20", "-3/10", "5")))
)


@st.composite
def choices(draw: st.DrawFn) -> Exam:
    """One choice question with any weights, checks and scoring that an exam can have."""
    points = draw(st.sampled_from(POINTS))
    held = st.builds(mul, st.sampled_from(WEIGHTS), st.sampled_from((Fraction(1), points)))
    options = tuple(
        Option(
            text=(Paragraph((Text(f"option {number}"),)),),
            points=draw(held.filter(lambda weight: abs(weight) <= LARGEST_POINTS)),
            correct=draw(st.booleans()),
            id=draw(st.sampled_from(("", f"o{number}"))),
            fixed=draw(st.booleans()),
        )
        for number in range(draw(st.integers(2, 5)))
    )
    rule = draw(st.sampled_from((Rule.SUM, Rule.SUM, Rule.ALL_OR_NOTHING)))
    answer = Choice(
        options=options,
        many=not draw(st.booleans()),
        scoring=Scoring(rule, draw(BOUNDS), draw(st.one_of(BOUNDS, st.just(points)))),
        shuffle=draw(st.booleans()),
    )
    prompt = (Paragraph((Text("Which?"),)),)
    question = Question(id="q", points=points, prompt=prompt, answer=answer)
    return Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))


@pytest.mark.law
@given(exam=choices(), offgrid=st.sampled_from(("", "cloze")))
def test_any_scoring_is_read_again_or_was_reported(exam: Exam, offgrid: str) -> None:
    holds(exam, {}, Options(offgrid=offgrid))


# -- embedded answers -----------------------------------------------------------------------------

CLOZE = "<p>Which?</p>\n<div>{2:MULTIRESPONSE:%37.5%A~%62.5%B#<p>Yes.</p>~%-37.5%C}</div>"


def test_embedded_answers_of_our_form_are_a_choice_question() -> None:
    item = one(question("cloze", text=CLOZE))
    item = choice_question(item)
    assert item.answer.many
    assert item.points == 2
    assert [o.points for o in item.answer.options] == [
        Fraction(3, 4),
        Fraction(5, 4),
        Fraction(-3, 4),
    ]
    assert item.answer.options[1].text == (Paragraph((Text("B"),)),)
    assert item.answer.options[1].feedback == (Paragraph((Text("Yes."),)),)
    assert item.prompt == (Paragraph((Text("Which?"),)),)
    assert item.answer.scoring == Scoring(cap=Fraction(2))


@pytest.mark.parametrize(
    "text",
    [
        "No answer at all",
        "<p>Full</p>\n<div>{1:MULTICHOICE_V:%50%A~%0%B}</div>",
        "<p>Open</p>\n<div>{1:MULTICHOICE_V:%100%A~%0%B</div>",
    ],
)
def test_a_text_that_moodle_refuses_is_left_out_by_name(text: str) -> None:
    found = reading(quiz(question("cloze", text=text), multichoice("100", "0")))
    assert len(found.items()) == 1
    assert found.codes() == ["R494"]
    assert "'A name'" in found.said[0].message
