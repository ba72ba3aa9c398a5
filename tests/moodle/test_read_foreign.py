"""Files of other Moodles: categories, ids, texts, files, essays, and what has no place in an exam."""

import base64
from fractions import Fraction

import pytest

from examc.core.content import Blocks, Emphasis, Image, LineBreak, Math, Paragraph, Strong, Text
from examc.core.diagnostics import Report
from examc.core.model import Exam, Exercise, Question, TextBlock, kind_of
from examc.formats.exam.proving import proved
from examc.formats.moodle import graders
from examc.formats.moodle.read import sniff
from examc.formats.moodle.readcategory import split
from moodle.reading import (
    Found,
    answer,
    category,
    multichoice,
    one,
    question,
    quiz,
    reading,
)
from support import DOT_PNG, choice_question, written_question

DOT = base64.b64encode(DOT_PNG).decode()


def essay(inside: str = "", text: str = "Why?", name: str = "A name") -> str:
    return question("essay", inside, text, name)


def exam_of(*questions: str) -> Exam:
    found = reading(quiz(*questions))
    assert found.codes() == [], [d.message for d in found.said]
    assert found.exam is not None
    return found.exam


def paragraph(*content: Text | Strong | Emphasis | Math | LineBreak | Image) -> Blocks:
    return (Paragraph(content),)


# -- categories -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("$course$/top/Exam A/Part 1", ("Exam A", "Part 1")),
        ("$course$/Exam A", ("Exam A",)),
        ("$system$/top/A", ("A",)),
        ("$module$/top/Default for Q/B", ("Default for Q", "B")),
        ("$course$/top", ()),
        ("A/B", ("A", "B")),
        ("$course$/top/and//or/ /b/a/ ", ("and/or", "b", "a")),
        ("$course$/top/ //a/x", ("/a", "x")),
        ("\n  $course$/top/A \n", ("A",)),
        ("", ()),
    ],
)
def test_the_path_of_a_category(path: str, names: tuple[str, ...]) -> None:
    assert split(path) == names


def shape(exam: Exam) -> tuple[str, list[tuple[str, int]]]:
    return exam.title, [(exercise.title, len(exercise.items)) for exercise in exam.exercises]


def test_categories_become_the_exam_and_its_exercises() -> None:
    exam = exam_of(
        category("$course$/top/Exam"),
        category("$course$/top/Exam/One"),
        essay(),
        essay(),
        category("$course$/top/Exam/Two/Deep"),
        essay(),
    )
    assert shape(exam) == ("Exam", [("One", 2), ("Two / Deep", 1)])


def test_questions_beside_the_exercises_are_one_of_their_own() -> None:
    exam = exam_of(category("$course$/top/Exam"), essay(), category("$course$/top/Exam/A"), essay())
    assert shape(exam) == ("Exam", [("Exam", 1), ("A", 1)])


def test_several_categories_at_the_top() -> None:
    exam = exam_of(category("$course$/A"), essay(), category("$course$/B/C"), essay())
    assert shape(exam) == ("A", [("A", 1), ("B / C", 1)])


def test_a_category_that_comes_twice_is_one_exercise() -> None:
    exam = exam_of(category("A/B"), essay(), category("A/C"), essay(), category("A/B"), essay())
    assert shape(exam) == ("A", [("B", 2), ("C", 1)])


def test_without_categories_the_file_gives_its_name() -> None:
    found = reading(quiz(essay()), "folder/My bank.xml")
    assert found.exam is not None
    assert shape(found.exam) == ("My bank", [("My bank", 1)])
    assert shape(reading(quiz(essay()), "<stdin>").exam or exam_of()) == ("stdin", [("stdin", 1)])


def test_descriptions_of_categories_are_told() -> None:
    found = reading(quiz(category("A", "Nobody reads this"), category("A/B", "Nor this"), essay()))
    assert found.codes() == ["R410", "R410"]
    assert [(d.where, "Nor this" in d.message) for d in found.said[:2]] == [
        ("exercise 1", True),
        ("category A", False),
    ]


def test_the_language_is_assumed_and_told() -> None:
    found = reading(quiz(essay()))
    assert found.exam is not None
    assert found.exam.language == "en"
    assert [d.code for d in found.said] == ["R530"]


# -- ids ------------------------------------------------------------------------------------------


def ids(exam: Exam) -> list[str]:
    return [name for e in exam.exercises for name in (e.id, *(item.id for item in e.items))]


def test_id_numbers_are_ids_and_where_there_is_none_the_place_is() -> None:
    exam = exam_of(
        category("A/B", idnumber="part-b"),
        essay("<idnumber>q.1</idnumber>"),
        essay("<idnumber/>"),
        category("A/C"),
        essay(),
    )
    assert ids(exam) == ["part-b", "q.1", "part-b-2", "e2", "e2-1"]


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ("question 7", "question-7"),
        ("é 7", "7"),
        ("é", "e1-1"),
        ("..x", "x"),
        ("x" * 100, "x" * 60),
        ("a/b", "a-b"),
        ("E1", "E1-2"),
    ],
)
def test_id_numbers_that_cannot_be_are_changed_and_told(given: str, own: str) -> None:
    found = reading(quiz(essay(f"<idnumber>{given}</idnumber>")))
    assert found.items()[0].id == own
    assert found.codes() == ["R527"]
    assert repr(own) in found.about("R527").message
    assert found.about("R527").where == "exercise 1 › question 1"


def test_an_id_number_of_two_categories() -> None:
    same = essay("<idnumber>a</idnumber>")
    found = reading(quiz(category("A"), same, category("B"), same))
    assert [item.id for item in found.items()] == ["a", "a-2"]
    assert found.codes() == ["R527"]


# -- names, tags, points --------------------------------------------------------------------------


def test_the_name_is_the_title_unless_it_begins_the_text() -> None:
    exam = exam_of(
        essay(name="Sums"), essay(name="Why?"), essay(name=" a\n b &lt;b&gt;c&lt;/b&gt; ")
    )
    assert [
        item.title
        for item in exam.exercises[0].items
        if isinstance(item, Question) and kind_of(item) == "open"
    ] == [
        "Sums",
        "",
        "a b c",
    ]


def test_a_number_before_a_name_is_part_of_it() -> None:
    item = one(essay(name="01.02 Sums"))
    item = written_question(item)
    assert not item.answer.free
    assert item.title == "01.02 Sums"


def test_tags() -> None:
    item = one(essay("<tags><tag><text>a  b</text></tag><tag><text/></tag><tag>x</tag></tags>"))
    item = written_question(item)
    assert not item.answer.free
    assert item.tags == ("a b",)


def test_points_are_exact() -> None:
    item = one(essay("<defaultgrade>3.1415926</defaultgrade>"))
    item = written_question(item)
    assert not item.answer.free
    assert item.points == Fraction("3.1415926")


# -- texts ----------------------------------------------------------------------------------------


def test_html_is_rich_text_and_formulas_are_formulas() -> None:
    item = one(essay(text="<p dir='ltr'>Is <b>this</b> \\(x &lt; 1\\)?<br></p>"))
    item = written_question(item)
    assert not item.answer.free
    assert item.prompt == paragraph(
        Text("Is "), Strong((Text("this"),)), Text(" "), Math("x < 1"), Text("?")
    )


def in_format(form: str, text: str) -> Found:
    return reading(quiz(essay(text=text).replace('format="html"', f'format="{form}"')))


def prompt(found: Found) -> Blocks:
    (item,) = found.items()
    item = written_question(item)
    assert not item.answer.free
    return item.prompt


def test_plain_text() -> None:
    found = in_format("plain_text", "a < b\nand <b>c</b>\n\nd")
    assert prompt(found) == (
        Paragraph((Text("a < b"), LineBreak(), Text("and <b>c</b>"))),
        Paragraph((Text("d"),)),
    )
    assert found.codes() == []


def test_the_automatic_format_has_lines_and_html() -> None:
    found = in_format("moodle_auto_format", "one\ntwo <b>three</b>\n<p>four</p>\n")
    assert prompt(found) == (
        Paragraph((Text("one"), LineBreak(), Text("two "), Strong((Text("three"),)))),
        Paragraph((Text("four"),)),
    )


def test_markdown_is_read_as_ours_and_told() -> None:
    found = in_format("markdown", "It *is* $5 or $6.\n\nAnd **so**.")
    assert prompt(found) == (
        Paragraph((Text("It "), Emphasis((Text("is"),)), Text(" $5 or $6."))),
        Paragraph((Text("And "), Strong((Text("so"),)), Text("."))),
    )
    assert found.codes() == ["R500"]


@pytest.mark.parametrize(
    "text", ["<div>a</div>", "# Title", "![x](@@PLUGINFILE@@/a.png)", "![x](a.png)"]
)
def test_markdown_that_is_not_ours_keeps_its_characters(text: str) -> None:
    found = in_format("markdown", text)
    assert prompt(found) == paragraph(Text(text))
    assert found.codes() == ["R500"]
    assert "characters are kept" in found.about("R500").message


def test_a_format_that_moodle_does_not_know_is_html() -> None:
    assert prompt(in_format("xyz", "<b>a</b>")) == paragraph(Strong((Text("a"),)))
    assert in_format("wiki_like", "<b>a</b>").codes() == ["R500"]


def test_an_option_without_a_format_has_that_of_its_question() -> None:
    xml = multichoice("100", "0").replace('format="html"', 'format="plain_text"', 1)
    xml = xml.replace('fraction="100" format="html"', 'fraction="100"')
    xml = xml.replace("option 1", "a <b> c").replace("option 2", "a <b>c</b>")
    item = one(xml)
    item = choice_question(item)
    assert item.answer.many
    assert item.answer.options[0].text == paragraph(Text("a <b> c"))
    assert item.answer.options[1].text == paragraph(Text("a "), Strong((Text("c"),)))


def test_html_that_has_no_place_is_told_at_its_line() -> None:
    found = reading(quiz(essay(text="<p>See <video src='x'>this</video></p>")))
    said = found.about("R420")
    assert said.where == "exercise 1 › question 1"
    assert said.span is not None
    assert said.span.line == 5


def test_html_whose_names_are_none() -> None:
    assert prompt(reading(quiz(essay(text='<p a"b="c&#1;" 1x>Why&#1;?')))) == paragraph(
        Text("Why?")
    )


def test_markup_that_was_not_escaped_is_text() -> None:
    xml = "<question type='essay'><questiontext><text>a <b>c</b> d</text></questiontext></question>"
    assert prompt(reading(quiz(xml))) == paragraph(Text("a c d"))


def test_questions_without_a_text_are_told() -> None:
    found = reading(
        quiz(essay(text=""), "<question type='essay'/>", question("description", text=" "))
    )
    assert found.codes() == ["R494", "R582", "R494", "R529", "R513"]
    assert found.exam is None


def test_one_bad_question_does_not_keep_the_others_out() -> None:
    bad = "<p>Solve \\(a = \\text{ where \\(b\\)}\\).</p>"
    found = reading(quiz(essay(text=""), essay(text=bad), essay(text="<p>\\(a\n+ b\\)</p>")))
    assert [code for code in found.codes() if code != "R530"] == ["R494", "R426"]
    assert found.exam is not None
    text = proved(found.exam, {}, "md", report := Report())
    assert report.diagnostics == []
    assert text is not None
    assert "$a + b$" in text
    assert "where" in text


# -- files ----------------------------------------------------------------------------------------


def with_file(text: str, *files: str) -> Found:
    inside = "".join(files)
    return reading(quiz(essay(text=text).replace("</questiontext>", f"{inside}</questiontext>")))


def file(name: str = "a.png", data: str = DOT, path: str = "/", encoding: str = "base64") -> str:
    return f'<file name="{name}" path="{path}" encoding="{encoding}">{data}</file>'


@pytest.mark.parametrize(
    ("name", "path", "address", "kept"),
    [
        ("a.png", "/", "a.png", "images/a.png"),
        ("a b.png", "/", "a%20b.png", "images/a-b.png"),
        ("ö.png", "/", "%C3%B6.png", "images/image.png"),
        ("a.png", "/sub/dir/", "sub/dir/a.png", "images/a.png"),
        ("a.jpg", "/", "a.jpg", "images/a.png"),
        ("a", "/", "a?time=123", "images/a.png"),
        ("A.PNG", "/", "A.PNG", "images/A.PNG"),
        ("..", "/", "..", "images/image.png"),
        ("a.png", "/../../", "../../a.png", "images/a.png"),
    ],
)
def test_images_beside_a_text(name: str, path: str, address: str, kept: str) -> None:
    found = with_file(f'<img src="@@PLUGINFILE@@/{address}" alt="x">', file(name, path=path))
    assert found.codes() == []
    assert prompt(found) == paragraph(Image(kept, "x"))
    assert found.files == {kept: DOT_PNG}


def test_a_file_without_a_path_is_beside_the_text_too() -> None:
    plain = f'<file name="a.png" encoding="base64">{DOT}</file>'
    found = with_file('<img src="@@PLUGINFILE@@/a.png">', plain)
    assert found.files == {"images/a.png": DOT_PNG}


def test_one_image_in_many_texts_is_one_file_and_alike_names_are_two() -> None:
    shown = '<img src="@@PLUGINFILE@@/a.png">'
    other = base64.b64encode(DOT_PNG + b"2").decode()
    first = essay(text=shown).replace("</questiontext>", f"{file()}</questiontext>")
    second = essay(text=shown).replace("</questiontext>", f"{file(data=other)}</questiontext>")
    found = reading(quiz(first, second, first))
    assert found.files == {"images/a.png": DOT_PNG, "images/a-2.png": DOT_PNG + b"2"}
    sources = [
        str(item.prompt)
        for item in found.items()
        if isinstance(item, Question) and kind_of(item) == "open"
    ]
    assert ["a-2.png" in source for source in sources] == [False, True, False]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ((), "is not in this file"),
        ((file("b.png"),), "is not in this file"),
        ((file(data="!!!"),), "no base64"),
        ((file(data="AAA"),), "no base64"),
        ((file(data=""),), "is empty"),
        ((file(data="aGVsbG8="),), "no image"),
        ((file(encoding="rot13"),), "'rot13'"),
    ],
)
def test_images_that_cannot_be_had_leave_their_words(files: tuple[str, ...], why: str) -> None:
    found = with_file('<p>See <img src="@@PLUGINFILE@@/a.png" alt="a graph">.</p>', *files)
    assert prompt(found) == paragraph(Text("See a graph."))
    assert found.files == {}
    assert why in found.said[0].message
    assert set(found.codes()) == {"R470"}


def test_files_that_are_no_images() -> None:
    link = '<p><a href="@@PLUGINFILE@@/a.mp3">Listen</a> to it.</p>'
    found = with_file(link, file("a.mp3"), file("never.png"))
    assert prompt(found) == paragraph(Text("Listen to it."))
    assert [d.message for d in found.said[:2]] == [
        "file 'a.mp3' is no image, and is left out; its link stays as text",
        "file 'never.png' is not shown in its text, and is left out",
    ]


def test_images_of_the_web_and_inside_an_address() -> None:
    found = with_file('<img src="//example.org/a.png"><img src="https://example.org/b.png">')
    assert prompt(found) == paragraph(
        Image("https://example.org/a.png", ""), Image("https://example.org/b.png", "")
    )
    inside = with_file(
        f'<img src="data:image/png;base64,{DOT}"><img src="data:text/html,x" alt="n">'
    )
    assert inside.files == {"images/embedded.png": DOT_PNG}
    assert inside.codes() == ["R470"]


@pytest.mark.parametrize(
    "path",
    ["../a.png", "/etc/a.png", "a/../../b.png", "c:\\a.png", "~/a.png", "x" * 300, "a&#10;b.png"],
)
def test_a_path_that_leads_out_of_the_folder_is_not_taken(path: str) -> None:
    evil = f'<file name="a.png" examc-path="{path}" encoding="base64">{DOT}</file>'
    assert with_file('<img src="@@PLUGINFILE@@/a.png">', evil).files == {"images/a.png": DOT_PNG}


# -- essays and descriptions ----------------------------------------------------------------------


@pytest.mark.parametrize("lines", graders.LINES)
def test_the_height_of_a_box_is_the_space(lines: int) -> None:
    item = one(essay(f"<responsefieldlines>{lines}</responsefieldlines>"))
    item = written_question(item)
    assert not item.answer.free
    assert item.answer.space == graders.space(lines)
    assert graders.lines(item.answer.space) == lines


@pytest.mark.parametrize(
    ("lines", "space", "code"),
    [("12", Fraction(3, 10), "R412"), ("0", None, "R494"), ("x", None, "R494")],
)
def test_a_height_that_we_never_write_is_told(
    lines: str, space: Fraction | None, code: str
) -> None:
    found = reading(quiz(essay(f"<responsefieldlines>{lines}</responsefieldlines>")))
    (item,) = found.items()
    item = written_question(item)
    assert not item.answer.free
    assert item.answer.space == space
    assert found.codes() == [code]


def test_information_for_graders_is_notes() -> None:
    item = one(
        essay("<graderinfo format='html'><text>&lt;p&gt;Be mild.&lt;/p&gt;</text></graderinfo>")
    )
    item = written_question(item)
    assert not item.answer.free
    assert item.notes == paragraph(Text("Be mild."))
    assert (item.solution, item.answer.rubric) == ((), None)


def test_a_description_is_a_text_block() -> None:
    found = reading(quiz(question("description", text="<p>Read this.</p>", name="Intro")))
    (item,) = found.items()
    assert isinstance(item, TextBlock)
    assert item.content == paragraph(Text("Read this."))
    assert found.codes() == ["R529"]
    assert "name of a text" in found.about("R529").message


# -- what has no place ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<responseformat>plain</responseformat>", "format of the answer"),
        ("<responserequired>0</responserequired>", "no answer is required"),
        ("<maxwordlimit>500</maxwordlimit>", "largest number of words"),
        ("<filetypeslist>.pdf</filetypeslist>", "kinds of files"),
        ("<responsetemplate format='html'><text>Dear</text></responsetemplate>", "begins with"),
        ("<hint format='html'><text>One</text></hint><hint><text>Two</text></hint>", "and 1 more"),
        ("<hidden>1</hidden>", "hidden"),
        ("<penalty>0.3333333</penalty>", "penalty"),
        ("<custom><x>1</x></custom>", "<custom>"),
    ],
)
def test_settings_without_a_place_are_told(inside: str, words: str) -> None:
    found = reading(quiz(essay(inside)))
    assert found.codes() == ["R529"]
    assert words in found.about("R529").message
    assert found.about("R529").span is not None


def test_settings_that_say_nothing_are_passed_over() -> None:
    usual = (
        "<responseformat>editor</responseformat><responserequired>1</responserequired>"
        "<attachments>0</attachments><minwordlimit></minwordlimit><maxbytes>0</maxbytes>"
        "<responsetemplate format='html'><text></text></responsetemplate><custom/>"
        "<hidden>0</hidden><penalty>0.0000000</penalty><filetypeslist/>"
    )
    one(essay(usual))


def test_what_most_questions_say_is_told_once() -> None:
    more = "<penalty>0.3333333</penalty><answernumbering>none</answernumbering>"
    found = reading(quiz(*[multichoice("100", "0", more=more)] * 3))
    assert found.codes() == ["R529", "R529"]
    assert found.said[0].message == (
        "penalty for further tries has no place in an exam: 0.3333333 (3 questions)"
    )


OTHERS = (*("randomsamatch", "stack", "coderunner", "", "random", "ddmarker", "ddimageortext"),)


@pytest.mark.parametrize("kind", OTHERS)
def test_other_types_are_left_out_by_name_and_the_rest_is_read(kind: str) -> None:
    found = reading(
        quiz(category("A/B"), essay(), question(kind, answer("100", "true"), name="Odd"), essay())
    )
    assert len(found.items()) == 2
    said = found.about("R514")
    assert "'Odd'" in said.message
    assert repr(kind) in said.message
    assert said.where == "exercise 1"
    assert said.span is not None
    assert said.span.line == 9
    assert [item.id for item in found.items()] == ["e1-1", "e1-2"]


def test_places_count_what_was_read() -> None:
    odd = essay("<maxwordlimit>9</maxwordlimit>")
    found = reading(
        quiz(
            category("A/none"),
            question("stack"),
            category("A/B"),
            question("stack"),
            question("description", text="A name"),
            odd,
        )
    )
    assert [(d.code, d.where) for d in found.said[:3]] == [
        ("R514", "category none"),
        ("R514", "exercise 1"),
        ("R529", "exercise 1 › question 1"),
    ]


def test_nodes_know_their_place_in_the_file() -> None:
    exam = exam_of(category("A/B"), multichoice("100", "0"))
    exercise: Exercise = exam.exercises[0]
    (item,) = exercise.items
    item = choice_question(item)
    assert item.answer.many
    spans = [exam.span, exercise.span, item.span, item.answer.options[1].span]
    assert [span and span.line for span in spans] == [2, 3, 4, 10]


def test_settings_of_canvas_are_no_moodle_xml() -> None:
    assert not sniff(b'<quiz identifier="a" xmlns="http://canvas.instructure.com/xsd/cccv1p0"/>')


def test_a_question_that_moodle_does_not_import_either_is_told_as_such() -> None:
    name = "<name><text>A name</text></name>\n"
    empty = question("truefalse", answer("100", "true"), text="").replace(name, "")
    numbered = question("numerical").replace(name, "")
    found = reading(quiz(empty, numbered, question("numerical"), question("essay")))
    assert len(found.items()) == 1
    said = [d for d in found.said if "is left out" in d.message]
    assert [d.code for d in said] == ["R582", "R582", "R494"]
    assert "Moodle does not import it either, since it has no name" in said[0].message
    assert "either" not in said[2].message
