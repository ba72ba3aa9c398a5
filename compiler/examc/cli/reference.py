"""The commands that look something up: explain, schema, targets."""

import json

import click

from examc.cli import completing
from examc.cli.console import wrong
from examc.core.diagnostics import CODES, did_you_mean, listed


@click.command()
@click.argument("code", shell_complete=completing.codes)
def explain(code: str) -> None:
    """Print the page of a diagnostic.

    It says what is meant and why, with a bad and a good example.
    """
    from examc.core import codes
    from examc.core.oldcodes import OLD_CODES, find_old

    known = codes.find(code)
    if known is None:
        words = (*CODES, *(entry.name for entry in CODES.values()))
        close = did_you_mean(code.upper() if code[1:].isdigit() else code, words)
        help_line = close if close.startswith("did") else "codes are such as S130, L204 or X322"
        raise wrong(f"there is no diagnostic {code!r}; {help_line}")
    old = find_old(code)
    if old:
        click.echo(f"{old} is now called {listed(OLD_CODES[old].now)}", err=True)
    click.echo(codes.page(known).rstrip())


@click.command()
@click.argument("which", type=click.Choice(("source", "ans")), default="source")
def schema(which: str) -> None:
    """Print the JSON Schema of exam.yaml, or of the ANS-style JSON."""
    from examc.verbs import schemas

    click.echo(json.dumps(schemas.schema(which), ensure_ascii=False, indent=1))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def targets(as_json: bool) -> None:
    """Print the targets, and what each of them can hold."""
    from examc.verbs import holdings

    click.echo(holdings.as_json() if as_json else holdings.as_table(), nl=False)
