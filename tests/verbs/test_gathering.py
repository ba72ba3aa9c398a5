"""A folder or a zip of many files: each exam in it becomes a source, and the rest is named once."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from canvas.support import export, item, quiz
from examc.cli import cli
from examc.files.package import pack
from examc.verbs import gathering
from moodle.reading import multichoice
from moodle.reading import quiz as moodle_quiz
from test_imported import FOLDER

BANK = moodle_quiz(multichoice("100", "0", single=True)).encode()
PACKAGE = {"imsmanifest.xml": b"<manifest/>", "q.xml": quiz(item(), title="In a package")}
FILES: dict[str, bytes] = {
    "bank.xml": BANK,
    "Bank.XML": BANK,
    "one/imsmanifest.xml": PACKAGE["imsmanifest.xml"],
    "one/q.xml": PACKAGE["q.xml"],
    "two/deep/imsmanifest.xml": PACKAGE["imsmanifest.xml"],
    "two/deep/q.xml": quiz(item(stem='&lt;img src="a.png" alt="a"&gt;Why?'), title="Pictured"),
    "two/deep/a.png": (FOLDER / "blackboard-pool/files/csfiles/home_dir/tree__xid-811_1.png").read_bytes(),
    "loose/l.xml": quiz(item(), ident="l", title="Loose"),
    "loose/m.xml": quiz(item(), ident="m", title="Looser"),
    "quiz.gift": b"::One:: Is two even? {T}\n",
    "inner.zip": pack({"x/bank.xml": BANK, "x/notes.log": b"\0\1"}),
    "course.imscc": export({"a.xml": quiz(item(), title="nul")}),
    "readme.bin": b"\0\1\2",
    "exam.md": b"---\ntitle: Ours\n---\n\n# A\n\n## 1 pt \xc2\xb7 open\n\nWhy?\n",
    "__MACOSX/bank.xml": BANK,
    ".hidden/bank.xml": BANK,
}  # fmt: skip
WANTED = {
    *("bank", "Bank-2", "one", "deep", "Loose", "Looser", "quiz", "bank-3", "course"),
}  # fmt: skip


def run(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result


@pytest.mark.parametrize("form", ["folder", "zip", "zip in a zip"])
def test_every_exam_becomes_a_source(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {name: data for name, data in FILES.items() if name != "exam.md"}
    if form == "folder":
        for name, data in files.items():
            path = tmp_path / "all" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        given = "all"
    else:
        data = pack(files)
        given = "all.zip"
        (tmp_path / given).write_bytes(data if form == "zip" else pack({"x.zip": data}))
    result = run("import", given, "-o", "made", "--format", "concise")
    made = {path.parent.name for path in (tmp_path / "made").glob("*/exam.md")}
    assert {name.lower() for name in made} == {name.lower() for name in WANTED}
    assert len(made) == len(WANTED)
    assert "9 of 9 exams written, from 8 files" in result.stdout
    assert result.stderr.count("hold no exam that is read: ") == 1
    assert "readme.bin" in result.stderr
    assert "notes.log" in result.stderr
    assert "MACOSX" not in result.stderr
    assert list((tmp_path / "made" / "deep").rglob("*.png"))


def test_our_own_source_among_others_is_left() -> None:
    made = gathering.of_files("all", FILES, "/")
    assert "all/exam.md" in made.left


def test_one_package_is_no_collection() -> None:
    assert gathering.of_zip("q.zip", pack(PACKAGE)) is None
    assert gathering.of_zip("q.zip", pack({"x/bank.xml": b"nothing"})) is None
    assert gathering.of_zip("q.zip", b"PK\3\4") is None
    assert gathering.of_zip("q.xml", BANK) is None


def test_a_backup_of_moodle_is_no_collection() -> None:
    assert gathering.of_zip("b.zip", pack({"moodle_backup.xml": b"<a/>", "bank.xml": BANK})) is None


def test_zips_are_opened_so_deep_and_no_deeper() -> None:
    data = BANK
    names = ["bank.xml", *[f"{depth}.zip" for depth in range(gathering.DEEPEST + 1)]]
    for name in names:
        data = pack({name: data})
    made = gathering.of_files("all", {"all.zip": data})
    assert made.found == []
    assert len(made.left) == 1


def test_what_cannot_be_read_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all.zip").write_bytes(pack({"a.xml": BANK, "b.xml": BANK[:-20]}))
    result = run("import", "all.zip", "-o", "made", "--format", "concise", status=1)
    assert "1 of 2 exams written, from 2 files" in result.stdout
    assert result.stderr.count("error[") == 1
