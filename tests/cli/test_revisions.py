"""`examc diff REVISION:PATH PATH`: an exam against itself as it stood in git."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from support import DOT_PNG

AT = "(sources/a/parts/one.md:3, why)"
SOURCE = "---\ntitle: T\ninclude: [parts/one.md]\n---\n"
PART = "# One {#one}\n\n## 1 pt · open {#why}\n\nWhy?\n\n![a dot](../images/dot.png)\n"


@pytest.fixture
def exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an exam that is committed."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "sources" / "a"
    for name in ("parts", "images"):
        (folder / name).mkdir(parents=True)
    (folder / "exam.md").write_text(SOURCE, encoding="utf-8")
    (folder / "parts" / "one.md").write_text(PART, encoding="utf-8")
    (folder / "images" / "dot.png").write_bytes(DOT_PNG)
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    author = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "."), (*author, "commit", "-q", "-m", "one")):
        subprocess.run(["git", *words], check=True, env=env)
    return folder


def _diff(*words: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(cli, ["diff", *words], prog_name="examc")
    return result.exit_code, result.output.splitlines()


@pytest.mark.parametrize("path", ["sources/a", "sources/a/exam.md", "./sources/a"])
def test_nothing_changed_since_the_commit(exam: Path, path: str) -> None:
    assert _diff(f"HEAD:{path}", "sources/a") == (0, ["no changes"])


def test_an_included_file_and_an_image_are_those_of_the_commit(exam: Path) -> None:
    (exam / "images" / "dot.png").write_bytes(DOT_PNG + b"\n")
    (exam / "parts" / "one.md").write_text(PART.replace("1 pt", "2 pts"), encoding="utf-8")
    assert _diff("HEAD:sources/a/exam.md", "sources/a") == (
        1,
        [
            "changes a mark:",
            f"  exercise 1 › question 1: points 1 → 2 {AT}",
            "changes what students see:",
            "  exercise 1 › question 1: picture in the prompt dot.png → dot.png (sources/a/parts/one.md:7, why)",
            "2 points (before: 1) in 1 question",
            "2 changes, of which 1 changes a mark",
        ],
    )


def test_what_is_gone_stands_in_the_commit(exam: Path) -> None:
    (exam / "parts" / "one.md").write_text("# One {#one}\n\n## 1 pt · open {#who}\n\nWho?\n")
    _, lines = _diff("HEAD:sources/a", "sources/a")
    assert any(
        "removed" in line and "(HEAD:sources/a/parts/one.md:3, why)" in line for line in lines
    )


@pytest.mark.parametrize("name", ["HEAD:sources/b", "nothing:sources/a", "sources/b"])
def test_what_cannot_be_read_has_a_status_of_its_own(exam: Path, name: str) -> None:
    status, lines = _diff(name, "sources/a")
    assert status == 2
    assert lines[-1].startswith("Error: there is no ")
