"""What the README and the hooks have others run in CI: each command passes in a new folder of exams."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from examc.cli import cli
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOW, USE_OF_HOOKS = (yaml.safe_load(block) for block in BLOCKS)
STEPS = [step["run"] for step in WORKFLOW["jobs"]["exams"]["steps"] if "run" in step]
COMMANDS = [step for step in STEPS if step.startswith("examc ")]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the exam that `new` writes."""
    monkeypatch.chdir(tmp_path)
    assert _run("examc new algebra").exit_code == 0
    return tmp_path


def _run(command: str) -> Result:
    words = shlex.split(command)
    assert words[0] == "examc"
    return CliRunner().invoke(cli, words[1:], prog_name="examc")


@pytest.mark.parametrize("command", [*COMMANDS, *(hook["entry"] for hook in HOOKS)])
def test_a_command_passes_for_a_new_exam(command: str, here: Path) -> None:
    done = _run(command)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("command", [*COMMANDS, *(hook["entry"] for hook in HOOKS)])
def test_a_command_fails_for_a_broken_exam(command: str, here: Path) -> None:
    source = here / "sources" / "algebra" / "exam.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("multiple choice", "riddle"), encoding="utf-8")
    assert _run(command).exit_code == 1


def test_the_marks_of_a_changed_exam_fail_the_workflow(here: Path) -> None:
    source = here / "sources" / "algebra" / "exam.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("allow=X310,", "allow="), encoding="utf-8")
    assert [_run(command).exit_code for command in COMMANDS] == [0, 0, 1, 1]


def test_the_hooks_that_are_used_exist() -> None:
    (repository,) = USE_OF_HOOKS["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in HOOKS}
    assert all(hook["language"] == "python" for hook in HOOKS)
    assert all(not hook["pass_filenames"] for hook in HOOKS)


def test_hooks_look_at_sources_of_both_spellings() -> None:
    for hook in HOOKS:
        for name in ("sources/a/exam.md", "sources/a/exam.yaml", "sources/a/part.md"):
            assert re.search(hook["files"], name)
        assert not re.search(hook["files"], "README.md")
