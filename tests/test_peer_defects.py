"""Defects that were found in other compilers of exams: each is a thing that ours must not do."""

import io
import re
import zipfile
from fractions import Fraction

from lxml import etree

from examc import qtiengine
from examc.diagnostics import Report
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.model import Exam, questions
from support import DOT_PNG, exam_of, read_text

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


def _item(exam: Exam, name: str = "q") -> etree._Element:
    return etree.fromstring(_package(exam)[f"{name}.xml"])


PARTIAL = exam_of(
    HEAD + "## 2 pts · multiple response {#q}\n\nWhich of R&D, `a && b`?\n\n"
    "- [x] {+1} a & b\n\n  > yes: $x$\n\n- [x] {+1} c\n- [ ] {-1} d\n- [ ] {0} e\n\n"
    "### solution\n\n$$\nx = 1\n$$\n"
)


def test_partial_credit_with_a_solution_is_well_formed() -> None:
    for target in ("qti", "moodle", "ans"):
        assert _write(PARTIAL, target)
    for name, data in _package(PARTIAL).items():
        if name.endswith(".xml"):
            etree.fromstring(data)


def test_no_placeholder_leaks() -> None:
    everything = b"".join(_package(PARTIAL).values()) + _write(PARTIAL, "moodle")
    assert not re.search(rb"##\w+##|\{\{|\{%|Undefined|None<", everything)


def test_images_are_no_items_in_the_manifest() -> None:
    files = {"images/dot.png": DOT_PNG}
    exam = exam_of(HEAD + "## 1 pt · open {#q}\n\nWhat is ![dot](images/dot.png)?\n", files)
    manifest = etree.fromstring(_package(exam, files)["imsmanifest.xml"])
    for resource in manifest.iter(f"{CP}resource"):
        assert not resource.get("href", "").endswith(".png")
    assert [f.get("href") for f in manifest.iter(f"{CP}file") if f.get("href", "").endswith(".png")]


def test_every_item_awards_points_in_a_standard_engine() -> None:
    item = qtiengine.load(_item(PARTIAL))
    assert item.score({"RESPONSE": ("RESPONSE_1", "RESPONSE_2")}) == 2
    assert item.score({"RESPONSE": ("RESPONSE_1", "RESPONSE_3")}) == 0
    assert item.score({"RESPONSE": ("RESPONSE_1", "RESPONSE_4")}) == 1
    assert item.score({"RESPONSE": None}) == 0


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
    assert [option.points for option in question.options] == [-1, 1]  # type: ignore[union-attr]
    mapping = _item(exam).find(f".//{Q}mapping")
    assert mapping is not None
    assert mapping.get("lowerBound") is None
    assert [entry.get("mappedValue") for entry in mapping] == ["-1", "1"]


def test_an_option_worth_nothing_stays_worth_nothing() -> None:
    entries = {e.get("mapKey"): e.get("mappedValue") for e in _item(PARTIAL).iter(f"{Q}mapEntry")}
    assert entries["RESPONSE_4"] == "0"


def test_feedback_on_an_option_is_shown_when_it_is_chosen() -> None:
    item = qtiengine.load(_item(PARTIAL))
    assert item.run({"RESPONSE": ("RESPONSE_1",)})["FEEDBACK"] == ("feedback_1_fb",)
    assert item.run({"RESPONSE": ("RESPONSE_2",)})["FEEDBACK"] is None


def test_points_in_a_label_are_never_ignored() -> None:
    for label in ("multiple choice, 2 pts", "[MC, 2pts]"):
        _, _, report = read_text(f"{HEAD}## {label} {{#q}}\n\nW?\n\n- [x] {{2}} a\n- [ ] {{0}} b\n")
        assert report.failed


def test_no_clock_and_no_chance_in_identifiers() -> None:
    assert _package(PARTIAL) == _package(PARTIAL)
    assert not re.search(
        rb"20\d\d-\d\d-\d\dT|[0-9a-f]{8}-[0-9a-f]{4}-", b"".join(_package(PARTIAL).values())
    )


def test_formulas_are_never_left_between_dollars() -> None:
    for target in ("qti", "moodle", "ans"):
        data = _write(PARTIAL, target)
        text = b"".join(_package(PARTIAL).values()) if target == "qti" else data
        assert rb"\(x\)" in text or rb"\\(x\\)" in text
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
