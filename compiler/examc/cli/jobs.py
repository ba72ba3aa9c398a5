"""The options of commands that work on many exams: how many at once, where, and a summary of all."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from examc.cli.console import wrong
from examc.cli.settings import Settings
from examc.core import lazyre, report

if TYPE_CHECKING:
    from examc.verbs.executors import Executor

_ADDRESS = lazyre.compile(r"(?:(?P<scheme>[a-z0-9+]+)://)?(?P<host>[^/\s]+?)(?::(?P<port>\d+))?/?")
_PORT = 8786  # of a scheduler, where nobody chooses another

jobs_option = click.option(
    "-j", "--jobs", type=click.IntRange(1, 64), help="Exams worked on at once; one by default."
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Work on the cluster of the scheduler at tcp://HOST:PORT (dask).",
)


def executor(
    jobs: int | None, cluster: str | None, paths: Sequence[str], output: Path | None = None
) -> "Executor":
    """Where work on files is done; `output` is the folder that it writes to, if any."""
    if cluster is None:
        from examc.verbs import executors

        return executors.local(jobs or 1, len(paths))
    if jobs is not None:
        raise wrong("-j is for this machine, and --cluster has as many workers as it has")
    if "-" in paths:
        raise wrong("standard input cannot be read on a cluster; name a file or a folder")
    address = _address(cluster)
    from examc.verbs.cluster import Cluster

    return Cluster(address, output)


def _address(text: str) -> str:
    """The address of a scheduler, if it looks like one."""
    found = _ADDRESS.fullmatch(text)
    scheme, port = (found["scheme"] or "tcp", found["port"] or _PORT) if found else ("", "")
    if found is None or scheme not in ("tcp", "tls"):
        raise wrong(f"--cluster {text} is no address of a scheduler, such as tcp://host:{_PORT}")
    whole = f"{scheme}://{found['host']}:{port}"
    if text.removesuffix("/") != whole:
        raise wrong(f"--cluster {text} is no whole address; did you mean {whole}?")
    return whole


@contextmanager
def told(settings: Settings, cluster: str | None) -> Iterator[None]:
    """Say what a cluster cannot do, and end with status 1."""
    if cluster is None:
        yield
        return
    from examc.verbs.cluster import ClusterFailure

    try:
        yield
    except ClusterFailure as failure:
        for line in report.render([failure.diagnostic], settings.form, color=settings.color):
            click.echo(line, err=True, color=True if settings.color else None)
        sys.exit(1)
