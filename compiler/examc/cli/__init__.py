"""The command line: argv, files, exit codes; nothing that another program might want.

A command is a function in one of the modules here, and a row of COMMANDS. Its module is loaded when
it is called, and what only one command needs is imported inside it, so that none waits for the
libraries of another.
"""

import gc
import sys
from importlib import import_module

import click

from examc import __version__
from examc.cli import console

COMMANDS = {
    "new": "sources",
    "check": "sources",
    "build": "exams",
    "import": "importing",
    "convert": "exams",
    "fmt": "sources",
    "diff": "proof",
    "verify": "proof",
    "preview": "live",
    "watch": "live",
    "lsp": "editing",
    "explain": "reference",
    "schema": "reference",
    "targets": "reference",
}
"""The commands, in the order in which the help lists them, each with the module that it stands in."""
EXAMPLES = {
    "new": "examc new algebra",
    "check": "examc check sources/algebra --strict",
    "build": "examc build sources/algebra -t canvas -t moodle",
    "import": "examc import quiz.zip bank.xml -o sources",
    "convert": "examc convert quiz.zip -t moodle -o quiz.xml",
    "fmt": "examc fmt --check",
    "diff": "examc diff HEAD:sources/algebra sources/algebra",
    "verify": "examc verify sources/algebra -t canvas --report proof.html",
    "preview": "examc preview sources/algebra",
    "watch": "examc watch sources/algebra -t canvas",
    "lsp": "examc lsp",
    "explain": "examc explain X310",
    "schema": "examc schema source",
    "targets": "examc targets --json",
}
"""A line to type for each command, at the end of its help."""


_ELSEWHERE = {
    **dict.fromkeys(("help", "man", "usage"), "--help"),
    "version": "--version",
    **dict.fromkeys(("init", "create", "start", "begin", "add"), "new NAME"),
    **dict.fromkeys(("compile", "make", "export", "render", "generate", "write", "run"), "build"),
    **dict.fromkeys(("validate", "lint", "test"), "check"),
    **dict.fromkeys(("format", "tidy", "pretty"), "fmt"),
    **dict.fromkeys(("serve", "show", "view", "see", "live"), "preview"),
    **dict.fromkeys(("language-server", "langserver", "server", "ls"), "lsp"),
    **dict.fromkeys(("follow", "monitor"), "watch"),
    **dict.fromkeys(("read", "load", "open", "parse"), "import FILE"),
    **dict.fromkeys(("prove", "compare-marks", "simulate"), "verify"),
    **dict.fromkeys(("formats", "list", "info"), "targets"),
}
"""What other programs call our commands, and what to type."""


def main() -> None:
    """Run the command line; an unforeseen failure becomes one sentence and exit status 1."""
    debug = "--debug" in sys.argv
    console.prepare()
    gc.disable()  # exams hold no cycles, and looking for some takes a third of the time
    try:
        cli(prog_name="examc")
    except Exception as error:
        if debug:
            raise
        from examc.core import report

        click.echo(report.on_one_line(_failure(error)), err=True)
        sys.exit(1)


def _failure(error: Exception) -> str:
    from examc.core.failure import describe

    return describe(error)


class _Group(click.Group):
    """A group that names the nearest command for a mistyped one, and lists them in our order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"examc.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, "import_" if cmd_name == "import" else cmd_name)
        command.epilog = f"Example: {EXAMPLES[cmd_name]}"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from examc.core.diagnostics import did_you_mean

            help_line = did_you_mean(args[0], tuple(COMMANDS))
            meant = _ELSEWHERE.get(args[0].lower(), "")
            if meant:
                help_line = f"type examc {meant}"
            raise click.UsageError(f"there is no command {args[0]!r}; {help_line}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        from examc.files.extras import MissingExtra

        try:
            return super().invoke(ctx)
        except MissingExtra as missing:
            console.complain(str(missing))
            sys.exit(2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="examc")
def cli() -> None:
    """Compile exams written as text into QTI 2.1, Moodle XML and ANS-style JSON.

    Nothing is lost in silence: what a target cannot hold is reported, with its line.
    """
