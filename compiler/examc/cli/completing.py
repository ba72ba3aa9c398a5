"""What a shell offers behind the words of a command: targets, codes, files and folders."""

import click
from click.shell_completion import CompletionItem

from examc.core.diagnostics import CODES


def targets(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The targets whose names begin so, each with its title."""
    from examc.formats import TARGETS

    return [
        CompletionItem(name, help=target.title)
        for name, target in TARGETS.items()
        if name.startswith(begun)
    ]


def codes(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """The codes that begin so, each with its name, and the names that do."""
    found = [
        CompletionItem(code, help=entry.name)
        for code, entry in CODES.items()
        if begun and code.startswith(begun.upper())
    ]
    return found or [
        CompletionItem(entry.name, help=code)
        for code, entry in CODES.items()
        if entry.name.startswith(begun)
    ]


def files(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Files and folders, which the shell itself looks for."""
    return [CompletionItem(begun, type="file")]


def folders(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    """Folders alone."""
    return [CompletionItem(begun, type="dir")]
