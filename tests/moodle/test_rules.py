"""Rules of Moodle's importer and filters, each as the literal value that was measured."""

from fractions import Fraction

import pytest

from examc.core.answers import Written
from examc.core.content import Paragraph, Text
from examc.core.model import Exam, Exercise, Question, WrittenQuestion
from examc.formats.moodle.names import FileNames
from examc.formats.options import Options
from examc.systems.moodle.filters import EMOTICONS
from moodle.support import build, codes, questions, written
from moodle.test_html import filtered
from support import DOT_PNG

CHOICE = "## 2 pts · multiple choice {#q}\n\nWhich?\n\n- [x] right\n- [ ] wrong\n"
PICTURE = "![A](a.png)"
FILES = {"a.png": DOT_PNG}


def why(own: str, title: str = "") -> WrittenQuestion:
    """A question that is no trouble but for its name."""
    return Question(
        id=own,
        points=Fraction(1),
        prompt=(Paragraph((Text("Why?"),)),),
        title=title,
        answer=Written(),
    )


def exam(title: str, *items: WrittenQuestion, exercise: str = "E") -> Exam:
    """An exam of one exercise."""
    return Exam(title=title, exercises=(Exercise(id="e", title=exercise, items=items),))


def test_all_emoticons_of_moodle_are_known() -> None:
    words = ":-) :) :-D ;-) :-/ V-. :-P :-p B-) ^-) 8-) :o) :-( :( 8-. :-I :-X 8-o P-| 8-["
    words += " (grr) xx-P |-. }-] (h) (heart) (y) (n) (martin)"
    assert set(EMOTICONS) == {*words.split(), "( )"}


@pytest.mark.parametrize(
    "source",
    [
        "## 1 pt · open\n\nWhy?\n\n### criteria\n\n- {1 #q8-.a} one\n",
        f"## text block {{#b8-.a repeat}}\n\nNote.\n\n{CHOICE}",
        f'# Part {{#p bank="f(n)" tags="P(y)"}}\n\n{CHOICE}',
    ],
)
def test_nothing_of_ours_becomes_a_picture(source: str) -> None:
    quiz, _ = build(source)
    for text in quiz.iterfind(".//text"):
        assert "🙂" not in filtered(text.text or "")


def test_names_have_255_characters_at_most() -> None:
    long = "x" * 400
    quiz, _ = written(exam(long, why("a", long), exercise=long))
    categories = [q.findtext("category/text") or "" for q in quiz.findall("question[category]")]
    exam_name, part = categories[-1].removeprefix("$course$/top/").split("/")
    names = [exam_name, part, questions(quiz)[0].findtext("name/text") or ""]
    assert list(map(len, names)) == [255, 255, 255]


def test_ids_have_100_characters_at_most() -> None:
    quiz, _ = written(exam("T", why("x" * 100), why("y" * 101)))
    ids = [q.findtext("idnumber") or "" for q in questions(quiz)]
    assert ids[0] == "x" * 100
    assert len(ids[1]) == 100


def test_an_essay_asks_for_a_text_and_for_no_files() -> None:
    quiz, _ = build("## 1 pt · open\n\nWhy?")
    question = questions(quiz)[0]
    assert question.findtext("responserequired") == "1"
    assert question.findtext("attachments") == "0"
    assert question.findtext("attachmentsrequired") == "0"


def test_graders_see_how_to_mark_and_what_students_do_not() -> None:
    quiz, _ = build(
        "## 2.5 pts · open\n\nWhy?\n\n### criteria\n\n- {3} one\n\n### feedback: incorrect\n\nNo.\n"
    )
    info = questions(quiz)[0].findtext("graderinfo/text") or ""
    assert '<p class="examc-label">Add up what is met; 2.5 at most.</p>' in info
    assert '<div class="examc-incorrect">' in info
    assert "<p>No.</p>" in info


def test_feedback_stands_at_its_option() -> None:
    source = CHOICE.replace("- [ ] wrong", "  > yes\n\n- [ ] wrong\n\n  > no")
    answers = questions(build(source)[0])[0].findall("answer")
    assert [a.findtext("feedback/text") for a in answers] == ["<p>yes</p>", "<p>no</p>"]


@pytest.mark.parametrize(
    ("part", "elements"),
    [
        ("feedback", ["generalfeedback"]),
        ("feedback: correct", ["correctfeedback"]),
        ("feedback: incorrect", ["partiallycorrectfeedback", "incorrectfeedback"]),
        ("solution", ["generalfeedback"]),
    ],
)
def test_images_of_feedback_are_beside_it(part: str, elements: list[str]) -> None:
    quiz, _ = build(f"{CHOICE}\n### {part}\n\n{PICTURE}\n", FILES)
    files = questions(quiz)[0].iter("file")
    parents = [file.getparent() for file in files]
    assert [parent.tag for parent in parents if parent is not None] == elements


@pytest.mark.parametrize("part", ["criteria", "levels"])
def test_images_of_rubrics_are_beside_them(part: str) -> None:
    quiz, _ = build(f"## 1 pt · open\n\nWhy?\n\n### {part}\n\n- {{1}} {PICTURE}\n", FILES)
    assert len(questions(quiz)[0].findall("graderinfo/file")) == 1


def test_files_have_safe_endings() -> None:
    given = FileNames()
    assert [given.name(path) for path in ("a.p&n'g", "b.", "c.jpeg%20")] == [
        "a.png",
        "b.",
        "c.jpeg20",
    ]


# -- embedded answers -----------------------------------------------------------------------------

CLOZE = Options(offgrid="cloze")


def test_an_embedded_answer_has_a_whole_number_of_points() -> None:
    source = "## 1.5 pts · multiple response\n\nW?\n\n- [x] {0.7} a\n- [x] {0.8} b\n- [ ] {0} c\n"
    quiz, losses = build(source, options=CLOZE)
    assert questions(quiz)[0].get("type") == "multichoice"
    assert codes(losses) == ["X310"] * 2
    assert "no whole number" in losses[0].message


def test_feedback_with_images_stays_at_its_option() -> None:
    source = (
        f"## 2 pts · multiple response\n\nW?\n\n- [x] {{0.75}} a\n\n  > {PICTURE}\n\n"
        "- [x] {1.25} b\n- [ ] {0} c\n"
    )
    quiz, losses = build(source, FILES, CLOZE)
    question = questions(quiz)[0]
    assert question.get("type") == "multichoice"
    assert len(question.findall("answer/feedback/file")) == 1
    assert codes(losses) == ["X310"] * 2


# -- blocks ---------------------------------------------------------------------------------------


def test_a_repeated_block_ends_with_its_exercise() -> None:
    block = "## text block {#note repeat}\n\nNote.\n"
    more = CHOICE.replace("#q", "#r")
    quiz, _ = build(f"# One {{#one}}\n\n{block}\n{CHOICE}\n# Two {{#two}}\n\n{more}")
    _, first, second = questions(quiz)
    assert "examc-repeated" in (first.findtext("questiontext/text") or "")
    assert second.findtext("questiontext/text") == "<p>Which?</p>"
