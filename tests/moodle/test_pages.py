"""The law of pages: what Moodle shows of a file is what the exam says."""

import re
from collections.abc import Iterator
from html import escape
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from examc.core.answers import Choice, Written
from examc.core.diagnostics import Report
from examc.core.model import Exam, Question, TextBlock
from examc.core.model import questions as exam_questions
from examc.core.rubrics import Criteria
from examc.formats.moodle.read import read
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.systems.moodle import cloze, filters
from examc.systems.moodle import view as moodle
from examc.systems.moodle.importing import category_names, question_name, xmlized
from moodle import brackets
from moodle.support import build, questions

OPTIONS = (Options(), Options(offgrid="cloze"), Options(math="mathml"))


@pytest.mark.law
@given(number=st.integers(0, 10**9), options=st.sampled_from(OPTIONS))
def test_what_moodle_shows_is_what_was_meant(number: int, options: Options) -> None:
    exam = brackets.exam(Random(number))
    data = write(exam, {}, options, Report())
    assert data is not None
    seen = moodle.view(data)
    assert not seen.refused
    assert [question.faults for question in seen.questions] == [()] * 3
    if options.math == "latex":
        _check_pages(exam, etree.fromstring(data))
    _check_names(exam, etree.fromstring(xmlized(data)))


def _check_pages(exam: Exam, quiz: etree._Element) -> None:
    items = questions(quiz)
    block, *asked = exam.exercises[0].items
    assert isinstance(block, TextBlock)
    assert _shown(items[0], "questiontext") == brackets.read(block.content)
    repeated = brackets.read(block.content) if block.repeat else ""
    for question, element in zip(asked, items[1:], strict=True):
        assert isinstance(question, Question)
        prompt, *rest = _pages(element)
        assert prompt == repeated + brackets.read(question.prompt)
        match question.answer:
            case Written() as answer:
                (graders,) = rest
                _check_graders(question, answer, graders)
            case Choice() as answer:
                assert rest == list(_options(answer))
            case _:
                raise AssertionError("not among these exams")


def _check_graders(question: Question, answer: Written, shown: str) -> None:
    assert isinstance(answer.rubric, Criteria)
    for criterion in answer.rubric.criteria:
        assert brackets.read(criterion.text) in shown
        name = "".join(criterion.name.replace("$x_{1} < 1$", "⟦x_{1} < 1⟧").split())
        assert name in shown or "$" in name
    assert brackets.read(question.solution) in shown
    assert brackets.read(question.notes) in shown


def _options(answer: Choice) -> Iterator[str]:
    for option in answer.options:
        yield brackets.read(option.text)
        yield brackets.read(option.feedback)


def _pages(element: etree._Element) -> Iterator[str]:
    if element.get("type") == "cloze":
        read = cloze.read(element.findtext("questiontext/text") or "")
        yield _page(read.around)
        for part in read.parts:
            for option in part.answers:
                yield _page(option.text)
                yield _page(option.note)
        return
    yield _shown(element, "questiontext")
    if element.get("type") == "essay":
        yield _shown(element, "graderinfo")
    for answer in element.findall("answer"):
        yield _page(answer.findtext("text") or "")
        yield _shown(answer, "feedback")


def _page(html: str) -> str:
    return "".join(filters.shown(html).split())


def _shown(element: etree._Element, name: str) -> str:
    return _page(element.findtext(f"{name}/text") or "")


def _check_names(exam: Exam, quiz: etree._Element) -> None:
    paths = [category_names(path.text or "") for path in quiz.iterfind("question/category/text")]
    top = "Top" if exam.title == "top" else exam.title
    exercise = f"01 {exam.exercises[0].title}"
    assert [tuple(n.replace("< b", "<b") for n in path) for path in paths] == [
        (top,),
        (top, exercise),
    ]
    for question in exam_questions(exam):
        (element,) = [q for q in questions(quiz) if q.findtext("idnumber") == question.id]
        name = question_name(element.findtext("name/text") or "")
        if question.title:
            assert name[6:].replace("< b", "<b") == question.title
    tags = [tag.text for tag in quiz.iterfind("question/tags/tag/text")]
    assert tags == [tag for question in exam_questions(exam) for tag in question.tags]


# -- the examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("{*a*, *b*} and $2$", "<p>&#123;<em>a</em>, <em>b</em>} and \\(2\\)</p>"),
        ("{a} and $x_{1}$", "<p>{a} and \\(x_{1}\\)</p>"),
        ("`{` *a* $x_{1}$", "<p><code>&#123;</code> <em>a</em> \\(x_&#123;1}\\)</p>"),
        ("`echo $$` and $x$", "<p><code>echo $&#36;</code> and \\(x\\)</p>"),
        (
            "$\\begin{matrix} a \\\\[2pt] b \\end{matrix}$",
            "<p>\\(\\begin{matrix} a \\\\&#91;2pt] b \\end{matrix}\\)</p>",
        ),
    ],
)
def test_only_what_a_filter_would_take_for_its_own_is_an_entity(markdown: str, html: str) -> None:
    quiz, _ = build(f"## 1 pt · open\n\n{markdown}")
    written = questions(quiz)[0].findtext("questiontext/text") or ""
    assert written == html
    assert not filters.changes(written)


def test_names_with_entities_are_cdata_and_others_are_not() -> None:
    exam = brackets.exam(Random(1))
    data = write(exam, {}, Options(), Report()) or b""
    for line in data.decode().splitlines():
        if "<text>01" in line or "<text>$course$" in line:
            assert "&" not in line
    quiz, _ = build('# The "AND" & "OR" {#e}\n\n## 1 pt · open {title="a & b"}\n\nWhy?')
    assert questions(quiz)[0].findtext("name/text") == "01.01 a & b"


# -- what was written before ----------------------------------------------------------------------

_NAME = re.compile(r"<text><!\[CDATA\[([^<]*(?:< [^<]*)*)\]\]></text>\n    </(name|category)>")


def earlier(data: bytes) -> bytes:
    """A file as 0.1.0 wrote it: no entities in texts but those of XML, names with entities."""
    text = re.sub(r"&#(123|36|40|41|91|93);", lambda found: chr(int(found[1])), data.decode())
    text = _NAME.sub(lambda f: f"<text>{escape(f[1])}</text>\n    </{f[2]}>", text)
    return text.encode()


@pytest.mark.parametrize("number", range(20))
def test_files_of_before_are_read_alike(number: int) -> None:
    data = write(brackets.exam(Random(number)), {}, Options(), Report()) or b""
    before = earlier(data)
    assert before != data
    assert any(seen.faults for seen in moodle.view(before).questions)
    assert read("exam.xml", before, Report()) == read("exam.xml", data, Report())
