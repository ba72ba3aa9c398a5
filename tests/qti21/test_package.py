"""The package around the items: test, manifest, images, metadata; and what the judges say of it."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.options import Options
from examc.formats.qti21.write import write
from outside import item_problems, package_problems
from qti21.packages import (
    CHOICE,
    CP,
    HEAD,
    LOM,
    OPEN,
    RESPONSE,
    Package,
    Q,
    attributes,
    build,
    every,
    find,
    inner,
    package,
)
from strategies import exams, files_of
from support import DOT_PNG, ROOT, read_text

FULL = """---
title: "Resit & more"
id: resit
course: {code: 52041, name: "Deep < Learning", year: 22/23, period: Period 2}
language: nl
date: 2022-02-14
duration: 180
points: 10/3
tags: [exam, "two words"]
description: |
  Read **all** questions.

  ![dot](images/dot.png)
instructions: Begin here.
---

# MCQ {#158 points=8 bank="Bank & Co" updated=2023-03-15T14:00 tags="hard, new" shuffle=questions}

## 2 pts · multiple response {#1}

Which? ![dot](images/dot.png)

- [x] {+1 #right fixed} ![second](figs/second.png)
- [x] {+1} b
- [ ] {-1} c

  > Why? ![dot](images/dot.png)

# Open {#open}

## 1 pt · open {#why}

Why?
"""
FILES = {"images/dot.png": DOT_PNG, "figs/second.png": DOT_PNG + b"\n"}


@pytest.fixture(scope="module")
def full() -> Package:
    """An exam that uses all metadata."""
    return build(FULL, FILES)


# -- the test -----------------------------------------------------------------------------------


def test_exercises_are_hidden_sections(full: Package) -> None:
    """A visible one would be an extra question in Canvas."""
    sections = every(full.test, "assessmentSection")
    assert [attributes(section) for section in sections] == [
        {"identifier": "s_158", "title": "MCQ", "visible": "false"},
        {"identifier": "s_open", "title": "Open", "visible": "false"},
    ]


def test_references_have_the_identifiers_of_their_items(full: Package) -> None:
    """Canvas goes by them, and loses a question without a word where they differ."""
    refs = every(full.test, "assessmentItemRef")
    assert [ref.get("identifier") for ref in refs] == ["q_1", "why"]
    for ref in refs:
        href = ref.get("href") or ""
        assert full.root(href).get("identifier") == ref.get("identifier")
        assert href == f"{ref.get('identifier')}.xml"


def test_weights_are_points(full: Package) -> None:
    refs = every(full.test, "assessmentItemRef")
    assert [[attributes(w) for w in every(ref, "weight")] for ref in refs] == [
        [{"identifier": "POINTS", "value": "2"}],
        [{"identifier": "POINTS", "value": "1"}],
    ]


def test_the_total_is_not_weighted(full: Package) -> None:
    """SCORE is in points already; Canvas takes the weight as points."""
    (total,) = every(full.test, "testVariables")
    assert attributes(total) == {"variableIdentifier": "SCORE"}
    assert find(full.test, "outcomeDeclaration").get("normalMaximum") == "3"


def test_time_limit(full: Package) -> None:
    assert attributes(find(full.test, "timeLimits")) == {"maxTime": "10800"}
    assert every(build(HEAD + OPEN).test, "timeLimits") == []  # Canvas chokes on an empty one


def test_shuffled_questions(full: Package) -> None:
    orders = [section.findall(f"{Q}ordering") for section in every(full.test, "assessmentSection")]
    assert [[order.get("shuffle") for order in found] for found in orders] == [["true"], []]
    assert "X308" in full.codes()


def test_the_description_is_for_staff_and_instructions_for_candidates(full: Package) -> None:
    block, read_first = every(full.test, "rubricBlock")
    section = block.getparent()
    assert section is not None
    assert section.get("identifier") == "s_158"
    staff = "author proctor scorer tutor"
    assert (block.get("view"), block.get("class")) == (staff, "examc-description")
    assert inner(block).startswith("<p>Read <strong>all</strong> questions.</p>")
    assert read_first.getparent() is section
    shown = (read_first.get("view"), read_first.get("class"), inner(read_first))
    assert shown == ("candidate", "examc-instructions", "<p>Begin here.</p>")


def test_one_part_and_one_attempt(full: Package) -> None:
    (part,) = every(full.test, "testPart")
    assert (part.get("navigationMode"), part.get("submissionMode")) == ("nonlinear", "simultaneous")
    assert attributes(find(part, "itemSessionControl")) == {
        "maxAttempts": "1",
        "showFeedback": "true",
        "showSolution": "false",
    }


def test_identifiers_of_the_test(full: Package) -> None:
    assert (full.test.get("identifier"), full.test.get("title")) == ("t_resit", "Resit & more")
    assert build(HEAD + OPEN).test.get("identifier") == "exam"


# -- the manifest -------------------------------------------------------------------------------


def resources(made: Package) -> dict[str, tuple[str, list[str], list[str]]]:
    """Type, files and dependencies of each resource."""
    return {
        resource.get("identifier") or "": (
            resource.get("type") or "",
            [file.get("href") or "" for file in resource.iterfind(f"{CP}file")],
            [on.get("identifierref") or "" for on in resource.iterfind(f"{CP}dependency")],
        )
        for resource in made.manifest.iter(f"{CP}resource")
    }


def test_resources(full: Package) -> None:
    """Images are files of the resources that use them: Canvas drops those with a resource."""
    assert resources(full) == {
        "res_q_1": (
            "imsqti_item_xmlv2p1",
            ["q_1.xml", "media/dot.png", "media/~2Ffigs~2Fsecond.png"],
            [],
        ),
        "res_why": ("imsqti_item_xmlv2p1", ["why.xml"], []),
        "res_test": ("imsqti_test_xmlv2p1", ["test.xml", "media/dot.png"], ["res_q_1", "res_why"]),
    }
    assert "webcontent" not in full.files["imsmanifest.xml"].decode()


def test_the_manifest_says_what_it_is(full: Package) -> None:
    metadata = full.manifest.find(f"{CP}metadata")
    assert metadata is not None
    assert metadata.findtext(f"{CP}schema") == "QTIv2.1 Package"
    assert metadata.findtext(f"{CP}schemaversion") == "1.0.0"
    assert full.manifest.nsmap["imsqti"] == "http://www.imsglobal.org/xsd/imsqti_v2p1"


def taxa(parent: etree._Element) -> list[tuple[str, str]]:
    """The fields and values of a classification."""
    return [
        (taxon.findtext(f"{LOM}id") or "", taxon.findtext(f"{LOM}entry/{LOM}string") or "")
        for taxon in parent.iter(f"{LOM}taxon")
    ]


def test_metadata_of_the_exam(full: Package) -> None:
    lom = full.manifest.find(f"{CP}metadata/{LOM}lom")
    assert lom is not None
    assert lom.findtext(f"{LOM}general/{LOM}title/{LOM}string") == "Resit & more"
    assert lom.findtext(f"{LOM}general/{LOM}language") == "nl"
    assert lom.findtext(f"{LOM}general/{LOM}description/{LOM}string") == "Read all questions. dot"
    keywords = lom.findall(f"{LOM}general/{LOM}keyword/{LOM}string")
    assert [keyword.text for keyword in keywords] == ["exam", "two words"]
    assert {keyword.get("language") for keyword in keywords} == {"nl"}
    assert taxa(lom) == [
        ("course-code", "52041"),
        ("course-name", "Deep < Learning"),
        ("course-year", "22/23"),
        ("course-period", "Period 2"),
        ("date", "2022-02-14"),
        ("points", "10/3"),
    ]


def test_metadata_of_exercises(full: Package) -> None:
    (path,) = full.manifest.iterfind(f".//{CP}resource//{LOM}taxonPath")
    assert path.findtext(f"{LOM}source/{LOM}string") == "s_158"
    assert taxa(path) == [
        ("points", "8"),
        ("bank", "Bank & Co"),
        ("updated", "2023-03-15T14:00"),
        ("tag", "hard"),
        ("tag", "new"),
    ]


def test_what_the_full_exam_reports(full: Package) -> None:
    assert sorted(full.codes()) == ["X308", "X359", "X369"]


# -- images -------------------------------------------------------------------------------------


def test_images_are_files(full: Package) -> None:
    assert full.files["media/dot.png"] == DOT_PNG
    assert full.files["media/~2Ffigs~2Fsecond.png"] == DOT_PNG + b"\n"
    sources = {img.get("src") for img in every(full.root("q_1.xml"), "img")}
    assert sources == {"media/dot.png", "media/~2Ffigs~2Fsecond.png"}
    assert "base64" not in full.files["q_1.xml"].decode()


def test_images_of_one_name_in_two_folders_stay_two() -> None:
    text = OPEN.replace("Why?", "![a](images/a/x.png) ![b](images/b/x.png)")
    made = build(HEAD + text, {"images/a/x.png": DOT_PNG, "images/b/x.png": DOT_PNG + b"\n"})
    media = {name: data for name, data in made.files.items() if name.startswith("media/")}
    assert media == {"media/a~2Fx.png": DOT_PNG, "media/b~2Fx.png": DOT_PNG + b"\n"}


def test_an_image_of_the_web_is_no_file() -> None:
    made = build(HEAD + OPEN.replace("Why?", "![a](https://example.org/a.png)"))
    assert every(made.item, "img")[0].get("src") == "https://example.org/a.png"
    assert not any(name.startswith("media/") for name in made.files)


# -- the whole ----------------------------------------------------------------------------------


def test_same_exam_same_bytes() -> None:
    assert build(FULL, FILES).data == build(FULL, FILES).data
    with zipfile.ZipFile(io.BytesIO(build(FULL, FILES).data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
    assert len(set(names)) == len(names)
    assert names[-1] == "imsmanifest.xml"


def test_ids_that_stand_twice_cost_no_question() -> None:
    exam, _, _ = read_text(HEAD + CHOICE)
    assert exam is not None
    (exercise,) = exam.exercises
    made = package(Exam(title="T", exercises=(exercise, exercise)))
    refs = [ref.get("identifier") for ref in every(made.test, "assessmentItemRef")]
    assert refs == ["q", "q-2"]
    assert made.root("q-2.xml").get("identifier") == "q-2"


def test_no_exercise_is_a_valid_test() -> None:
    assert len(every(package(Exam(title="T", exercises=())).test, "assessmentSection")) == 1


def test_a_character_that_xml_has_not_is_refused() -> None:
    exam, _, _ = read_text(HEAD + CHOICE)
    assert exam is not None
    report = Report()
    assert write(Exam(title="\x07", exercises=exam.exercises), {}, Options(), report) is None
    assert {diagnostic.code for diagnostic in report.diagnostics} == {"X381"}
    assert "U+0007" in report.diagnostics[0].message


@pytest.mark.parametrize("version", ["2.1.0", "2.1.1", "2.1.2"])
@pytest.mark.parametrize("math", ["latex", "mathml"])
def test_a_real_exam_is_valid(version: str, math: str, tmp_path: Path) -> None:
    folder = ROOT / "sources" / "resit2022"
    names = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}
    exam, images, _ = read_text(files["exam.md"], files)
    assert exam is not None
    data = write(exam, images, Options(math=math), Report())
    assert data is not None
    (tmp_path / "resit.zip").write_bytes(data)
    assert package_problems(tmp_path / "resit.zip", version) == []
    assert item_problems(tmp_path / "resit.zip") == []


def stem_text(data: bytes, parser: etree.XMLParser | None) -> str:
    """The characters of an item's stem, as a parser sees them."""
    stem = find(etree.fromstring(data, parser), "itemBody/div")
    return "".join(str(text) for text in stem.itertext())


@given(exams(), st.sampled_from(("latex", "mathml")))
@settings(max_examples=25)
def test_any_exam_is_valid(exam: Exam, math: str) -> None:
    made = package(exam, files_of(exam), options=Options(math=math), flawed=True)
    for ref in every(made.test, "assessmentItemRef"):
        data = made.files[ref.get("href") or ""]
        assert stem_text(data, etree.XMLParser(remove_blank_text=True)) == stem_text(data, None)
    again = package(exam, files_of(exam), options=Options(math=math), flawed=True)
    assert again.data == made.data


# -- defects of other tools ---------------------------------------------------------------------


def test_no_placeholder_is_left_in_an_output(full: Package) -> None:
    for name, data in full.files.items():
        if name.endswith(".xml"):
            assert not re.search(rb"##\w+##|\{\{|\}\}|\{%|None", data), name


def test_every_condition_sets_something() -> None:
    item = build(HEAD + RESPONSE + "\n### feedback: correct\n\nYes.\n").item
    for name in ("responseIf", "responseElse"):
        for branch in every(item, name):
            assert branch.find(f"{Q}setOutcomeValue") is not None


def test_not_every_option_is_pinned_under_shuffling() -> None:
    item = build(HEAD + CHOICE.replace("#q", "#q shuffle=options")).item
    assert [choice.get("fixed") for choice in every(item, "simpleChoice")] == [None, None]


def test_no_image_has_the_type_of_an_item(full: Package) -> None:
    for _, files, _ in resources(full).values():
        assert [file.endswith(".xml") for file in files if "media/" not in file] == [True]
    hrefs = [r.get("href") for r in full.manifest.iter(f"{CP}resource")]
    assert hrefs == ["q_1.xml", "why.xml", "test.xml"]


def test_an_option_without_points_stays_without() -> None:
    item = build(HEAD + "## 2 pts · multiple response {#q}\n\nW\n\n- [x] {2} a\n- [ ] {0} b\n").item
    assert [e.get("mappedValue") for e in every(item, "mapEntry")] == ["2", "0"]


def test_formulas_have_delimiters() -> None:
    made = build(HEAD + OPEN.replace("Why?", "$x$"))
    assert "$" not in made.files["q.xml"].decode()
