"""Canvas' import of its own dialect, rule by rule, on files that we did not write."""

from fractions import Fraction

import pytest
from lxml import etree

from canvas.support import export, item, quiz
from examc.core.responses import choose
from examc.files.package import pack
from examc.systems.canvas import dialectfeedback as canvas12feedback
from examc.systems.canvas.fromdialect import view
from examc.systems.view import Seen, View


def see(*items: str) -> list[Seen]:
    """The questions of a quiz of these items, as Canvas sees them."""
    found = view(export({"iq/iq.xml": quiz("".join(items))}))
    assert not found.refused, found.refused
    return found.questions


def one(*items: str) -> Seen:
    """The only question of a quiz."""
    (seen,) = see(*items)
    return seen


def marks(seen: Seen, *answers: set[int]) -> list[Fraction]:
    """The marks of answers."""
    assert seen.scheme is not None, seen.refused
    return [seen.mark(choose(answer)) for answer in answers]


def condition(named: str, score: str = "", feedback: str = "") -> str:
    """A condition on what is named."""
    setvar = f'<setvar varname="SCORE" action="Set">{score}</setvar>' if score else ""
    shows = f'<displayfeedback linkrefid="{feedback}"/>' if feedback else ""
    return f"<respcondition><conditionvar>{named}</conditionvar>{setvar}{shows}</respcondition>"


def equal(option: int) -> str:
    """That an option is chosen."""
    return f'<varequal respident="response1">{option}</varequal>'


def with_conditions(made: str, *conditions: str) -> str:
    """An item with conditions behind its own."""
    return made.replace("</resprocessing>", "".join(conditions) + "</resprocessing>")


# -- the whole file -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no zip", "the zip cannot be read"),
        (pack({"quiz.xml": quiz(item())}), "no imsmanifest.xml"),
        (export({"a.xml": "<a/>"}), "no assessment"),
        (export({"a.xml": "<a>"}), "not well-formed"),
    ],
)
def test_what_canvas_refuses(data: bytes, reason: str) -> None:
    assert reason in view(data).refused


def test_a_file_that_no_manifest_names_is_passed_over() -> None:
    inside = {"imsmanifest.xml": b"<manifest/>", "iq.xml": quiz(item())}
    assert "no assessment" in view(pack(inside)).refused


def test_sections_without_a_selection_are_flattened() -> None:
    inner = f'<section ident="s1" title="S">{item()}</section>'
    assert [seen.points for seen in see(inner, item(points="3", ident="i2"))] == [1, 3]


# -- points ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "points"), [("2.5", Fraction(5, 2)), ("-1", Fraction(0)), ("0", Fraction(0))]
)
def test_points_are_those_of_the_field(said: str, points: Fraction) -> None:
    assert one(item(points=said)).points == points


def test_a_question_without_points_is_worth_one() -> None:
    made = item().replace("points_possible", "points_impossible")
    assert one(made).points == 1


def test_points_that_are_no_number_are_not_guessed() -> None:
    assert one(item(points="many")).refused


def _group(picked: int, extension: str, *items: str) -> str:
    return (
        '<section ident="g" title="G"><selection_ordering><selection>'
        f"<selection_number>{picked}</selection_number>{extension}</selection>"
        f"</selection_ordering>{''.join(items)}</section>"
    )


def test_questions_of_a_group_are_worth_what_the_group_says() -> None:
    said = "<selection_extension><points_per_item>4</points_per_item></selection_extension>"
    assert one(_group(1, said, item(points="1"))).points == 4


def test_a_group_that_says_nothing_takes_equal_points_or_one() -> None:
    equal_ones = _group(2, "", item(points="3"), item(points="3", ident="i2"))
    assert [seen.points for seen in see(equal_ones)] == [3, 3]
    unequal = _group(2, "", item(points="3"), item(points="2", ident="i2"))
    assert [seen.points for seen in see(unequal)] == [1, 1]


def test_a_group_that_picks_some_questions_does_not_ask_all() -> None:
    found = see(_group(1, "", item(), item(ident="i2")))
    assert [seen.drawn for seen in found] == [(1, 2), (1, 2)]
    assert [seen.drawn for seen in see(_group(2, "", item(), item(ident="i2")))] == [None, None]


# -- marks ----------------------------------------------------------------------------------------


def test_any_right_answer_of_a_multiple_choice_earns_all() -> None:
    seen = one(item(points="2", answers=("a", "b", "c"), right=(1, 3)))
    assert seen.single
    assert marks(seen, set(), {0}, {1}, {2}) == [0, 2, 0, 2]


def test_a_multiple_response_is_marked_right_minus_wrong_and_not_below_0() -> None:
    made = item("multiple_answers_question", points="2", answers=("a", "b", "c", "d"), right=(1, 2))
    seen = one(made)
    assert not seen.single
    assert marks(seen, {0}, {0, 1}, {0, 2}, {0, 1, 2}, {2, 3}) == [1, 2, 0, 1, 0]


def test_the_kind_is_kept_where_one_option_is_right() -> None:
    seen = one(item("multiple_answers_question", answers=("a", "b"), right=(1,)))
    assert not seen.single
    assert marks(seen, {0}, {0, 1}) == [1, 0]


def test_without_a_kind_the_number_of_right_options_decides() -> None:
    made = item(answers=("a", "b", "c"), right=(1, 2)).replace("question_type", "other_type")
    assert not one(made).single
    assert one(item().replace("question_type", "other_type")).single


def test_nothing_right_earns_nothing() -> None:
    assert marks(one(item(right=())), set(), {0}, {1}) == [0, 0, 0]
    seen = one(item("multiple_answers_question", right=()))
    assert marks(seen, {0}, {0, 1}) == [0, 0]


def test_a_later_condition_overrules_an_earlier_one() -> None:
    """Feedback behind the marks makes a right option wrong."""
    feedback = condition(equal(1), feedback="1_fb")
    assert marks(one(with_conditions(item(), feedback)), {0}) == [0]


def test_any_marks_above_0_are_all_of_them() -> None:
    seen = one(with_conditions(item(right=()), condition(equal(2), "25")))
    assert marks(seen, {1}) == [1]
    seen = one(with_conditions(item(), condition(equal(2), "-50")))
    assert marks(seen, {0}, {1}) == [1, 0]


def test_a_condition_on_nothing_chosen_makes_its_first_option_right() -> None:
    none = condition(f"<and><not>{equal(1)}</not><not>{equal(2)}</not></and>", "100")
    seen = one(with_conditions(item("multiple_answers_question", right=()), none))
    assert marks(seen, {0}, {1}) == [1, 0]


# -- kinds ----------------------------------------------------------------------------------------


def test_texts_are_no_questions() -> None:
    assert [seen.name for seen in see(item("text_only_question"), item(ident="i2"))] == ["i2"]


def test_an_essay_is_marked_by_a_person_unless_it_has_a_correct_text() -> None:
    seen = one(item("essay_question", points="3"))
    assert seen.scheme is None
    assert not seen.refused
    assert seen.points == 3
    marked = one(with_conditions(item("essay_question"), condition(equal(1), "100")))
    assert "marked by that text" in marked.refused


@pytest.mark.parametrize("kind", ["hot_spot_question", "categorization_question", "calculated"])
def test_other_kinds_are_not_modelled(kind: str) -> None:
    assert kind in one(item(kind)).refused


def test_a_long_prompt_is_replaced() -> None:
    assert "16 KB" in one(item(stem="a" * 16385)).refused
    assert not one(item(stem="a" * 16384)).refused


def test_true_and_false_are_a_multiple_choice() -> None:
    seen = one(item("true_false_question", answers=("True", "False"), right=(2,)))
    assert seen.single
    assert marks(seen, {0}, {1}) == [0, 1]


# -- feedback -------------------------------------------------------------------------------------


def _feedback(ident: str, text: str = "Text") -> str:
    return (
        f'<itemfeedback ident="{ident}"><flow_mat><material><mattext>{text}</mattext></material>'
        "</flow_mat></itemfeedback>"
    )


def shown(seen: Seen, *answers: set[int]) -> list[set[str]]:
    """The texts that students see for their answers."""
    return [set(seen.shows(choose(answer))) - {""} for answer in answers]


def test_feedback_belongs_to_the_option_of_its_number() -> None:
    assert shown(one(item(more=_feedback("2_fb"))), set(), {0}, {1}) == [set(), set(), {"Text"}]
    assert shown(one(item(more=_feedback("3_fb"))), {0}, {1}) == [set(), set()]
    assert shown(one(item(more=_feedback("2_fb", ""))), {1}) == [set()]


def test_the_first_feedback_that_a_condition_shows_is_that_of_the_option() -> None:
    shows = condition(equal(2), feedback="own")
    made = with_conditions(item(more=_feedback("own")), shows)
    assert shown(one(made), {0}, {1}) == [set(), {"Text"}]


def test_feedback_by_number_stands_above_that_of_a_condition() -> None:
    made = item(more=_feedback("own", "By condition") + _feedback("2_fb", "By number"))
    assert shown(one(with_conditions(made, condition(equal(2), feedback="own"))), {1}) == [
        {"By number"}
    ]


def test_feedback_for_full_marks_in_their_condition_hangs_on_its_option_too() -> None:
    """Why our own packages link it by its identifier alone."""
    made = item(right=(), more=_feedback("correct_fb"), points="0")
    made = with_conditions(made, condition(equal(1), "100", "correct_fb"))
    made = with_conditions(made, condition(equal(2), "100"))
    assert canvas12feedback.own(etree.fromstring(made), ["1", "2"], {"1": "correct_fb"}) == {
        0: "Text"
    }


@pytest.mark.parametrize(
    ("ident", "right", "wrong"),
    [
        ("general_fb", True, True),
        ("correct_fb", True, False),
        ("general_incorrect_fb", False, True),
        ("Wrong", False, True),
        ("x_all", True, True),
        ("solution", False, False),
        ("fb_C", True, False),
        ("fb_IC", False, True),
        ("fb", False, False),
    ],
)
def test_a_name_tells_to_whom_feedback_is_shown(ident: str, right: bool, wrong: bool) -> None:
    seen = one(item(more=_feedback(ident)))
    assert shown(seen, {0}, {1}, set()) == [
        {"Text"} if show else set() for show in (right, wrong, wrong)
    ]


def test_less_than_full_marks_are_not_correct() -> None:
    made = item("multiple_answers_question", right=(1, 2), answers=("a", "b", "c"))
    made = made.replace(
        "</item>", _feedback("correct_fb", "R") + _feedback("x_incorrect", "W") + "</item>"
    )
    assert shown(one(made), {0}, {0, 1}, {0, 1, 2}) == [{"W"}, {"R"}, {"W"}]


def test_written_answers_show_general_feedback_alone() -> None:
    more = _feedback("general_fb", "All") + _feedback("correct_fb") + _feedback("x_incorrect")
    assert shown(one(item("essay_question", more=more)), set()) == [{"All"}]


@pytest.mark.parametrize(("length", "refused"), [(255, False), (256, True)])
def test_a_group_with_a_long_name_stops_the_import(length: int, refused: bool) -> None:
    """QuizGroup is saved with a check of its name (quiz_group.rb, quiz_group_importer.rb)."""
    inside = _group(1, "", item()).replace('title="G"', f'title="{"g" * length}"')
    assert bool(view(export({"iq/iq.xml": quiz(inside)})).refused) is refused


def test_a_view_is_always_given() -> None:
    assert isinstance(view(b"PK\x03\x04"), View)


@pytest.mark.parametrize(
    ("kind", "total"),
    [("associatedcontent/imscc_xmlv1p1/learning-application-resource", 7), ("webcontent", None)],
)
def test_settings_count_where_the_manifest_names_them(kind: str, total: int | None) -> None:
    settings = b'<quiz identifier="iq"><points_possible>7</points_possible></quiz>'
    manifest = (
        '<manifest><resource type="imsqti_xmlv1p2"><file href="iq/iq.xml"/></resource>'
        f'<resource type="{kind}"><file href="iq/assessment_meta.xml"/></resource></manifest>'
    )
    files = {"iq/iq.xml": quiz(item()), "iq/assessment_meta.xml": settings}
    assert view(pack({"imsmanifest.xml": manifest.encode(), **files})).total == total


@pytest.mark.parametrize(
    ("kind", "faults"),
    [("text/plain", 1), ("text/html", 0), ("", 0)],
)
def test_plain_text_shows_its_markup(kind: str, faults: int) -> None:
    made = item(stem="&lt;p&gt;Which?&lt;/p&gt;").replace("text/html", kind)
    assert len(one(made).faults) == faults
    assert not one(made.replace("&lt;p&gt;", "").replace("&lt;/p&gt;", "")).faults
