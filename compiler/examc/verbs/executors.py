"""Does one piece of work for each of many files, one after another or at once; results in their order."""

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from examc.core.plainvalues import Plain, Values, to_plain
from examc.verbs.outcomes import Outcome

R = TypeVar("R", bound=Outcome)
R_co = TypeVar("R_co", bound=Outcome, covariant=True)
_PATIENCE = 1.0  # seconds without a word on a terminal


class Work(Protocol[R_co]):
    """What is done with a file: an outcome for each exam in it. The work itself can travel."""

    @property
    def kind(self) -> type[R_co]:
        """The class of its outcomes."""

    def __call__(self, path: str) -> Sequence[R_co]:
        """Do it."""


class Executor(Protocol):
    """Where work is done."""

    def each(self, work: Work[R], paths: Sequence[str]) -> Iterator[Sequence[R]]:
        """Yield the outcomes for each file, in the order of the files."""


class Here:
    """One after another, in this process."""

    def each(self, work: Work[R], paths: Sequence[str]) -> Iterator[Sequence[R]]:
        """Yield the outcomes for each file."""
        return map(work, paths)


class Pool(NamedTuple):
    """At once, in so many processes of this machine."""

    jobs: int

    def each(self, work: Work[R], paths: Sequence[str]) -> Iterator[Sequence[R]]:
        """Yield the outcomes for each file."""
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(self.jobs, len(paths))) as pool:
            for parcel in pool.map(partial(parcelled, work), paths):
                yield opened(work.kind, parcel)


def local(jobs: int, files: int) -> Executor:
    """Where so many files are worked on, so many at once."""
    return Here() if jobs == 1 or files < 2 else Pool(jobs)


Parcel = list[Plain] | Sequence[R]
"""Outcomes on their way: as plain values, which hold no more of a source than the lines they are about."""


def parcelled(work: Work[R], path: str) -> Parcel[R]:
    """Do a piece of work, and make its outcomes ready to travel."""
    outcomes = work(path)
    try:
        return [to_plain(each) for each in outcomes]
    except TypeError:  # a text that plain values cannot hold
        return outcomes


def opened(kind: type[R], parcel: Parcel[R]) -> Sequence[R]:
    """The outcomes of a parcel."""
    values = Values()
    return [each if isinstance(each, kind) else values.read(kind, each) for each in parcel]


def run(executor: Executor, work: Work[R], paths: Sequence[str], *, done: str = "") -> Iterator[R]:
    """Yield every outcome in order; `done` is what to say of files on a terminal (`built`), if anything.

    That is said once the work takes longer than a second.
    """
    start = time.monotonic()
    told = False
    for number, outcomes in enumerate(executor.each(work, paths), 1):
        if done and time.monotonic() - start > _PATIENCE and number < len(paths):
            sys.stderr.write(f"\r{number} of {len(paths)} exams {done}")
            sys.stderr.flush()
            told = True
        yield from outcomes
    if told:
        sys.stderr.write("\r" + " " * 40 + "\r")
