"""What commands print, and how a run ends that is told to stop."""

import io
import signal
import sys
from types import FrameType

import click


def say(text: str) -> None:
    """Print lines to standard output; no name in them steers a terminal, or a code host."""
    from examc.core import report

    for line in text.split("\n"):
        click.echo(report.on_one_line(line))


def complain(text: str) -> None:
    """Print an error that has no place, on one line of standard error."""
    from examc.core import report

    click.echo(f"error: {report.on_one_line(text)}", err=True)


def wrong(text: str) -> click.UsageError:
    """A wrong use of the command line, to be raised."""
    from examc.core import report

    return click.UsageError(report.on_one_line(text))


def prepare() -> None:
    """Print UTF-8 whatever the console says, and let a signal end a run as an error would.

    A name that is no text is shown with escapes. What is half-written is cleaned up on the way out.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP, and nohup ignores it
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)
