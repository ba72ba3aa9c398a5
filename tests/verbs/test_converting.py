"""A folder of files is converted as each of them would be, and one that cannot be read stops no other."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from examc.cli import cli

GIFT = "::Sum:: What is 2 + 2? {=4 ~5}\n"
AIKEN = "What is 2 + 2?\nA. 4\nB. 5\nANSWER: A\n"
EXAM = "---\ntitle: X\n---\n\n# One {#one}\n\n## 1 pt · open {#why}\n\nWhy?\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files of several formats, in it and below it."""
    monkeypatch.chdir(tmp_path)
    files = {
        "a.gift": GIFT,
        "deep/b.txt": AIKEN,
        "deep/own/exam.md": EXAM,
        "broken.xml": "<quiz><question",
        "notes.odt": "none of ours",
        ".hidden.gift": GIFT,
    }
    for name, text in files.items():
        path = tmp_path / "bank" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def _convert(*words: str) -> Result:
    result = CliRunner().invoke(cli, ["convert", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_each_file_has_its_outputs(folder: Path) -> None:
    result = _convert("bank", "-t", "moodle", "-o", "out", "--summary", "all.json")
    assert result.exit_code == 1
    assert result.stdout.split() == [
        "out/a/a.moodle.xml",
        "out/b/b.moodle.xml",
        "out/own/own.moodle.xml",
    ]
    assert "1 of 4 exams have errors" in result.stderr
    found = json.loads((folder / "all.json").read_bytes())
    assert [exam["path"] for exam in found["each"]] == [
        "a.gift",
        "broken.xml",
        "deep/b.txt",
        "deep/own/exam.md",
    ]
    alone = _convert("bank/a.gift", "-t", "moodle", "-o", "alone.xml")
    assert alone.exit_code == 0
    made = (folder / "out/a/a.moodle.xml").read_bytes()
    assert (folder / "alone.xml").read_bytes() == made


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    (folder / "bank/deep/a.gift").write_text(GIFT, encoding="utf-8")
    result = _convert("bank", "-t", "moodle", "-o", "out")
    assert result.stderr.count("is one of several exams called 'a'") == 2
    assert not (folder / "out/a").exists()


def test_one_file_in_a_folder_is_that_file(folder: Path) -> None:
    result = _convert("bank/deep/own", "-t", "moodle")
    assert result.stdout == "own.moodle.xml\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("bank/a.gift -j 2", "-j is for a folder of files"),
        ("bank/a.gift --summary all.json", "--summary is for a folder of files"),
        ("empty", "holds no file that is read"),
    ],
)
def test_wrong_use(folder: Path, words: str, said: str) -> None:
    (folder / "empty").mkdir()
    result = _convert(*words.split())
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
