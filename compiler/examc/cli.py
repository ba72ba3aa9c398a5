"""The command line: argv, files, exit codes; nothing that another program might want."""

import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from examc import __version__, report, workspace
from examc.diagnostics import CODES, Diagnostic, Severity, did_you_mean, has_errors
from examc.workspace import InputError

SOURCES = Path("sources")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def main() -> None:
    """Run the command line; an unforeseen failure becomes one sentence and exit status 1."""
    debug = "--debug" in sys.argv
    gc.disable()  # exams hold no cycles, and looking for some takes a third of the time
    try:
        cli(prog_name="examc")
    except Exception as error:
        if debug:
            raise
        click.echo(_failure(error), err=True)
        sys.exit(1)


def _failure(error: Exception) -> str:
    from examc.failure import describe

    return describe(error)


class Settings:
    """What a user chose about messages."""

    def __init__(self, form: str | None, strict: bool, quiet: bool, color: bool) -> None:
        self.form = form or ("full" if sys.stderr.isatty() else "concise")
        self.strict = strict
        self.quiet = quiet
        self.color = color and sys.stderr.isatty() and not os.environ.get("NO_COLOR")

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


def _messages(command: _Command) -> _Command:
    """The options that every command with diagnostics has."""
    for option in (
        click.option("--debug", is_flag=True, help="Show the traceback of an unforeseen failure."),
        click.option("--no-color", is_flag=True, help="Print without colors."),
        click.option("--quiet", is_flag=True, help="Print errors only."),
        click.option("--strict", is_flag=True, help="Count every warning as an error."),
        click.option(
            "--format", "form", type=click.Choice(report.FORMATS), help="The form of messages."
        ),
    ):
        command = option(command)
    return command


class _Group(click.Group):
    """A group that names the nearest command for a mistyped one, and lists them in our order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            help_line = did_you_mean(args[0], tuple(self.commands))
            raise click.UsageError(f"there is no command {args[0]!r}; {help_line}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="examc")
def cli() -> None:
    """Compile exams written as text into QTI 2.1, Moodle XML and ANS-style JSON.

    Nothing is lost in silence: what a target cannot hold is reported, with its line.
    """


@cli.command()
@click.argument("name")
def new(name: str) -> None:
    """Write a small, complete exam to start from, under sources/NAME/."""
    from examc.rendering import template

    if not _NAME.fullmatch(name):
        raise click.UsageError(f"{name!r} is no name; use letters, digits, and . _ - between them")
    path = SOURCES / name / "exam.md"
    if path.parent.exists():
        raise click.UsageError(f"{path.parent} exists already; choose another name")
    title = name.replace("-", " ").replace("_", " ")
    text = template("new/exam.md.j2")({"title": title[:1].upper() + title[1:]})
    _write({path: text.encode()})
    click.echo(f"wrote {path}; next: examc check {path.parent}")


@cli.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@_messages
def check(
    inputs: tuple[str, ...],
    form: str | None,
    strict: bool,
    quiet: bool,
    no_color: bool,
    debug: bool,
) -> None:
    """Read and check exams; write nothing.

    INPUT is a source file, a folder with exam.md or exam.yaml, or - for standard input; without
    one, every exam under sources/ is checked.
    """
    from examc import pipeline

    settings = Settings(form, strict, quiet, not no_color)
    diagnostics: list[Diagnostic] = []
    checked = 0
    for path in _inputs(inputs):
        loaded = _load(path)
        _at_work(loaded.name)
        reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
        diagnostics += pipeline.check(reading, _names(loaded))
        checked += 1
    failed = settings.tell(diagnostics)
    if not failed and not quiet:
        click.echo(f"{checked} exam{'s' * (checked != 1)} checked, no errors", err=True)
    sys.exit(1 if failed else 0)


@cli.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("-t", "--target", "targets", multiple=True, help="A target; all of them by default.")
@click.option("-o", "--output", default="build", show_default=True, help="The folder for outputs.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), default=1, help="Exams built at once.")
@click.option("--math", type=click.Choice(("latex", "mathml")), default="latex", show_default=True)
@click.option("--moodle-offgrid", "offgrid", type=click.Choice(("error", "nearest", "cloze")))
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False),
    help="A folder of templates that replace ours.",
)
@_messages
def build(
    inputs: tuple[str, ...],
    targets: tuple[str, ...],
    output: str,
    jobs: int,
    math: str,
    offgrid: str | None,
    templates: str | None,
    form: str | None,
    strict: bool,
    quiet: bool,
    no_color: bool,
    debug: bool,
) -> None:
    """Compile exams to targets.

    INPUT is as for check. Each exam NAME has its outputs in OUTPUT/NAME/; what a target lost is
    warned of, and listed in NAME.TARGET.losses.json. An exam with errors leaves its earlier
    outputs as they were, and does not stop the others.
    """
    from examc import batch
    from examc.formats.options import Options

    settings = Settings(form, strict, quiet, not no_color)
    options = Options(math, offgrid or "", templates or "")
    job = batch.Job(_targets(targets), options, Path(output), settings.strict)
    paths = list(_inputs(inputs))
    diagnostics: list[Diagnostic] = []
    results = batch.run(paths, job, jobs, show=sys.stderr.isatty() and not quiet)
    failed = 0
    for result in results:
        diagnostics += result.diagnostics
        failed += result.failed
    problems = settings.tell(diagnostics)
    for result in results:
        if result.problem:
            click.echo(f"error: {result.problem}", err=True)
        for path in result.written:
            if not quiet:
                click.echo(path)
    if failed and len(results) > 1:
        click.echo(f"{failed} of {len(results)} exams have errors and were not built", err=True)
    sys.exit(1 if failed or problems else 0)


@cli.command("import")
@click.argument("file")
@click.option("-o", "--output", help="The folder for the source; sources/NAME by default.")
@click.option("--as", "spelling", type=click.Choice(("md", "yaml")), default="md")
@_messages
def import_(
    file: str,
    output: str | None,
    spelling: str,
    form: str | None,
    strict: bool,
    quiet: bool,
    no_color: bool,
    debug: bool,
) -> None:
    """Read another system's format, and write a source folder, images included.

    Whatever could not be read for certain is reported. FILE is told by its content; - is standard
    input.
    """
    from examc import pipeline

    settings = Settings(form, strict, quiet, not no_color)
    loaded = _load(_one_file(file))
    _at_work(loaded.name)
    folder = Path(output) if output else SOURCES / loaded.name
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    source = pipeline.to_source(reading, spelling)
    failed = settings.tell(reading.report.diagnostics) or source is None
    if failed or source is None:
        sys.exit(1)
    main_file = folder / ("exam.md" if spelling == "md" else "exam.yaml")
    taken = [folder / name for name in workspace.MAIN_NAMES if (folder / name).exists()]
    if taken:
        raise click.UsageError(f"{taken[0]} exists already; choose another folder with -o")
    _write({main_file: source} | {folder / name: data for name, data in reading.files.items()})
    if not quiet:
        click.echo(f"wrote {main_file.as_posix()}; next: examc check {folder.as_posix()}")


@cli.command()
@click.argument("file")
@click.option("-t", "--target", "targets", multiple=True, help="A target; all of them by default.")
@click.option("-o", "--output", help="The file for one target, or the folder for several.")
@click.option("--math", type=click.Choice(("latex", "mathml")), default="latex", show_default=True)
@click.option("--moodle-offgrid", "offgrid", type=click.Choice(("error", "nearest", "cloze")))
@_messages
def convert(
    file: str,
    targets: tuple[str, ...],
    output: str | None,
    math: str,
    offgrid: str | None,
    form: str | None,
    strict: bool,
    quiet: bool,
    no_color: bool,
    debug: bool,
) -> None:
    """Import and build in one step, with no source in between.

    Without -o the outputs stand beside each other in the current folder, as NAME.EXTENSION.
    """
    from examc import pipeline
    from examc.formats import TARGETS
    from examc.formats.options import Options

    settings = Settings(form, strict, quiet, not no_color)
    loaded = _load(_one_file(file))
    _at_work(loaded.name)
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    wanted = _targets(targets)
    compiled = pipeline.compile_exam(reading, (), wanted, Options(math, offgrid or ""))
    if settings.tell(compiled.diagnostics):
        sys.exit(1)
    place = Path(output or ".")
    single = output is not None and len(wanted) == 1 and not place.is_dir()
    files = {
        place if single else place / f"{loaded.name}.{TARGETS[name].extension}": data
        for name, data in compiled.outputs.items()
    }
    _write(files)
    for path in files:
        if not quiet:
            click.echo(path.as_posix())


@cli.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file differs."
)
@click.option("--to", "spelling", type=click.Choice(("md", "yaml")), help="Change the spelling.")
@_messages
def fmt(
    inputs: tuple[str, ...],
    only_check: bool,
    spelling: str | None,
    form: str | None,
    strict: bool,
    quiet: bool,
    no_color: bool,
    debug: bool,
) -> None:
    """Rewrite sources in the one canonical form; refuse where the meaning would change.

    INPUT is as for check; files that an exam includes are formatted with it. Comments are kept.
    --to turns the main file of an exam into the other spelling, and removes the old one.
    """
    from examc import formatting

    settings = Settings(form, strict, quiet, not no_color)
    diagnostics: list[Diagnostic] = []
    changed: list[str] = []
    for path in _inputs(inputs):
        loaded = _load(path)
        _at_work(loaded.name)
        try:
            result = formatting.run(loaded, spelling or "")
        except InputError as error:
            raise click.UsageError(str(error)) from error
        diagnostics += result.diagnostics
        changed += [name.as_posix() for name in result.files]
        if not only_check:
            _write(result.files, result.remove)
    failed = settings.tell(diagnostics)
    for name in changed:
        if not quiet:
            click.echo(f"{'would rewrite' if only_check else 'rewrote'} {name}")
    sys.exit(1 if failed or (only_check and changed) else 0)


@cli.command()
@click.argument("a")
@click.argument("b")
@click.option("--for", "target", help="Leave out what this target is known to bend.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
@click.option("--debug", is_flag=True, help="Show the traceback of an unforeseen failure.")
def diff(a: str, b: str, target: str | None, form: str, debug: bool) -> None:
    """Tell what changed from exam A to exam B, in any two readable formats.

    Changes of marks come first, then what students see, then the rest. The exit status is 0 where
    the exams are the same, and 1 where they differ.
    """
    from examc import diff as differ
    from examc import pipeline
    from examc.formats import TARGETS

    readings: list[pipeline.Reading] = []
    for name in (a, b):
        loaded = _load(_one_file(name))
        _at_work(loaded.name)
        readings.append(pipeline.read(loaded.path, loaded.data, loaded.folder))
    errors = [d for r in readings for d in r.report.diagnostics if d.severity is Severity.ERROR]
    one, other = readings
    if Settings("concise", False, True, False).tell(errors) or not (one.exam and other.exam):
        sys.exit(1)
    bends = differ.Bends(TARGETS[_targets((target,))[0]].statement) if target else None
    changes = differ.compare(one.exam, other.exam, one.files, other.files, bends=bends)
    text = differ.as_json(changes) if form == "json" else differ.as_text(changes)
    click.echo(text, nl=False)
    sys.exit(1 if changes else 0)


@cli.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("-t", "--target", "targets", multiple=True, help="A target; all of them by default.")
@click.option("--report", "page", help="Write the proof as a self-contained HTML page.")
@click.option("--suggest", is_flag=True, help="Try the ways out of each deviation.")
@click.option("--moodle-offgrid", "offgrid", type=click.Choice(("error", "nearest", "cloze")))
@click.option("--strict", is_flag=True, help="Count what is lost as a deviation.")
@click.option("--debug", is_flag=True, help="Show the traceback of an unforeseen failure.")
@click.option("--quiet", is_flag=True, help="Print the last line of each table only.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
def verify(
    inputs: tuple[str, ...],
    targets: tuple[str, ...],
    page: str | None,
    suggest: bool,
    offgrid: str | None,
    strict: bool,
    debug: bool,
    quiet: bool,
    form: str,
) -> None:
    """Prove, response by response, that each target awards the marks that the exam means.

    INPUT is as for check. The exit status is 1 where a mark differs and the question does not
    accept it by its code (V501 to V506).
    """
    from examc import proving
    from examc.formats.options import Options

    options = Options(offgrid=offgrid or "")
    paths = list(_inputs(inputs))
    if page and len(paths) > 1:
        raise click.UsageError("--report is for one exam; name it")
    failed = False
    for path in paths:
        loaded = _load(path)
        _at_work(loaded.name)
        result = proving.run(loaded, _targets(targets), options, suggest=suggest, strict=strict)
        Settings("concise", False, True, False).tell([*result.errors, *result.notes])
        failed |= result.failed
        if result.exam is None:
            continue
        if form == "json":
            click.echo(result.json, nl=False)
        else:
            for line in result.lines[-1:] if quiet else result.lines:
                click.echo(line)
        if page:
            _write({Path(page): result.page()})
    sys.exit(1 if failed else 0)


@cli.command()
@click.argument("code")
def explain(code: str) -> None:
    """Print the page of a diagnostic: what, why, a bad and a good example."""
    from examc import codes

    known = codes.find(code)
    if known is None:
        words = (*CODES, *(entry.name for entry in CODES.values()))
        close = did_you_mean(code.upper() if code[1:].isdigit() else code, words)
        help_line = close if close.startswith("did") else "codes are such as S130, L204 or X322"
        raise click.UsageError(f"there is no diagnostic {code!r}; {help_line}")
    click.echo(codes.page(known).rstrip())


@cli.command()
@click.argument("which", type=click.Choice(("source", "ans")), default="source")
def schema(which: str) -> None:
    """Print the JSON Schema of the YAML source, or of the ANS-style JSON."""
    from examc import schemas

    click.echo(json.dumps(schemas.schema(which), ensure_ascii=False, indent=1))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def targets(as_json: bool) -> None:
    """Print the targets, and what each of them can hold."""
    from examc import holdings

    click.echo(holdings.as_json() if as_json else holdings.as_table(), nl=False)


# -- what commands share ------------------------------------------------------------------------


def _inputs(inputs: tuple[str, ...]) -> list[str]:
    try:
        return list(workspace.find(inputs, SOURCES))
    except InputError as error:
        raise click.UsageError(str(error)) from error


def _one_file(name: str) -> str:
    """The main file that an input means; a folder is the exam in it."""
    paths = _inputs((name,))
    if len(paths) > 1:
        raise click.UsageError(f"{name} holds {len(paths)} exams; name one")
    return paths[0]


def _load(path: str) -> workspace.Input:
    try:
        return workspace.load(path)
    except InputError as error:
        raise click.UsageError(str(error)) from error


def _names(loaded: workspace.Input) -> list[str]:
    """The files of an exam's folder, as far as the folder is the exam's own."""
    return loaded.folder.names() if Path(loaded.path).name in workspace.MAIN_NAMES else []


def _write(files: dict[Path, bytes], remove: tuple[Path, ...] = ()) -> None:
    try:
        workspace.write(files, remove)
    except InputError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


def _targets(names: tuple[str, ...]) -> tuple[str, ...]:
    from examc.formats import TARGETS

    for name in names:
        if name not in TARGETS:
            help_line = did_you_mean(name, tuple(TARGETS))
            raise click.UsageError(f"there is no target {name!r}; {help_line}")
    return tuple(name for name in TARGETS if name in names or not names)


def _at_work(name: str) -> None:
    from examc import failure

    failure.at_work = name
