"""What commands print: UTF-8 whatever the console says, and no name that is a command to a host."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from examc.cli import cli, console
from support import ROOT

SOURCE = """---
title: Größe
---

# Zahlen {#zahlen}

## 1 pt · multiple choice {#even}

Is two **even**? <b>

- [x] {1} yes
- [ ] {0} no
"""


def examc(*words: str, here: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "examc", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "compiler"), **env}
    return subprocess.run(command, env=environment, cwd=here, capture_output=True, check=False)


def exam(here: Path, name: str, text: str = SOURCE) -> None:
    folder = here / name
    folder.mkdir(parents=True)
    (folder / "exam.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_output_is_utf_8_whatever_the_console_says(encoding: str, tmp_path: Path) -> None:
    exam(tmp_path, "sources/größe→", SOURCE.replace(" <b>", ""))
    done = examc("build", "-t", "ans", here=tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == "build/größe→/größe→.ans.json\n"
    broken = SOURCE.replace("Is two", "→ Is two")
    exam(tmp_path, "b", broken)
    done = examc("check", "b", "--format", "full", here=tmp_path, PYTHONIOENCODING=encoding)
    assert "→ Is two **even**? <b>" in done.stderr.decode()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_name_that_is_no_text_is_shown_with_signs(encoding: str, tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xffb")
    try:
        exam(tmp_path, f"sources/{name}", SOURCE.replace(" <b>", ""))
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    done = examc("build", "-t", "ans", here=tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == "build/a\ufffdb/a\ufffdb.ans.json\n"


NAMES = [
    "x\n::error title=x::pwned",
    "::error title=x::pwned",
    " ##vso[task.setvariable]x",
    "a\x1b[31m",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_a_command(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exam(tmp_path, f"sources/{name}", SOURCE.replace(" <b>", ""))
    exam(tmp_path, name)
    (tmp_path / "sources" / "two" / name).mkdir(parents=True)
    for words in (
        ("build", "-t", "ans", "-o", "."),
        ("verify", "-t", "ans"),
        ("check", name),
        ("check", name, "--format", "full"),
        ("fmt", f"sources/{name}"),
        ("import", f"sources/{name}", "-o", name),
        ("check", f"sources/two/{name}"),
        ("diff", f"sources/{name}", name),
    ):
        done = CliRunner().invoke(cli, words)
        assert isinstance(done.exception, SystemExit | None)
        for line in done.output.splitlines():
            assert not line.lstrip().startswith(("::", "##")), words
            assert "\x1b" not in line


def test_a_failure_says_so_on_one_line(tmp_path: Path) -> None:
    exam(tmp_path, "x")
    script = (
        "from examc.cli import main\nfrom examc.verbs import pipeline\n"
        "def fail(*_, **__): raise RuntimeError('a\\n::error::b')\n"
        "pipeline.read_all = fail\nmain()\n"
    )
    (tmp_path / "script.py").write_text(script)
    env = {**os.environ, "PYTHONPATH": str(ROOT / "compiler")}
    command = [sys.executable, "script.py", "check", "x"]
    done = subprocess.run(
        command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "this is a bug in examc" in done.stderr


def test_a_signal_that_is_ignored_stays_so() -> None:
    """As under nohup, where a run goes on when its terminal is closed."""
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGTERM)}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        console.prepare()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) is console._stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
