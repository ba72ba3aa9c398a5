"""Questions as people write them in Word: numbers, letters, points, and signs of what is right."""

import io
from collections.abc import Callable
from fractions import Fraction

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from docx.text.run import Run

from examc.core.answers import Choice, TrueFalse, Written
from examc.core.content import BulletList, CodeBlock, Image, Math, Table, plain, walk
from examc.core.model import TextBlock
from support import DOT_PNG
from word.support import Read, file, lines, right, texts, xml

OPTIONS = ("A. the wall", "B. the nucleus", "C. the membrane")


@pytest.mark.parametrize(
    "written",
    [
        ("1. Which?", *OPTIONS),
        ("1) Which?", "a) the wall", "b) the nucleus", "c) the membrane"),
        ("Question 1: Which?", "(a) the wall", "(b) the nucleus", "(c) the membrane"),
        ("Vraag 1", "Which?", "A) the wall", "B) the nucleus", "C) the membrane"),
        ("Frage 1. Which?", "A: the wall", "B: the nucleus", "C: the membrane"),
        ("Q: Which?", "A) the wall", "B) the nucleus", "C) the membrane"),
        ("1. Which?\na) the wall\nb) the nucleus\nc) the membrane",),
        ("1. Which?", "A. the wall\tB. the nucleus\tC. the membrane"),
        ("1. Which?", "☐ the wall", "☐ the nucleus", "☐ the membrane"),
        ("Cells", "", "Which?", *OPTIONS),
    ],
)
def test_numbers_and_letters_as_they_are_typed(written: tuple[str, ...]) -> None:
    question = Read(lines("Cells", *written)).only
    assert plain(question.prompt) == "Which?"
    assert texts(question) == ["the wall", "the nucleus", "the membrane"]
    assert right(question) == []


@pytest.mark.parametrize(
    ("below", "said"),
    [
        (("A. the wall", "*B. the nucleus", "C. the membrane"), ["R589"]),
        (("A. the wall", "B. *the nucleus", "C. the membrane"), ["R589"]),
        (("A. the wall", "B. the nucleus*", "C. the membrane"), ["R589"]),
        (("A. the wall", "B. the nucleus ✓", "C. the membrane"), ["R589"]),
        (("☐ the wall", "☒ the nucleus", "☐ the membrane"), ["R589"]),
        (("[ ] A. the wall", "[x] B. the nucleus", "[ ] C. the membrane"), ["R589"]),
        (("A. the wall", "**B. the nucleus**", "C. the membrane"), ["R589"]),
        (("- the wall", "**- the nucleus**", "- the membrane"), ["R589"]),
        (("A. the wall", "B. the nucleus (correct)", "C. the membrane"), []),
        (("A. the wall (fout)", "B. the nucleus", "C. the membrane (fout)"), []),
        ((*OPTIONS, "Answer: B"), []),
        ((*OPTIONS, "Antwoord: b) the nucleus"), []),
        ((*OPTIONS, "ANSWER: the nucleus"), []),
        ((*OPTIONS, "Correct: B"), []),
        ((*OPTIONS, "Answer key", "1. B"), []),
        ((*OPTIONS, "Antwoorden:", "1 B"), []),
    ],
)
def test_signs_of_what_is_right(below: tuple[str, ...], said: list[str]) -> None:
    found = Read(lines("Cells", "1. Which? (2 points)", *below))
    assert right(found.only) == ["the nucleus"]
    assert list(texts(found.only)) == ["the wall", "the nucleus", "the membrane"]
    assert isinstance(found.only.answer, Choice)
    assert [option.points for option in found.only.answer.options] == [0, 2, 0]
    assert found.codes() == said


LOOKS: dict[str, Callable[[Run], object]] = {
    "bold type": lambda run: setattr(run, "bold", True),
    "underlining": lambda run: setattr(run, "underline", True),
    "italics": lambda run: setattr(run, "italic", True),
    "a colour of their own": lambda run: setattr(run.font.color, "rgb", RGBColor(200, 0, 0)),
    "a background of their own": lambda run: setattr(
        run.font, "highlight_color", WD_COLOR_INDEX.YELLOW
    ),
}


@pytest.mark.parametrize("sign", LOOKS)
def test_looks_of_what_is_right(sign: str) -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Which? (2 points)")
        for place, text in enumerate(OPTIONS):
            run = document.add_paragraph().add_run(text)
            if place == 1:
                LOOKS[sign](run)

    found = Read(file(make))
    assert right(found.only) == ["the nucleus"]
    assert f"right by {sign}: question 1" in found.message("R589")
    assert "**" not in repr(found.only.answer)


def test_green_is_right_among_colours_and_a_struck_option_is_wrong() -> None:
    def coloured(document: WordDocument) -> None:
        document.add_paragraph("1. Which? (2 points)")
        for place, text in enumerate(OPTIONS):
            run = document.add_paragraph().add_run(text)
            run.font.color.rgb = RGBColor(0, 160, 40) if place == 1 else RGBColor(200, 0, 0)

    def struck(document: WordDocument) -> None:
        document.add_paragraph("1. Which? (2 points)")
        for place, text in enumerate(OPTIONS):
            document.add_paragraph().add_run(text).font.strike = place != 1

    assert right(Read(file(coloured)).only) == ["the nucleus"]
    assert right(Read(file(struck)).only) == ["the nucleus"]


def test_a_word_in_bold_is_no_sign() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Which? (2 points)")
        for text in OPTIONS:
            document.add_paragraph(text)
        document.paragraphs[-1].add_run(" (not").bold = False
        document.paragraphs[-1].add_run(" all").bold = True

    assert Read(file(make)).codes() == ["R546"]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (("A. the wall", "**B. the nucleus**", "C. the membrane", "Answer: C"), ["the membrane"]),
        (("A. the wall*", "B. the nucleus (correct)", "C. the membrane"), ["the nucleus"]),
        ((*OPTIONS, "Answer: A", "Key", "1. B"), ["the wall"]),
    ],
)
def test_signs_that_contradict_are_told(below: tuple[str, ...], kept: list[str]) -> None:
    found = Read(lines("Cells", "1. Which? (2 points)", *below))
    assert right(found.only) == kept
    assert "R413" in found.codes()


def test_looks_that_contradict_decide_nothing() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Which? (2 points)")
        for place, text in enumerate(OPTIONS):
            run = document.add_paragraph().add_run(text)
            run.bold = place == 0
            run.underline = place == 1

    found = Read(file(make))
    assert right(found.only) == []
    assert "R413" in found.codes()


def test_several_right_options_share_the_points() -> None:
    below = ("A. the wall*", "B. the nucleus", "C. the membrane*")
    found = Read(lines("Cells", "1. Choose all that apply (3 points)", *below))
    assert isinstance(found.only.answer, Choice)
    assert found.only.answer.many
    assert [str(o.points) for o in found.only.answer.options] == ["3/2", "0", "3/2"]
    assert found.codes() == ["R589", "R558"]


@pytest.mark.parametrize(
    "written",
    [
        "(2.5 points)",
        "[2,5 pts]",
        "(2.5 p.)",
        "(2½ punten)",
        "(2,5 Punkte)",
        "(2,5 puntos)",
        "\t2,5 pt",
        "– 2.5 marks",
        "(max. 2.5 pts.)",
    ],
)
def test_points_as_they_are_written(written: str) -> None:
    found = Read(lines("Cells", f"1. Why? {written}"))
    assert found.only.points == Fraction(5, 2)
    assert plain(found.only.prompt) == "Why?"
    assert found.codes() == []


def test_points_that_are_not_stated_are_told_once() -> None:
    found = Read(lines("Cells", "1. Why?", "2. When?", "3. Where? (2 points)"))
    assert [question.points for question in found.questions] == [1, 1, 2]
    assert found.message("R518") == "points are not stated; 1 is taken: questions 1 and 2"


def test_headings_are_exercises_and_may_state_points() -> None:
    def make(document: WordDocument) -> None:
        document.add_heading("Biology", 0)
        document.add_heading("Cells (2 points each)", 1)
        document.add_paragraph("1. Why?")
        document.add_heading("Plants (5 points)", 1)
        document.add_paragraph("2. When? (5 points)")

    exam = Read(file(make)).exam
    assert exam is not None
    assert exam.title == "Biology"
    assert [(e.title, e.points) for e in exam.exercises] == [("Cells", None), ("Plants", 5)]
    assert [q.points for e in exam.exercises for q in e.items if hasattr(q, "points")] == [2, 5]


@pytest.mark.parametrize(
    "written",
    [
        ("1. Trees have leaves. (True/False)", "Answer: True"),
        ("1. Trees have leaves.", "A. True*", "B. False"),
        ("1. Trees have leaves. Waar / onwaar", "Antwoord: waar"),
        ("1. Trees have leaves. T/F", "Answers", "1. T"),
    ],
)
def test_statements_that_are_true(written: tuple[str, ...]) -> None:
    question = Read(lines("Cells", *written)).only
    assert isinstance(question.answer, TrueFalse)
    assert question.answer.true.correct
    assert plain(question.prompt) == "Trees have leaves."


def test_an_open_question_has_a_model_answer_and_feedback() -> None:
    written = ("1. Why? (2 p)", "……………………", "_______", "Model answer: because", "it must")
    found = Read(lines("Cells", *written, "Feedback: see chapter 2"))
    assert isinstance(found.only.answer, Written)
    assert plain(found.only.solution) == "because it must"
    assert plain(found.only.feedback.general) == "see chapter 2"
    assert plain(found.only.prompt) == "Why?"


def test_lettered_parts_with_points_are_questions() -> None:
    written = ("1. A cell has a wall.", "a) Why? (2 points)", "b) Since when? (3 points)")
    found = Read(lines("Cells", *written))
    assert [plain(q.prompt) for q in found.questions] == ["Why?", "Since when?"]
    assert [q.points for q in found.questions] == [2, 3]
    assert found.exam is not None
    assert isinstance(found.exam.exercises[0].items[0], TextBlock)
    assert found.codes() == ["R464", "R589"]


def test_bullets_without_a_sign_are_a_list() -> None:
    found = Read(lines("Cells", "1. Say what these do: (2 points)", "- the wall", "- the nucleus"))
    assert isinstance(found.only.answer, Written)
    assert isinstance(found.only.prompt[-1], BulletList)
    assert found.codes() == ["R589"]


def test_a_key_in_a_table() -> None:
    def make(document: WordDocument) -> None:
        for text in ("1. Which?", *OPTIONS, "2. And which?", *OPTIONS, "Answer key"):
            document.add_paragraph(text)
        table = document.add_table(2, 2)
        for place, text in enumerate("12BC"):
            table.cell(place // 2, place % 2).text = text

    found = Read(file(make))
    assert [right(q) for q in found.questions] == [["the nucleus"], ["the membrane"]]


def test_a_table_lays_out_questions_or_is_one() -> None:
    def make(document: WordDocument) -> None:
        table = document.add_table(4, 2)
        for place, text in enumerate(("1", "Which?", "A", "wall", "B", "nucleus", "C", "skin")):
            table.cell(place // 2, place % 2).text = text
        document.add_paragraph("Answer: B")
        document.add_paragraph("2. What does the table show?")
        table = document.add_table(2, 2)
        for place, text in enumerate(("x", "y", "1", "2")):
            table.cell(place // 2, place % 2).text = text

    first, second = Read(file(make)).questions
    assert right(first) == ["nucleus"]
    assert isinstance(second.prompt[-1], Table)


def test_images_formulas_and_listings() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. What is ")
        xml(document.paragraphs[-1], "<m:oMath><m:r><m:t>π</m:t></m:r></m:oMath>")
        document.paragraphs[-1].add_run("? (1 point)")
        document.add_paragraph().add_run().add_picture(io.BytesIO(DOT_PNG))
        for text in ("def f():", "    return 1"):
            document.add_paragraph().add_run(text).font.name = "Courier New"

    found = Read(file(make))
    nodes = list(walk(found.only.prompt))
    assert [node.tex for node in nodes if isinstance(node, Math)] == ["\\pi"]
    assert [node.text for node in nodes if isinstance(node, CodeBlock)] == [
        "def f():\n    return 1"
    ]
    (image,) = [node for node in nodes if isinstance(node, Image)]
    assert found.files == {image.src: DOT_PNG}


UNREAD = {
    "R428": '<w:del w:id="1"><w:r><w:delText>not </w:delText></w:r></w:del>',
    "R426": "<m:oMath><m:zz><m:t>x</m:t></m:zz></m:oMath>",
    "R470": "<w:r><w:drawing/></w:r>",
    "R451": '<w:r><w:sym w:font="Webdings" w:char="F012"/></w:r>',
    "R524": "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>beside</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
}


@pytest.mark.parametrize("code", UNREAD)
def test_what_has_no_place_is_told(code: str) -> None:
    def make(document: WordDocument) -> None:
        xml(document.add_paragraph("1. Why? (1 point)"), UNREAD[code])

    found = Read(file(make))
    assert found.codes() == [code]
    assert ("beside" in plain(found.only.prompt)) == (code == "R524")


def test_an_image_that_is_not_in_the_file_leaves_no_empty_option() -> None:
    def make(document: WordDocument) -> None:
        document.add_paragraph("1. Which? (1 point)")
        xml(
            document.add_paragraph("A. "),
            '<w:r><w:drawing><a:blip r:embed="rId99"/></w:drawing></w:r>',
        )
        document.add_paragraph("*B. two")

    found = Read(file(make))
    assert texts(found.only) == ["[rId99]", "two"]
    assert found.message("R470") == "image 'rId99' is not in the file; '[rId99]' stands for it"


def test_inserted_text_is_read_and_hidden_text_is_not() -> None:
    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph("1. Why ")
        xml(paragraph, '<w:ins w:id="1"><w:r><w:t>not? (1 point)</w:t></w:r></w:ins>')
        paragraph.add_run("secret").font.hidden = True

    found = Read(file(make))
    assert plain(found.only.prompt) == "Why not?"
    assert found.codes() == ["R428"]


def test_comments_are_notes_and_headers_are_left_out() -> None:
    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph("1. Why? (1 point)")
        document.add_comment(paragraph.runs, "be kind", author="A")
        document.sections[0].header.paragraphs[0].text = "Page of an exam"

    found = Read(file(make))
    assert plain(found.only.notes) == "be kind"
    assert found.codes() == ["R484", "R524"]


def test_automatic_numbers_are_counted() -> None:
    def make(document: WordDocument) -> None:
        for text in ("Why?", "When?"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Key")
        document.add_paragraph("2. now")

    first, second = Read(file(make)).questions
    assert (plain(first.solution), plain(second.solution)) == ("", "now")


def test_a_file_without_questions_says_what_would_be_one() -> None:
    found = Read(lines("Dear all,", "see you tomorrow."))
    assert found.exam is None
    assert found.codes() == ["R400"]


# -- looks that no exam has ------------------------------------------------------------------------


def _styled(change: Callable[[Run], object], *, whole: bool = False) -> bytes:
    """A file whose question has a word, or all of it, that looks otherwise."""

    def make(document: WordDocument) -> None:
        paragraph = document.add_paragraph("" if whole else "1. Which is ")
        change(paragraph.add_run("1. Which is right?" if whole else "not"))
        if not whole:
            paragraph.add_run(" right?")
        for option in ("A. one", "B. two", "Answer: A"):
            document.add_paragraph(option)

    return file(make)


@pytest.mark.parametrize(
    ("change", "noun"),
    [
        (lambda run: setattr(run, "underline", True), "underline"),
        (lambda run: setattr(run.font.color, "rgb", RGBColor(200, 0, 0)), "colour"),
        (
            lambda run: setattr(run.font, "highlight_color", WD_COLOR_INDEX.YELLOW),
            "highlighting",
        ),
    ],
)
def test_a_look_of_some_words_that_no_exam_has_is_told(
    change: Callable[[Run], object], noun: str
) -> None:
    found = Read(_styled(change))
    assert (
        found.message("R420") == f"{noun} of some words has no place in a text; the words are kept"
    )
    assert plain(found.only.prompt) == "Which is not right?"
    assert "R420" not in Read(_styled(change, whole=True)).codes()
