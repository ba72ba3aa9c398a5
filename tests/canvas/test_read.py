"""Exports of Canvas: what is read, and what is said of the rest."""

import re
from base64 import b64encode
from fractions import Fraction
from pathlib import Path

import pytest

from canvas.support import bank, export, import_items, import_zip, item, quiz
from examc.core.answers import TrueFalse
from examc.core.content import Code, Emphasis, Image, Link, Math, Paragraph, Text, plain
from examc.core.model import (
    Exam,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    kind_of,
    questions,
)
from examc.files.package import pack
from examc.formats.canvas.read import sniff
from support import DOT_PNG, choice_question, shared

FEEDBACK = (
    '<itemfeedback ident="{}"><flow_mat><material><mattext texttype="text/html">{}</mattext>'
    "</material></flow_mat></itemfeedback>"
)


def only(made: str) -> Item:
    """The one item of a quiz."""
    exam, _ = import_items(made)
    (read,) = exam.exercises[0].items
    return read


def said(code: str, *items: str) -> str:
    """The one message under a code about a quiz of these items."""
    _, report = import_items(*items)
    (message,) = [d.message for d in report.diagnostics if d.code == code]
    return message


def prompt(html: str, files: dict[str, bytes] | None = None) -> tuple[object, ...]:
    """The text that HTML in a stem gives: the inlines of its one paragraph."""
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    exam, _, report = import_zip(export({"iq/iq.xml": quiz(item(stem=escaped)), **(files or {})}))
    assert exam is not None, report.diagnostics
    (read,) = exam.exercises[0].items
    assert not isinstance(read, TextBlock | ImageBlock)
    (paragraph,) = read.prompt
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


# -- samples of Canvas itself -----------------------------------------------------------------------


def _folder(path: Path) -> bytes:
    files = {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}
    return pack(files)


def _sample(name: str) -> Exam:
    exam, _, _ = import_zip(shared("samples", "canvas", name).read_bytes())
    assert exam is not None
    return exam


def test_a_quiz_export_is_read_whole() -> None:
    data = _folder(shared("samples", "canvas", "test_qti_1.2_canvas"))
    assert sniff(data)
    exam, _, report = import_zip(data)
    assert exam is not None
    assert exam.title == "WIJsfijdi"
    assert exam.course.name == "6-19 course"
    assert exam.instructions == (Paragraph((Text("sdvsv"),)),)
    assert exam.description == ()
    kinds = ["true/false", "multiple choice", "multiple response", "open"]
    assert [kind_of(item) for item in exam.exercises[0].items] == kinds
    assert [d.code for d in report.diagnostics] == ["R530"]


def test_a_cartridge_has_each_quiz_once_and_what_is_left_of_its_bank() -> None:
    exam = _sample("canvas_quiz_media_comment.zip")
    assert [(e.title, len(e.items)) for e in exam.exercises] == [
        ("daniel", 1),
        ("nehring", 1),
        ("Unfiled Questions", 2),
    ]
    assert exam.exercises[2].bank == "Unfiled Questions"


def test_a_bank_without_quizzes_is_read() -> None:
    data = shared("samples", "canvas", "canvas_cc_only_questions.zip").read_bytes()
    exam, _, report = import_zip(data)
    assert exam is not None
    assert len(exam.exercises[0].items) == 36
    left_out = [d.message for d in report.diagnostics if d.code == "R514"]
    assert len(left_out) == 5
    assert sum("'Error'" in message for message in left_out) == 4


def test_a_quiz_without_settings_is_read() -> None:
    exam = _sample("quiz_qti.zip")
    assert exam.title == "Unnamed Quiz"
    assert len(exam.exercises[0].items) == 1


def test_a_package_of_qti_2_is_no_export_of_canvas() -> None:
    data = shared("samples", "canvas", "qti_2_1.zip").read_bytes()
    assert not sniff(data)
    exam, _, report = import_zip(data)
    assert exam is None
    assert [d.code for d in report.diagnostics] == ["R513"]


# -- structure ------------------------------------------------------------------------------------


def test_a_group_is_an_exercise_of_its_own_between_the_questions() -> None:
    group = (
        '<section ident="ig" title="Pick"><selection_ordering><selection><selection_number>1'
        "</selection_number><selection_extension><points_per_item>3.0</points_per_item>"
        f"</selection_extension></selection></selection_ordering>{item(ident='i2')}"
        f"{item(ident='i3')}</section>"
    )
    exam, report = import_items(item(), group, item(ident="i4"))
    assert [e.title for e in exam.exercises] == ["Quiz", "Pick", "Quiz"]
    assert [e.pick for e in exam.exercises] == [None, 1, None]
    assert [getattr(i, "points", None) for i in exam.exercises[1].items] == [3, 3]
    assert [e.id for e in exam.exercises] == ["iq", "ig", "iq-2"]
    assert "R529" not in {d.code for d in report.diagnostics}


@pytest.mark.parametrize("count", ["3", "0", "many"])
def test_a_group_that_draws_more_than_there_are_has_them_all(count: str) -> None:
    group = (
        '<section ident="ig" title="Pick"><selection_ordering><selection><selection_number>'
        f"{count}</selection_number></selection></selection_ordering>{item(ident='i2')}"
        f"{item(ident='i3')}</section>"
    )
    exam, report = import_items(group)
    assert [(e.pick, e.shuffle) for e in exam.exercises] == [(None, True)]
    (loss,) = [d for d in report.diagnostics if d.code == "R529"]
    assert f"asks each student {count} of 2 questions" in loss.message


def _drawing(reference: str) -> str:
    return (
        '<section ident="ig" title="Pick"><selection_ordering><selection>'
        f"<sourcebank_ref>{reference}</sourcebank_ref><selection_number>2</selection_number>"
        "</selection></selection_ordering></section>"
    )


def test_a_group_draws_from_a_bank() -> None:
    pool = bank(item() + item(ident="i2"))
    data = export({"iq/iq.xml": quiz(_drawing("ib")), "non_cc_assessments/ib.xml.qti": pool})
    exam, _, report = import_zip(data)
    assert exam is not None
    assert [(e.title, e.bank, len(e.items)) for e in exam.exercises] == [("Pick", "Pool", 2)]
    assert [d.code for d in report.diagnostics] == ["R530"]


def test_a_bank_that_is_elsewhere_is_said() -> None:
    assert "not in the package" in said("R512", item(), _drawing("gone"))


def test_a_question_of_a_bank_that_a_quiz_asks_is_read_once() -> None:
    asked = item(ident="i9", fields={"assessment_question_identifierref": "i1"})
    pool = bank(item() + item(ident="i2"))
    exam, _, report = import_zip(export({"iq/iq.xml": quiz(asked), "ib.xml.qti": pool}))
    assert exam is not None
    assert [[i.id for i in e.items] for e in exam.exercises] == [["i9"], ["i2"]]
    (message,) = [d.message for d in report.diagnostics if d.code == "R534"]
    assert message == "1 question stands in a quiz and in the bank 'Pool', and are read once"


def test_several_quizzes_are_exercises_and_say_what_they_lose() -> None:
    meta = (
        '<quiz xmlns="http://canvas.instructure.com/xsd/cccv1p0" identifier="ia"><title>Real'
        "</title><description>Read</description><time_limit>30</time_limit></quiz>"
    )
    files: dict[str, bytes | str] = {
        "ia/ia.xml": quiz(item(), "ia", "A"),
        "ia/assessment_meta.xml": meta,
        "ib/ib.xml": quiz(item(ident="i2"), "ib", "B"),
    }
    exam, _, report = import_zip(export(files))
    assert exam is not None
    assert [e.title for e in exam.exercises] == ["Real", "B"]
    assert exam.duration is None
    (loss,) = [d for d in report.diagnostics if d.code == "R529"]
    assert loss.message.startswith("time limit and description of the quiz 'Real'")
    assert loss.where == "exercise 1"


def test_settings_that_an_exam_does_not_have_are_said() -> None:
    meta = (
        '<quiz identifier="iq"><shuffle_answers>true</shuffle_answers><access_code>pw'
        "</access_code><allowed_attempts>3</allowed_attempts><cant_go_back>true</cant_go_back>"
        "<due_at/><time_limit>45</time_limit></quiz>"
    )
    exam, _, report = import_zip(export({"iq/iq.xml": quiz(item()), "iq/m.xml": meta}))
    assert exam is not None
    assert exam.duration == 45
    (choice,) = exam.exercises[0].items
    choice = choice_question(choice)
    assert not choice.answer.many
    assert choice.answer.shuffle
    (message,) = [d.message for d in report.diagnostics if d.code == "R529"]
    assert message.endswith("access_code 'pw', cant_go_back")
    assert exam.attempts == 3


def test_attempts_without_an_end_are_told() -> None:
    meta = '<quiz identifier="iq"><allowed_attempts>-1</allowed_attempts></quiz>'
    exam, _, report = import_zip(export({"iq/iq.xml": quiz(item()), "iq/m.xml": meta}))
    assert exam is not None
    assert exam.attempts is None
    (message,) = [d.message for d in report.diagnostics if d.code == "R529"]
    assert message.endswith("allowed_attempts '-1'")


@pytest.mark.parametrize("kind", ["survey", "graded_survey", "practice_quiz"])
def test_a_quiz_of_another_type_is_told(kind: str) -> None:
    meta = f'<quiz identifier="iq"><quiz_type>{kind}</quiz_type></quiz>'
    _, _, report = import_zip(export({"iq/iq.xml": quiz(item()), "iq/m.xml": meta}))
    (message,) = [d.message for d in report.diagnostics if d.code == "R529"]
    assert message.endswith(f"quiz_type '{kind}'")


def test_a_survey_of_common_cartridge_is_told() -> None:
    field = (
        b"<qtimetadata><qtimetadatafield><fieldlabel>qmd_assessmenttype</fieldlabel><fieldentry>"
        b"Survey</fieldentry></qtimetadatafield></qtimetadata><section"
    )
    data = quiz(item()).replace(b"<section", field, 1)
    _, _, report = import_zip(export({"iq/iq.xml": data}))
    assert ["survey" in d.message for d in report.diagnostics if d.code == "R529"] == [True]
    data = data.replace(b"Survey", b"Examination")
    _, _, report = import_zip(export({"iq/iq.xml": data}))
    assert [d.code for d in report.diagnostics] == ["R530"]


def test_numbers_of_options_to_choose_are_told() -> None:
    for limits, words in (
        ('minnumber="1"', ["candidates must choose 1 at least, which is not kept"]),
        ('maxnumber="1"', []),
        ('minnumber="0"', []),
    ):
        asked = item().replace("<render_choice>", f"<render_choice {limits}>")
        _, report = import_items(asked)
        assert [d.message for d in report.diagnostics if d.code == "R529"] == words
    many = item("multiple_answers_question").replace(
        "<render_choice>", '<render_choice maxnumber="2">'
    )
    _, report = import_items(many)
    assert "may choose 2 at most" in next(d.message for d in report.diagnostics if d.code == "R529")


def test_identifiers_are_ids_where_they_can_be() -> None:
    exam, report = import_items(item(ident="a b"), item(ident="i1"), item(ident="x" * 80))
    assert [i.id for i in exam.exercises[0].items] == ["a-b", "i1", "x" * 60]
    assert [d.message for d in report.diagnostics if d.code == "R527"] == [
        "identifier 'a b' cannot be an id; it becomes 'a-b'",
        f"identifier '{'x' * 59}…' cannot be an id; it becomes '{'x' * 60}'",
    ]


# -- questions ------------------------------------------------------------------------------------


def test_weights_are_those_that_canvas_means() -> None:
    choice = only(item(points="2", answers=("a", "b", "c"), right=(1, 3)))
    choice = choice_question(choice)
    assert not choice.answer.many
    assert [o.points for o in choice.answer.options] == [2, 0, 2]
    assert [o.correct for o in choice.answer.options] == [True, False, True]
    response = only(
        item("multiple_answers_question", points="2", answers=("a", "b", "c"), right=(1, 2))
    )
    response = choice_question(response)
    assert response.answer.many
    assert [o.points for o in response.answer.options] == [1, 1, -1]
    assert response.answer.scoring.floor == 0
    assert response.answer.scoring.cap == 2


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        (("True", "False"), "true/false"),
        (("Falsch", "Wahr"), "true/false"),
        (("Yes", "No"), "multiple choice"),
    ],
)
def test_true_and_false_are_known_by_their_words(answers: tuple[str, str], kind: str) -> None:
    read = only(item("true_false_question", answers=answers, points="2"))
    assert kind_of(read) == kind
    if isinstance(read, Question) and isinstance(read.answer, TrueFalse):
        right = [option.points for option in read.answer.options]
        assert right == ([2, 0] if answers[0] == "True" else [0, 2])


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("matching_question", "it has fewer than two left sides"),
        ("multiple_dropdowns_question", "gap '1': no option is right"),
        ("ordering_question", "its right order is not in the file"),
    ],
)
def test_what_an_exam_cannot_have_is_left_out_with_its_words(kind: str, why: str) -> None:
    made = item(kind, title="Mine").replace("response1", "response_1")
    made = made.replace(">1</varequal>", ">9</varequal>")
    exam, report = import_items(made, item(ident="i2"))
    assert [i.id for i in exam.exercises[0].items] == ["i2"]
    (loss,) = [d for d in report.diagnostics if d.code == "R514"]
    assert loss.message == f"question 'Mine' is left out: 'Which?': {why}"
    assert loss.where == "exercise 1 › question 1"
    assert loss.span is not None


@pytest.mark.parametrize("kind", ["hot_spot_question", "categorization_question", "odd_question"])
def test_kinds_that_an_exam_does_not_have_are_left_out_by_name(kind: str) -> None:
    exam, report = import_items(item(kind, title="Mine"), item(ident="i2"))
    assert [i.id for i in exam.exercises[0].items] == ["i2"]
    (loss,) = [d for d in report.diagnostics if d.code == "R514"]
    assert loss.message == f"question 'Mine' of the kind {kind!r} is left out: 'Which?'"
    assert loss.where == "exercise 1 › question 1"
    assert loss.span is not None


def test_a_title_that_canvas_gives_is_none() -> None:
    assert getattr(only(item(title="Question")), "title", None) == ""
    assert getattr(only(item(title="Question 12")), "title", None) == ""
    assert getattr(only(item(title="Energy")), "title", None) == "Energy"


@pytest.mark.parametrize(("text", "points"), [("", 1), ("many", 0), ("-2", 0)])
def test_points_that_are_not_given_are_said(text: str, points: int) -> None:
    assert getattr(only(item(points=text)), "points", None) == points
    assert f"makes it worth {points}" in said("R518", item(points=text))


def test_feedback_finds_its_place() -> None:
    more = "".join(
        FEEDBACK.format(*pair)
        for pair in (
            ("general_fb", "all"),
            ("correct_fb", "yes"),
            ("general_incorrect_fb", "no"),
            ("2_fb", "two"),
        )
    )
    choice = only(item(more=more))
    choice = choice_question(choice)
    assert not choice.answer.many
    assert choice.feedback.general == (Paragraph((Text("all"),)),)
    assert choice.feedback.correct == (Paragraph((Text("yes"),)),)
    assert choice.feedback.incorrect == (Paragraph((Text("no"),)),)
    assert [o.feedback for o in choice.answer.options] == [(), (Paragraph((Text("two"),)),)]
    assert "'lonely'" in said("R523", item(more=FEEDBACK.format("lonely", "x")))


def test_nothing_right_and_other_marks_are_said() -> None:
    assert "no option" in said("R546", item(right=()))
    half = item().replace(">100<", ">50<")
    assert said("R545", half).startswith("marks are stated for each option and read so")


def test_marks_that_add_up_are_not_said() -> None:
    """Other programs add 50 for each of two right options of a multiple response."""
    each = "".join(
        f"<respcondition><conditionvar><varequal>{n}</varequal></conditionvar>"
        '<setvar action="Add">50</setvar></respcondition>'
        for n in (1, 2)
    )
    made = item("multiple_answers_question", right=()).replace(
        "</resprocessing>", f"{each}</resprocessing>"
    )
    exam, report = import_items(made)
    (response,) = exam.exercises[0].items
    response = choice_question(response)
    assert response.answer.many
    assert [o.points for o in response.answer.options] == [Fraction(1, 2)] * 2
    assert [d.code for d in report.diagnostics] == ["R530"]


def test_a_correct_text_of_an_essay_is_said() -> None:
    marked = item("essay_question").replace(
        "</resprocessing>",
        "<respcondition><conditionvar><varequal>x</varequal></conditionvar></respcondition>"
        "</resprocessing>",
    )
    assert "correct texts" in said("R533", marked)
    assert kind_of(only(marked)) != "free formatted"


# -- texts ----------------------------------------------------------------------------------------


def test_plain_text_is_text() -> None:
    made = item(answers=("1 &lt; 2 &lt;b&gt;", "two")).replace('text/html">1', 'text/plain">1')
    choice = only(made)
    choice = choice_question(choice)
    assert not choice.answer.many
    assert choice.answer.options[0].text == (Paragraph((Text("1 < 2 <b>"),)),)


def test_an_answer_without_text_is_empty() -> None:
    made = item(answers=("No answer text provided.", "b"))
    choice = only(made.replace('text/html">No', 'text/plain">No'))
    choice = choice_question(choice)
    assert not choice.answer.many
    assert choice.answer.options[0].text == ()


def test_formulas_of_canvas_are_formulas() -> None:
    image = '<img class="equation_image" title="x^2" src="/equation_images/x%255E2" alt="{}">'
    assert prompt(f"<p>{image.format('LaTeX: x^2')}</p>") == (Math("x^2"),)
    assert prompt(f"<p>{image.format('')}</p>") == (Math("x^2"),)
    only_src = '<p><img src="/equation_images/%255Calpha" alt=""></p>'
    assert prompt(only_src) == (Math("\\alpha"),)
    assert prompt("<p>\\(x\\) and <code>\\(y\\)</code></p>") == (
        Math("x"),
        Text(" and "),
        Code("\\(y\\)"),
    )


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("%24IMS-CC-FILEBASE%24/a/dot.png", "web_resources/a/dot.png"),
        ("$IMS-CC-FILEBASE$/a/dot%20b.png", "web_resources/a/dot b.png"),
        ("$IMS_CC_FILEBASE$/dot.png?canvas_download=1", "web_resources/dot.png"),
        ("%24IMS-CC-FILEBASE%24/images/dot.png", "images/dot.png"),
        ("dot.png", "iq/dot.png"),
        ("../media/DOT.png", "media/dot.png"),
    ],
)
def test_images_are_found_where_canvas_finds_them(address: str, file: str) -> None:
    content = prompt(f'<p><img src="{address}" alt="a dot"></p>', {file: DOT_PNG})
    (image,) = content
    assert isinstance(image, Image)
    assert image.alt == "a dot"
    assert image.src.startswith("images/")


def test_an_image_in_its_own_address_becomes_a_file() -> None:
    data = b64encode(DOT_PNG).decode()
    escaped = f'&lt;img src="data:image/png;base64,{data}" alt="d">'
    exam, files, _ = import_zip(export({"iq.xml": quiz(item(stem=escaped))}))
    assert exam is not None
    assert files == {"images/embedded.png": DOT_PNG}


def test_a_missing_image_leaves_its_text() -> None:
    stem = '&lt;p>See &lt;img src="/courses/1/files/2/preview" alt="the cell">&lt;/p>'
    read = only(item(stem=stem))
    read = choice_question(read)
    assert not read.answer.many
    assert read.prompt == (Paragraph((Text("See the cell"),)),)
    assert "'/courses/1/files/2/preview' is not in the package" in said("R470", item(stem=stem))


def test_a_link_into_the_course_is_not_kept() -> None:
    stem = "&lt;p>&lt;a href='%24CANVAS_COURSE_REFERENCE%24/pages/x'>here&lt;/a>&lt;/p>"
    read = only(item(stem=stem))
    read = choice_question(read)
    assert not read.answer.many
    assert read.prompt == (Paragraph((Text("here"),)),)
    assert "a part of the course" in said("R424", item(stem=stem))
    (link,) = prompt("<p><a href='https://example.org/'>there</a></p>")
    assert isinstance(link, Link)


# -- what cannot be read ----------------------------------------------------------------------------


def test_what_is_no_package_is_an_error() -> None:
    exam, files, report = import_zip(b"PK\x03\x04 no zip")
    assert exam is None
    assert files == {}
    assert [d.code for d in report.diagnostics] == ["R401"]
    assert not sniff(b"PK\x03\x04 no zip")
    assert not sniff(b"---\ntitle: T\n---\n")


def test_a_file_that_is_no_xml_is_left_out() -> None:
    broken = quiz(item(ident="i2"), "ib").replace(b"</section>", b"")
    exam, _, report = import_zip(export({"iq.xml": quiz(item()), "z.xml": broken}))
    assert exam is not None
    assert len(exam.exercises) == 1
    (loss,) = [d for d in report.diagnostics if d.code == "R512"]
    assert loss.message.endswith("the file is left out")
    assert loss.span is not None
    assert loss.span.source.path == "quiz.zip!z.xml"


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE q [<!ENTITY a "aaaa">]>' + quiz(item(stem="&amp;a;"))
    exam, _, report = import_zip(export({"iq.xml": bomb}))
    assert exam is None
    assert [d.code for d in report.diagnostics] == ["R512", "R513"]
    assert "entities of its own is not allowed" in report.diagnostics[0].message


def test_a_file_of_the_machine_is_never_read() -> None:
    outside = b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + quiz(item(stem="&a;"))
    exam, _, _ = import_zip(export({"iq.xml": outside}))
    assert exam is None


def test_what_no_exam_can_have_is_left_out() -> None:
    assert "without a text" in said("R514", item(), item(stem=""))
    bare = re.sub(r"<response_label.*?</response_label>", "", item(), count=1, flags=re.DOTALL)
    while bare.count("<response_label") > 1:
        bare = re.sub(r"<response_label.*?</response_label>", "", bare, count=1, flags=re.DOTALL)
    assert "one option" in said("R514", item(), bare)
    assert "no options" in said(
        "R514", item(), re.sub(r"<response_label.*</response_label>", "", bare)
    )


def test_a_formula_that_nobody_can_read_is_kept_as_characters() -> None:
    src = '<img class="equation_image" alt="LaTeX: a \\( b" src="/equation_images/x">'
    assert prompt(src) == (Text("a \\( b"),)
    assert prompt(src.replace(" \\( ", "\n")) == (Math("a b"),)


def _material(words: str) -> str:
    return f"<material><mattext>{words}</mattext></material>"


@pytest.mark.parametrize("kind", ["presentation_material", "rubric", "objectives"])
@pytest.mark.parametrize("inside", ["section", "item"])
def test_words_beside_questions_are_told(kind: str, inside: str) -> None:
    beside = f"<{kind}>{_material('Read &lt;b&gt;this&lt;/b&gt;.')}</{kind}>"
    asked = item()
    text = beside + asked if inside == "section" else asked.replace("</item>", f"{beside}</item>")
    exam, report = import_items(text)
    assert [plain(q.prompt) for q in questions(exam)] == ["Which?"]
    (told,) = [d for d in report.diagnostics if d.code == "R420"]
    assert told.message.endswith(" have no place in an exam: 'Read <b>this</b>.'")


def test_emphasis_labels_and_alternatives_of_material() -> None:
    beside = (
        "<matemtext>very</matemtext><matimage uri='https://e.org/a.png' label='a cat'/>"
        "<altmaterial><mattext>for the blind</mattext></altmaterial>"
    )
    text = item(stem="Which? ").replace("</material>", f"{beside}</material>", 1)
    assert text.count(beside) == 1
    exam, report = import_items(text)
    (question,) = questions(exam)
    assert question.prompt == (
        Paragraph(
            (
                Text("Which? "),
                Emphasis((Text("very"),)),
                Image("https://e.org/a.png", "a cat"),
            )
        ),
    )
    assert [d.message for d in report.diagnostics if d.code == "R420"] == [
        "text for who cannot see the one before it is left out: 'for the blind'"
    ]


def test_a_mark_that_every_answer_begins_with_is_told() -> None:
    text = item()
    outcomes = '<outcomes><decvar varname="SCORE" defaultval="1"/></outcomes>'
    declared = text.replace("<resprocessing>", f"<resprocessing>{outcomes}")
    assert declared != text
    _, report = import_items(declared)
    (told,) = [d for d in report.diagnostics if d.code == "R545"]
    assert told.message == "every answer begins with a mark of 1, which is left out"


def test_quizzes_and_banks_that_share_an_identifier_are_all_read() -> None:
    one, two = item(ident="a", stem="First?"), item(ident="b", stem="Second?")
    files = {"x/x.xml": quiz(one, "iq"), "y/y.xml": quiz(two, "iq")}
    pools = {"p.xml.qti": bank(item(ident="c", stem="Third?")), "q.xml.qti": bank(item(ident="d"))}
    exam, _, _ = import_zip(export({**files, **pools}))
    assert exam is not None
    asked = [plain(question.prompt) for question in questions(exam)]
    assert asked == ["First?", "Second?", "Third?", "Which?"]


def test_a_quiz_and_its_whole_copy_are_one() -> None:
    files = {"iq/iq.xml": quiz(item()), "non_cc_assessments/iq.xml.qti": quiz(item(stem="Whole?"))}
    for order in (files, dict(reversed(files.items()))):
        exam, _, _ = import_zip(export(order))
        assert exam is not None
        assert [plain(question.prompt) for question in questions(exam)] == ["Whole?"]
