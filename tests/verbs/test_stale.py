"""What an earlier build left behind is told: after an error, and where only some targets are built."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.verbs import keeping
from examc.verbs.formatting import difference

SOURCE = "sources/x/exam.md"
EXAM = """\
---
title: X
---

# One {#one}

## 1 pt · multiple choice {#even}

Is 2 even?

- [x] {+1} yes
- [ ] {0} no
"""


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one exam, built for two targets long ago."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / SOURCE
    source.parent.mkdir(parents=True)
    source.write_text(EXAM, encoding="utf-8")
    _age(source, 1000)
    assert _build("-t", "ans", "-t", "moodle") == (0, [])
    (tmp_path / "build" / "x" / keeping.NAME).unlink()  # so that nothing but times can tell
    for path in (tmp_path / "build" / "x").iterdir():
        _age(path, 2000)
    return source


def _age(path: Path, time: int) -> None:
    os.utime(path, (time, time))


def _build(*words: str) -> tuple[int, list[str]]:
    """The exit status, and the lines that speak of age."""
    result = CliRunner().invoke(cli, ["build", *words])
    return result.exit_code, [line for line in result.output.splitlines() if "older" in line]


def test_nothing_is_stale_where_the_source_is_older(built: Path) -> None:
    assert _build("-t", "ans") == (0, [])


def test_the_other_targets_are_told_where_the_source_is_newer(built: Path) -> None:
    _age(built, 3000)
    said = "x.moodle.xml in build/x is older than the source and not built now"
    assert _build("-t", "ans") == (0, [said])
    assert _build("-t", "ans", "--quiet") == (0, [])
    assert _build("-t", "ans", "-t", "moodle") == (0, [])


def test_where_a_build_was_kept_contents_tell_and_times_do_not(built: Path) -> None:
    assert _build("-t", "ans", "-t", "moodle") == (0, [])
    _age(built, 2**33)
    assert _build("-t", "ans") == (0, [])
    built.write_text(EXAM.replace("Is 2 even?", "Is 4 even?"), encoding="utf-8")
    _age(built, 1000)
    said = "x.moodle.xml in build/x is older than the source and not built now"
    assert _build("-t", "qti") == (
        0,
        [said.replace("x.moodle.xml", "x.moodle.xml, x.ans.json").replace(" is ", " are ")],
    )
    assert _build("-t", "ans") == (0, [said])
    built.write_text(EXAM, encoding="utf-8")
    assert _build("-t", "qti", "-t", "ans") == (0, [])


def test_after_an_error_the_folder_is_older_than_the_source(built: Path) -> None:
    built.write_text(EXAM.replace("multiple choice", "riddle"), encoding="utf-8")
    said = "build/x is older than the source, and stays as it was: x.moodle.xml, x.ans.json"
    assert _build() == (1, [said])


def test_an_error_where_nothing_lies_says_nothing(built: Path) -> None:
    built.write_text(EXAM.replace("multiple choice", "riddle"), encoding="utf-8")
    assert _build("-o", "elsewhere") == (1, [])


def test_an_included_file_counts_as_source(built: Path) -> None:
    head, _, rest = EXAM.partition("# One")
    built.write_text(head.replace("title: X", "title: X\ninclude: [part.md]"), encoding="utf-8")
    part = built.with_name("part.md")
    part.write_text(f"# One{rest}", encoding="utf-8")
    _age(built, 1000)
    _age(part, 3000)
    assert _build("-t", "ans")[1] != []


def test_a_difference_shows_ends_of_lines_and_is_cut() -> None:
    assert list(difference(b"a\r\n", b"a\n")) == ["@@ -1 +1 @@", "-a\r", "+a"]
    assert list(difference(b"a", b"a\n"))[1:] == ["-a  (no end of line)", "+a"]
    *lines, last = difference(b"a\n" * 50, b"b\n" * 50)
    assert (len(lines), last) == (40, "… and 61 more lines")


def test_rubrics_beside_a_package_are_as_old_as_it(built: Path) -> None:
    folder = built.parents[2] / "build" / "x"
    (folder / "x.rubrics.csv").write_bytes(b"")
    _age(folder / "x.rubrics.csv", 2000)
    _age(built, 3000)
    said = "x.moodle.xml, x.rubrics.csv in build/x are older than the source and not built now"
    assert _build("-t", "ans") == (0, [said])


def test_a_build_in_the_folder_of_an_exam_leaves_no_unused_files(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.parent)
    assert _build("-t", "ans") == (0, [])
    assert (built.parent / "build" / "x" / "x.ans.json").exists()
    (built.parent / "plot.png").write_bytes(b"")
    said = CliRunner().invoke(cli, ["check"]).output
    assert "plot.png" in said
    assert "x.ans.json" not in said
