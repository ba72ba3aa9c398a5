"""Defects that were found in other compilers of exams: each is a thing that ours must not do."""

import io
import re
import zipfile
from fractions import Fraction

import pytest
from lxml import etree

from examc.core.diagnostics import Report
from examc.core.model import Exam, questions
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.systems.player import engine as qtiengine
from support import DOT_PNG, READ_BACK, exam_of, read_text

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def _write(exam: Exam, target: str, files: dict[str, bytes] | None = None) -> bytes:
    data = TARGETS[target].write(exam, files or {}, Options(), Report())
    assert data is not None
    return data


def _package(exam: Exam, files: dict[str, bytes] | None = None) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_write(exam, "qti", files))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _texts(target: str, exam: Exam) -> bytes:
    """All that a target says: a zip as its files."""
    data = _write(exam, target)
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def _canvas(exam: Exam, files: dict[str, bytes] | None = None) -> dict[str, etree._Element]:
    """The XML files of a Canvas package, by their names."""
    with zipfile.ZipFile(io.BytesIO(_write(exam, "canvas", files))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def _item(exam: Exam, name: str = "q") -> etree._Element:
    return etree.fromstring(_package(exam)[f"{name}.xml"])


PARTIAL = exam_of(
    HEAD + "## 2 pts · multiple response {#q}\n\nWhich of R&D, `a && b`?\n\n"
    "- [x] {+1} a & b\n\n  > yes: $x$\n\n- [x] {+1} c\n- [ ] {-1} d\n- [ ] {0} e\n\n"
    "### solution\n\n$$\nx = 1\n$$\n"
)


def test_partial_credit_with_a_solution_is_well_formed() -> None:
    for target in READ_BACK:
        assert _write(PARTIAL, target) or target == "aiken"  # which has no choice of several
    for name, data in _package(PARTIAL).items():
        if name.endswith(".xml"):
            etree.fromstring(data)
    assert len(_canvas(PARTIAL)) == 3


@pytest.mark.parametrize("target", READ_BACK)
def test_no_placeholder_leaks(target: str) -> None:
    everything = _texts(target, PARTIAL)
    assert not re.search(rb"##\w+##|\{\{|\{%|Undefined|None[<\"]", everything)


def test_images_are_no_items_in_the_manifest() -> None:
    files = {"images/dot.png": DOT_PNG}
    exam = exam_of(HEAD + "## 1 pt · open {#q}\n\nWhat is ![dot](images/dot.png)?\n", files)
    manifest = etree.fromstring(_package(exam, files)["imsmanifest.xml"])
    for resource in manifest.iter(f"{CP}resource"):
        assert not resource.get("href", "").endswith(".png")
    assert [f.get("href") for f in manifest.iter(f"{CP}file") if f.get("href", "").endswith(".png")]


def test_images_are_web_content_for_canvas() -> None:
    files = {"images/dot.png": DOT_PNG}
    exam = exam_of(HEAD + "## 1 pt · open {#q}\n\nWhat is ![dot](images/dot.png)?\n", files)
    manifest = _canvas(exam, files)["imsmanifest.xml"]
    (resource,) = [r for r in manifest.iter("{*}resource") if r.get("href", "").endswith(".png")]
    assert resource.get("type") == "webcontent"


def test_every_item_awards_points_in_a_standard_engine() -> None:
    item = qtiengine.load(_item(PARTIAL))
    assert item.score({"RESPONSE": ("RESPONSE_1", "RESPONSE_2")}) == 2
    assert item.score({"RESPONSE": ("RESPONSE_1", "RESPONSE_3")}) == 0
    assert item.score({"RESPONSE": ("RESPONSE_1", "RESPONSE_4")}) == 1
    assert item.score({"RESPONSE": None}) == 0


def test_one_choice_awards_points_too() -> None:
    exam = exam_of(HEAD + "## 3 pts · multiple choice {#q}\n\nW?\n\n- [ ] a\n- [x] b\n- [ ] c\n")
    item = qtiengine.load(_item(exam))
    assert [item.score({"RESPONSE": (f"RESPONSE_{place}",)}) for place in (1, 2, 3)] == [0, 3, 0]


def test_shuffled_options_are_not_all_fixed() -> None:
    exam = exam_of(
        HEAD + "## 1 pt · multiple choice {#q shuffle=options}\n\nW?\n\n"
        "- [x] {1} a\n- [ ] {0} b\n- [ ] {0 fixed} none of the above\n"
    )
    choices = _item(exam).findall(f".//{Q}simpleChoice")
    assert [choice.get("fixed", "false") for choice in choices] == ["false", "false", "true"]


def test_negative_points_in_a_list_are_read_as_written() -> None:
    exam = exam_of(
        "title: T\nexercises:\n  - title: E\n    id: e\n    items:\n      - type: multiple choice\n"
        "        id: q\n        points: 1\n        floor: none\n        prompt: W?\n        options:\n"
        "          - {text: a, points: -1}\n          - {text: b, points: 1, correct: true}\n",
        name="exam.yaml",
    )
    (question,) = questions(exam)
    assert [option.points for option in question.answer.options] == [-1, 1]  # type: ignore[union-attr]
    mapping = _item(exam).find(f".//{Q}mapping")
    assert mapping is not None
    assert mapping.get("lowerBound") is None
    assert [entry.get("mappedValue") for entry in mapping] == ["-1", "1"]
    assert [value.text for value in _item(exam).iterfind(f".//{Q}correctResponse/*")] == [
        "RESPONSE_2"
    ]
    most = _item(exam).find(f"{Q}outcomeDeclaration[@identifier='MAXSCORE']/{Q}defaultValue/*")
    assert most is not None
    assert most.text == "1"


def test_an_option_worth_nothing_stays_worth_nothing() -> None:
    entries = {e.get("mapKey"): e.get("mappedValue") for e in _item(PARTIAL).iter(f"{Q}mapEntry")}
    assert entries["RESPONSE_4"] == "0"


def test_feedback_on_an_option_is_shown_when_it_is_chosen() -> None:
    item = qtiengine.load(_item(PARTIAL))
    assert item.run({"RESPONSE": ("RESPONSE_1",)})["FEEDBACK_1"] == "feedback_1_fb"
    assert item.run({"RESPONSE": ("RESPONSE_2",)})["FEEDBACK_1"] is None


def test_canvas_links_every_feedback_and_sets_every_mark() -> None:
    exam = exam_of(
        HEAD
        + "## 2 pts · multiple response {#q}\n\nW?\n\n- [x] a\n\n  > yes\n\n- [x] b\n- [ ] c\n\n"
        "  > no\n\n### feedback\n\nAll.\n\n### feedback: correct\n\nR\n\n### feedback: incorrect\n\nF\n"
    )
    (quiz,) = [root for root in _canvas(exam).values() if root.tag.endswith("questestinterop")]
    written = [feedback.get("ident") for feedback in quiz.iter("{*}itemfeedback")]
    shown = [link.get("linkrefid") for link in quiz.iter("{*}displayfeedback")]
    assert len(written) == 5
    # Canvas finds this one by its identifier; linked, it would become that of an option too.
    assert set(shown) == set(written) - {"correct_fb"}
    marks = list(quiz.iter("{*}setvar"))
    assert marks
    assert {tuple(mark.attrib.items()) for mark in marks} == {
        (("action", "Set"), ("varname", "SCORE"))
    }


def test_points_in_a_label_are_never_ignored() -> None:
    text = HEAD + "## LABEL {#q}\n\nW?\n\n- [x] {2} a\n- [ ] {0} b\n"
    exam, _, report = read_text(text.replace("LABEL", "multiple choice, 2 pts"))
    assert exam is not None
    assert not report.failed
    assert [question.points for question in questions(exam)] == [2]
    assert read_text(text.replace("LABEL", "[MC, 2pts]"))[2].failed


@pytest.mark.parametrize("target", READ_BACK)
def test_no_clock_and_no_chance_in_identifiers(target: str) -> None:
    assert _write(PARTIAL, target) == _write(PARTIAL, target)
    text = _texts(target, PARTIAL)
    assert not re.search(rb"20\d\d-\d\d-\d\dT|[0-9a-f]{8}-[0-9a-f]{4}-", text)


@pytest.mark.parametrize(
    ("target", "line", "display"),
    [
        ("qti", rb"\(x\)", rb"\[y = 1\]"),
        ("moodle", rb"\(x\)", rb"\[y = 1\]"),
        ("ans", rb"\\(x\\)", rb"$$y = 1$$"),
        ("canvas", rb"\(x\)", rb"\[y = 1\]"),
    ],
)
def test_formulas_are_never_left_between_dollars(target: str, line: bytes, display: bytes) -> None:
    exam = exam_of(HEAD + "## 1 pt · open {#q}\n\nIs $x$ so?\n\n$$\ny = 1\n$$\n")
    text = _texts(target, exam)
    assert line in text
    assert display in text
    assert b"$x$" not in text


def test_points_are_any_decimal() -> None:
    exam = exam_of(HEAD + "## 1.23 pts · open {#q}\n\nW?\n")
    assert next(questions(exam)).points == Fraction(123, 100)
    assert b'normalMaximum="1.23"' in _package(exam)["q.xml"]


def test_every_mistake_is_told_in_one_run() -> None:
    _, _, report = read_text(
        HEAD + "## two pts · multple choice {#q}\n\nIs $\\frac{1$ <b>x</b>?\n\n- [x] {x} a\n"
    )
    assert {d.code for d in report.diagnostics} >= {"S136", "S130", "S152", "S150"}
    assert all(d.span is not None for d in report.diagnostics)


def test_broken_latex_is_noticed() -> None:
    _, _, report = read_text(HEAD + "## 1 pt · open {#q}\n\nIs $\\left( x$ right?\n")
    assert [d.code for d in report.diagnostics] == ["S152"]
