"""The help of every command is whole, has an example that parses, and its words are completed."""

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner

from examc import __version__
from examc.__main__ import main
from examc.cli import COMMANDS, EXAMPLES, cli

NAMES = list(COMMANDS)


def _help(*words: str) -> str:
    result = CliRunner().invoke(cli, [*words, "--help"], terminal_width=80)
    assert result.exit_code == 0
    return result.output


def test_the_version_alone_is_what_the_command_line_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["examc", "--version"])
    main()
    said = CliRunner().invoke(cli, ["--version"], prog_name="examc").output
    assert capsys.readouterr().out == said == f"examc, version {__version__}\n"


@pytest.mark.parametrize("name", ["", *NAMES])
def test_no_line_is_cut(name: str) -> None:
    lines = _help(*name.split()).splitlines()
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line.endswith("...") and not line.startswith("Usage:")]


@pytest.mark.parametrize("name", NAMES)
def test_there_is_an_example_and_every_option_is_told(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    words = EXAMPLES[name].split()
    assert " ".join(words) in " ".join(_help(name).split())
    assert words[:2] == ["examc", name]
    context = command.make_context(name, words[2:], resilient_parsing=True)
    assert context.params
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option.name


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        (["build", "-t"], "mo", ("plain", "moodle")),
        (["verify", "-t"], "ca", ("plain", "canvas")),
        (["diff", "--for"], "qti", ("plain", "qti")),
        (["explain"], "s13", ("plain", "S130")),
        (["explain"], "unknown-p", ("plain", "unknown-part")),
        (["check"], "sour", ("file", "sour")),
        (["import"], "qu", ("file", "qu")),
        (["convert"], "qu", ("file", "qu")),
        (["build", "-o"], "bu", ("dir", "bu")),
        ([], "imp", ("plain", "import")),
    ],
)
def test_words_are_completed(words: list[str], begun: str, offered: tuple[str, str]) -> None:
    found = BashComplete(cli, {}, "examc", "_EXAMC_COMPLETE").get_completions(words, begun)
    assert offered in {(item.type, item.value) for item in found}
