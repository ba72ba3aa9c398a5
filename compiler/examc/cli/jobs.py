"""The options of commands that work on many exams: how many at once, where, and a summary of all."""

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from examc.cli.console import wrong
from examc.cli.files import write
from examc.cli.settings import Settings
from examc.core import lazyre, report

if TYPE_CHECKING:
    from examc.verbs.executors import Executor, R, Work
    from examc.verbs.outcomes import Outcome

_ADDRESS = lazyre.compile(r"(?:(?P<scheme>[a-z0-9+]+)://)?(?P<host>[^/\s]+?)(?::(?P<port>\d+))?/?")
_PORT = 8786  # of a scheduler, where nobody chooses another

_OPTIONS = (  # the last is listed first
    click.option(
        "--summary", metavar="FILE", help="Write a summary of all exams to a file, as JSON."
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Work on the cluster of the scheduler at tcp://HOST:PORT (dask).",
    ),
    click.option(
        "-j", "--jobs", type=click.IntRange(1, 64), help="Exams worked on at once; one by default."
    ),
)


class Crew(NamedTuple):
    """Who works on many exams, as a user chose, and where a summary of all goes."""

    jobs: int | None
    cluster: str | None
    summary: str | None

    def outcomes(
        self,
        settings: Settings,
        work: "Work[R]",
        paths: Sequence[str],
        output: Path | None = None,
        *,
        done: str,
    ) -> "Iterator[R]":
        """Yield the outcomes of work on files; `output` is the folder that it writes to, if any.

        `done` is what to say of the files on a terminal. What a cluster cannot do is told, and ends
        the command.
        """
        from examc.verbs import executors

        executor = self._executor(paths, output)
        said = done if sys.stderr.isatty() and not settings.quiet else ""
        with _told(settings, self.cluster):
            yield from executors.run(executor, work, paths, done=said)

    def _executor(self, paths: Sequence[str], output: Path | None) -> "Executor":
        if self.summary is not None and PurePath(self.summary).suffix.lower() != ".json":
            raise wrong(f"--summary writes JSON, and {self.summary} does not end in .json")
        if self.cluster is None:
            from examc.verbs import executors

            return executors.local(self.jobs or 1, len(paths))
        if self.jobs is not None:
            raise wrong("-j is for this machine, and --cluster has as many workers as it has")
        if "-" in paths:
            raise wrong("standard input cannot be read on a cluster; name a file or a folder")
        address = _address(self.cluster)
        from examc.verbs.cluster import Cluster

        return Cluster(address, output)

    def refuse_for_one(self, file: str) -> None:
        """What was chosen is of no use for one file, which is said."""
        given = {"-j": self.jobs, "--cluster": self.cluster, "--summary": self.summary}
        for option, value in given.items():
            if value is not None:
                raise wrong(f"{option} is for a folder of files, and {file} is one exam")

    def sum_up(self, outcomes: "Sequence[Outcome]") -> None:
        """Write the summary, if one is wanted."""
        if self.summary is not None:
            from examc.verbs.overviews import overview

            write({Path(self.summary): overview(outcomes)})


def jobs_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a command that works on many exams; it gets them as `crew`."""

    @functools.wraps(command)
    def with_crew(
        *args: Any, jobs: int | None, cluster: str | None, summary: str | None, **others: Any
    ) -> None:
        command(*args, crew=Crew(jobs, cluster, summary), **others)

    for option in _OPTIONS:
        with_crew = option(with_crew)
    return with_crew


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
def _told(settings: Settings, cluster: str | None) -> Iterator[None]:
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
