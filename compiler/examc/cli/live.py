"""The commands that follow an exam while it is written: preview, watch."""

import gc
import sys
import webbrowser

import click

from examc.cli import completing, outputs
from examc.cli.console import say, wrong
from examc.cli.files import chosen_targets, find, load_one, opened, read, write
from examc.cli.settings import Settings, inputs_argument, messages, target_option
from examc.files.filenames import unique


@click.command()
@inputs_argument
@click.option(
    "-o", "--output", shell_complete=completing.files, help="Write the page to FILE.html, and end."
)
@click.option("--practice", is_flag=True, help="The page for students, without staff's views.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to serve at.")
@click.option("--no-open", is_flag=True, help="Open no browser.")
@messages
def preview(
    settings: Settings,
    inputs: tuple[str, ...],
    output: str | None,
    practice: bool,
    port: int | None,
    no_open: bool,
) -> None:
    """See exams in a page that follows every save.

    It shows them as students, lecturers and graders see them. INPUT is as for check. The page is served to this machine alone, shows mistakes with their excerpt, and
    beside each question what each system makes of it. -o writes it as one file instead.
    """
    if output is not None:
        sys.exit(_write(settings, inputs, output, practice=practice))
    from examc.cli import serving
    from examc.cli.following import Follower
    from examc.verbs.previewing import Shown

    gc.enable()  # unlike other commands, it lasts
    named = _named(find(inputs))
    board = serving.Board({name: Shown(name) for name in named})
    follower = Follower(board, named, practice=practice)
    follower.begin()
    try:
        made = serving.listening(port)
    except OSError as error:
        raise wrong(f"port {port} cannot be had: {error.strerror}") from error
    number = int(made.getsockname()[1])
    only = f"{next(iter(named))}/" if len(named) == 1 else ""
    address = f"http://{serving.HOST}:{number}/{only}"
    say(f"{address}  (Ctrl-C ends)")
    sys.stdout.flush()
    if not no_open:
        webbrowser.open(address)
    serving.serve(serving.application(board, number, follower.follow), made)


def _named(paths: list[str]) -> dict[str, str]:
    """The main file of each exam, by a name that no other has."""
    taken: set[str] = set()
    return {unique(opened(path).name, taken): path for path in paths}


def _write(settings: Settings, inputs: tuple[str, ...], output: str, *, practice: bool) -> int:
    """Write the page of one exam; the exit status."""
    from examc.formats.options import Options
    from examc.verbs import pipeline

    place = outputs.page(output, "-o")
    paths = find(inputs)
    if len(paths) != 1:
        raise wrong(f"-o writes the page of one exam, and there are {len(paths)}; name one")
    loaded = load_one(paths[0])
    built = pipeline.build(read(loaded), ["html"], Options(practice=practice))
    if settings.tell(built.diagnostics):
        return 1
    write({place: built.outputs["html"]}, loaded.used())
    if not settings.quiet:
        say(place.as_posix())
    return 0


@click.command()
@inputs_argument
@target_option
@click.option(
    "-o",
    "--output",
    default="build",
    show_default=True,
    shell_complete=completing.folders,
    help="The folder for outputs, with -t.",
)
@messages
def watch(
    settings: Settings, inputs: tuple[str, ...], targets: tuple[str, ...], output: str
) -> None:
    """Check exams again on every save, and with -t build them.

    INPUT is as for check. Each save has one line: what the exam is now, and what changed since the last one that
    had no errors. Ctrl-C ends.
    """
    from examc.cli.watching import saves
    from examc.cli.watchlines import Watched

    gc.enable()  # unlike other commands, it lasts
    place = outputs.folder(output)
    chosen = chosen_targets(targets) if targets else ()
    paths = find(inputs)
    watched = {path: Watched(path, chosen, place, settings) for path in paths}
    for one in watched.values():
        one.run()
    for saved in saves(paths, place):
        for path in saved:
            watched[path].run()
