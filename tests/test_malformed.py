"""Malformed sources: diagnostics at the right place, exit 1, no traceback, no output touched.

Each folder of tests/malformed holds a source and, in expected.txt, what is said of it. Inputs
that are too large for a file are made here, and built in a process of bounded time and memory.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from support import ROOT

FOLDER = ROOT / "tests" / "malformed"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())
SECONDS = 20  # of CPU, for inputs of 10 MB
MEMORY = 3 * 1024**3  # bytes of address space

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"
QUESTION = HEAD + "## 1 pt · multiple choice {#q}\n\n"
OPTIONS = "\n- [x] {1} a\n- [ ] {0} b\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_malformed_source(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    (main,) = case.glob("exam.*")
    monkeypatch.chdir(FOLDER)
    build = tmp_path / "build" / case.name
    build.mkdir(parents=True)
    kept = build / f"{case.name}.qti.zip"
    kept.write_bytes(b"earlier")
    words = [
        "build",
        f"{case.name}/{main.name}",
        "-o",
        str(tmp_path / "build"),
        "--format",
        "concise",
    ]
    result = CliRunner().invoke(cli, words)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert "bug in examc" not in result.output
    assert [path.name for path in build.iterdir()] == [kept.name]
    assert kept.read_bytes() == b"earlier"
    expected = case / "expected.txt"
    if request.config.getoption("--update-goldens"):
        expected.write_text(result.output, encoding="utf-8")
    assert result.output == expected.read_text(encoding="utf-8")


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _build(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "examc",
        "build",
        str(folder),
        "-o",
        str(folder / "out"),
        *more,
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "compiler"), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, env=env, preexec_fn=_bounded, capture_output=True, text=True, check=False
    )


LARGE: dict[str, Callable[[], str]] = {
    "a line of 10 MB": lambda: QUESTION + "x" * 10_000_000 + "\n" + OPTIONS,
    "a line of 3 MB with an error": lambda: QUESTION + "x " * 1_500_000 + "<b>\n" + OPTIONS,
    "open brackets": lambda: QUESTION + "[" * 200_000 + "<b>\n" + OPTIONS,
    "open images": lambda: QUESTION + "![" * 100_000 + "<b>\n" + OPTIONS,
    "open emphasis": lambda: QUESTION + "*a _b " * 100_000 + "<b>\n" + OPTIONS,
    "open formulas": lambda: QUESTION + "$a " * 200_000 + "\n" + OPTIONS,
    "backticks": lambda: QUESTION + "".join("`" * i + "a" for i in range(1500)) + "<b>\n" + OPTIONS,
    "deep quotes": lambda: QUESTION + ">" * 20_000 + "a\n" + OPTIONS,
    "deep lists": lambda: QUESTION + "* " * 5_000 + "a\n" + OPTIONS,
    "deep emphasis": lambda: (
        QUESTION + "*a **b " * 3_000 + "c" + "** *" * 3_000 + "<b>\n" + OPTIONS
    ),
    "deep braces": lambda: QUESTION + "$" + "{" * 10_000 + "}" * 10_000 + "$\n" + OPTIONS,
    "a very long formula": lambda: QUESTION + "$" + "x+" * 500_000 + "x$\n" + OPTIONS,
    "a wide table": lambda: (
        QUESTION
        + "\n".join(["|" + "a|" * 4000, "|" + "-|" * 4000, *["|" + "b|" * 4000] * 40])
        + "\n<b>\n"
        + OPTIONS
    ),
    "many headings": lambda: HEAD + "# X\n\n" * 50_000 + "## 1 pt · opne\n",
    "many options": lambda: QUESTION + "W <b>?\n\n" + "- [ ] {0} b\n" * 50_000,
    "many unknown words": lambda: HEAD + "## 1 pt · opne {flor=1}\n\nW?\n\n" * 5_000,
    "deep yaml": lambda: "---\ntitle: " + "[" * 50_000 + "\n---\n",
    "quotes that would overflow a stack": lambda: QUESTION + ">" * 300_000 + "a\n" + OPTIONS,
    "emphasis that would overflow a stack": lambda: (
        QUESTION + "*" * 100_000 + "a" + "*" * 100_000 + "\n" + OPTIONS
    ),
    "emphasis over many lines": lambda: QUESTION + "*a **b ~c ^d [e\n" * 50_000 + OPTIONS,
    "images inside each other": lambda: (
        QUESTION + "![" * 2_000 + "a" + "](b.png)" * 2_000 + "\n" + OPTIONS
    ),
    "escapes on one line": lambda: QUESTION + "\\! " * 200_000 + "<b>\n" + OPTIONS,
    "formulas on one line": lambda: QUESTION + "$a$ " * 150_000 + "<b>\n" + OPTIONS,
    "autolinks on one line": lambda: QUESTION + "<http://a> 漢 " * 50_000 + "<b>\n" + OPTIONS,
    "lines that old systems end": lambda: QUESTION + "a\r" * 500_000 + "<b>\n" + OPTIONS,
    "a row of cells without a head": lambda: (
        QUESTION + "|a|\n|-|\n" + "|b" * 50_000 + "|\n" + "|c|\n" * 20_000 + OPTIONS
    ),
    "macros that are left out": lambda: QUESTION + "$" + "\\notag" * 3_000 + "\\frac$\n" + OPTIONS,
    "spaces in a heading": lambda: HEAD + "## a" + " " * 500_000 + "b\n",
    "points in a heading": lambda: HEAD + "## " + "1 pt " * 200_000 + "\n",
    "dollars in a heading": lambda: HEAD + "# " + "$a {" * 200_000 + "}\n\n<b>\n",
    "formulas with a flaw on one line": lambda: QUESTION + "$$a $ " * 50_000 + "\n" + OPTIONS,
    "attributes of a heading": lambda: HEAD + "# a {" + "a=b " * 50_000 + "}\n",
    "settings that many share": lambda: (
        HEAD
        + "# F {floor=x shuffle=y}\n\n"
        + f"## 1 pt · multiple choice {{rule=z}}\n\nW?\n\n{OPTIONS}\n" * 3_000
    ),
    "duplicate keys": lambda: "---\n" + "title: T\n" * 50_000 + "---\n\n# E {#e}\n",
    "many comments": lambda: QUESTION + "<!--" * 50_000 + "\n" + OPTIONS,
}


ITEM = "title: T\nexercises:\n- title: E\n  id: e\n  items:\n  - type: open\n    points: 1\n"
LARGE_YAML: dict[str, Callable[[], str]] = {
    "flow lists": lambda: "title: " + "[" * 200_000,
    "flow mappings": lambda: "{a: " * 100_000,
    "lists": lambda: "- " * 200_000,
    "a tag": lambda: "title: !" + "a" * 1_000_000,
    "documents": lambda: "---\n" * 200_000,
    "a long key": lambda: "a" * 1_000_000 + ": b\n",
    "unknown keys": lambda: "\n".join(f"k{i}: 1" for i in range(50_000)),
    "items of no kind": lambda: ITEM + "  - {type: opn, points: 1, prompt: a}\n" * 5_000,
    "errors in a block": lambda: ITEM + "    prompt: |\n" + "      a <b> $\\frac{$\n" * 10_000,
    "errors in a folded block": lambda: ITEM + "    prompt: >\n" + "      a <b>\n" * 10_000,
    "errors in quotes": lambda: ITEM + '    prompt: "' + "\\u0041 <b> " * 10_000 + '"\n',
}


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("name", [*LARGE, *LARGE_YAML])
def test_a_large_malformed_source(name: str, tmp_path: Path) -> None:
    make, main = (LARGE[name], "exam.md") if name in LARGE else (LARGE_YAML[name], "exam.yaml")
    (tmp_path / main).write_text(make(), encoding="utf-8", newline="")
    result = _build(tmp_path, "--format", "concise")
    assert result.returncode == 1, result.stderr[-500:]
    assert "Traceback" not in result.stderr
    assert "bug in examc" not in result.stderr
    assert main in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    exam = tmp_path / "exam"
    exam.mkdir()
    (exam / "link.png").symlink_to(tmp_path / "secret.png")
    (exam / "exam.md").write_text(
        QUESTION + "What is ![x](link.png)?\n" + OPTIONS, encoding="utf-8"
    )
    result = _build(exam, "--format", "concise")
    assert result.returncode == 1
    assert "error[S122]: 'link.png' is outside the exam's folder" in result.stderr


def test_a_pipe_is_no_image_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "exam.md").write_text(
        QUESTION + "What is ![x](pipe.png)?\n" + OPTIONS, encoding="utf-8"
    )
    result = _build(tmp_path, "--format", "concise")
    assert result.returncode == 1
    assert "error[S122]: 'pipe.png' is not a file" in result.stderr


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_source(name: str, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "compiler")}
    command = [sys.executable, "-m", "examc", "check", name]
    result = subprocess.run(
        command, env=env, preexec_fn=_bounded, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_standard_input_is_bounded_and_named() -> None:
    result = CliRunner().invoke(
        cli, ["check", "-", "--format", "concise"], input="# E {#e}\n\nHello <b>\n"
    )
    assert result.exit_code == 1
    assert "<stdin>:3:7: error[S150]" in result.output


def test_pipes_folders_and_devices_are_not_included(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder").mkdir()
    (tmp_path / "device.md").symlink_to("/dev/zero")
    (tmp_path / "loop.md").symlink_to("loop.md")
    front = "---\ntitle: T\ninclude: [pipe.md, folder, device.md, loop.md, /dev/zero]\n---\n\n# E\n"
    (tmp_path / "exam.md").write_text(front, encoding="utf-8")
    result = _build(tmp_path, "--format", "concise", "--quiet")
    assert result.returncode == 1
    assert [line.partition("error")[2] for line in result.stderr.splitlines()[:-1]] == [
        "[S122]: 'pipe.md' is not a file",
        "[S122]: 'folder' is not a file",
        "[S122]: 'device.md' is outside the exam's folder",
        "[S122]: 'loop.md' cannot be followed",
        "[S122]: '/dev/zero' is an absolute path",
    ]


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
def test_a_name_with_a_line_end_stays_on_its_line(form: str, tmp_path: Path) -> None:
    folder = tmp_path / "two\nlines\x1b[31m"
    folder.mkdir()
    (folder / "exam.md").write_text(QUESTION + "W <b>?\n" + OPTIONS, encoding="utf-8")
    result = _build(folder, "--format", form)
    assert result.returncode == 1
    assert "\x1b" not in result.stderr
    assert sum("S150" in line for line in result.stderr.splitlines()) == 1
    assert all("S150" in line or "two" not in line for line in result.stderr.splitlines())
