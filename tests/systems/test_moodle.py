"""Moodle, held against what a running one was seen to do."""

import html
from fractions import Fraction

import pytest

from examc.core.responses import choose
from examc.systems.moodle import view as moodle
from examc.systems.view import Seen
from support import shared
from systems.handmade import marks, moodle_choice, moodle_file, moodle_question, nonzero

SINGLE = "<single>true</single>"
ON_GRID = """100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 33.333 30 25 20 16.66667 14.28571
12.5 11.11111 10 5 0 -33.33333"""
OFF_GRID = """15 35 37.5 45 55 62.5 85 87.5 95 1 2 6.25 8.33333 22.22222 28.57143 42.85714
33.33 66.67 16.67 14.29 83.33 11.11 150 -200 abc"""


def see(question: str) -> Seen:
    found = moodle.view(moodle_file(question))
    assert not found.refused, found.refused
    (seen,) = found.questions
    return seen


def refused(*questions: str) -> str:
    return moodle.view(moodle_file(*questions)).refused


def embedded(text: str, mark: str = "1") -> str:
    return moodle_question("cloze", mark=mark, text=text)


# -- all subsets, as the question engine graded them ----------------------------------------------


def test_two_right_and_two_wrong() -> None:
    seen = see(moodle_choice("50", "50", "-50", "-50"))
    assert nonzero(seen) == {"A": "1", "B": "1", "AB": "2", "ABC": "1", "ABD": "1"}
    assert len(marks(seen)) == 16


def test_one_right_and_three_wrong() -> None:
    seen = see(moodle_choice("100", "-50", "-50", "-50"))
    assert nonzero(seen) == {"A": "2", "AB": "1", "AC": "1", "AD": "1"}


def test_several_full_answers() -> None:
    seen = see(moodle_choice("100", "100", "0", mark="1", single=SINGLE))
    assert marks(seen) == {"": "0", "A": "1", "B": "1", "C": "0"}


def test_a_single_choice_is_not_clamped() -> None:
    seen = see(moodle_choice("100", "-100", "-100", "-100", single=SINGLE))
    assert marks(seen) == {"": "0", "A": "2", "B": "-2", "C": "-2", "D": "-2"}


def test_several_answers_are_clamped_at_full_marks_too() -> None:
    assert marks(see(moodle_choice("100", "100", "-50")))["AB"] == "2"


def test_an_essay_waits_for_a_person() -> None:
    seen = see(moodle_question("essay", mark="3.5"))
    assert seen.scheme is None
    assert seen.points == Fraction(7, 2)


def test_a_description_is_no_question() -> None:
    assert moodle.view(moodle_file(moodle_question("description"))).questions == []


def test_three_thirds_of_three_points() -> None:
    seen = see(moodle_choice("33.33333", "33.33333", "33.33333", mark="3"))
    assert seen.scheme is not None
    assert abs(seen.mark(choose({0, 1, 2})) - 3) < Fraction(1, 100_000)


# -- fractions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fraction",
    ON_GRID.split(),
)
def test_fractions_on_the_grid(fraction: str) -> None:
    assert not refused(moodle_choice(fraction, "100"))


@pytest.mark.parametrize(
    "fraction",
    [*OFF_GRID.split(), ""],
)
def test_fractions_off_the_grid_refuse_the_whole_file(fraction: str) -> None:
    assert refused(moodle_choice("100", "0"), moodle_choice(fraction, "100"))


def test_a_missing_fraction_is_none() -> None:
    question = moodle_choice("100", "50").replace(' fraction="50"', "")
    assert marks(see(question)) == {"": "0", "A": "2", "B": "0", "AB": "2"}


# -- flags and names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "single"),
    [
        ("<single>false</single>", False),
        ("<single>0</single>", False),
        ("<single></single>", False),
        ("<single>true</single>", True),
        ("<single>1</single>", True),
        ("<single>False</single>", True),
        ("<single>no</single>", True),
        ("", True),
    ],
)
def test_what_single_means(element: str, single: bool) -> None:
    assert see(moodle_choice("100", "0", single=element)).single is single


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (moodle_choice("100"), "two answers"),
        (moodle_choice("100", "0").replace("<text>B</text>", "<text> </text>"), "two answers"),
        (moodle_question("multichoiceset"), "multichoiceset is not supported"),
        (moodle_choice("100", "0", own="x" * 101), "longer than 100"),
        (moodle_choice("100", "0", mark="2,5"), "not a number"),
        (moodle_choice("100", "0", mark="100000"), "too large"),
        (moodle_choice("100", "0").replace("name>", "title>"), "no name"),
        (moodle_question("essay", "<responseformat>foo</responseformat>"), "response format"),
    ],
)
def test_what_stops_the_import(question: str, reason: str) -> None:
    assert reason in refused(question)


def test_no_mark_is_one() -> None:
    question = moodle_choice("100", "0").replace("<defaultgrade>2</defaultgrade>", "")
    assert see(question).points == 1


def test_an_id_number_that_stands_twice_is_lost() -> None:
    first, second = moodle_choice("100", "0", own="a"), moodle_choice("100", "0", own="a")
    found = moodle.view(moodle_file(first, second))
    assert not found.refused
    assert not found.questions[0].faults
    assert "id number" in found.questions[1].faults[0]
    category = '<question type="category"><category><text>x</text></category></question>'
    apart = moodle.view(moodle_file(first, category, second))
    assert not apart.questions[1].faults


def test_a_category_id_number_that_stands_twice_stops_the_import() -> None:
    category = (
        '<question type="category"><category><text>x</text></category><idnumber>c</idnumber>'
        "</question>"
    )
    assert "category" in refused(category, category)


def test_a_penalty_is_told() -> None:
    question = moodle_choice("100", "0").replace("<penalty>0</penalty>", "")
    assert "penalty" in see(question).faults[0]


@pytest.mark.parametrize(
    "data", [b"", b"<quiz>", b"<questions/>", b"\xff\xfe", b"<quiz>&nbsp;</quiz>"]
)
def test_what_is_no_file_is_refused(data: bytes) -> None:
    assert moodle.view(data).refused


# -- embedded answers -----------------------------------------------------------------------------


def test_embedded_answers_have_no_grid() -> None:
    seen = see(embedded("{2:MULTIRESPONSE:%37.5%A~%62.5%B~%-37.5%C~%-150%D}"))
    found = marks(seen)
    assert [found[word] for word in ("A", "B", "AB", "ABC", "D")] == ["3/4", "5/4", "2", "5/4", "0"]
    assert seen.points == 2


def test_an_embedded_choice_gives_negative_marks() -> None:
    seen = see(embedded("{1:MULTICHOICE_V:=A~%45%B~%-15%C}"))
    assert marks(seen) == {"": "0", "A": "1", "B": "9/20", "C": "-3/20"}


def test_positive_fractions_of_a_response_are_divided_by_their_sum() -> None:
    seen = see(embedded("{2:MULTIRESPONSE:%50%A~%25%B~%-25%C}"))
    assert marks(seen)["A"] == "4/3"
    assert marks(seen)["AB"] == "2"
    assert marks(seen)["ABC"] == "3/2"


@pytest.mark.parametrize(
    "text",
    [
        "{1:MULTICHOICE:%90%A~%0%B}",
        "{1:MULTIRESPONSE:%0%A~%-50%B}",
        "{1.5:MULTIRESPONSE:%50%A~%50%B}",
        "{1:MULTICHOICE:=A}",
        "{1:SHORTANSWER:%50%A}",
        "{1:NUMERICAL:=200:1%}",
        "{1:NUMERICAL:=10..15}",
        "{1:ESSAY:=A}",
        "no answer at all",
    ],
)
def test_embedded_answers_that_are_refused(text: str) -> None:
    assert refused(embedded(text))


def test_braces_and_notes_of_embedded_answers() -> None:
    body = "%100%{a}#see ~ and #~%0%b#".replace("{a}", html.escape("&#123;a&#125;"))
    text = (
        "{1:MULTICHOICE_V:" + body.replace("see ~ and #", html.escape("see &#126; and &#35;")) + "}"
    )
    seen = see(embedded(text))
    assert seen.options == 2
    assert seen.shows is not None
    assert "see ~ and #" in seen.shows(choose({0}))


# -- texts ----------------------------------------------------------------------------------------


def test_feedback_by_result() -> None:
    inside = "".join(
        f'<{kind}feedback format="html"><text>{kind}</text></{kind}feedback>'
        for kind in ("general", "correct", "partiallycorrect", "incorrect")
    )
    question = moodle_choice("50", "50", "-50").replace("<penalty>", f"{inside}<penalty>")
    seen = see(question)
    assert seen.shows is not None
    assert seen.shows(choose({0, 1})) - {""} == {"general", "correct"}
    assert seen.shows(choose({0})) - {""} == {"general", "partiallycorrect"}
    assert seen.shows(choose({2})) - {""} == {"general", "incorrect"}


def test_graders_see_a_table() -> None:
    table = (
        "<table><tr><th>What to look for</th><th>Points</th></tr>"
        "<tr><td>cause</td><td>1.5</td></tr><tr><td>graph</td><td>1/3</td></tr></table>"
    )
    seen = see(
        moodle_question("essay", f"<graderinfo><text><![CDATA[{table}]]></text></graderinfo>")
    )
    (scale,) = seen.scales
    assert [(grade.words, grade.points) for grade in scale.grades] == [
        ("cause", Fraction(3, 2)),
        ("graph", Fraction(1, 3)),
    ]


def test_the_files_of_others_are_read_without_a_crash() -> None:
    for path in shared("samples", "moodle").glob("*.xml"):
        found = moodle.view(path.read_bytes())
        assert found.questions or found.refused or "description" in path.name


def test_a_percent_sign_is_read_over() -> None:
    assert marks(see(moodle_choice("100%", "50%")))["B"] == "1"


def test_other_core_types_are_not_modelled_and_stop_nothing() -> None:
    found = moodle.view(moodle_file(moodle_question("calculated"), moodle_choice("100", "0")))
    assert not found.refused
    assert "not modelled" in found.questions[0].refused
    assert not found.questions[1].refused


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (moodle_choice("100", "0").replace("<text>A</text>", "<text><p>A</p></text>"), "CDATA"),
        (
            moodle_choice("100", "0").replace(
                "<penalty>", f"<answernumbering>{'x' * 11}</answernumbering><penalty>"
            ),
            "numbering",
        ),
        (
            '<question type="category"><category><text>a</text></category><info/></question>',
            "format",
        ),
        (
            f'<question type="category"><category><text>{"a" * 256}</text></category></question>',
            "255",
        ),
    ],
)
def test_what_else_stops_the_import(question: str, reason: str) -> None:
    assert reason in refused(question)


def _with_file(path: str, *names: str) -> str:
    text = '<img src="@@PLUGINFILE@@/a.png"/>'
    files = "".join(
        f'<file name="{name}" path="{path}" encoding="base64">{content}</file>'
        for name, content in zip(names, ("b25l", "dHdv"), strict=False)
    )
    made = moodle_question("essay", text=text)
    return made.replace("</questiontext>", f"{files}</questiontext>")


def test_the_first_file_of_a_name_is_shown() -> None:
    assert see(_with_file("/", "a.png", "a.png")).images == (b"one",)
    assert see(_with_file("/", "b.png", "a.png")).images == (b"two",)


def test_names_of_files_are_cleaned() -> None:
    assert see(_with_file("/", "a&amp;.png")).images == (b"one",)
    linked = _with_file("/", "a&amp;.png").replace("@@/a.png", "@@/a%26.png")
    assert see(linked).images == (b"",)


@pytest.mark.parametrize("path", ["img/", "/img", ""])
def test_a_path_that_is_none_stops_the_import(path: str) -> None:
    assert "does not begin and end" in moodle.view(moodle_file(_with_file(path, "a.png"))).refused


def test_an_empty_quiz_stops_the_import() -> None:
    assert moodle.view(b"<quiz/>").refused


def test_a_name_without_a_text_is_none() -> None:
    question = moodle_question("essay").replace("<name><text>Q</text></name>", "<name/>")
    assert "no name" in refused(question)
