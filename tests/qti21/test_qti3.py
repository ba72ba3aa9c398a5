"""QTI 3 is QTI 2.1 in other names: written so, valid, read back, and marked the same."""

import io
import posixpath
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from conftest import Golden
from examc.core.diagnostics import Report
from examc.core.records import replace
from examc.files import workspace, xmltree
from examc.files.package import pack, unpack
from examc.formats import TARGETS, recognise
from examc.formats.options import Options
from examc.formats.qti21.v3 import renaming
from examc.proof.verify import Verdict, prove
from examc.systems import qti3
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline
from examc.verbs.differing import diff
from outside import qti3_problems
from qti21.foreign import MATCH, choice_item, response
from qti21.renamed import qti3_of
from support import ROOT, exam_of, shared

SAMPLES = ("tour", "resit2022")
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
each = pytest.mark.parametrize("name", SAMPLES)


@cache
def _source(name: str) -> pipeline.Reading:
    given = workspace.load(str(ROOT / "sources" / name / "exam.md"))
    return pipeline.read(given.path, given.data, given.folder)


@cache
def _built(name: str, math: str = "latex") -> pipeline.Built:
    return pipeline.build(_source(name), ["qti", "qti3"], Options(math=math))


# -- what is written ------------------------------------------------------------------------------


@each
def test_the_package_is_that_of_qti_2_1_in_other_names(name: str) -> None:
    old, new = (unpack(_built(name).outputs[target]) for target in ("qti", "qti3"))
    assert list(old) == list(new)
    assert pack(new) == qti3_of(pack(old))
    for path in (path for path in old if path.endswith(".xml") and path != "imsmanifest.xml"):
        one, other = etree.fromstring(old[path]), etree.fromstring(new[path])
        assert xmltree.namespace(other) == "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
        qti3.rename(other)
        assert _bare(other) == _bare(one)


def _bare(root: etree._Element) -> list[tuple[object, ...]]:
    """All that a document says, but for addresses of schemas and what a rubric is used for."""
    return [
        (
            xmltree.name(e),
            e.text,
            e.tail,
            sorted((k, v) for k, v in e.items() if k not in (SCHEMA_LOCATION, "use")),
        )
        for e in root.iter()
    ]


@each
@pytest.mark.parametrize("math", ["latex", "mathml"])
def test_the_package_is_valid(name: str, math: str) -> None:
    assert qti3_problems(_built(name, math).outputs["qti3"]) == []


@each
def test_the_package_is_as_agreed(name: str, golden: Golden) -> None:
    """What is in it, and two items whole; the others are those of QTI 2.1, which have goldens."""
    files = unpack(_built(name).outputs["qti3"])
    items = [
        path
        for path in files
        if posixpath.splitext(path)[0] in ("158a", "weights", "levels", "role-of-c")
    ]
    shown = {path: files[path] for path in ("imsmanifest.xml", *items)}
    shown["files.txt"] = "".join(f"{path} {len(files[path])}\n" for path in files).encode()
    golden(ROOT / "tests" / "qti21" / "qti3" / name, shown)


def test_markup_that_is_no_element_of_qti_stays() -> None:
    kept = (
        "<!-- <assessmentItem> --><?x <value/>?><p class='a > b'>&lt;value&gt;</p>"
        "<![CDATA[<value/>]]><math xmlns='m'><mi>x</mi><and/></math><m:value maxSize='1'/>"
    )
    assert renaming.document(kept.encode()).decode() == kept


def test_attributes_are_renamed_and_their_values_are_not() -> None:
    made = renaming.document(b"<value baseType=\"maxChoices='1' > x\" xml:lang='de' a-b=''/>")
    assert made == b"<qti-value base-type=\"maxChoices='1' > x\" xml:lang='de' a-b=''/>"


def test_all_names_of_qti_2_come_back() -> None:
    schema = etree.parse(shared("schemas", "qti21", "imsqti_v2p1p2.xsd"))
    declared = "{http://www.w3.org/2001/XMLSchema}"
    elements = {e.get("name", "") for e in schema.iter(f"{declared}element")} - {""}
    attributes = {e.get("name", "") for e in schema.iter(f"{declared}attribute")} - {""}
    assert len(elements) > 200
    for name in elements:
        assert qti3.old_element(qti3.new_element(name)) == name
    for name in attributes:
        assert qti3.old_attribute(qti3.new_attribute(name)) == name


# -- what it loses ----------------------------------------------------------------------------------


def test_what_only_canvas_does_is_not_told() -> None:
    told = {d.target: set[str]() for d in _built("tour").losses}
    for loss in _built("tour").losses:
        assert not (loss.target == "qti3" and "Canvas" in loss.message + loss.help)
        told[loss.target].add(loss.code)
    assert told["qti3"] < told["qti"]
    assert {"X340", "X342", "X377", "X378"} <= told["qti3"]


def test_what_players_mark_otherwise_is_told() -> None:
    source = "# E {#e}\n\n## 1/3 pt · open {#q}\n\nWhy?\n"
    exam, report = exam_of(f"---\ntitle: T\n---\n\n{source}"), Report()
    data = TARGETS["qti3"].write(exam, {}, Options(), report)
    assert data is not None
    assert [(d.code, d.target) for d in report.diagnostics] == [("X315", "qti3")]
    assert report.diagnostics[0].message.startswith("QTI 3 rounds the points 1/3")


def test_a_character_that_xml_cannot_hold_is_told() -> None:
    exam, report = exam_of("---\ntitle: T\n---\n\n# E {#e}\n\n## 1 pt · open\n\nA?\n"), Report()
    exam = replace(exam, title="\x07")
    assert TARGETS["qti3"].write(exam, {}, Options(), report) is None
    assert [(d.code, d.target) for d in report.diagnostics][-1] == ("X381", "qti3")


# -- read back, and marked --------------------------------------------------------------------------


@each
def test_it_is_read_back_as_qti_2_1_is(name: str) -> None:
    old, new = (
        pipeline.read(f"x.{TARGETS[target].extension}", _built(name).outputs[target])
        for target in ("qti", "qti3")
    )
    assert (old.format, new.format) == ("qti", "qti3")
    assert new.exam == old.exam
    assert new.files == old.files
    assert [(d.code, d.where) for d in new.report.diagnostics] == [
        (d.code, d.where) for d in old.report.diagnostics
    ]
    assert diff(_source(name), new, "qti3") == []


@each
def test_players_mark_it_as_meant(name: str) -> None:
    exam, files = _source(name).exam, _source(name).files
    assert exam is not None
    (system,) = (system for system in SYSTEMS if system.target == "qti3")
    assert system.name == "QTI player"
    assert system.label == "qti3 → QTI player"
    proof = prove(exam, {"qti3": _built(name).outputs["qti3"]}, (system,), files)
    verdicts = {cell.verdict for _, cell in proof.cells()}
    assert verdicts == {Verdict.SAME}


def test_a_player_of_qti_3_takes_no_package_of_qti_2() -> None:
    (system,) = (system for system in SYSTEMS if system.target == "qti3")
    exam = _source("tour").exam
    assert exam is not None
    proof = prove(exam, {"qti3": _built("tour").outputs["qti"]}, (system,))
    assert {cell.verdict for _, cell in proof.cells()} == {Verdict.REFUSED}


# -- others' documents ------------------------------------------------------------------------------

ITEM = choice_item(response("A"), MATCH)


def test_an_item_of_others_is_read_in_either_spelling() -> None:
    one = pipeline.read("i.xml", ITEM)
    other = pipeline.read("i.xml", renaming.document(ITEM))
    assert (one.format, other.format) == ("qti", "qti3")
    assert one.exam == other.exam
    assert [(d.code, d.message) for d in one.report.diagnostics] == [
        (d.code, d.message) for d in other.report.diagnostics
    ]


def test_attributes_of_qti_2_are_read_in_qti_3() -> None:
    """Converters leave attributes as they were; what two names say is taken from the old one."""
    spelled = renaming.document(ITEM)
    mixed = spelled.replace(b"max-choices", b'maxChoices="0" max-choices')
    assert mixed != spelled
    expected = pipeline.read("i.xml", ITEM.replace(b'maxChoices="1"', b'maxChoices="0"'))
    assert pipeline.read("i.xml", mixed).exam == expected.exam


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (renaming.document(ITEM), "qti3"),
        (ITEM, "qti"),
        (pack({"a.xml": renaming.document(ITEM)}), "qti3"),
        (pack({"imsmanifest.xml": b'<resource type="imsqti_item_xmlv3p0"/>'}), "qti3"),
        (b'<qti-assessment-test xmlns="x"/>', "qti3"),
        (b"<qti-assessment-section/>", ""),
        (b"<qti-assessment-items/>", ""),
    ],
)
def test_the_content_tells_the_version(data: bytes, reader: str) -> None:
    known = recognise("x", data)
    assert ("" if known is None else known.name) == reader


def test_a_manifest_names_what_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(_built("tour").outputs["qti3"])) as archive:
        names = archive.namelist()
    assert Path(names[-1]).name == "imsmanifest.xml"


def test_names_of_both_in_the_namespace_of_qti_3() -> None:
    """Elements of the item as QTI 2 has them, and those of its body in the new names."""
    old = choice_item(response("A", single=True), MATCH, most=1).decode()
    mixed = old.replace("imsqti_v2p1", "imsqtiasi_v3p0")
    for local in ("choiceInteraction", "simpleChoice", "prompt"):
        for mark in ("<", "</"):
            mixed = mixed.replace(f"{mark}{local}", f"{mark}{qti3.new_element(local)}")
    for attribute in ("responseIdentifier", "maxChoices"):
        mixed = mixed.replace(f" {attribute}=", f" {qti3.new_attribute(attribute)}=")
    assert "<qti-simple-choice" in mixed
    assert "<responseDeclaration" in mixed
    found = [pipeline.read("i.xml", text.encode()) for text in (mixed, old)]
    assert found[0].usable is not None
    assert found[0].usable == found[1].usable
