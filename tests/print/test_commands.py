"""What the commands do with a print, and without the libraries for it."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from examc.files.workspace import MAIN_NAMES

SOURCE = "---\ntitle: T\n---\n\n# A {#a}\n\n## 1 pt · true/false {#q answer=true}\n\nSo?\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "sources" / "t"
    folder.mkdir(parents=True)
    (folder / MAIN_NAMES[0]).write_text(SOURCE, encoding="utf-8")


def _run(line: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, line.split())
    return result.exit_code, result.output


def test_versions_and_sources_take_the_place_of_what_was_there() -> None:
    assert _run("build -t print")[0] == 0
    assert sorted(path.name for path in Path("build/t").glob("*.pdf")) == [
        *("t.exam.pdf", "t.grading.pdf", "t.key.pdf")
    ]
    Path("cover.md").write_text("#### Cover\n", encoding="utf-8")
    line = "build -t print --versions 2 --source --paper letter --cover cover.md"
    assert _run(line)[0] == 0
    names = sorted(path.name for path in Path("build/t").glob("t.*"))
    assert names[:4] == ["t.exam-A.pdf", "t.exam-B.pdf", "t.grading.pdf", "t.key-A.pdf"]
    assert "t.exam.pdf" not in names
    assert "Cover" in Path("build/t/t.print/exam-A.typ").read_text(encoding="utf-8")


def test_a_conversion_takes_the_same_options() -> None:
    line = "convert sources/t/exam.md -t print --versions 2 --source -o out/"
    assert _run(line)[0] == 0
    assert min(path.name for path in Path("out").glob("*.pdf")) == "t.exam-A.pdf"
    assert Path("out/t.print/exam-A.typ").is_file()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("build --versions 2", "--versions is about a print; name it with -t print"),
        ("build -t print --cover sources/t", "is a directory"),
        ("convert sources/t/exam.md -t qti --paper a4", "--paper is about a print"),
        ("verify -t print", "no system marks print"),
    ],
)
def test_wrong_uses(line: str, said: str) -> None:
    status, output = _run(line)
    assert status == 2
    assert said in output


def test_without_its_libraries_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("typst", "mathra"):
        monkeypatch.setitem(sys.modules, library, None)
    assert _run("build -t print") == (
        2,
        "error: to print an exam, type: pip install 'examc[print]'\n",
    )
    assert _run("build")[0] == 0
