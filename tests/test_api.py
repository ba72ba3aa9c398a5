"""`import examc` is enough: every verb on bytes and values, without a disk or a terminal."""

import io
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import examc

QUIZ = b"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Trees</text></category></question>
<question type="multichoice">
  <name><text>Leaves</text></name>
  <questiontext format="html"><text><![CDATA[<p>Which trees keep their leaves?</p>]]></text></questiontext>
  <generalfeedback format="html"><text><![CDATA[<p>Look in January.</p>]]></text></generalfeedback>
  <defaultgrade>2</defaultgrade>
  <single>false</single>
  <shuffleanswers>true</shuffleanswers>
  <answernumbering>abc</answernumbering>
  <answer fraction="50" format="html"><text>holly</text></answer>
  <answer fraction="50" format="html"><text>yew</text></answer>
  <answer fraction="-50" format="html"><text>oak</text></answer>
  <tags><tag><text>forest</text></tag></tags>
</question>
</quiz>
"""
SOURCE = b"""---
title: Trees
---

# Trees {#trees}

## 2 pts \xc2\xb7 multiple response {#leaves}

Which trees keep their leaves?

![a holly](holly.png)

- [x] {+1} holly
- [x] {+1} yew
- [ ] {-1} oak
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c636060606000000005000157bfabd40000000049454e44ae426082"
)


def test_a_whole_conversion() -> None:
    made = examc.convert("trees.xml", QUIZ, ["qti"])
    package = zipfile.ZipFile(io.BytesIO(made.outputs["qti"]))
    assert any(b"Look in January." in package.read(name) for name in package.namelist())
    lost = {(d.code, d.where) for d in made.diagnostics if d.target == "qti"}
    assert {code for code, _ in lost} == {"X310", "X369"}  # in Canvas: marks, and feedback
    assert not any(d.severity.value == "error" for d in made.diagnostics)


def test_what_is_read_is_an_exam_and_what_was_not_certain() -> None:
    reading = examc.read("trees.xml", QUIZ)
    assert reading.exam is not None
    assert [e.title for e in reading.exam.exercises] == ["Trees"]
    assert (reading.format, reading.name) == ("moodle", "trees")
    assert all(isinstance(said, examc.Diagnostic) for said in reading.report.diagnostics)


def test_a_source_with_its_images() -> None:
    reading = examc.read("exam.md", SOURCE, {"holly.png": DOT, "oak.png": DOT})
    assert reading.files == {"holly.png": DOT}
    assert [d.code for d in examc.check(reading)] == ["L231"]  # nobody uses the oak
    built = examc.build(reading, ["moodle", "ans"], examc.Options(math="mathml"))
    assert sorted(built.outputs) == ["ans", "moodle"]
    again = examc.read("trees.ans.json", built.outputs["ans"])
    assert examc.diff(reading, again, "ans") == []


def test_the_marks_of_a_file_and_what_changed() -> None:
    quiz = examc.read("trees.xml", QUIZ)
    assert not examc.verify(quiz, ["moodle"]).failed
    harder = examc.read("harder.xml", QUIZ.replace(b"-50", b"-100"))
    (change,) = examc.diff(quiz, harder)
    assert (change.what, change.old, change.new, change.impact) == ("weight", "-1", "-2", "mark")


def test_mistakes_are_values() -> None:
    reading = examc.read("exam.md", b"# no title")
    assert reading.usable is None
    assert {d.severity.value for d in examc.check(reading)} >= {"error"}
    assert examc.build(reading, ["qti"]).outputs == {}
    assert examc.verify(reading, ["qti"]).failed
    assert examc.convert("x.bin", b"\x00\xff" * 40, ["qti"]).outputs == {}


def test_wrong_use_is_an_error() -> None:
    reading = examc.read("exam.md", SOURCE, {"holly.png": DOT})
    for wrong in (
        lambda: examc.build(reading, ["moodel"]),
        lambda: examc.verify(reading, ["moodel"]),
        lambda: examc.diff(reading, reading, "moodel"),
        lambda: examc.convert("exam.md", SOURCE, ["moodel"]),
    ):
        with pytest.raises(ValueError, match="did you mean 'moodle'"):
            wrong()
    with pytest.raises(ValueError, match="read with errors"):
        examc.diff(reading, examc.read("exam.md", b"# no title"))


def test_an_exam_that_a_program_made_can_be_built() -> None:
    exam = examc.read("exam.md", SOURCE, {"holly.png": DOT}).exam
    assert exam is not None
    made = examc.build(examc.Reading(exam, {"holly.png": DOT}), ["ans"])
    assert (
        made.outputs["ans"]
        == examc.convert("m.md", SOURCE, ["ans"], {"holly.png": DOT}).outputs["ans"]
    )


def test_every_name_is_there_and_documented() -> None:
    for name in examc.__all__:
        assert getattr(examc, name).__doc__, name
    with pytest.raises(AttributeError, match="bild"):
        examc.bild  # type: ignore[attr-defined]  # noqa: B018


def _loaded(program: str, *words: str) -> set[str]:
    program += "\nimport sys\nprint(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
    )
    return set(out.stdout.split())


def test_what_is_not_asked_for_is_not_loaded() -> None:
    assert not {name for name in _loaded("import examc") if name.startswith("examc.")}
    version = """
import examc.cli
from click.testing import CliRunner
assert CliRunner().invoke(examc.cli.cli, ["--version"]).exit_code == 0
"""
    loaded = _loaded(version)
    assert not loaded & {"lxml", "jinja2", "yaml", "comrak", "math_core", "zipfile", "hashlib"}
    assert {n for n in loaded if n.startswith("examc.")} == {"examc.cli", "examc.cli.console"}


def test_the_version_is_said_before_anything_is_loaded() -> None:
    asked = "import sys; sys.argv[1:] = ['--version']; from examc.__main__ import main; main()"
    said = _loaded(asked)
    assert {"examc,", "version", examc.__version__} < said
    assert not said & {"click", "typing", "examc.cli"}


_ONE = """---
title: Trees
---

# Trees {#trees}

## 2 pts · multiple response {#leaves}

Which trees keep their leaves & needles?

- [x] {+1} holly
- [x] {+1} yew
- [ ] {-1} oak

## 1 pt · multiple choice {#one}

Which one is red?

- [x] yew
- [ ] {-1/2} oak

## 1 pt · open {#why}

Why do they keep them? Explain.
"""
_OF_FURTHER_KINDS = {
    "examc.core": "patterns patternfit patternkeys patternnodes patternwords partresponses",
    "examc.formats.exam": (
        "buildgaps buildhanded buildkeys buildmatrix buildpairs buildtruths buildtyped"
        " readkey readmatrix readsides readstart"
    ),
    "examc.formats.qti21": (
        "gaps handed keylists ordering pairing ruled rules scored systemkinds typed"
    ),
    "examc.formats.moodle": "gapcodes gaps kindentries orders pairs tables typedanswers",
    "examc.formats.canvas": "gaps keys newquizkinds pairs typed",
    "examc.systems.canvas": "bends kinds literal qtikinds",
    "examc.systems.moodle": "bends cloze typed",
    "examc.systems.newquizzes": "canvaskinds",
}
"""Modules that nothing but a question of another kind has use for."""
_BUILD = """
import sys
import examc.cli
sys.argv = ["examc", "build", sys.argv[1], "--output", sys.argv[2]]
try:
    examc.cli.main()
except SystemExit as end:
    assert not end.code
"""


def test_a_build_of_one_exam_loads_what_it_needs(tmp_path: Path) -> None:
    """What only an error, another command or another format needs would be paid for by every build."""
    source = tmp_path / "trees" / "exam.md"
    source.parent.mkdir()
    source.write_text(_ONE, encoding="utf-8")
    loaded = _loaded(_BUILD, str(source), str(tmp_path / "out"))
    assert (tmp_path / "out" / "trees" / "trees.qti.zip").is_file()
    libraries = {"lxml", "difflib", "dataclasses", "csv", "html.entities"}
    assert not loaded & libraries
    ours = {name for name in loaded if name.startswith("examc.")}
    elsewhere = ("examc.proof", "examc.changes", "examc.core.codes", "examc.text.fromhtml")
    assert not {name for name in ours if name.startswith(elsewhere)}
    readers = {name for name in ours if ".read" in name and name.startswith("examc.formats.")}
    assert {name.rpartition(".")[0] for name in readers} == {"examc.formats.exam"}
    assert not {name for name in ours if name.endswith((".view", ".fromqti", ".fromdialect"))} - {
        "examc.systems.view"
    }
    kinds = {
        f"{room}.{name}" for room, names in _OF_FURTHER_KINDS.items() for name in names.split()
    }
    assert all(find_spec(name) for name in kinds)
    assert not ours & kinds
    assert not ours & {"examc.files.xmlreading", "examc.cli.proof", "examc.verbs.proving"}
    holds = {name.split(".")[2] for name in ours if name.endswith(".holds")}
    assert holds == {"qti21", "moodle", "ans", "canvas"}


def test_a_proof_of_one_exam_loads_what_it_needs(tmp_path: Path) -> None:
    source = tmp_path / "trees" / "exam.md"
    source.parent.mkdir()
    source.write_text(_ONE, encoding="utf-8")
    program = """
import sys
import examc
reading = examc.read("exam.md", open(sys.argv[1], "rb").read())
assert examc.verify(reading, ["qti", "moodle", "ans", "canvas"]).proof.rows
"""
    loaded = _loaded(program, str(source))
    views = {
        "examc.systems.canvas": "dialectpairs dialecttyped qtiparts",
        "examc.systems.moodle": "cloze kinds",
        "examc.systems.player": "pairrules parted partrules typedkeys",
        "examc.systems.player.engine": "regex regexnodes",
    }
    further = {f"{room}.{name}" for room, names in views.items() for name in names.split()}
    assert all(find_spec(name) for name in further)
    assert "examc.systems.player.view" in loaded
    assert not loaded & further
    assert not loaded & {"examc.proof.pagewords", "examc.proof.proofpage", "jinja2.sandbox"}
