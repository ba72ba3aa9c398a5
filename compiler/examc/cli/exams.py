"""The commands that take exams from one system to another: build, import, convert."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from examc.cli import completing, outputs
from examc.cli.console import complain, say, wrong
from examc.cli.files import chosen_targets, find, load_one, read_each, text_of, write
from examc.cli.settings import (
    Printing,
    Settings,
    inputs_argument,
    math_option,
    messages,
    offgrid_option,
    print_options,
    target_option,
)
from examc.core.diagnostics import has_errors
from examc.core.report import on_one_line
from examc.files import workspace

if TYPE_CHECKING:
    from examc.formats.options import Options
    from examc.verbs import batch, pipeline


@click.command()
@inputs_argument
@target_option
@click.option(
    "-o",
    "--output",
    default="build",
    show_default=True,
    shell_complete=completing.folders,
    help="The folder for outputs.",
)
@click.option("-j", "--jobs", type=click.IntRange(1, 64), default=1, help="Exams built at once.")
@math_option
@offgrid_option
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False),
    help="A folder of templates that replace ours.",
)
@print_options
@click.option(
    "--practice", is_flag=True, help="Of the page (-t html): for students, without staff's views."
)
@click.option("--force", is_flag=True, help="Build what has not changed as well.")
@messages
def build(
    settings: Settings,
    inputs: tuple[str, ...],
    targets: tuple[str, ...],
    output: str,
    jobs: int,
    math: str,
    offgrid: str | None,
    templates: str | None,
    printing: Printing,
    practice: bool,
    force: bool,
) -> None:
    """Compile exams to targets.

    INPUT is as for check. Each exam NAME has its outputs in OUTPUT/NAME/; what a target lost is
    warned of, and listed in NAME.TARGET.losses.json. What has not changed since the last build is
    left as it is, and told again (OUTPUT/NAME/.build.json says what it was made of). An exam with
    errors leaves its earlier outputs as they were, and does not stop the others.
    """
    from examc.formats.options import Options
    from examc.verbs import batch

    wanted = chosen_targets(targets)
    options = Options(math, offgrid or "", templates or "", practice)
    options = _with_print(options, printing, wanted)
    place = outputs.folder(output, "; examc convert writes one")
    job = batch.Job(wanted, options, place, settings.strict, force)
    show = sys.stderr.isatty() and not settings.quiet
    results = batch.run(find(inputs), job, jobs, show=show)
    problems = _tell(settings, results)
    for result in results:
        if result.problem:
            complain(result.problem)
        if not settings.quiet:
            _wrote(settings, result)
    for result in results:
        if result.stale and not settings.quiet:
            click.echo(on_one_line(result.stale), err=True)
    failed = sum(result.failed for result in results)
    if failed and len(results) > 1:
        click.echo(f"{failed} of {len(results)} exams have errors and were not built", err=True)
    sys.exit(1 if failed or problems else 0)


def _with_print(options: "Options", printing: Printing, wanted: Collection[str]) -> "Options":
    """The options with what a user chose about a print, which is to be one of the targets."""
    if printing.asked and "print" not in wanted:
        raise wrong(f"{printing.asked[0]} is about a print; name it with -t print")
    return options._replace(
        paper=printing.paper or "a4",
        versions=printing.versions or 0,
        cover=None if printing.cover is None else text_of(printing.cover),
        source=printing.source,
        fonts=printing.fonts or "",
    )


def _tell(settings: Settings, results: "list[batch.Result]") -> bool:
    """Say what came of a build; tell whether there are errors.

    A terminal gets the summary of each exam, and in full only what stopped one.
    """
    if not settings.sums_up:
        return settings.tell(entry for result in results for entry in result.diagnostics)
    from examc.cli import summary

    stopped = [result for result in results if result.summary is None]
    failed = settings.tell(entry for result in stopped for entry in result.diagnostics)
    for result in results:
        if result.summary is not None:
            settings.sum_up(summary.of_build(result.summary))
    return failed


def _wrote(settings: Settings, result: "batch.Result") -> None:
    """Say what was written: a path a line, or in one line to a person."""
    if result.written and settings.sums_up and sys.stdout.isatty():
        from examc.cli import summary

        say(summary.written(result.written, result.losses))
        return
    for path in result.written:
        say(path)


def _tell_converted(
    settings: Settings, name: str, reading: "pipeline.Reading", compiled: "pipeline.Built"
) -> bool:
    """Say what came of a conversion, summed up for a terminal; tell whether there are errors."""
    failed = has_errors(settings.judged(compiled.diagnostics))
    if failed or not settings.sums_up or reading.exam is None:
        return settings.tell(compiled.diagnostics)
    from examc.cli import summary
    from examc.verbs import summing

    sums = summing.of_build(
        name, reading.exam, compiled.diagnostics, compiled.losses, compiled.beside
    )
    settings.sum_up(summary.of_build(sums))
    return False


@click.command()
@click.argument("file", shell_complete=completing.files)
@target_option
@click.option(
    "-o",
    "--output",
    shell_complete=completing.files,
    help="The file for one target, or the folder for several.",
)
@math_option
@offgrid_option
@print_options
@messages
def convert(
    settings: Settings,
    file: str,
    targets: tuple[str, ...],
    output: str | None,
    math: str,
    offgrid: str | None,
    printing: Printing,
) -> None:
    """Import and build in one step, with no source in between.

    Without -o the outputs stand beside each other in the current folder, as NAME.EXTENSION. Of a
    file that holds several exams each has outputs of its own, which its title names.
    """
    from examc.formats import TARGETS
    from examc.formats.options import Options
    from examc.verbs import pipeline

    loaded = load_one(file)
    wanted = chosen_targets(targets)
    options = _with_print(Options(math, offgrid or ""), printing, wanted)
    extensions = {name: TARGETS[name].extension for name in wanted}
    readings = read_each(loaded)
    if len(readings) > 1:
        outputs.many(output, file, len(readings))
    places = [outputs.converted(output, reading.name, extensions) for reading in readings]
    failed = False
    for reading, place in zip(readings, places, strict=True):
        compiled = pipeline.build(reading, wanted, options)
        if _tell_converted(settings, reading.name, reading, compiled):
            failed = True
        elif place:
            _write_converted(settings, loaded, compiled, place)
        else:
            _print_converted(settings, reading.name, compiled, wanted[0])
    if failed:
        sys.exit(1)


def _print_converted(
    settings: Settings, name: str, compiled: "pipeline.Built", target: str
) -> None:
    """Write what came of a conversion to standard output."""
    sys.stdout.buffer.write(compiled.outputs[target])
    for extension in () if settings.quiet else compiled.beside[target]:
        left = f"{name}.{extension} is not written; name a file with -o to have it"
        click.echo(on_one_line(left), err=True)


def _write_converted(
    settings: Settings,
    loaded: workspace.Input,
    compiled: "pipeline.Built",
    places: dict[str, Path],
) -> None:
    """Write what came of a conversion where each target goes, and what stands beside it."""
    made: dict[Path, bytes] = {}
    for name, files in compiled.files.items():
        extension, data = next(iter(files.items()))
        made[outputs.main(places[name], name, extension)] = data
    for name, files in compiled.beside.items():
        made |= {outputs.beside(places[name], name, ext): data for ext, data in files.items()}
    write(made, loaded.used())
    for path in made:
        if not settings.quiet:
            say(path.as_posix())
