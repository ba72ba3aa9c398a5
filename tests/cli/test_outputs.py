"""Where commands write: a name is understood or refused, and no source is ever overwritten."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from examc.cli import cli

SOURCE = """---
title: Small
---

# Numbers {#numbers}

## 1 pt · multiple choice {#even}

Is two even? ![x](dot.svg)

- [x] {1} yes
- [ ] {0} no
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one exam, which is the current one."""
    monkeypatch.chdir(tmp_path)
    exam = tmp_path / "sources" / "small"
    exam.mkdir(parents=True)
    (exam / "exam.md").write_text(SOURCE, encoding="utf-8")
    (exam / "dot.svg").write_text(DOT, encoding="utf-8")
    return tmp_path


def examc(*words: str) -> Result:
    result = CliRunner().invoke(cli, [*words, "--quiet"] if words[0] != "new" else words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()} - {
        "sources/small/exam.md",
        "sources/small/dot.svg",
    }


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("-t", "ans"), {"small.ans.json"}),
        (("-t", "ans", "-o", "x.json"), {"x.json"}),
        (("-t", "ans", "-o", "out"), {"out/small.ans.json"}),
        (("-t", "ans", "-o", "out.zip/"), {"out.zip/small.ans.json"}),
        (
            ("-t", "ans", "-t", "moodle", "-o", "out"),
            {"out/small.ans.json", "out/small.moodle.xml"},
        ),
        (("-t", "qti", "-o", "out/x.zip"), {"out/x.zip"}),
    ],
)
def test_what_convert_writes(words: tuple[str, ...], written: set[str], here: Path) -> None:
    assert examc("convert", "sources/small", *words).exit_code == 0
    assert files(here) == written


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-t", "ans", "-o", "out.zip"), "name a file that ends in .json, or a folder, with /"),
        (("-t", "ans", "-o", "exam.md"), "name a file that ends in .json"),
        (("-t", "ans", "-t", "moodle", "-o", "out.zip"), "out.zip is the name of a file; name one"),
        (
            ("-t", "ans", "-t", "qti", "-o", "sources/small/exam.md"),
            "sources/small/exam.md is a file",
        ),
        (("-t", "ans", "-t", "moodle", "-o", "-"), "standard output holds one target"),
        (("-t", "ans", "-o", ""), "-o names the folder to write into"),
    ],
)
def test_what_convert_refuses(words: tuple[str, ...], said: str, here: Path) -> None:
    done = examc("convert", "sources/small", *words)
    assert done.exit_code == 2
    assert said in done.output
    assert not files(here)


def test_convert_prints_one_target(here: Path) -> None:
    done = examc("convert", "sources/small", "-t", "ans", "-o", "-")
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"{")
    assert not files(here)


@pytest.mark.parametrize("name", ["out.zip", "build.html", "x.MD", "sources/small/exam.md", ""])
@pytest.mark.parametrize("command", ["build", "import"])
def test_a_folder_is_never_called_as_files_are(command: str, name: str, here: Path) -> None:
    (here / "foreign.xml").write_text("<quiz/>", encoding="utf-8")
    done = examc(command, "foreign.xml" if command == "import" else "sources/small", "-o", name)
    assert done.exit_code == 2
    assert "-o names " in done.output
    assert files(here) == {"foreign.xml"}


@pytest.mark.parametrize(
    "name", ["sources/small/exam.md", "sources/small/dot.svg", "sources", "-", "x"]
)
def test_a_report_is_a_page(name: str, here: Path) -> None:
    done = examc("verify", "sources/small", "-t", "ans", "--report", name)
    assert done.exit_code == 2
    assert "--report " in done.output
    assert not files(here)


def test_no_output_takes_the_place_of_what_was_read(here: Path) -> None:
    examc("convert", "sources/small", "-t", "ans", "-o", "x.json")
    before = (here / "x.json").read_bytes()
    for name in ("x.json", "sources/../x.json"):
        done = examc("convert", "x.json", "-t", "ans", "-o", name)
        assert done.exit_code == 1
        assert "it was read for this; choose another name" in done.stderr
    os.link(here / "x.json", here / "page.html")
    (here / "link.html").symlink_to("x.json")
    done = examc("verify", "x.json", "-t", "ans", "--report", "link.html")
    assert "it was read for this" in done.stderr
    assert (here / "x.json").read_bytes() == before


def test_import_overwrites_no_image(here: Path) -> None:
    examc("convert", "sources/small", "-t", "ans", "-o", "x.json")
    (here / "again").mkdir()
    (here / "again" / "dot.svg").write_text("mine", encoding="utf-8")
    done = examc("import", "x.json", "-o", "again")
    assert done.exit_code == 1
    assert "dot.svg: it exists already, and is another file" in done.stderr
    assert (here / "again" / "dot.svg").read_text(encoding="utf-8") == "mine"
    assert not (here / "again" / "exam.md").exists()


def test_what_was_not_written_is_not_listed(here: Path) -> None:
    (here / "build" / "small" / "small.moodle.xml").mkdir(parents=True)
    done = CliRunner().invoke(cli, ["build", "sources/small"])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "error: cannot write build/small/small.moodle.xml: it is a folder" in done.stderr
    assert not files(here)


def test_outputs_are_held_to_their_folder(here: Path) -> None:
    (here / "secret.txt").write_text("mine", encoding="utf-8")
    (here / "build" / "small").mkdir(parents=True)
    (here / "build" / "small" / "small.ans.json").symlink_to("../../secret.txt")
    done = examc("build", "sources/small", "-t", "ans")
    assert done.exit_code == 1
    assert "it is a link that leads out of its folder" in done.stderr
    assert (here / "secret.txt").read_text(encoding="utf-8") == "mine"


def test_a_main_file_is_no_link_to_a_secret(here: Path) -> None:
    (here / "secret.env").write_text("TOKEN: hunter2\n", encoding="utf-8")
    exam = here / "sources" / "evil"
    exam.mkdir()
    (exam / "exam.yaml").symlink_to("../../secret.env")
    for command in ("check", "build", "verify", "fmt"):
        done = examc(command)
        assert done.exit_code in (1, 2)
        assert "hunter2" not in done.output
        assert "TOKEN" not in done.output
        assert "exam.yaml is a link that leads out of its folder" in done.output


@pytest.mark.parametrize("name", ["con", "NUL", "com1.old"])
def test_a_device_is_no_name(name: str, here: Path) -> None:
    done = examc("new", name)
    assert done.exit_code == 2
    assert "is a device on Windows" in done.output
    (here / f"{name}.json").write_text("{}", encoding="utf-8")
    assert "is a device on Windows" in examc("import", f"{name}.json").output
