"""The help on a deviation says what to change in the source, whoever reads it without --suggest."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from examc.cli import cli
from examc.formats import TARGETS
from examc.systems.table import SYSTEMS

LABELS = {(system.name, system.target): system.label for system in SYSTEMS}
HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"


def _source(heading: str, *options: str) -> str:
    body = "\n".join(f"- {option}" for option in options)
    return f"{HEAD}## {heading}\n\nWhich?\n\n{body}\n"


def _verify(source: str, folder: Path, *words: str) -> Result:
    (folder / "exam.md").write_text(source, encoding="utf-8")
    return CliRunner().invoke(cli, ["verify", str(folder), "--all", *words])


def _cells(source: str, folder: Path) -> dict[str, dict[str, object]]:
    found = json.loads(_verify(source, folder, "--format", "json").stdout)
    cells = found["exams"][0]["questions"][0]["cells"]
    return {LABELS[cell["system"], cell["target"]]: cell for cell in cells}


EVEN = "write {+1} for each right option and {-1} for each wrong one"
NET = ("[x] {+1} a", "[x] {+1} b", "[ ] {-1} c")


@pytest.mark.parametrize(
    ("heading", "options", "system", "told"),
    [
        (
            "2 pts · multiple choice {#q floor=none}",
            ("[x] {2} a", "[ ] {-1} b"),
            "qti → Canvas Classic",
            "write floor=0, or subtract the penalties in Canvas",
        ),
        (
            "2 pts · multiple choice {#q}",
            ("[x] {2} a", "[x] {2} b"),
            "qti → Canvas New Quizzes",
            "keep one full answer, or correct the marks in Canvas",
        ),
        (
            "2 pts · multiple response {#q rule=all-or-nothing}",
            ("[x] {+1} a", "[x] {+1} b", "[ ] {0} c"),
            "canvas → Canvas Classic",
            f"leave out rule=all-or-nothing and {EVEN}, or correct the marks in Canvas",
        ),
        (
            "2 pts · multiple response {#q}",
            ("[x] {+1.5} a", "[x] {+0.5} b", "[ ] {0} c"),
            "qti → Canvas Classic",
            f"{EVEN}, with floor=0",
        ),
        (
            "2 pts · multiple response {#q}",
            ("[x] {+2} a", "[ ] {-1} b", "[ ] {-1} c"),
            "qti → Canvas Classic",
            "make it multiple choice, or add a second right option",
        ),
        (
            "2 pts · multiple response {#q}",
            NET,
            "qti → Canvas New Quizzes",
            "write rule=all-or-nothing, or set partial scores in New Quizzes after the import",
        ),
        (
            "2 pts · multiple response {#q floor=none}",
            NET,
            "Moodle",
            "write floor=0, or a multiple choice",
        ),
        (
            "2 pts · multiple response {#q rule=all-or-nothing}",
            NET,
            "Moodle",
            "leave out rule=all-or-nothing: each option then earns its weight",
        ),
        (
            "2 pts · multiple response {#q}",
            ("[x] {+0.75} a", "[x] {+1.25} b", "[ ] {0} c"),
            "Moodle",
            (
                "choose a share of the points that Moodle has, such as 1/2, 1/3 or 3/4, or build with "
                "--moodle-offgrid cloze"
            ),
        ),
        (
            "2 pts · multiple response {#q floor=-1}",
            ("[x] {+1} a", "[x] {+1} b", "[ ] {-2} c"),
            "ANS",
            "write floor=0 or floor=none",
        ),
    ],
)
def test_a_deviation_says_what_to_change(
    heading: str, options: tuple[str, ...], system: str, told: str, tmp_path: Path
) -> None:
    source = _source(heading, *options)
    cell = _cells(source, tmp_path)[system]
    assert (cell["verdict"], cell["help"]) == ("bends", told)
    lines = _verify(source, tmp_path).stdout.splitlines()
    (place,) = [n for n, line in enumerate(lines) if system in _bending(line)]
    assert lines[place + 1] == f"  help: {told}"


def _bending(line: str) -> list[str]:
    """The systems that a line says bend a question."""
    names, bends, _ = line.partition(" · ")[2].partition(": bends: ")
    return re.split(", | and ", names) if bends else []


def test_what_is_silenced_in_the_build_still_has_its_help(tmp_path: Path) -> None:
    source = _source(
        "2 pts · multiple choice {#q floor=none allow=X362}", "[x] {2} a", "[ ] {-1} b"
    )
    cell = _cells(source, tmp_path)["qti → Canvas Classic"]
    assert cell["help"] == "write floor=0, or subtract the penalties in Canvas"


BENT = ("[x] {2} a", "[ ] {-1} b")
OLD = "V502,V503,V506"


@pytest.mark.parametrize(
    ("exam", "exercise", "question"),
    [
        ("", "", " allow=X311"),
        ("", " allow=lost-floor", ""),
        ("allow: [X311]\n", "", ""),
        ("", "", f" allow={OLD}"),
        ("allow: [V502]\n", " allow=V503", " allow=canvas-marks"),
    ],
)
def test_what_is_accepted_at_any_level_is_shown_as_accepted(
    exam: str, exercise: str, question: str, tmp_path: Path
) -> None:
    source = _source(f"2 pts · multiple choice {{#q floor=none{question}}}", *BENT)
    source = source.replace("title: T\n", f"title: T\n{exam}").replace("{#e}", f"{{#e{exercise}}}")
    run = _verify(source, tmp_path)
    assert run.exit_code == 0, run.output
    line = next(
        line for line in run.stdout.splitlines() if "qti → Canvas Classic" in _bending(line)
    )
    assert line.endswith("a student who chooses B gets 0 instead of -1 (accepted: allow=X311)")
    assert "help: " not in run.stdout
    assert "qti → Canvas Classic: 1 bends, 1 of them accepted;" in run.stdout.splitlines()[-1]
    cells = _cells(source, tmp_path)
    assert {name for name, cell in cells.items() if cell["accepted"]} == {
        "qti → Canvas Classic",
        "qti → Canvas New Quizzes",
        "canvas → Canvas Classic",
        "canvas → Canvas New Quizzes",
    }


def test_an_old_code_accepts_its_system_and_no_other(tmp_path: Path) -> None:
    source = _source("2 pts · multiple choice {#q floor=none allow=V502,V503}", *BENT)
    run = _verify(source, tmp_path)
    assert run.exit_code == 1
    accepted = {name for name, cell in _cells(source, tmp_path).items() if cell["accepted"]}
    assert accepted == {"qti → Canvas Classic", "qti → Canvas New Quizzes"}
    assert run.stderr.count("is now called X311") == 2


def test_a_code_that_only_the_build_said_accepts_nothing_of_the_proof(tmp_path: Path) -> None:
    source = _source("2 pts · multiple choice {#q floor=none allow=X362}", *BENT)
    assert _verify(source, tmp_path, "-t", "qti").exit_code == 1
    build = ["build", "--all", str(tmp_path), "-t", "qti", "-o", str(tmp_path / "b")]
    said = CliRunner().invoke(cli, build).stderr
    assert "'X362' is now called X311" in said
    assert "X311]: Canvas Classic" not in said
    assert "X311]: Canvas New Quizzes" in said


def test_one_allow_is_enough_for_check_build_and_verify(tmp_path: Path) -> None:
    source = _source("2 pts · multiple choice {#q floor=none allow=X311}", *BENT)
    (tmp_path / "exam.md").write_text(source, encoding="utf-8")
    for words in (["check"], ["build", "-o", str(tmp_path / "b")], ["verify"]):
        run = CliRunner().invoke(cli, [words[0], str(tmp_path), *words[1:]])
        assert run.exit_code == 0, run.output
        assert "X311]" not in run.stderr
        assert "L25" not in run.stderr


def test_an_old_code_is_never_unused_in_check(tmp_path: Path) -> None:
    source = _source(f"2 pts · multiple choice {{#q allow={OLD},X363}}", "[x] {2} a", "[ ] {0} b")
    (tmp_path / "exam.md").write_text(source, encoding="utf-8")
    run = CliRunner().invoke(cli, ["check", "--strict", "--all", str(tmp_path)])
    assert run.exit_code == 0
    assert run.stderr.count("note[L252]") == 4
    assert "L250" not in run.stderr


def test_one_json_document_holds_all_exams_and_their_errors(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("bad", "bent", "good")]
    for folder, options in zip(folders, ((), BENT, ("[x] {2} a", "[ ] {0} b")), strict=True):
        folder.mkdir()
        heading = "2 pts · multiple choice {#q floor=none}" if options else "two pts"
        (folder / "exam.md").write_text(_source(heading, *options), encoding="utf-8")
    run = CliRunner().invoke(cli, ["verify", *map(str, folders), "--format", "json"])
    assert run.exit_code == 1
    bad, bent, good = json.loads(run.stdout)["exams"]
    assert [exam["name"] for exam in (bad, bent, good)] == ["bad", "bent", "good"]
    assert [exam["failed"] for exam in (bad, bent, good)] == [True, True, False]
    assert {entry["code"] for entry in bad["errors"]} == {"S130", "S136"}
    assert (bad["questions"], bent["errors"]) == ([], [])
    assert len(bent["questions"]) == len(good["questions"]) == 1


def test_an_exam_with_errors_is_named_and_stops_no_other(tmp_path: Path) -> None:
    for name, heading in (("bad", "two pts"), ("good", "1 pt · open {#q}")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "exam.md").write_text(f"{HEAD}## {heading}\n\nWhy?\n", encoding="utf-8")
    run = CliRunner().invoke(cli, ["verify", str(tmp_path), "-t", "ans", "--quiet"])
    assert run.exit_code == 1
    assert run.stdout.splitlines() == ["bad: not proved, since it has errors", "good: ANS: 1 same"]


@pytest.mark.parametrize("page", ["", "-"])
def test_a_report_has_a_name(page: str, tmp_path: Path) -> None:
    run = _verify(_source("2 pts · multiple choice {#q}", *BENT), tmp_path, "--report", page)
    assert run.exit_code == 2
    assert "--report names the file to write, such as report.html" in run.output
    assert not run.stdout or "same" not in run.stdout


def test_an_exam_with_errors_leaves_the_earlier_report(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("earlier", encoding="utf-8")
    run = _verify(f"{HEAD}## two pts\n\nWhy?\n", tmp_path, "--report", str(page))
    assert run.exit_code == 1
    assert page.read_text(encoding="utf-8") == "earlier"


def test_a_hundred_and_fifty_questions_have_their_ways_out(tmp_path: Path) -> None:
    block = (
        "## 1 pt · multiple choice {#qN floor=none}\n\nWhich N?\n\n- [x] {1} a\n- [ ] {-1} b\n\n"
    )
    source = HEAD + "".join(block.replace("N", str(number)) for number in range(150))
    run = _verify(source, tmp_path, "--suggest")
    assert run.exit_code == 1
    lines = run.stdout.splitlines()
    assert sum(" · way out for " in line for line in lines) == 150
    assert lines[-1].split("; ")[1] == "qti → Canvas Classic: 150 bends"


def test_ways_out_of_a_foreign_file_are_for_its_source(tmp_path: Path) -> None:
    heading = "2 pts · multiple choice {#q floor=none}"
    (tmp_path / "exam.md").write_text(_source(heading, *BENT), encoding="utf-8")
    built = CliRunner().invoke(
        cli, ["build", str(tmp_path), "-t", "qti", "-o", str(tmp_path / "b")]
    )
    (package,) = (tmp_path / "b").rglob("*.qti.zip")
    run = CliRunner().invoke(cli, ["verify", str(package), "--suggest"])
    assert (built.exit_code, run.exit_code) == (0, 1)
    assert run.stdout.splitlines()[-3:-1] == [
        "qti: the file itself is proved, not one that would be written",
        "qti: ways out are for the source that examc import makes of the file",
    ]


def test_a_target_that_no_system_marks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TARGETS, "paper", TARGETS["ans"]._replace(name="paper"))
    source = _source("2 pts · multiple choice {#q}", "[x] {2} a", "[ ] {0} b")
    run = _verify(source, tmp_path, "-t", "paper", "-t", "ans")
    assert (run.exit_code, run.stdout) == (2, "")
    assert "no system marks paper" in run.stderr
