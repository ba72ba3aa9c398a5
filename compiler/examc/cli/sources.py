"""The commands for writing sources: new, check, fmt."""

import sys

import click

from examc.cli.console import complain, say, wrong
from examc.cli.files import SOURCES, find, opened, read_each, write
from examc.cli.settings import Settings, inputs_argument, messages
from examc.core import lazyre
from examc.core.diagnostics import Diagnostic
from examc.files.filenames import is_device
from examc.files.workspace import InputError

_WORDS = lazyre.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*")
_NAME = lazyre.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@click.command()
@click.argument("name")
@click.option("--kinds", is_flag=True, help="Write one question of every kind.")
def new(name: str, kinds: bool) -> None:
    """Write a small, complete exam to start from, under sources/NAME/."""
    from examc.files.rendering import template

    if not _NAME.fullmatch(name):
        plain = "-".join(_WORDS.findall(name))
        try_ = f"; did you mean {plain!r}?" if _NAME.fullmatch(plain) and "/" not in name else ""
        raise wrong(f"{name!r} is no name; use letters, digits, and . _ - between them{try_}")
    if is_device(name):
        raise wrong(f"{name!r} is a device on Windows; choose another name")
    path = SOURCES / name / "exam.md"
    if path.parent.exists():
        raise wrong(f"{path.parent} exists already; choose another name")
    title = name.replace("-", " ").replace("_", " ")
    text = template(f"new/{'kinds' if kinds else 'exam'}.md.j2")(
        {"title": title[:1].upper() + title[1:]}
    )
    write({path: text.encode()}, new=True, within=SOURCES)
    say(f"wrote {path.as_posix()}; next: examc check {path.parent.as_posix()}")


@click.command()
@inputs_argument
@messages
def check(settings: Settings, inputs: tuple[str, ...]) -> None:
    """Read and check exams; write nothing.

    INPUT is a source file, a folder with exam.md or exam.yaml, or - for standard input; without
    one, every exam under sources/ is checked. An input that cannot be read stops no other.
    """
    from examc.verbs import pipeline

    diagnostics: list[Diagnostic] = []
    problems: list[str] = []
    paths = find(inputs)
    for path in paths:
        try:
            loaded = opened(path)
        except InputError as error:
            problems.append(str(error))
            continue
        for reading in read_each(loaded):
            diagnostics += pipeline.check(reading)
    failed = settings.tell(diagnostics) or bool(problems)
    for problem in problems:
        complain(problem)
    if not failed and not settings.quiet:
        click.echo(f"{len(paths)} exam{'s' * (len(paths) != 1)} checked, no errors", err=True)
    sys.exit(1 if failed else 0)


@click.command()
@inputs_argument
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; show and fail what differs."
)
@click.option("--to", "spelling", type=click.Choice(("md", "yaml")), help="Change the spelling.")
@messages
def fmt(
    settings: Settings, inputs: tuple[str, ...], only_check: bool, spelling: str | None
) -> None:
    """Rewrite sources in the one canonical form.

    A source whose meaning would change is refused. INPUT is as for check; files that an exam includes are formatted with it. Comments are kept.
    --to turns the main file of an exam into the other spelling, and removes the old one. Standard
    input (-) is printed. An input that cannot be formatted stops no other.
    """
    from examc.files import writing
    from examc.verbs import formatting

    diagnostics: list[Diagnostic] = []
    changed: dict[str, list[str]] = {}
    problems: list[str] = []
    for path in find(inputs):
        try:
            loaded = opened(path)
            result = formatting.run(loaded, spelling or "")
            diagnostics += result.diagnostics
            if not only_check:
                writing.write(result.files, result.remove)
                click.echo(result.printed, nl=False)
        except (InputError, writing.WriteError) as error:
            problems.append(str(error))
            continue
        changed |= result.changes()
        if only_check and result.printed not in (b"", loaded.data):
            changed[loaded.path] = list(formatting.difference(loaded.data, result.printed))
    failed = settings.tell(diagnostics)
    for problem in problems:
        complain(problem)
    for shown, lines in changed.items():
        if not settings.quiet:
            say(f"{'would rewrite' if only_check else 'rewrote'} {shown}")
            for line in lines if only_check else ():
                say(line)
    sys.exit(1 if failed or problems or (only_check and changed) else 0)
