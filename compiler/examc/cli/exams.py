"""The commands that take exams from one system to another: build, import, convert."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from examc.cli import completing, outputs
from examc.cli.console import complain, say, wrong
from examc.cli.files import SOURCES, chosen_targets, find, load_one, opened, read, write
from examc.cli.settings import (
    Settings,
    inputs_argument,
    math_option,
    messages,
    offgrid_option,
    target_option,
)
from examc.core import report
from examc.core.diagnostics import Diagnostic, has_errors
from examc.core.report import on_one_line
from examc.files import workspace
from examc.files.extras import MissingExtra
from examc.files.filenames import is_device
from examc.files.workspace import InputError

if TYPE_CHECKING:
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
@click.option(
    "--practice", is_flag=True, help="Of the page (-t html): for students, without staff's views."
)
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
    practice: bool,
) -> None:
    """Compile exams to targets.

    INPUT is as for check. Each exam NAME has its outputs in OUTPUT/NAME/; what a target lost is
    warned of, and listed in NAME.TARGET.losses.json. An exam with errors leaves its earlier
    outputs as they were, and does not stop the others.
    """
    from examc.formats.options import Options
    from examc.verbs import batch

    options = Options(math, offgrid or "", templates or "", practice)
    place = outputs.folder(output, "; examc convert writes one")
    job = batch.Job(chosen_targets(targets), options, place, settings.strict)
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


def _list_formats(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print the formats that are read, and end."""
    if not wanted:
        return
    from examc.formats import READERS

    for reader in READERS:
        say(f"{reader.name:<12}{reader.endings:<14}{reader.title}")
    say(f"{'exam':<12}{'.md .yaml':<14}our own source")
    context.exit()


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


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", shell_complete=completing.files
)
@click.option(
    "-o",
    "--output",
    shell_complete=completing.folders,
    help="The folder for the source; sources/NAME by default.",
)
@click.option(
    "--as",
    "spelling",
    type=click.Choice(("md", "yaml")),
    default="md",
    help="The spelling of the source.",
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats that are read.",
)
@messages
def import_(settings: Settings, files: tuple[str, ...], output: str | None, spelling: str) -> None:
    """Read another system's format, and write a source folder.

    Images are written with it. Whatever could not be read for certain is reported. FILE is told by its content; - is standard
    input. Several files become a folder each, under -o DIR or sources/; one that cannot be read
    stops no other.
    """
    if len(files) == 1:
        loaded = load_one(files[0])
        if output is None and is_device(loaded.name):
            raise wrong(f"{loaded.name!r} is a device on Windows; choose a folder with -o")
        folder = SOURCES / loaded.name if output is None else outputs.folder(output)
        sys.exit(0 if _import_one(settings, loaded, folder, spelling, output is None) else 1)
    parent = SOURCES if output is None else outputs.folder(output)
    taken: set[str] = set()
    failed = missing = 0
    for name in files:
        try:
            for path in find((name,)):
                loaded = opened(path)
                folder = parent / outputs.unique(loaded.name, taken)
                failed += not _import_one(settings, loaded, folder, spelling, output is None)
        except InputError as error:
            complain(str(error))
            failed += 1
        except MissingExtra as error:
            complain(f"{name}: {error}")
            missing += 1
        except click.UsageError as error:
            complain(error.message)
            failed += 1
        except SystemExit:  # what the disk refuses was told
            failed += 1
    sys.exit(2 if missing else 1 if failed else 0)


def _import_one(
    settings: Settings, loaded: workspace.Input, folder: Path, spelling: str, inside: bool
) -> bool:
    """Write the source of one exam; False, and its errors are told, where there is none.

    `inside` keeps it below sources/, whatever links lead out of it.
    """
    from examc.verbs import pipeline

    reading = read(loaded)
    source = pipeline.to_source(reading, spelling)
    if _tell_reading(settings, reading.report.diagnostics) or source is None:
        return False
    main_file = folder / ("exam.md" if spelling == "md" else "exam.yaml")
    taken = [folder / name for name in workspace.MAIN_NAMES if (folder / name).exists()]
    if taken:
        raise wrong(f"{taken[0]} exists already; choose another folder with -o")
    images = {folder / name: data for name, data in reading.files.items()}
    write({main_file: source} | images, new=True, within=SOURCES if inside else None)
    if not settings.quiet:
        say(f"wrote {main_file.as_posix()}; next: examc check {folder.as_posix()}")
    return True


def _tell_reading(settings: Settings, diagnostics: list[Diagnostic]) -> bool:
    """Say what reading found, each thing once to a person; tell whether there are errors."""
    if not settings.sums_up or has_errors(settings.judged(diagnostics)):
        return settings.tell(diagnostics)
    from examc.cli import summary

    settings.sum_up(summary.of_reading(report.ordered(diagnostics)))
    return False


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
@messages
def convert(
    settings: Settings,
    file: str,
    targets: tuple[str, ...],
    output: str | None,
    math: str,
    offgrid: str | None,
) -> None:
    """Import and build in one step, with no source in between.

    Without -o the outputs stand beside each other in the current folder, as NAME.EXTENSION.
    """
    from examc.formats import TARGETS
    from examc.formats.options import Options
    from examc.verbs import pipeline

    loaded = load_one(file)
    wanted, options = chosen_targets(targets), Options(math, offgrid or "")
    extensions = {name: TARGETS[name].extension for name in wanted}
    places = outputs.converted(output, loaded.name, extensions)
    reading = read(loaded)
    compiled = pipeline.build(reading, wanted, options)
    if _tell_converted(settings, loaded.name, reading, compiled):
        sys.exit(1)
    if not places:
        sys.stdout.buffer.write(compiled.outputs[wanted[0]])
        for extension in () if settings.quiet else compiled.beside[wanted[0]]:
            left = f"{loaded.name}.{extension} is not written; name a file with -o to have it"
            click.echo(on_one_line(left), err=True)
        return
    made = {places[name]: data for name, data in compiled.outputs.items()}
    for name, files in compiled.beside.items():
        made |= {outputs.beside(places[name], name, ext): data for ext, data in files.items()}
    write(made, loaded.used())
    for path in made:
        if not settings.quiet:
            say(path.as_posix())
