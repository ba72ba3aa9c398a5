"""Our own packages: what is written is read back, but for exactly what was said to be lost."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from examc.core.answers import Choice, FillIn, Option, Rule, Scoring
from examc.core.content import GapRef, Paragraph, Text, plain
from examc.core.diagnostics import Report
from examc.core.model import ChoiceQuestion, Exam, Exercise, questions
from examc.core.records import replace
from examc.files.package import pack, unpack
from examc.formats.options import Options
from examc.formats.qti21.read import read, sniff
from examc.formats.qti21.write import write
from qti21 import kinds
from qti21.declared import kept
from qti21.packages import HEAD, RESPONSE, build
from qti21.test_scores import choice_questions
from strategies import PARTED, TYPED, exams, files_of
from support import ROOT, choice_question, read_text

SOURCES = sorted(path.parent for path in (ROOT / "sources").glob("*/exam.*"))
_TOUR = {
    path.relative_to(ROOT / "sources" / "tour").as_posix(): path.read_bytes()
    for path in (ROOT / "sources" / "tour").rglob("*")
    if path.is_file()
}
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/exam.*"))


def _law(exam: Exam, files: dict[str, bytes], options: Options) -> None:
    losses = Report()
    data = write(exam, files, options, losses)
    assert data is not None
    found = Report()
    back, images = read("exam.qti.zip", data, found)
    assert found.diagnostics == []
    assert back == kept(exam, losses.diagnostics)
    assert images == {src: files[src] for src in images}
    assert write(back, images, options, Report()) == data
    assert sniff(data)


def _any(exam: Exam) -> None:
    _law(exam, files_of(exam), Options())


@pytest.mark.law
@given(exams(kinds=TYPED | PARTED))
def test_any_exam_of_the_further_kinds_is_read_back_as_it_was_said_to_be_kept(exam: Exam) -> None:
    _any(exam)


@pytest.mark.parametrize("name", kinds.ANSWERS)
def test_every_shape_is_read_back(name: str) -> None:
    question = kinds.asked(kinds.ANSWERS[name], title=name)
    if not isinstance(question.answer, FillIn):
        _any(kinds.exam(question))
        return
    prompt = tuple(Paragraph((GapRef(g.id), Text(" it is."))) for g in question.answer.gaps)
    _any(kinds.exam(replace(question, prompt=prompt)))


def test_a_rule_that_no_mark_hangs_on_is_read_back() -> None:
    options = tuple(
        Option(text=(Paragraph((Text(text),)),), points=Fraction(0), correct=False) for text in "ab"
    )
    scoring = Scoring(Rule.ALL_OR_NOTHING, floor=None, cap=None)
    answer = Choice(options=options, many=True, scoring=scoring)
    _any(kinds.exam(kinds.asked(answer, "0")))


@pytest.mark.law
@given(exams())
def test_any_exam_is_read_back_as_it_was_said_to_be_kept(exam: Exam) -> None:
    _any(exam)


@settings(max_examples=60)
@given(exams())
def test_any_exam_with_formulas_in_mathml(exam: Exam) -> None:
    _law(exam, files_of(exam), Options(math="mathml"))


@settings(max_examples=100)
@given(choice_questions())
def test_any_rule_and_bounds(asked: ChoiceQuestion) -> None:
    _any(Exam(title="T", exercises=(Exercise(id="e", title="E", items=(asked,)),)))


@pytest.mark.parametrize("folder", [*SOURCES, *CASES], ids=lambda path: path.name)
def test_real_exams_are_read_back(folder: Path) -> None:
    names = [path for path in folder.rglob("*") if path.is_file() and "expected" not in path.parts]
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}
    (main,) = [name for name in contents if name in ("exam.md", "exam.yaml")]
    exam, files, report = read_text(contents[main], contents, main)
    assert exam is not None
    assert not report.failed
    _law(exam, files, Options())


def test_an_unpacked_package_is_the_same_exam() -> None:
    exam, files, _ = read_text((ROOT / "sources" / "tour" / "exam.md").read_bytes(), _TOUR)
    assert exam is not None
    data = write(exam, files, Options(), Report())
    assert data is not None
    report = Report()
    assert read("tour", pack(unpack(data)), report) == read("tour.zip", data, Report())
    assert report.diagnostics == []


def test_an_exam_without_exercises_keeps_its_description() -> None:
    text = (Paragraph((Text("No books."),)),)
    _any(Exam(title="T", exercises=(), description=text))
    _any(Exam(title="T", exercises=()))


def test_options_in_another_order_keep_their_weights_and_feedback() -> None:
    text = HEAD + RESPONSE.replace("- [x] {+1} b\n", "- [x] {+1} b\n\n  > about b\n\n")
    made = build(text)
    data = made.files["q.xml"].decode()
    (second,) = [line for line in data.split("\n") if 'identifier="RESPONSE_2">b<' in line]
    (last,) = [line for line in data.split("\n") if 'identifier="RESPONSE_4">d<' in line]
    swapped = data.replace(second, "%").replace(last, second).replace("%", last)
    exam, _ = read("q.xml", swapped.encode(), Report())
    assert exam is not None
    (question,) = questions(exam)
    question = choice_question(question)
    assert question.answer.many
    shown = [(plain(o.text), str(o.points), plain(o.feedback)) for o in question.answer.options]
    assert shown == [
        ("a", "1", ""),
        ("d", "-1", ""),
        ("c", "-1", ""),
        ("b", "1", "about b"),
    ]


def test_an_item_on_its_own_is_read_exactly() -> None:
    made = build(HEAD + RESPONSE)
    report = Report()
    exam, _ = read("q.xml", made.files["q.xml"], report)
    assert exam is not None
    assert exam.exercises[0].items == made.exam.exercises[0].items
    assert exam.title == "q"
    assert report.diagnostics == []
