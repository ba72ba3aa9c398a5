"""The commands that hold one thing against another: diff, verify."""

import json
import sys
from pathlib import Path

import click

from examc.cli.files import chosen_targets, find, load, load_one, read, write
from examc.cli.settings import (
    Settings,
    debug_option,
    inputs_argument,
    offgrid_option,
    target_option,
    text_or_json,
)

_ERRORS_ALONE = Settings()


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--for", "target", help="Leave out what this target is known to bend.")
@text_or_json
@debug_option
def diff(a: str, b: str, target: str | None, form: str) -> None:
    """Tell what changed from exam A to exam B, in any two readable formats.

    Changes of marks come first, then what students see, then the rest. The exit status is 0 where
    the exams are the same, and 1 where they differ.
    """
    from examc import changes as differ
    from examc.verbs import differing

    one, other = (read(load_one(name)) for name in (a, b))
    diagnostics = [*one.report.diagnostics, *other.report.diagnostics]
    if _ERRORS_ALONE.tell(diagnostics) or not (one.exam and other.exam):
        sys.exit(1)
    chosen = chosen_targets((target,))[0] if target else ""
    changes = differing.diff(one, other, chosen)
    text = differ.as_json(changes) if form == "json" else differ.as_text(changes)
    click.echo(text, nl=False)
    sys.exit(1 if changes else 0)


@click.command()
@inputs_argument
@target_option
@click.option("--report", "page", help="Write the proof as a self-contained HTML page.")
@click.option("--suggest", is_flag=True, help="Try the ways out of each deviation.")
@offgrid_option
@click.option("--strict", is_flag=True, help="Count what is lost as a deviation.")
@debug_option
@click.option("--quiet", is_flag=True, help="Print the last line of each table only.")
@text_or_json
def verify(
    inputs: tuple[str, ...],
    targets: tuple[str, ...],
    page: str | None,
    suggest: bool,
    offgrid: str | None,
    strict: bool,
    quiet: bool,
    form: str,
) -> None:
    """Prove, response by response, that each target awards the marks that the exam means.

    INPUT is as for check. The exit status is 1 where a mark differs and the question does not
    accept it by its code (V501 to V506).
    """
    from examc.formats.options import Options
    from examc.verbs import proving

    wanted, options = chosen_targets(targets), Options(offgrid=offgrid or "")
    paths = find(inputs)
    _check_page(page, paths)
    shown: list[dict[str, object]] = []
    failed = False
    for path in paths:
        result = proving.verify(read(load(path)), wanted, options, suggest=suggest, strict=strict)
        Settings(quiet=quiet).tell([*result.errors, *result.notes])
        failed |= result.failed
        if form == "json":
            shown.append(result.as_dict())
        else:
            for line in result.lines[-1:] if quiet else result.lines:
                click.echo(line)
        if page and result.exam is not None:
            write({Path(page): result.page()})
    if form == "json":
        click.echo(json.dumps({"exams": shown}, ensure_ascii=False, indent=1))
    sys.exit(1 if failed else 0)


def _check_page(page: str | None, paths: list[str]) -> None:
    """Refuse a report that cannot be written, before the work begins."""
    if page is None:
        return
    if page in ("", "-"):
        raise click.UsageError("--report names the file to write, such as report.html")
    if len(paths) > 1:
        raise click.UsageError(f"--report is for one exam, and these are {len(paths)}; name one")
