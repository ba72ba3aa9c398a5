"""The commands that hold one thing against another: diff, verify."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from examc.cli import completing, outputs
from examc.cli.console import say, wrong
from examc.cli.files import chosen_targets, find, load, load_side, read, read_each, write
from examc.cli.painting import painted
from examc.cli.settings import (
    Settings,
    colors_are_welcome,
    debug_option,
    inputs_argument,
    offgrid_option,
    target_option,
    text_or_json,
)
from examc.core.report import on_one_line
from examc.files.workspace import Input

if TYPE_CHECKING:
    from examc.verbs.pipeline import Reading
    from examc.verbs.proving import Verified

_Pair: TypeAlias = "tuple[Input, Reading]"
"""A file, and an exam in it."""

_ERRORS_ALONE = Settings()


@click.command()
@click.argument("a", shell_complete=completing.files)
@click.argument("b", shell_complete=completing.files)
@click.option(
    "--for",
    "target",
    shell_complete=completing.targets,
    help="Compare what a file of this target holds of both.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help="The form of the result.",
)
@debug_option
def diff(a: str, b: str, target: str | None, form: str) -> None:
    """Tell what changed from exam A to exam B.

    A and B are of any two readable formats: as for check, or REVISION:PATH for what git holds, such as HEAD:sources/algebra.
    Of a file that holds several exams, all are compared as one. Changes of marks come first, then what students see, then the rest. --for TARGET tells whether
    a built file is out of date, and of a source only what that target holds. The exit status is 0
    where the exams are the same, 1 where they differ, and 2 where one of them cannot be read.
    """
    from examc import changes as told
    from examc.verbs import differing

    one, other = (read(load_side(name)) for name in (a, b))
    diagnostics = [*one.report.diagnostics, *other.report.diagnostics]
    if _ERRORS_ALONE.tell(diagnostics) or one.usable is None or other.usable is None:
        sys.exit(2)
    chosen = chosen_targets((target,))[0] if target else ""
    try:
        changes = differing.diff(one, other, chosen)
    except ValueError as error:
        raise wrong(str(error)) from error
    if form == "github":
        click.echo(told.as_github(changes), nl=False)  # these do steer a code host
    elif form == "json":
        say(told.as_json(changes).rstrip("\n"))
    else:
        total = told.totals(one.usable, other.usable)
        say(told.as_text(changes, places=True, total=total).rstrip("\n"))
    sys.exit(1 if changes else 0)


@click.command()
@inputs_argument
@target_option
@click.option(
    "--report",
    "page",
    shell_complete=completing.files,
    help="Write the proof as a self-contained HTML page.",
)
@click.option("--date", default="", help="The date that the page shows; none by default.")
@click.option("--system", default="", help="The one system that the page shows, such as Moodle.")
@click.option("--suggest", is_flag=True, help="Try the ways out of each deviation.")
@offgrid_option
@click.option("--strict", is_flag=True, help="Count what is lost as a deviation.")
@debug_option
@click.option("--quiet", is_flag=True, help="Print the counts of each exam only.")
@click.option("--all", "everything", is_flag=True, help="Print the table of all questions.")
@text_or_json
def verify(
    inputs: tuple[str, ...],
    targets: tuple[str, ...],
    page: str | None,
    date: str,
    system: str,
    suggest: bool,
    offgrid: str | None,
    strict: bool,
    quiet: bool,
    everything: bool,
    form: str,
) -> None:
    """Prove that each target awards the marks that the exam means.

    Every response is marked as each system would. INPUT is as for check; of a file that holds several exams each is proved as it would be written. The exit status is 1 where a mark differs and the question does not
    accept it by its code, and 2 for a target that no system marks.
    """
    from examc.formats.options import Options
    from examc.verbs import proving

    wanted = _marked(targets)
    options = Options(offgrid=offgrid or "")
    place, pairs = _place(page, _each(find(inputs)), asked=bool(date or system))
    shown, failed = list[dict[str, object]](), False
    for loaded, reading in pairs:
        result = proving.verify(reading, wanted, options, suggest=suggest, strict=strict)
        Settings(quiet=quiet, everything=everything).tell([*result.errors, *result.notes])
        failed |= result.failed
        if form == "json":
            shown.append(result.as_dict())
        else:
            _show(result, everything=everything, quiet=quiet)
        if place and result.exam is not None:
            write({place: _page(result, system, date)}, loaded.used())
    if form == "json":
        click.echo(json.dumps({"exams": shown}, ensure_ascii=False, indent=1))
    sys.exit(1 if failed else 0)


def _marked(targets: tuple[str, ...]) -> tuple[str, ...]:
    """The targets that are wanted, if a system marks each of them."""
    from examc.verbs import proving

    try:
        return proving.marked(chosen_targets(targets))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _each(paths: list[str]) -> Iterator[_Pair]:
    """Yield the exams of files one by one, so that no two are held at once."""
    for loaded in map(load, paths):
        for reading in read_each(loaded):
            yield loaded, reading


def _place(
    page: str | None, pairs: Iterator[_Pair], *, asked: bool
) -> tuple[Path | None, Iterator[_Pair]]:
    """Where the page goes, None for none, and the same exams; `asked`: something is said of it."""
    place = None if page is None else outputs.page(page)
    if place is None and asked:
        raise wrong("--date and --system are about the page; name it with --report")
    if place is None:
        return None, pairs
    every = list(pairs)
    if len(every) > 1:
        raise wrong(f"--report is for one exam, and these are {len(every)}; name one")
    return place, iter(every)


def _page(result: "Verified", system: str, date: str) -> bytes:
    try:
        return result.page(system=system, made=date)
    except ValueError as error:
        raise wrong(str(error)) from error


def _show(result: "Verified", *, everything: bool, quiet: bool) -> None:
    """Print a proof: its counts alone, what is to be known of it, or the table of all questions."""
    from examc.cli import proofsummary

    proved = result.sums
    if quiet:
        say(result.lines[-1])
    elif everything or proved is None:
        say("\n".join(result.lines))
    else:
        lines = [*proofsummary.of_proof(proved, result.remarks.ways), *result.of_own]
        lines.append(proofsummary.of_outcome(proved))
        color = colors_are_welcome() and sys.stdout.isatty()
        shown = [on_one_line(line) for line in lines]
        for line in painted(shown) if color else shown:
            click.echo(line)
