"""The summary of many exams counts what is said of them, and holds neither times nor absolute paths."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.verbs.keeping import hashed

EXAM = """\
---
title: X
---

# One {#one}

## 2 pts · multiple response {#even}

Which are even?

- [x] {+2} 2
- [ ] {-1} 3

## 1.5 pts · open {#why}

Why?
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two exams that are alike, and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("a", EXAM), ("b", EXAM), ("c", "# \n")):
        (tmp_path / "sources" / name).mkdir(parents=True)
        (tmp_path / "sources" / name / "exam.md").write_text(text, encoding="utf-8")
    return tmp_path


def _summary(*words: str) -> bytes:
    result = CliRunner().invoke(cli, [*words, "--summary", "all.json", "--quiet"])
    assert result.exit_code == 1, result.output
    return Path("all.json").read_bytes()


def test_what_is_counted(folder: Path) -> None:
    found = json.loads(_summary("build", "-t", "moodle"))
    assert {key: found[key] for key in ("exams", "failed", "questions", "points")} == {
        "exams": 3,
        "failed": 1,
        "questions": 4,
        "points": "7",
    }
    for entry in found["said"]:
        assert entry.keys() == {"code", "name", "severity", "target", "system", "times", "exams"}
        assert 1 <= entry["exams"] <= entry["times"]
    warnings = sum(e["times"] for e in found["said"] if e["severity"] == "warning")
    assert warnings == sum(exam["warnings"] for exam in found["each"]) > 0
    first, _, broken = found["each"]
    assert (first["name"], first["path"], first["points"]) == ("a", "a/exam.md", "3.5")
    assert first["files"] == {
        path.name: hashed(path.read_bytes()) for path in sorted(Path("build/a").glob("a.*"))
    }
    assert broken["failed"]
    assert broken["errors"] > 0
    assert broken["files"] == {}
    assert broken["questions"] is None


def test_the_same_bytes_wherever_it_is_made(folder: Path) -> None:
    first = _summary("build", "-t", "moodle")
    assert _summary("build", "-t", "moodle") == first, "where nothing is to be done as well"
    assert _summary("build", "-t", "moodle", str(folder / "sources"), "-o", "other") == first
    assert str(folder) not in first.decode()


def test_a_proof_counts_verdicts(folder: Path) -> None:
    found = json.loads(_summary("verify", "-t", "moodle"))
    assert [sum(exam["verdicts"]["Moodle"].values()) for exam in found["each"][:2]] == [2, 2]
    assert found["each"][2]["verdicts"] == {}
