"""The commands that hold one thing against another: diff, verify."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from examc.cli import completing, outputs
from examc.cli.console import say, wrong
from examc.cli.files import chosen_targets, find, load, load_side, read, read_each, write
from examc.cli.jobs import Crew, jobs_options
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
    from examc.verbs.verifying import Form, Proof, Proving

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
@jobs_options
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
    crew: Crew,
) -> None:
    """Prove that each target awards the marks that the exam means.

    Every response is marked as each system would. INPUT is as for check; of a file that holds several exams each is proved as it would be written. The exit status is 1 where a mark differs and the question does not
    accept it by its code, and 2 for a target that no system marks.
    """
    from examc.formats.options import Options
    from examc.verbs.verifying import Proving

    wanted, paths = _marked(targets), find(inputs)
    settings = Settings(quiet=quiet, everything=everything)
    options = Options(offgrid=offgrid or "")
    work = Proving(wanted, options, settings.shown, _shape(form, settings), suggest, strict)
    if page is not None:
        found = iter([_with_page(page, paths, work, system, date)])
    elif date or system:
        raise wrong("--date and --system are about the page; name it with --report")
    else:
        found = crew.outcomes(settings, work, paths, done="proved")
    proofs: list[Proof] = []
    for proof in found:
        if proof.problem:
            raise wrong(proof.problem)
        settings.tell_of([proof])
        _show(proof)
        proofs.append(proof)
    if form == "json":
        exams = [json.loads(proof.plain) for proof in proofs]
        click.echo(json.dumps({"exams": exams}, ensure_ascii=False, indent=1))
    crew.sum_up(proofs)
    sys.exit(1 if any(proof.failed for proof in proofs) else 0)


def _shape(form: str, settings: Settings) -> "Form":
    """What is wanted of a proof."""
    from examc.verbs.verifying import Form

    if form == "json":
        return Form.JSON
    if settings.quiet:
        return Form.COUNTS
    return Form.TABLE if settings.everything else Form.SUMS


def _marked(targets: tuple[str, ...]) -> tuple[str, ...]:
    """The targets that are wanted, if a system marks each of them."""
    from examc.verbs import proving

    try:
        return proving.marked(chosen_targets(targets))
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _with_page(page: str, paths: list[str], work: "Proving", system: str, date: str) -> "Proof":
    """Prove the one exam that is meant, and write the page."""
    place = outputs.page(page)
    found = [(path, loaded, each) for path, loaded in _all(paths) for each in read_each(loaded)]
    if len(found) != 1:
        raise wrong(f"--report is for one exam, and these are {len(found)}; name one")
    ((path, loaded, reading),) = found
    result = work.verified(reading)
    if result.exam is not None:
        try:
            write({place: result.page(system=system, made=date)}, loaded.used())
        except ValueError as error:
            raise wrong(str(error)) from error
    return work.told(result, path)


def _all(paths: list[str]) -> Iterator[tuple[str, Input]]:
    return ((path, load(path)) for path in paths)


def _show(proof: "Proof") -> None:
    """Print a proof: its counts alone, what is to be known of it, or the table of all questions."""
    from examc.cli import proofsummary

    if proof.sums is None:
        if proof.lines:
            say("\n".join(proof.lines))
        return
    lines = [*proofsummary.of_proof(proof.sums, proof.ways), *proof.lines]
    lines.append(proofsummary.of_outcome(proof.sums))
    color = colors_are_welcome() and sys.stdout.isatty()
    shown = [on_one_line(line) for line in lines]
    for line in painted(shown) if color else shown:
        click.echo(line)
