"""Canvas, held against the package that was written by hand and run through its importer."""

import pytest

from examc.core.responses import choose
from examc.systems.canvas import fromqti as canvas
from examc.systems.newquizzes import view as newquizzes
from examc.systems.view import Seen
from support import shared
from systems.handmade import ESSAY, choice_item, marks, nonzero, other_item, package

FOUR = {"A": "1", "B": "1", "C": "-1", "D": "-1"}
FLOOR = 'lowerBound="0" upperBound="2"'


def classic(item: str, weight: str = "") -> Seen:
    (seen,) = canvas.view(package(item, weight=weight)).questions
    return seen


def new(item: str, weight: str = "") -> Seen:
    (seen,) = newquizzes.view(package(item, weight=weight)).questions
    return seen


# -- the table of the hand-written package --------------------------------------------------------


def test_a_multiple_response_without_weight_is_worth_one_point() -> None:
    item = choice_item(FOUR, key="AB", mapping=FLOOR)
    seen = classic(item)
    assert seen.points == 1
    assert nonzero(seen) == {"A": "1/2", "B": "1/2", "AB": "1", "ABC": "1/2", "ABD": "1/2"}
    assert new(item).points == 2
    assert nonzero(new(item)) == {"AB": "2"}


def test_with_a_weight_it_is_right_minus_wrong() -> None:
    item = choice_item(FOUR, key="AB", mapping=FLOOR)
    assert nonzero(classic(item, "2")) == {"A": "1", "B": "1", "AB": "2", "ABC": "1", "ABD": "1"}


def test_weights_are_not_read() -> None:
    uneven = choice_item({"A": "1", "B": "1", "C": "1", "D": "-0.5"}, key="ABC", mapping=FLOOR)
    assert marks(classic(uneven, "3"))["ABCD"] == "2"  # -1, not -0.5
    zeros = choice_item({"A": "1", "B": "1", "C": "0", "D": "0"}, key="AB")
    assert marks(classic(zeros, "2"))["ABC"] == "1"


def test_only_the_first_of_two_full_answers_is_right() -> None:
    item = choice_item({"A": "2", "B": "2", "C": "0"}, key="A", single=True)
    assert marks(classic(item)) == {"": "0", "A": "1", "B": "0", "C": "0"}
    assert marks(new(item)) == {"": "0", "A": "2", "B": "0", "C": "0"}


def test_a_single_choice_has_no_penalty() -> None:
    item = choice_item({"A": "2", "B": "-2", "C": "-2", "D": "-2"}, key="A", single=True)
    assert nonzero(classic(item)) == {"A": "1"}
    assert nonzero(new(item)) == {"A": "2"}


def test_an_essay_without_weight_is_worth_one_point() -> None:
    rubric = '<rubricBlock view="scorer"><p>SECRET</p></rubricBlock>{}'
    item = other_item(ESSAY, body=rubric)
    assert classic(item).points == 1
    assert new(item).points == 3
    assert classic(item).scheme is None
    assert not classic(item).graders
    assert not classic(item).scales


def test_an_item_without_interaction_is_no_question() -> None:
    item = other_item("<p>Read this.</p>")
    assert "no interaction" in classic(item).refused
    assert new(item).refused


# -- what the importer does with a file -----------------------------------------------------------


def test_an_item_is_found_by_the_identifier_of_its_reference() -> None:
    item = choice_item(FOUR, key="AB")
    (seen,) = canvas.view(package(item, identifier="other")).questions
    assert "identifier" in seen.refused
    (seen,) = canvas.view(package(item, href="other.xml")).questions
    assert not seen.refused
    (seen,) = newquizzes.view(package(item, identifier="other")).questions
    assert not seen.refused
    (seen,) = newquizzes.view(package(item, href="other.xml")).questions
    assert seen.refused


def test_a_test_of_qti_2_2_makes_no_quiz() -> None:
    item = choice_item(FOUR, key="AB")
    assert canvas.view(package(item, test_type="imsqti_test_xmlv2p2")).refused


def test_one_right_option_makes_radio_buttons() -> None:
    item = choice_item({"A": "2", "B": "-1", "C": "-1"}, key="A")
    assert classic(item, "2").single
    assert sorted(marks(classic(item, "2"))) == ["", "A", "B", "C"]


def test_without_a_correct_response_it_cannot_tell() -> None:
    assert "correct answers" in classic(choice_item(FOUR, key="")).refused
    spaced = choice_item(FOUR, key=(" A ", "B "))
    assert "correct answers" in classic(spaced).refused


@pytest.mark.parametrize("element", ["div", "p"])
def test_an_interaction_inside_another_element_loses_its_options(element: str) -> None:
    item = choice_item(FOUR, key="AB", body=f"<{element}>{{interaction}}</{element}>")
    assert "options are lost" in classic(item).refused


def test_a_written_answer_with_a_correct_response_is_marked_by_its_text() -> None:
    answer = "<correctResponse><value>because</value></correctResponse>"
    assert "short answer" in classic(other_item(ESSAY, declaration=answer)).refused


def test_a_long_prompt_is_replaced() -> None:
    long = f"<div>{'word ' * 3300}</div>{{interaction}}"
    assert "16 KB" in classic(choice_item(FOUR, key="AB", body=long)).refused
    fits = f"<div>{'word ' * 3200}</div>{{interaction}}"
    assert not classic(choice_item(FOUR, key="AB", body=fits)).refused


def test_canvas_own_fields_force_type_and_points() -> None:
    fields = (
        "<instructureMetadata>"
        '<instructureField name="question_type" value="multiple_choice_question"/>'
        '<instructureField name="points_possible" value="5"/></instructureMetadata>'
    )
    seen = classic(choice_item(FOUR, key="AB", first=fields))
    assert marks(seen) == {"": "0", "A": "5", "B": "5", "C": "0", "D": "0"}
    assert classic(choice_item(FOUR, key="AB", first=fields), "2").points == 2


def test_points_below_zero_are_zero() -> None:
    assert classic(choice_item(FOUR, key="AB"), "-2").points == 0


@pytest.mark.parametrize(
    ("own", "right", "wrong"),
    [
        ("feedback_1_fb", True, False),
        ("general_fb", True, True),
        ("correct_fb", True, False),
        ("fb_C", True, False),
        ("incorrect_fb", False, True),
        ("general_incorrect_fb", False, True),
        ("fb_IC", False, True),
        ("General_fb", True, True),
        ("Wrong", False, True),
        ("Feedback_1_FB", True, False),
        ("solution", False, False),
        ("other", False, False),
    ],
)
def test_feedback_goes_where_its_name_says(own: str, right: bool, wrong: bool) -> None:
    modal = (
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{own}" showHide="show">'
        "<p>note</p></modalFeedback>"
    )
    weights = {"RESPONSE_1": "2", "RESPONSE_2": "0"}
    seen = classic(choice_item(weights, key=("RESPONSE_1",), single=True, more=modal), "2")
    assert seen.shows is not None
    assert ("note" in seen.shows(choose({0}))) is right
    assert ("note" in seen.shows(choose({1}))) is wrong


def test_new_quizzes_show_no_feedback() -> None:
    modal = '<modalFeedback outcomeIdentifier="F" identifier="general_fb"><p>x</p></modalFeedback>'
    seen = new(choice_item(FOUR, key="AB", more=modal))
    assert seen.shows is not None
    assert not seen.shows(choose({0}))


def test_new_quizzes_take_points_from_the_item() -> None:
    maximum = (
        '<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>4</value></defaultValue></outcomeDeclaration>"
    )
    assert new(choice_item(FOUR, key="AB", maximum="", declared=maximum), "7").points == 4
    assert new(choice_item(FOUR, key="AB", maximum=""), "7").points is None


def test_the_reference_package() -> None:
    data = shared("samples", "qti21", "reference-shape.zip").read_bytes()
    several, two, penalty, essay = canvas.view(data).questions
    assert [q.points for q in (several, two, penalty, essay)] == [2, 2, 2, 3]
    assert nonzero(several) == {"A": "1", "B": "1", "AB": "2", "ABC": "1", "ABD": "1"}
    assert nonzero(two) == {"A": "2"}
    assert nonzero(penalty) == {"A": "2"}
    assert several.shows is not None
    assert sorted(filter(None, several.shows(choose({0, 2})))) == [
        "about 1second paragraph 1",
        "about 3second paragraph 3",
        "for all",
    ]


def test_a_foreign_package_is_refused_without_a_crash() -> None:
    data = shared("samples", "canvas", "qti_2_1.zip").read_bytes()
    assert canvas.view(data).refused
    assert newquizzes.view(data).refused


def _condition(option: str, rule: str) -> str:
    return (
        '<responseCondition><responseIf><member><baseValue baseType="identifier">'
        f'{option}</baseValue><variable identifier="RESPONSE"/></member>{rule}</responseIf>'
        "</responseCondition>"
    )


def test_conditions_tell_the_right_options_where_nothing_else_does() -> None:
    score = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{}</baseValue></setOutcomeValue>'
    processing = _condition("A", score.format("2")) + _condition("B", score.format("-1"))
    seen = classic(choice_item(FOUR, key="", processing=processing), "2")
    assert nonzero(seen) == {"A": "2"}
    added = classic(choice_item(FOUR, key="B", processing=processing), "2")
    assert nonzero(added)["AB"] == "2"


def _sets(outcome: str, value: str, kind: str = "float") -> str:
    base = f'<baseValue baseType="{kind}">{value}</baseValue>'
    return f'<setOutcomeValue identifier="{outcome}">{base}</setOutcomeValue>'


@pytest.mark.parametrize(
    ("values", "points"), [(("4", "0"), 4), (("2.9", "-1"), 2), (("many",), 0), (("-3",), 0)]
)
def test_points_that_conditions_set_in_que_score(values: tuple[str, ...], points: int) -> None:
    """The largest whole number of the first condition that sets any (choice_interaction.rb)."""
    rules = "".join(_sets("QUE_SCORE", value) for value in values)
    processing = _condition("A", rules) + _condition("B", _sets("QUE_SCORE", "9"))
    item = choice_item(FOUR, key="AB", processing=processing)
    assert classic(item).points == points
    assert classic(item, "3").points == 3
    fields = '<instructureField name="max_score" value="5"/>'
    own = choice_item(
        FOUR,
        key="AB",
        processing=processing,
        first=f"<instructureMetadata>{fields}</instructureMetadata>",
    )
    assert classic(own).points == 5


def test_a_later_condition_without_a_score_makes_an_option_wrong() -> None:
    processing = _condition("A", _sets("SCORE", "2")) + _condition("A", _sets("OTHER", "2"))
    assert "cannot tell" in classic(choice_item(FOUR, key="", processing=processing)).refused


@pytest.mark.parametrize(
    ("rule", "right"),
    [
        (_sets("SCORE", "0.5"), True),
        (_sets("SCORE_1", "1", "integer"), True),
        (_sets("MYSCORE", "TRUE", "boolean"), True),
        (_sets("SCORE", "score.max"), True),
        (_sets("SCORE", "1", "identifier"), False),
        (_sets("D2L_CORRECT", "1"), False),
        (
            _sets("D2L_CORRECT", "1").replace("<base", "<sum><base").replace("e></", "e></sum></"),
            True,
        ),
        (_sets("SCORE", "-1"), False),
        (_sets("OTHER", "1"), False),
    ],
)
def test_what_a_condition_takes_for_right(rule: str, right: bool) -> None:
    seen = classic(choice_item(FOUR, key="", processing=_condition("A", rule)), "2")
    assert bool(seen.refused) is not right, seen.refused


def test_all_options_that_stand_together_are_right_whatever_is_set() -> None:
    member = (
        '<member><baseValue baseType="identifier">{}</baseValue>'
        '<variable identifier="RESPONSE"/></member>'
    )
    both = f"<and>{member.format('A')}{member.format('B')}<not>{member.format('C')}</not></and>"
    rule = _sets("SCORE", "0")
    processing = f"<responseCondition><responseIf>{both}{rule}</responseIf></responseCondition>"
    assert nonzero(classic(choice_item(FOUR, key="", processing=processing), "2"))["AB"] == "2"


def test_true_or_false_takes_one_answer() -> None:
    condition = _condition("A", _sets("SCORE", "1")).replace("member", "match")
    named = condition.replace('"RESPONSE"', '"TF01"')
    assert classic(choice_item(FOUR, key="AB", processing=named), "2").single
    gone = named.replace(">A<", ">Z<")
    assert "no option" in classic(choice_item(FOUR, key="AB", processing=gone)).refused
    field = '<instructureField name="question_type" value="true_false_question"/>'
    first = f"<instructureMetadata>{field}</instructureMetadata>"
    assert classic(choice_item(FOUR, key="AB", first=first)).single


def test_an_essay_with_a_text_to_match_is_marked_by_it() -> None:
    more = (
        "<responseProcessing><responseCondition><responseIf><stringMatch/></responseIf>"
        "</responseCondition></responseProcessing>"
    )
    assert "marked by text" in classic(other_item(ESSAY, more=more)).refused


def test_a_condition_hangs_the_first_paragraph_of_feedback_on_an_option() -> None:
    rule = (
        '<setOutcomeValue identifier="FEEDBACK"><multiple><variable identifier="FEEDBACK"/>'
        '<baseValue baseType="identifier">{}</baseValue></multiple></setOutcomeValue>'
    )
    modal = '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{}">{}</modalFeedback>'
    paragraphs = modal.format("note_1", "<p>one</p><p>two</p>") + modal.format("note_2", "bare")
    processing = _condition("A", rule.format("note_1")) + _condition("B", rule.format("note_2"))
    seen = classic(choice_item(FOUR, key="AB", processing=processing, more=paragraphs), "2")
    assert seen.shows is not None
    assert seen.shows(choose({0, 1})) - {""} == {"one"}
    hijacked = processing.replace("note_1", "fb_C")
    taken = modal.format("fb_C", "<p>one</p>")
    shows = classic(choice_item(FOUR, key="AB", processing=hijacked, more=taken), "2").shows
    assert shows is not None
    assert shows(choose({0})) == {""}  # it is feedback for full marks now
    assert shows(choose({0, 1})) == {"", "one"}


def test_texts_for_graders_inside_a_div_are_shown_to_students() -> None:
    leak = '<div><rubricBlock view="scorer"><p>SECRET</p></rubricBlock></div>{interaction}'
    item = choice_item(FOUR, key="AB", body=leak)
    assert any("students see" in fault for fault in classic(item).faults)
    assert any("students see" in fault for fault in new(item).faults)


def test_lists_beside_a_div_vanish_from_the_question() -> None:
    body = "<div>kept</div><ul><li>lost</li></ul>{interaction}"
    assert classic(choice_item(FOUR, key="AB", body=body)).stem == "kept"
    assert "lost" in (new(choice_item(FOUR, key="AB", body=body)).stem or "")
