"""The command that serves editors: lsp."""

import gc

import click


@click.command()
@click.option("--stdio", is_flag=True, help="What some editors add; it changes nothing.")
def lsp(stdio: bool) -> None:
    """Serve an editor, on standard input and output.

    While you type, it says what check says; it completes, explains, outlines and formats sources, and
    offers to write what a message advises. Editors start it themselves: the README has their settings.
    """
    from examc.cli.language import server

    gc.enable()  # unlike other commands, it lasts
    server.serve()
