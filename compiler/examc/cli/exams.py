"""The commands that take exams from one system to another: build, import, convert."""

import sys
from pathlib import Path

import click

from examc.cli.files import SOURCES, chosen_targets, find, load_one, read, write
from examc.cli.settings import (
    Settings,
    inputs_argument,
    math_option,
    messages,
    offgrid_option,
    target_option,
)
from examc.core.diagnostics import Diagnostic
from examc.files import workspace


@click.command()
@inputs_argument
@target_option
@click.option("-o", "--output", default="build", show_default=True, help="The folder for outputs.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), default=1, help="Exams built at once.")
@math_option
@offgrid_option
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False),
    help="A folder of templates that replace ours.",
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
) -> None:
    """Compile exams to targets.

    INPUT is as for check. Each exam NAME has its outputs in OUTPUT/NAME/; what a target lost is
    warned of, and listed in NAME.TARGET.losses.json. An exam with errors leaves its earlier
    outputs as they were, and does not stop the others.
    """
    from examc.formats.options import Options
    from examc.verbs import batch

    options = Options(math, offgrid or "", templates or "")
    job = batch.Job(chosen_targets(targets), options, Path(output), settings.strict)
    show = sys.stderr.isatty() and not settings.quiet
    results = batch.run(find(inputs), job, jobs, show=show)
    diagnostics: list[Diagnostic] = []
    for result in results:
        diagnostics += result.diagnostics
    problems = settings.tell(diagnostics)
    for result in results:
        if result.problem:
            click.echo(f"error: {result.problem}", err=True)
        for path in result.written:
            if not settings.quiet:
                click.echo(path)
    failed = sum(result.failed for result in results)
    if failed and len(results) > 1:
        click.echo(f"{failed} of {len(results)} exams have errors and were not built", err=True)
    sys.exit(1 if failed or problems else 0)


@click.command("import")
@click.argument("file")
@click.option("-o", "--output", help="The folder for the source; sources/NAME by default.")
@click.option("--as", "spelling", type=click.Choice(("md", "yaml")), default="md")
@messages
def import_(settings: Settings, file: str, output: str | None, spelling: str) -> None:
    """Read another system's format, and write a source folder, images included.

    Whatever could not be read for certain is reported. FILE is told by its content; - is standard
    input.
    """
    from examc.verbs import pipeline

    reading = read(load_one(file))
    folder = Path(output) if output else SOURCES / reading.name
    source = pipeline.to_source(reading, spelling)
    failed = settings.tell(reading.report.diagnostics)
    if failed or source is None:
        sys.exit(1)
    main_file = folder / ("exam.md" if spelling == "md" else "exam.yaml")
    taken = [folder / name for name in workspace.MAIN_NAMES if (folder / name).exists()]
    if taken:
        raise click.UsageError(f"{taken[0]} exists already; choose another folder with -o")
    write({main_file: source} | {folder / name: data for name, data in reading.files.items()})
    if not settings.quiet:
        click.echo(f"wrote {main_file.as_posix()}; next: examc check {folder.as_posix()}")


@click.command()
@click.argument("file")
@target_option
@click.option("-o", "--output", help="The file for one target, or the folder for several.")
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
    compiled = pipeline.convert(loaded.path, loaded.data, wanted, loaded.folder, options)
    if settings.tell(compiled.diagnostics):
        sys.exit(1)
    place = Path(output or ".")
    single = output is not None and len(wanted) == 1 and not place.is_dir()
    files = {
        place if single else place / f"{loaded.name}.{TARGETS[name].extension}": data
        for name, data in compiled.outputs.items()
    }
    write(files)
    for path in files:
        if not settings.quiet:
            click.echo(path.as_posix())
