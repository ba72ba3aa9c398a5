"""The colors of a summary on a terminal: those of messages, and bold for what it is about."""

from collections.abc import Iterable, Iterator

import click

from examc.core import lazyre

_SEVERITY = lazyre.compile(r"(?P<word>error|warning|note)\[[A-Z]\d+\]")
_COLORS = {"error": "red", "warning": "yellow", "note": "cyan"}
_GRAVE = "Other marks than meant:"
_HEADING = lazyre.compile(r"[A-Z][^:]{0,40}:")
_ROW = lazyre.compile(r"  (?P<name>\S[^·]*?)(?=  )")


def painted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a summary with colors: of its head, of its headings and of severities."""
    heading = ""
    for number, line in enumerate(lines):
        if number == 0 and " · " in line:
            name, _, rest = line.partition(" · ")
            yield f"{click.style(name, bold=True)} · {rest}"
            continue
        found = _HEADING.match(line)
        if found is not None:
            heading = found[0]
            color = _COLORS["warning"] if heading == _GRAVE else None
            yield click.style(heading, fg=color, bold=True) + line[found.end() :]
        else:
            yield _row(line) if not heading else _message(line)


def _row(line: str) -> str:
    """A line about a target or a system, with its name in bold."""
    found = _ROW.match(line)
    if found is None:
        return _message(line)
    return f"  {click.style(found['name'], bold=True)}{line[found.end() :]}"


def _message(line: str) -> str:
    """A line that says something of a place, with the color of its severity."""
    found = _SEVERITY.search(line)
    if found is None:
        return line
    styled = click.style(found[0], fg=_COLORS[found["word"]], bold=True)
    return line[: found.start()] + styled + line[found.end() :]
