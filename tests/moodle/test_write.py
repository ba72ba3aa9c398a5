"""The file as a whole: what every question says, where everything is held, and what is lost."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree

from examc.core.answers import Choice, Option, Written
from examc.core.content import CodeBlock, Paragraph, Text
from examc.core.diagnostics import Report
from examc.core.features import Feature, Hold
from examc.core.model import Exam, Exercise, Question, TextBlock
from examc.core.records import replace
from examc.files.rendering import TemplateFailure
from examc.formats.moodle import graders
from examc.formats.moodle.holds import STATEMENT
from examc.formats.moodle.write import write
from examc.formats.options import Options
from moodle.support import build, codes, exam, questions, written
from support import DOT_PNG

CHOICE = "## 2 pts · multiple choice {#q}\n\nWhich?\n\n- [x] right\n- [ ] wrong\n"


def inner(question: etree._Element, name: str) -> str:
    return question.findtext(f"{name}/text") or ""


def visible(element: etree._Element) -> str:
    """The text of an element without its tags."""
    return "".join(map(str, element.itertext()))


# -- questions ------------------------------------------------------------------------------------


def test_a_choice_question_says_everything_itself() -> None:
    quiz, losses = build(CHOICE)
    question = questions(quiz)[0]
    assert question.get("type") == "multichoice"
    said = {
        name: question.findtext(name)
        for name in ("single", "shuffleanswers", "answernumbering", "showstandardinstruction")
    }
    assert said == {
        "single": "true",
        "shuffleanswers": "false",
        "answernumbering": "abc",
        "showstandardinstruction": "1",
    }
    assert question.findtext("defaultgrade") == "2.0000000"
    assert question.findtext("penalty") == "0.0000000"
    assert question.findtext("hidden") == "0"
    assert question.findtext("idnumber") == "q"
    assert [a.findtext("text") for a in question.findall("answer")] == ["right", "wrong"]
    assert losses == []


def test_a_multiple_response_is_said_in_the_one_word_that_moodle_takes() -> None:
    quiz, _ = build(CHOICE.replace("multiple choice", "multiple response"))
    assert questions(quiz)[0].findtext("single") == "false"


def test_every_text_is_html() -> None:
    quiz, _ = build(CHOICE + "\n## 1 pt · open\n\nWhy?\n\n## text block\n\nNote.")
    texts = [
        element
        for element in quiz.iter()
        if element.find("text") is not None and element.tag not in ("name", "category", "tag")
    ]
    assert len(texts) > 10
    assert {element.get("format") for element in texts} == {"html"}


def test_feedback_for_less_than_full_marks_is_also_for_partly_right() -> None:
    source = f"{CHOICE}\n### feedback\n\nAll.\n\n### feedback: correct\n\nYes.\n\n### feedback: incorrect\n\nNo."
    quiz, losses = build(source)
    question = questions(quiz)[0]
    assert inner(question, "generalfeedback") == "<p>All.</p>"
    assert inner(question, "correctfeedback") == "<p>Yes.</p>"
    assert inner(question, "partiallycorrectfeedback") == "<p>No.</p>"
    assert inner(question, "incorrectfeedback") == "<p>No.</p>"
    assert losses == []


def test_a_model_answer_of_a_choice_is_general_feedback_that_can_be_told_apart() -> None:
    quiz, losses = build(f"{CHOICE}\n### feedback\n\nAll.\n\n### solution\n\nThe first.")
    assert inner(questions(quiz)[0], "generalfeedback") == (
        '<p>All.</p><div class="examc-solution"><p>The first.</p></div>'
    )
    assert losses == []


def test_notes_for_graders_of_a_choice_are_lost() -> None:
    quiz, losses = build(f"{CHOICE}\n### for graders\n\nSecret!")
    assert "Secret" not in etree.tostring(quiz, encoding="unicode")
    assert codes(losses) == ["X325"]


def test_shuffling_is_switched_off_where_an_option_is_pinned() -> None:
    pinned = CHOICE.replace("- [ ] wrong", "- [ ] {0 fixed} none of these")
    for source, shuffle, lost in (
        (CHOICE, "false", []),
        (CHOICE.replace("{#q}", "{#q shuffle=options}"), "true", []),
        (pinned, "false", []),
        (pinned.replace("{#q}", "{#q shuffle=options}"), "false", ["X327"]),
    ):
        quiz, losses = build(source)
        assert questions(quiz)[0].findtext("shuffleanswers") == shuffle
        assert codes(losses) == lost


def test_names_and_pins_of_options_can_be_read_back() -> None:
    quiz, losses = build(CHOICE.replace("- [ ] wrong", "- [ ] {0 #b fixed} wrong"))
    answer = questions(quiz)[0].findall("answer")[1]
    assert answer.findtext("text") == (
        '<div class="examc-option" data-examc-id="b" data-examc-fixed="true">wrong</div>'
    )
    assert losses == []


def choice_of(*options: Option) -> Exam:
    made = Question(
        id="q",
        points=Fraction(1),
        prompt=(Paragraph((Text("Which?"),)),),
        answer=Choice(options=options, many=False),
    )
    return Exam(title="T", exercises=(Exercise(id="e", title="E", items=(made,)),))


def test_an_empty_option_is_written_as_something_that_moodle_keeps() -> None:
    full = Option(text=(Paragraph((Text("A"),)),), points=Fraction(1), correct=True)
    quiz, _ = written(choice_of(full, Option(text=(), points=Fraction(0), correct=False)))
    assert [a.findtext("text") for a in questions(quiz)[0].findall("answer")] == ["A", "<br/>"]


def test_a_single_option_is_refused_before_moodle_does_it() -> None:
    full = Option(text=(Paragraph((Text("A"),)),), points=Fraction(1), correct=True)
    report = Report()
    write(choice_of(full), {}, Options(), report)
    assert codes(report.diagnostics) == ["X381"]
    assert report.failed


# -- written questions ----------------------------------------------------------------------------


def test_an_essay_has_legal_values_only() -> None:
    quiz, losses = build("## 3.5 pts · open · 1/2 page\n\nWhy?")
    question = questions(quiz)[0]
    assert question.get("type") == "essay"
    assert question.findtext("defaultgrade") == "3.5000000"
    assert question.findtext("responseformat") == "editor"
    assert question.findtext("responsefieldlines") == "20"
    assert question.findtext("attachments") == "0"
    assert inner(question, "responsetemplate") == ""
    assert losses == []


@pytest.mark.parametrize(
    ("space", "lines", "lost"),
    [
        ("1/8", 5, False),
        ("1/4", 10, False),
        ("1", 40, False),
        ("1/5", 10, True),
        ("2/5", 15, True),
        ("3/8", 15, True),
        ("5", 40, True),
        ("1/100", 2, True),
    ],
)
def test_the_height_of_a_box_is_the_nearest_legal_one(space: str, lines: int, lost: bool) -> None:
    quiz, losses = build(f"## 1 pt · open · {space} page\n\nWhy?")
    assert questions(quiz)[0].findtext("responsefieldlines") == str(lines)
    assert codes(losses) == ["X326"] * lost
    assert lost or graders.space(lines) == Fraction(space)


def test_without_a_space_moodles_own_height_is_taken() -> None:
    quiz, losses = build("## 1 pt · open\n\nWhy?")
    assert questions(quiz)[0].findtext("responsefieldlines") == "15"
    assert losses == []


def test_criteria_are_a_table_for_graders() -> None:
    quiz, losses = build(
        '## 2 pts · open\n\nWhy?\n\n### criteria\n\n- {1.5 #a name="first $x$"} says *this*\n- {1/3} that'
    )
    info = inner(questions(quiz)[0], "graderinfo")
    table = etree.fromstring(re.sub("^.*?(<table)", r"\1", info, flags=re.DOTALL))
    assert table.get("class") == "examc-criteria table table-sm table-bordered"
    rows = table.findall("tbody/tr")
    cells = [{c.get("class"): visible(c) for c in row} for row in rows]
    assert cells == [
        {"examc-name": "first \\(x\\)", "examc-text": "says this", "examc-points": "1.5"},
        {"examc-name": "", "examc-text": "that", "examc-points": "1/3"},
    ]
    assert [row.get("data-examc-id") for row in rows] == ["a", None]
    assert codes(losses) == ["X322"]


def test_levels_show_their_percentage_as_it_was_printed() -> None:
    quiz, losses = build(
        "## 3 pts · open\n\nWhy?\n\n### levels\n\n- {2 66.67%} almost\n- {0} wrong"
    )
    info = inner(questions(quiz)[0], "graderinfo")
    assert '<table class="examc-levels table table-sm table-bordered">' in info
    assert '<td class="examc-percent">66.67%</td>' in info
    assert '<td class="examc-percent"></td>' in info
    assert codes(losses) == ["X323"]


def test_what_graders_see_can_be_taken_apart() -> None:
    quiz, losses = build(
        "## 1 pt · open\n\nWhy?\n\n### solution\n\nBecause.\n\n### for graders\n\nBe kind.\n\n"
        "### feedback: correct\n\nYes."
    )
    question = questions(quiz)[0]
    tree = etree.fromstring(f"<x>{inner(question, 'graderinfo')}</x>")
    found = {div.get("class"): visible(div[-1]) for div in tree.findall("div")}
    assert found == {
        "examc-solution": "Because.",
        "examc-notes": "Be kind.",
        "examc-correct": "Yes.",
    }
    assert all(div[0].get("class") == "examc-label" for div in tree.findall("div"))
    assert inner(question, "generalfeedback") == ""
    assert codes(losses) == ["X321"]


def test_a_free_formatted_question_becomes_an_essay() -> None:
    quiz, losses = build("## 1 pt · free formatted\n\nFill in the table.")
    assert questions(quiz)[0].get("type") == "essay"
    assert codes(losses) == ["X333"]


# -- blocks ---------------------------------------------------------------------------------------


def test_blocks_are_descriptions() -> None:
    source = "## text block {#note}\n\nA note.\n\n## image block {#pic}\n\n![A dot](a.png)\n"
    quiz, losses = build(f"{source}\n{CHOICE}", {"a.png": DOT_PNG})
    note, picture, _ = questions(quiz)
    assert [note.get("type"), picture.get("type")] == ["description", "description"]
    assert inner(note, "questiontext") == "<p>A note.</p>"
    assert inner(picture, "questiontext").startswith('<div class="examc-image-block"><p><img src=')
    assert picture.find("questiontext/file") is not None
    assert note.findtext("defaultgrade") == "0.0000000"
    assert losses == []


def test_a_repeated_block_is_at_the_head_of_each_question_up_to_the_next_block() -> None:
    block = "## text block {#note repeat=yes}\n\n![A](a.png)\n"
    more = CHOICE.replace("#q", "#r")
    last = CHOICE.replace("#q", "#s")
    source = f"{block}\n{CHOICE}\n{more}\n## text block {{#end}}\n\nEnd.\n\n{last}"
    quiz, losses = build(source, {"a.png": DOT_PNG})
    note, first, second, _, third = questions(quiz)
    assert 'data-examc-repeat="true"' in inner(note, "questiontext")
    for question in (first, second):
        assert inner(question, "questiontext").startswith(
            '<div class="examc-repeated" data-examc-block="note"><p><img'
        )
        assert question.find("questiontext/file") is not None
    assert inner(third, "questiontext") == "<p>Which?</p>"
    assert losses == []


def test_the_height_of_an_image_is_lost() -> None:
    _, losses = build("## image block · 1/5 page\n\n![A](a.png)\n\n" + CHOICE, {"a.png": DOT_PNG})
    assert [(loss.code, loss.where) for loss in losses] == [("X326", "exercise 1 › image block 1")]


# -- the exam -------------------------------------------------------------------------------------


def test_what_moodle_has_no_field_for_is_in_the_description_of_a_category() -> None:
    made = replace(
        exam(CHOICE),
        id="resit",
        language="nl",
        date="2022-02-14",
        duration=120,
        points=Fraction(2),
        tags=("a", "f(n)"),
        description=(Paragraph((Text("Written in May."),)),),
    )
    quiz, losses = written(made)
    entry = quiz.find("question")
    assert entry is not None
    about = etree.fromstring(f"<i>{entry.findtext('info/text')}</i>")
    rows = about.findall("dl/dd")
    assert [(row.get("class"), visible(row)) for row in rows] == [
        ("examc-language", "nl"),
        ("examc-date", "2022-02-14"),
        ("examc-duration", "120"),
        ("examc-points", "2"),
        ("examc-tag", "a"),
        ("examc-tag", "f(n)"),
    ]
    assert (entry.findtext("idnumber") or "").startswith("resit@")
    assert codes(losses) == ["X302"]
    (said,) = about.findall("div")
    assert (said.get("class"), visible(said)) == (
        "examc-description",
        "Over dit tentamenWritten in May.",
    )
    assert [entry.get("type") for entry in questions(quiz)] == ["multichoice"]


def test_what_an_exercise_says_is_in_its_category() -> None:
    source = f"# MCQ {{#mcq points=2 bank=Bank updated=2023-03-15 shuffle=questions}}\n\n{CHOICE}"
    quiz, losses = build(source)
    entry = quiz.findall("question")[1]
    rows = etree.fromstring(entry.findtext("info/text") or "").findall("dd")
    assert {row.get("class"): row.text for row in rows} == {
        "examc-bank": "Bank",
        "examc-updated": "2023-03-15",
        "examc-points": "2",
        "examc-shuffle": "changes",
    }
    assert codes(losses) == ["X308"]


def test_every_feature_has_an_answer() -> None:
    assert set(STATEMENT) == set(Feature)
    for holding in STATEMENT.values():
        assert holding.hold is Hold.KEPT or holding.how


def test_losses_say_where_and_of_which_target() -> None:
    _, losses = build(
        "## 1 pt · open · 1/5 page\n\nWhy?\n\n### for graders\n\nx\n\n### criteria\n\n- {1} y"
    )
    assert {loss.target for loss in losses} == {"moodle"}
    assert all(loss.where and loss.span for loss in losses)


# -- XML ------------------------------------------------------------------------------------------

HOSTILE = "]]> <![CDATA[ & < > \" ' {{ x }} {% for %} &nbsp; \u00a0 😀 -- <!-- \x00\x07\ufffe"


def hostile_exam() -> Exam:
    text = (Paragraph((Text(HOSTILE),)), CodeBlock(f"{HOSTILE}\r\n\ud800", "x y"))
    option = Option(text=text, points=Fraction(1), correct=True, feedback=text, id='"<')
    choice = Question(
        id=HOSTILE,
        points=Fraction(1),
        prompt=text,
        title=HOSTILE,
        tags=(HOSTILE,),
        answer=Choice(
            options=(option, replace(option, points=Fraction(0), correct=False)), many=False
        ),
    )
    essay = Question(
        id="o", points=Fraction(1), prompt=text, solution=text, notes=text, answer=Written()
    )
    block = TextBlock(id="b", content=text, repeat=True)
    exercise = Exercise(id=HOSTILE, title=HOSTILE, items=(block, choice, essay), bank=HOSTILE)
    return Exam(title=HOSTILE, exercises=(exercise,), description=text, tags=(HOSTILE,))


def test_hostile_text_is_text() -> None:
    quiz, _ = written(hostile_exam())
    shown = visible(etree.fromstring(f"<x>{inner(questions(quiz)[0], 'questiontext')}</x>"))
    legal = HOSTILE.replace("\x00\x07\ufffe", "")
    assert shown == legal + legal + "\n"


def test_no_character_of_the_file_is_one_that_moodle_chokes_on() -> None:
    for made in (hostile_exam(), exam(CHOICE)):
        data = write(made, {}, Options(), Report())
        assert data is not None
        text = data.decode()
        assert "\r" not in text
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
        assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
        assert text.endswith("</quiz>\n")
        outside = re.sub(r"<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)
        assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#39;|#34;)", outside)


def test_cdata_that_holds_its_own_end() -> None:
    from examc.formats.moodle.entries import cdata

    assert etree.fromstring(f"<x>{cdata('a]]>b')}</x>").text == "a]]>b"
    assert cdata("") == ""


def test_the_file_is_one_element_a_line() -> None:
    data = write(exam(CHOICE), {}, Options(), Report())
    assert data is not None
    layout = re.sub(r"<!\[CDATA\[.*?\]\]>", "", data.decode(), flags=re.DOTALL)
    for line in layout.splitlines():
        assert len(re.findall("<[a-z]", line)) <= 1, line
        assert line == line.rstrip()


def test_the_same_exam_gives_the_same_bytes() -> None:
    files = {"b.png": DOT_PNG, "a.png": DOT_PNG + b"x"}
    source = "## 1 pt · open\n\n![A](b.png) ![B](a.png)"
    one = write(exam(source, files), files, Options(), Report())
    two = write(exam(source, files), dict(reversed(files.items())), Options(), Report())
    assert one == two


# -- templates ------------------------------------------------------------------------------------


def test_a_template_of_the_user_is_taken_first(tmp_path: Path) -> None:
    folder = tmp_path / "moodle"
    folder.mkdir()
    (folder / "quiz.xml.j2").write_text("<quiz>{{ entries|length }}</quiz>")
    data = write(exam(CHOICE), {}, Options(templates=str(tmp_path)), Report())
    assert data == b"<quiz>3</quiz>"


@pytest.mark.parametrize("body", ["<quiz>", "{{ nothing }}", "{% for %}", "<quiz>&nbsp;</quiz>"])
def test_a_template_that_fails_says_so(tmp_path: Path, body: str) -> None:
    folder = tmp_path / "moodle"
    folder.mkdir()
    (folder / "quiz.xml.j2").write_text(body)
    with pytest.raises(TemplateFailure, match="template"):
        write(exam(CHOICE), {}, Options(templates=str(tmp_path)), Report())
