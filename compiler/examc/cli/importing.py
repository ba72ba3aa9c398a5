"""The command import: another system's file → a source folder for each exam in it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from examc.cli import completing, outputs
from examc.cli.console import complain, say, wrong
from examc.cli.files import SOURCES, find, load_one, opened, read_each, write
from examc.cli.settings import Settings, messages
from examc.core import report
from examc.core.diagnostics import Diagnostic, Report, has_errors
from examc.files import filenames, workspace
from examc.files.extras import MissingExtra
from examc.files.workspace import InputError

if TYPE_CHECKING:
    from examc.verbs.gathering import Gathered
    from examc.verbs.pipeline import Reading

_SHOWN = 10  # files that are named


def _list_formats(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print the formats that are read, and end."""
    if not wanted:
        return
    from examc.formats import READERS
    from examc.formats.sheets.layout import LAYOUT

    for reader in READERS:
        say(f"{reader.name:<12}{reader.endings:<18}{reader.title}")
    say(f"{'exam':<12}{'.md .yaml':<18}our own source")
    say(f"\n{LAYOUT.rstrip()}")
    context.exit()


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
    input. Several files, and several exams of one file, become a folder each, under -o DIR or
    sources/; one that cannot be read stops no other. So do all files in a folder or a zip; those
    that hold no exam are named.
    """
    parent = SOURCES if output is None else outputs.folder(output)
    job = _Job(settings, spelling, within=SOURCES if output is None else None)
    if len(files) == 1:
        try:
            whole = _whole(files[0])
        except InputError as error:
            raise wrong(str(error)) from error
        if whole is not None:
            sys.exit(job.all_of(files[0], whole, parent))
        loaded = load_one(files[0])
        readings = read_each(loaded)
        if len(readings) > 1:
            sys.exit(1 if job.each(readings, parent) else 0)
        if output is None and filenames.is_device(loaded.name):
            raise wrong(f"{loaded.name!r} is a device on Windows; choose a folder with -o")
        folder = parent / loaded.name if output is None else parent
        sys.exit(0 if job.one(readings[0], folder) else 1)
    failed = missing = 0
    for name in files:
        try:
            if (whole := _whole(name)) is not None:
                failed += bool(job.all_of(name, whole, parent))
                continue
            for path in find((name,)):
                failed += job.each(read_each(opened(path)), parent)
        except MissingExtra as error:
            complain(f"{name}: {error}")
            missing += 1
        except (InputError, click.UsageError) as error:
            complain(error.message if isinstance(error, click.UsageError) else str(error))
            failed += 1
    sys.exit(2 if missing else 1 if failed else 0)


def _whole(name: str) -> "Gathered | None":
    """What a folder or a zip of several files holds; None for what is one file, package or exam."""
    path = Path(name)
    if path.is_dir() and not workspace.is_exam_or_package(path):
        from examc.verbs import gathering

        files = workspace.files_in(workspace.DiskFolder(path), gathering.LARGEST)
        made = gathering.of_files(path.as_posix(), files, "/")
        return made if made.found else None
    if path.is_file() and path.suffix.lower() in (".zip", ".imscc"):
        from examc.verbs import gathering

        loaded = opened(name)
        return gathering.of_zip(loaded.path, loaded.data)
    return None


class _Job:
    """What is wanted of every exam: its spelling, and to be `within` a folder whatever links say."""

    def __init__(self, settings: Settings, spelling: str, *, within: Path | None) -> None:
        self.settings = settings
        self.spelling = spelling
        self.within = within
        self.taken: set[str] = set()
        """Names of folders that were given to exams."""

    def all_of(self, name: str, whole: "Gathered", parent: Path) -> int:
        """Write the sources of all exams in a folder or a zip; 1 where one could not be written."""
        from examc.verbs import pipeline

        failed = exams = 0
        for found in whole.found:
            readings = pipeline.read_all(found.path, found.data, name=found.name)
            exams += len(readings)
            failed += self.each(readings, parent)
        told = Report()
        if whole.left:
            count = len(whole.left)
            noun = "file holds" if count == 1 else f"{count} files hold"
            shown = ", ".join(whole.left[:_SHOWN]) + ", …" * (count > _SHOWN)
            message = f"{noun} no exam that is read: {shown}"
            told.add("R512", message, path=name, help="import what is meant by itself")
        _tell(self.settings, told.diagnostics)
        if not self.settings.quiet:
            say(f"{exams - failed} of {exams} exams written, from {len(whole.found)} files")
        return 1 if failed else 0

    def each(self, readings: "list[Reading]", parent: Path) -> int:
        """Write the sources of exams, a folder each; how many of them could not be written."""
        failed = 0
        for reading in readings:
            try:
                failed += not self.one(reading, parent / filenames.unique(reading.name, self.taken))
            except click.UsageError as error:
                complain(error.message)
                failed += 1
            except SystemExit:  # what the disk refuses was told
                failed += 1
        return failed

    def one(self, reading: "Reading", folder: Path) -> bool:
        """Write the source of one exam; False, and its errors are told, where there is none."""
        from examc.verbs import pipeline

        source = pipeline.to_source(reading, self.spelling)
        if _tell(self.settings, reading.report.diagnostics) or source is None:
            return False
        main_file = folder / ("exam.md" if self.spelling == "md" else "exam.yaml")
        taken = [folder / name for name in workspace.MAIN_NAMES if (folder / name).exists()]
        if taken:
            raise wrong(f"{taken[0]} exists already; choose another folder with -o")
        images = {folder / name: data for name, data in reading.files.items()}
        write({main_file: source} | images, new=True, within=self.within)
        if not self.settings.quiet:
            say(f"wrote {main_file.as_posix()}; next: examc check {folder.as_posix()}")
        return True


def _tell(settings: Settings, diagnostics: list[Diagnostic]) -> bool:
    """Say what reading found, each thing once to a person; tell whether there are errors."""
    if not settings.sums_up or has_errors(settings.judged(diagnostics)):
        return settings.tell(diagnostics)
    from examc.cli import summary

    settings.sum_up(summary.of_reading(report.ordered(diagnostics)))
    return False
