"""What a person reads of a build, a proof and an import: little, and all that changes a mark."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from examc.cli import cli, summary
from examc.cli.painting import painted
from examc.core.diagnostics import CODES, Severity
from examc.core.features import Feature
from examc.formats import TARGETS
from support import ROOT, shared

EXAMS = ("resit2022", "tour", "starter")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the exams of the project and the one that `examc new` writes."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "sources", "sources")
    assert _examc("new", "starter").exit_code == 0
    return tmp_path / "sources"


def _examc(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.mark.parametrize("name", EXAMS)
def test_a_build_names_every_question_that_a_proof_finds_marked_otherwise(
    sources: Path, name: str
) -> None:
    built = _examc("build", f"sources/{name}", "--format", "full").stderr.splitlines()
    (proof,) = json.loads(_examc("verify", f"sources/{name}", "--format", "json").stdout)["exams"]
    served = [entry["target"] for entry in proof["systems"]]
    named = [entry["system"] for entry in proof["systems"]]
    for question in proof["questions"]:
        for cell in question["cells"]:
            if not cell["codes"] or cell["accepted"]:
                continue
            system, target = cell["system"], cell["target"]
            several = served.count(target) > 1 or named.count(system) > 1
            label = f"{target} → {system}" if several else system
            place = f"{question['path']}:{question['line']}"
            lines = [
                line
                for line in built
                if line.lstrip().startswith(place) and f" {question['id']}  " in line
            ]
            told = [line for line in lines if label in line]
            for code in cell["codes"]:
                assert any(f"allow={code}" in line for line in told), (question["id"], label)


def test_a_real_exam_takes_few_lines(sources: Path) -> None:
    built = _examc("build", "sources/resit2022", "--format", "full")
    assert built.exit_code == 0, built.output
    lines = built.stderr.splitlines()
    assert len(lines) <= 24, built.stderr
    assert lines[0] == "resit2022 · 37 questions · 100 points"
    assert [line.split()[0] for line in lines[1:5]] == ["qti", "moodle", "ans", "canvas"]
    assert "marks exact" in lines[2]
    assert "27 rubrics" in lines[2]
    assert lines[-1].startswith("In the source: 12 remarks, first sources/resit2022/exam.md:")
    proof = _examc("verify", "sources/resit2022")
    assert proof.exit_code == 1
    assert len(proof.output.splitlines()) <= 25, proof.output


def test_a_printed_exam_is_imported_in_few_lines(tmp_path: Path) -> None:
    print_ = shared("seed", "resit2022.md")
    run = _examc("import", str(print_), "-o", str(tmp_path / "x"), "--format", "full")
    assert run.exit_code == 0, run.output
    lines = run.output.splitlines()
    assert len(lines) <= 20, run.output
    assert sum("text ends in the middle of a sentence" in line for line in lines) == 1
    assert "28 warnings; import --all shows each with its line" in lines


def test_all_prints_each_message_and_the_notes(sources: Path) -> None:
    few = _examc("build", "sources/tour").stderr
    every = _examc("build", "sources/tour", "--all").stderr
    assert "note[" not in few
    assert "not shown (--all)" in few
    assert few.count(": warning[") == every.count(": warning[")
    assert every.count(": note[") > 10
    assert "--all" not in every
    for form, mark in (("json", '"severity": "note"'), ("github", "::notice ")):
        assert mark in _examc("build", "sources/tour", "--format", form).stderr
    assert "= in exercise" in _examc("build", "sources/tour", "--format", "full", "--all").stderr


ACCEPTED = """---
title: Two
---

# One {#one}

## 2 pt · multiple response {#first allow=X310}

Which are primes?

- [x] {1} $2$
- [x] {1} $3$
- [ ] {-1} $4$
"""


def test_what_is_accepted_is_no_exact_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("two.md").write_text(ACCEPTED)
    built = _examc("build", "two.md", "-t", "qti", "--format", "full").stderr
    assert "Canvas New Quizzes: 1 accepted" in built
    assert "Other marks than meant" not in built
    proof = _examc("verify", "two.md", "-t", "qti")
    assert "1 bends · 1 of them accepted" in proof.stdout
    assert proof.exit_code == 0
    assert proof.stdout.splitlines()[-1].startswith("two: no mark that is not accepted differs")


RUBRIC = """---
title: One
---

# One {#one}

## 2 pt · open {#first}

Why?

### criteria

- {2} right
"""


def test_rubrics_stand_beside_the_package_of_canvas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = Path("sources/one/exam.md")
    source.parent.mkdir(parents=True)
    source.write_text(RUBRIC)
    built = _examc("build", "-t", "canvas", "--format", "full")
    assert built.stdout.splitlines() == ["build/one/one.canvas.zip", "build/one/one.rubrics.csv"]
    assert "rubrics in one.rubrics.csv: import it into Canvas at Rubrics" in built.stderr
    (proof,) = json.loads(_examc("verify", "-t", "canvas", "--format", "json").stdout)["exams"]
    (cell, _) = proof["questions"][0]["cells"]
    assert cell["lost"] == [
        "rubric (not beside the answers, but in NAME.rubrics.csv, which is imported at Rubrics)"
    ]
    for name, made in (("x.zip", "x.rubrics.csv"), ("y.canvas.zip", "y.rubrics.csv")):
        run = _examc("convert", str(source), "-t", "canvas", "-o", name)
        assert run.stdout.splitlines() == [name, made]
        assert Path(made).read_bytes() == Path("build/one/one.rubrics.csv").read_bytes()
    piped = _examc("convert", str(source), "-t", "canvas", "-o", "-")
    assert "one.rubrics.csv is not written; name a file with -o to have it" in piped.stderr
    source.write_text(RUBRIC.partition("### criteria")[0])
    assert _examc("build", "-t", "canvas").exit_code == 0
    assert not Path("build/one/one.rubrics.csv").exists()


def test_an_error_stops_the_summary_of_its_exam_alone(sources: Path) -> None:
    (sources / "starter" / "exam.md").write_text(ACCEPTED.replace("{1} $2$", "{one} $2$"))
    run = _examc("build", "-t", "ans", "--format", "full")
    assert run.exit_code == 1
    assert "error[" in run.stderr
    assert "starter ·" not in run.stderr
    assert "tour · 21 questions · 51 points" in run.stderr


def test_quiet_prints_the_counts_alone(tmp_path: Path) -> None:
    path = tmp_path / "two.md"
    path.write_text(ACCEPTED)
    said = _examc("verify", str(path), "--quiet", "-t", "ans").stdout
    assert said == "two: ANS: 1 same\n"


def test_a_conversion_is_summed_up_as_a_build_is(sources: Path) -> None:
    assert _examc("build", "sources/tour", "-t", "moodle").exit_code == 0
    words = ("convert", "build/tour/tour.moodle.xml", "-t", "qti", "-o", "x.zip")
    lines = _examc(*words, "--format", "full").stderr.splitlines()
    assert lines[0] == "tour.moodle · 21 questions · 51 points"
    assert lines[1].startswith("  qti  marks exact in QTI player · Canvas Classic: ")
    assert "Other marks than meant:" in lines
    assert len(lines) < 45
    assert "In the source: 9 remarks" not in _examc(*words).stderr
    assert _examc(*words, "--format", "full", "--quiet").stderr == ""


def test_every_loss_of_one_system_names_it(sources: Path) -> None:
    said = _examc("build", "sources/tour", "-t", "qti", "--format", "json").stderr.splitlines()
    found = [json.loads(line) for line in said]
    systems = {(entry["code"], entry["system"]) for entry in found}
    assert ("X367", "Canvas Classic, Canvas New Quizzes") in systems
    assert ("X369", "ANS, Canvas New Quizzes") in systems
    assert ("X370", "QTI player") in systems
    assert not {code for code, system in systems if not system} & {"X367", "X369", "X370"}


SUMMED = (
    "two · 1 question · 2 points",
    "  qti → QTI player  every question the same",
    "Other marks than meant:",
    "  two.md:7  1.1 first  Moodle: gives 0   (accept: allow=X310)",
    "Read otherwise than meant:",
    "  two.md:9 warning[X328]: bends a thing",
)


def test_colors_change_no_word_of_a_summary() -> None:
    shown = list(painted(SUMMED))
    assert [click.unstyle(line) for line in shown] == list(SUMMED)
    assert shown[0].startswith(click.style("two", bold=True))
    assert click.style("qti → QTI player", bold=True) in shown[1]
    assert shown[2] == click.style(SUMMED[2], fg="yellow", bold=True)
    assert shown[3] == SUMMED[3]
    assert shown[4] == click.style(SUMMED[4], bold=True)
    assert click.style("warning[X328]", fg="yellow", bold=True) in shown[5]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal on Windows")
@pytest.mark.parametrize("plain", [False, True])
def test_a_terminal_gets_colors_unless_it_wants_none(sources: Path, plain: bool) -> None:
    import pty

    leader, follower = pty.openpty()
    words = [sys.executable, "-m", "examc", "verify", "sources/starter", "-t", "moodle"]
    environment = {**os.environ, "NO_COLOR": "1" if plain else ""}
    run = subprocess.run(words, stdout=follower, stderr=follower, env=environment, check=False)
    os.close(follower)
    said = os.read(leader, 65_536).decode()
    os.close(leader)
    assert run.returncode == 0, said
    assert "starter" in said
    assert ("\x1b[" in said) is not plain


def test_what_is_counted_for_staff_is_called_by_words(sources: Path) -> None:
    assert _examc("new", "each", "--kinds").exit_code == 0
    targets = [word for name in TARGETS if name != "print" for word in ("-t", name)]
    for name in ("tour", "each"):
        lines = _examc("build", f"sources/{name}", *targets, "--format", "full").output
        assert "in another form or lost" in lines
        assert re.findall(r"\(X\d{3}\)", lines) == []
    noted = {feature.code for feature in Feature if CODES[feature.code].severity is Severity.NOTE}
    assert noted - {"X323"} <= summary.NOUNS.keys(), "levels are counted with criteria"
