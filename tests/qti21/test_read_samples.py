"""Packages and items of other systems: each is read, or kept out for a reason that is stated.

The marks of the table were worked out by hand from the files; the standard player is asked too.
"""

import zipfile
from fractions import Fraction
from pathlib import Path

import pytest

from examc.core.answers import Choice
from examc.core.diagnostics import Report
from examc.core.model import ChoiceQuestion, Exam, kind_of, questions
from examc.core.responses import choose
from examc.core.scoring import mark
from examc.files.package import pack
from examc.formats.qti21.read import read, sniff
from qti21.foreign import awarded, disagreements, read_item
from support import choice_question, shared, written_question

IMS, WEB = "qti21/ims-items", "qti21/web-developer-test"
CANVAS, REFERENCE = "canvas/qti_2_1.zip", "qti21/reference-shape.zip"

ONE_RIGHT = {"A": "1", "B": "0", "C": "0"}
WATER = {"AD": "2", "A": "1", "D": "1", "ADF": "1", "AF": "0", "B": "0", "ABD": "0", "ABCDEF": "0"}
MARKS: dict[tuple[str, str], dict[str, str]] = {
    (IMS, "choice.xml"): ONE_RIGHT,
    (IMS, "choice_fixed.xml"): {**ONE_RIGHT, "D": "0"},
    (IMS, "shufflechoice.xml"): ONE_RIGHT,
    (IMS, "choice_multiple.xml"): WATER,
    (IMS, "feedback.xml"): {"A": "0", "B": "0", "C": "1", "D": "0"},
    (IMS, "likert.xml"): {"A": "0", "B": "0", "C": "0", "D": "0", "E": "0"},
    (IMS, "math.xml"): {**ONE_RIGHT, "D": "0"},
    (WEB, "question1.xml"): {"A": "0", "B": "0", "C": "1"},
    (WEB, "question2.xml"): {**ONE_RIGHT, "D": "0"},
    (WEB, "question3.xml"): {"A": "0", "B": "0", "C": "1", "D": "0"},
    (WEB, "question4.xml"): {"A": "0", "B": "0", "C": "0", "D": "1"},
    (WEB, "question5.xml"): {"BE": "2", "B": "1", "E": "1", "AB": "0", "A": "0", "CD": "0"},
    (WEB, "question6.xml"): {"A": "0", "B": "0", "C": "0", "D": "1"},
    (WEB, "question7.xml"): {**ONE_RIGHT, "D": "0"},
    (WEB, "question9.xml"): {"AB": "2", "A": "1", "B": "1", "AC": "0", "D": "0", "CD": "0"},
    (CANVAS, "example/choice.xml"): ONE_RIGHT,
    (CANVAS, "example/choice_multiple.xml"): WATER,
    (REFERENCE, "q1.xml"): {"AB": "2", "A": "1", "B": "1", "AC": "0", "ABC": "1", "CD": "0"},
    (REFERENCE, "q2.xml"): {"A": "2", "B": "2", "C": "0", "D": "0"},
    (REFERENCE, "q3.xml"): {"A": "2", "B": "-2", "C": "-2", "D": "-2"},
}
"""What an answer earns, by the letters of the options chosen."""

KEPT_OUT = {
    "adaptive.xml": ("R516", "no text"),
    "adaptive_template.xml": ("R514", "adaptive"),
    "choice_multiple_chocolade.xml": ("R515", "14 options"),
    "drawing.xml": ("R514", "drawingInteraction"),
    "feedback_adaptive.xml": ("R514", "adaptive"),
    "graphic_associate.xml": ("R514", "graphicAssociateInteraction"),
    "graphic_gap_match.xml": ("R514", "graphicGapMatchInteraction"),
    "graphic_order.xml": ("R514", "graphicOrderInteraction"),
    "hint.xml": ("R514", "adaptive"),
    "hotspot.xml": ("R514", "hotspotInteraction"),
    "hottext.xml": ("R514", "hottextInteraction"),
    "order_partial_scoring.xml": ("R516", "puts 1, 3, 2"),
    "position_object.xml": ("R514", "positionObjectInteraction"),
    "select_point.xml": ("R514", "selectPointInteraction"),
    "slider.xml": ("R514", "sliderInteraction"),
    "template.xml": ("R514", "templateDeclaration"),
    "template_image.xml": ("R514", "templateDeclaration"),
    "upload_composite.xml": ("R514", "1 uploadInteraction, 1 textEntryInteraction"),
}


def _data(where: str, name: str) -> bytes:
    path = shared("samples", *where.split("/"))
    if path.is_dir():
        return (path / name).read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def _folder(where: str) -> dict[str, bytes]:
    root = shared("samples", *where.split("/"))
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _question(data: bytes) -> ChoiceQuestion:
    exam, _ = read_item(data)
    assert exam is not None
    (question,) = questions(exam)
    return choice_question(question)


@pytest.mark.parametrize("place", MARKS, ids="/".join)
def test_marks_are_those_of_the_item(place: tuple[str, str]) -> None:
    data = _data(*place)
    question = _question(data)
    for letters, expected in MARKS[place].items():
        chosen = frozenset(map("ABCDEF".index, letters))
        assert mark(question, choose(chosen)) == Fraction(expected), letters
        assert awarded(data, chosen) == Fraction(expected), letters
    most = 2 if place[1] in ("question5.xml", "question9.xml") else 0
    assert disagreements(data, question, most) == []


def test_twenty_items_are_in_the_table() -> None:
    assert len(MARKS) == 20


def test_every_item_of_a_folder_is_read_or_kept_out_for_a_reason() -> None:
    files, report = _folder(IMS), Report()
    exam, images = read("items", pack(files), report)
    assert exam is not None
    said = {
        d.span.source.path.removeprefix("items!"): (d.code, d.message)
        for d in report.diagnostics
        if d.span and d.code in ("R514", "R515", "R516", "R512")
    }
    assert said.keys() == KEPT_OUT.keys()
    for name, (code, word) in KEPT_OUT.items():
        assert said[name][0] == code, name
        assert word in said[name][1], name
    items = [name for name in files if name.endswith(".xml")]
    assert len(list(questions(exam))) == len(items) - len(KEPT_OUT)
    assert sorted(images) == ["images/postcard.png", "images/sign.png"]
    assert images["images/sign.png"] == files["images/sign.png"]


@pytest.mark.parametrize("name", KEPT_OUT)
def test_an_item_that_is_kept_out_alone_leaves_nothing(name: str) -> None:
    exam, found = read_item(_data(IMS, name))
    assert exam is None
    assert [d.code for d in found if d.code[0] == "R"][-1] == "R513"
    assert sniff(_data(IMS, name))


def test_a_test_without_a_manifest() -> None:
    report = Report()
    exam, _ = read("web", pack(_folder(WEB)), report)
    assert exam is not None
    assert exam.title == "Web Developer Website"
    (exercise,) = exam.exercises
    assert (exercise.id, exercise.title) == (
        "sectionquestion1",
        "Electronics and Computer Science",
    )
    assert [item.id for item in exercise.items] == [
        *("choice", "choice-2", "choice-3", "choice-4"),
        *("choiceMultiple", "choice-5", "choice-6", "inlineChoice", "choiceMultiple-2"),
    ]
    assert "R529" in [d.code for d in report.diagnostics]


def test_the_package_that_canvas_tests_with() -> None:
    path = shared("samples", *CANVAS.split("/"))
    report = Report()
    exam, _ = read("qti_2_1.zip", path.read_bytes(), report)
    assert exam is not None
    assert [kind_of(q) for q in questions(exam)] == ["multiple choice", "multiple response"]
    said = {d.code: d for d in report.diagnostics}
    assert sorted(said) == ["R512", "R514", "R530"]
    assert said["R512"].span is not None
    assert said["R512"].span.source.path == "qti_2_1.zip!example/adaptive.xml"
    assert said["R512"].span.line == 238
    assert sniff(path.read_bytes())


def test_the_reference_package_exactly() -> None:
    path = shared("samples", *REFERENCE.split("/"))
    report = Report()
    exam, images = read("reference-shape.zip", path.read_bytes(), report)
    assert exam is not None
    assert _outline(exam) == [
        ("q1", 2, "sum", 0, 2, ["1", "1", "-1", "-1"]),
        ("q2", 2, "sum", 0, 2, ["2", "2", "0", "0"]),
        ("q3", 2, "sum", None, 2, ["2", "-2", "-2", "-2"]),
    ]
    assert (exam.title, exam.id, exam.duration) == ("Exam A", "T1", 120)
    essay = list(questions(exam))[-1]
    essay = written_question(essay)
    assert not essay.answer.free
    assert essay.points == 3
    assert essay.answer.space == Fraction(1, 4)
    assert essay.answer.rubric is None
    assert list(images) == ["images/dot.png"]
    first = next(iter(questions(exam)))
    first = choice_question(first)
    assert first.answer.many
    assert all(option.feedback for option in first.answer.options)
    assert first.answer.shuffle
    assert sorted(d.code for d in report.diagnostics) == ["R523", "R530"]


def _outline(exam: Exam) -> list[tuple[object, ...]]:
    return [
        (
            question.id,
            question.points,
            question.answer.scoring.rule.value,
            question.answer.scoring.floor,
            question.answer.scoring.cap,
            [str(option.points) for option in question.answer.options],
        )
        for question in questions(exam)
        if isinstance(question.answer, Choice)
    ]


@pytest.mark.parametrize("path", ["canvas", "moodle"])
def test_files_of_other_formats_are_not_taken_for_qti(path: str) -> None:
    for file in sorted(shared("samples", path).rglob("*")):
        if file.is_file() and file.name != "qti_2_1.zip":
            assert not sniff(file.read_bytes()), file


def test_every_file_beside_them_is_refused_in_words() -> None:
    for folder in (IMS, WEB):
        for name, data in _folder(folder).items():
            report = Report()
            exam, _ = read(Path(name).name, data, report)
            assert exam is not None or report.failed, name
