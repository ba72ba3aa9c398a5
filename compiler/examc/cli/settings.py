"""What a user chooses about messages, and the options that several commands share."""

import functools
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import click

from examc.core import report
from examc.core.diagnostics import Diagnostic, Severity, has_errors

debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,  # `main` asks for it, around every command
    help="Show the traceback of an unforeseen failure.",
)
inputs_argument = click.argument("inputs", nargs=-1, metavar="[INPUT]...")
target_option = click.option(
    "-t", "--target", "targets", multiple=True, help="A target; all of them by default."
)
math_option = click.option(
    "--math", type=click.Choice(("latex", "mathml")), default="latex", show_default=True
)
offgrid_option = click.option(
    "--moodle-offgrid", "offgrid", type=click.Choice(("error", "nearest", "cloze"))
)
text_or_json = click.option("--format", "form", type=click.Choice(("text", "json")), default="text")

_MESSAGE_OPTIONS = (  # the last is listed first
    debug_option,
    click.option("--no-color", is_flag=True, help="Print without colors."),
    click.option("--quiet", is_flag=True, help="Print errors only."),
    click.option("--strict", is_flag=True, help="Count every warning as an error."),
    click.option(
        "--format", "form", type=click.Choice(report.FORMATS), help="The form of messages."
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chose about messages; by default errors alone, one line each."""

    form: str = "concise"
    strict: bool = False
    quiet: bool = True
    color: bool = False

    def tell(self, diagnostics: Iterable[Diagnostic]) -> bool:
        """Print diagnostics to standard error; tell whether any of them is an error."""
        found = report.strict(diagnostics) if self.strict else list(diagnostics)
        shown = found
        if self.quiet:
            shown = [d for d in found if d.severity is Severity.ERROR]
        for line in report.render(shown, self.form, color=self.color):
            click.echo(line, err=True, color=True if self.color else None)
        counts = report.summary(shown)
        if counts and self.form in ("full", "concise"):
            click.echo(counts, err=True)
        return has_errors(found)


def messages(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command with diagnostics; it gets them as Settings, its first argument."""

    @functools.wraps(command)
    def with_settings(
        *, form: str | None, strict: bool, quiet: bool, no_color: bool, **others: Any
    ) -> None:
        terminal = sys.stderr.isatty()
        color = terminal and not no_color and not os.environ.get("NO_COLOR")
        form = form or ("full" if terminal else "concise")
        command(Settings(form, strict, quiet, color), **others)

    for option in _MESSAGE_OPTIONS:
        with_settings = option(with_settings)
    return with_settings
