"""Sessions on the command line, written as Markdown: those of the README and of tests/commands.

In a ```` ```console ```` block a line that begins with `$ ` is a command; what follows is what it
prints, output and messages together; `=> N` is its exit status, 0 where nothing is said, and a
line `…` stands for any lines. A block with `file=PATH` in its info string is written to that file
first, and one of `python` is run. All blocks of one page run in one folder, in order.
"""

import os
import re
import runpy
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli
from support import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "tests" / "commands").glob("*.md"))]
_BLOCK = re.compile(r"^(`{3,})(.*?)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_a_page_tells_the_truth(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    commands = 0
    for _, info, body in _BLOCK.findall(page.read_text(encoding="utf-8")):
        words = dict(word.partition("=")[::2] for word in info.split())
        if "file" in words:
            path = Path(words["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif info.split()[:1] == ["python"]:
            Path("block.py").write_text(body, encoding="utf-8")
            runpy.run_path("block.py")
        elif info.split()[:1] == ["console"]:
            for command, expected in _session(body):
                commands += 1
                assert _matches(_run(command), expected), f"$ {command}\n{_run_again(command)}"
    assert commands, f"{page.name} has no session"


def _session(body: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


_LAST: dict[str, list[str]] = {}


def _run(command: str) -> list[str]:
    words = shlex.split(command, comments=True)
    lines: list[str] = []
    if words[0] == "examc":
        result = CliRunner().invoke(cli, words[1:], prog_name="examc")
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        lines = result.output.splitlines() + [f"=> {result.exit_code}"] * bool(result.exit_code)
    elif words[0] == "ls":
        lines = sorted(name for name in os.listdir(words[1]) if not name.startswith("."))
    elif words[0] == "cat":
        lines = Path(words[1]).read_text(encoding="utf-8").splitlines()
    else:
        raise AssertionError(f"a page may run examc, ls and cat, not {words[0]}")
    _LAST[command] = lines
    return lines


def _run_again(command: str) -> str:
    return "\n".join(_LAST[command])


def _matches(lines: list[str], expected: list[str]) -> bool:
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "…" else re.escape(line.rstrip()) + r"\n"
        for line in expected
    )
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in lines)) is not None
