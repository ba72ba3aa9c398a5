"""What a user chooses about messages, and the options that several commands share."""

import functools
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import click

from examc.cli import completing
from examc.cli.painting import painted
from examc.core import report
from examc.core.diagnostics import Diagnostic, Severity, has_errors

debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,  # `main` asks for it, around every command
    help="Show the traceback of an unforeseen failure.",
)
inputs_argument = click.argument(
    "inputs", nargs=-1, metavar="[INPUT]...", shell_complete=completing.files
)
target_option = click.option(
    "-t",
    "--target",
    "targets",
    multiple=True,
    shell_complete=completing.targets,
    help="A target; by default qti, moodle, ans and canvas.",
)
math_option = click.option(
    "--math",
    type=click.Choice(("latex", "mathml")),
    default="latex",
    show_default=True,
    help="How formulas are written.",
)
offgrid_option = click.option(
    "--moodle-offgrid",
    "offgrid",
    type=click.Choice(("error", "nearest", "cloze")),
    help="What becomes of weights that Moodle cannot hold.",
)
_PRINT_OPTIONS = (  # the last is listed first
    click.option(
        "--fonts",
        type=click.Path(exists=True, file_okay=False),
        help="Of a print: a folder with more fonts.",
    ),
    click.option(
        "--source",
        is_flag=True,
        help="Of a print: write what it is compiled of, to be edited and compiled with typst.",
    ),
    click.option(
        "--cover",
        type=click.Path(exists=True, dir_okay=False),
        shell_complete=completing.files,
        help="Of a print: a Markdown file for its first page.",
    ),
    click.option(
        "--versions",
        type=click.IntRange(1, 26),
        help="Of a print: how many versions, in orders that the source allows.",
    ),
    click.option(
        "--paper",
        type=click.Choice(("a4", "letter")),
        help="Of a print: its paper, a4 by default.",
    ),
)


class Printing(NamedTuple):
    """What a user chose about a print; None and "" for what is usual."""

    paper: str | None
    versions: int | None
    cover: str | None
    source: bool
    fonts: str | None

    @property
    def asked(self) -> tuple[str, ...]:
        """The options that were used."""
        values = (self.paper, self.versions, self.cover, self.source, self.fonts)
        names = ("--paper", "--versions", "--cover", "--source", "--fonts")
        return tuple(name for name, value in zip(names, values, strict=True) if value)


def print_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that may print; it gets them as `printing`."""

    @functools.wraps(command)
    def with_printing(
        *args: Any,
        paper: str | None,
        versions: int | None,
        cover: str | None,
        source: bool,
        fonts: str | None,
        **others: Any,
    ) -> None:
        command(*args, printing=Printing(paper, versions, cover, source, fonts), **others)

    for option in _PRINT_OPTIONS:
        with_printing = option(with_printing)
    return with_printing


text_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="The form of the result.",
)

_MESSAGE_OPTIONS = (  # the last is listed first
    debug_option,
    click.option("--no-color", is_flag=True, help="Print without colors."),
    click.option("--quiet", is_flag=True, help="Print errors only."),
    click.option(
        "--all", "everything", is_flag=True, help="Print every message by itself, notes too."
    ),
    click.option("--strict", is_flag=True, help="Count every warning as an error."),
    click.option(
        "--format", "form", type=click.Choice(report.FORMATS), help="The form of messages."
    ),
)


class Settings(NamedTuple):
    """What a user chose about messages; by default errors alone, one line each."""

    form: str = "concise"
    strict: bool = False
    quiet: bool = True
    color: bool = False

    everything: bool = False

    def tell(self, diagnostics: Iterable[Diagnostic]) -> bool:
        """Print diagnostics to standard error; tell whether any of them is an error."""
        found = self.judged(diagnostics)
        shown = [entry for entry in found if self._shows(entry)]
        for line in report.render(shown, self.form, color=self.color, everything=self.everything):
            click.echo(line, err=True, color=True if self.color else None)
        counts = [report.summary(shown)] if shown else []
        hidden = sum(entry.severity is Severity.NOTE for entry in report.ordered(found))
        if hidden and not self.everything and not self.quiet:
            counts.append(f"{hidden} note{'s' * (hidden > 1)} not shown (--all)")
        if counts and self.for_people:
            click.echo("; ".join(counts), err=True)
        return has_errors(found)

    def sum_up(self, lines: Iterable[str]) -> None:
        """Print the lines of a summary to standard error, in the colors of messages."""
        for line in painted(lines) if self.color else lines:
            click.echo(line, err=True, color=True if self.color else None)

    @property
    def for_people(self) -> bool:
        """Whether messages are read by people, who get no more of them than they need."""
        return self.form in ("full", "concise")

    @property
    def sums_up(self) -> bool:
        """Whether a person gets a summary, and not every message."""
        return self.form == "full" and not self.everything and not self.quiet

    def judged(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Diagnostics as severe as the user takes them."""
        return report.strict(diagnostics) if self.strict else list(diagnostics)

    def _shows(self, entry: Diagnostic) -> bool:
        if self.quiet:
            return entry.severity is Severity.ERROR
        hides = self.for_people and not self.everything
        return not (hides and entry.severity is Severity.NOTE)


def colors_are_welcome() -> bool:
    """Whether the environment asks for no plain text (https://no-color.org)."""
    return not os.environ.get("NO_COLOR")


def messages(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command with diagnostics; it gets them as Settings, its first argument."""

    @functools.wraps(command)
    def with_settings(
        *,
        form: str | None,
        strict: bool,
        quiet: bool,
        everything: bool,
        no_color: bool,
        **others: Any,
    ) -> None:
        terminal = sys.stderr.isatty()
        color = terminal and not no_color and colors_are_welcome()
        form = form or ("full" if terminal else "concise")
        command(Settings(form, strict, quiet, color, everything), **others)

    for option in _MESSAGE_OPTIONS:
        with_settings = option(with_settings)
    return with_settings
