"""Does work on the machines of a cluster, through the scheduler and the workers of dask.distributed.

A task is the paths of a few exams. Workers read and write the folders that they share with us, and
what comes back is `verbs.outcomes`. A worker that dies is no matter: its tasks are done elsewhere,
and what it had written already is written alike.
"""

import logging
import os
import time
import warnings
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Generic

from examc import __version__
from examc.core.diagnostics import Diagnostic, listed
from examc.core.records import Record
from examc.files.extras import MissingExtra, needed
from examc.verbs import identity, outcomes, workers
from examc.verbs.executors import Parcel, R, Work, opened
from examc.verbs.workers import Errand, Refusal

with needed("to work on a cluster"):
    from distributed import Client, Future, KilledWorker, Security

_LARGEST_TASK = 32  # exams
_AHEAD = 4  # tasks a thread of a worker that are handed out before their turn
_PATIENCE = 10  # seconds in which a scheduler must answer, and have a worker
_LOOK = 10  # seconds between looks at whether there is a worker still
_ALONE = 300  # seconds without any worker after which none is expected any more
_BROKEN = (OSError, RuntimeError, CancelledError, ImportError, AttributeError)
"""What a result is in the stead of outcomes where a cluster broke."""
_SHOWN = 3  # workers that are named
_MARK = ".examc-cluster-"
"""What the name of the file begins with by which workers prove that they see the folder of outputs."""


class ClusterFailure(Exception):
    """What a cluster cannot do; the diagnostic says why, and what to do."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(code, message, help=help)


class Cluster(Record, frozen=True):
    """The workers of the scheduler at an address; `output` is the folder that they write to, if any."""

    address: str
    output: Path | None = None

    def each(self, work: Work[R], paths: Sequence[str]) -> Iterator[Sequence[R]]:
        """Yield the outcomes for each file; raises ClusterFailure."""
        with _connected(self.address) as client, _errand(self.output, paths) as errand:
            most = _AHEAD * _threads(client, self.address, errand)
            size = min(_LARGEST_TASK, max(1, len(paths) // most))
            tasks = _Tasks(client, errand, work, self.address)
            for parcel in tasks.parcels(_batches(paths, size), most):
                yield opened(work.kind, parcel)


def _batches(paths: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    source = iter(paths)
    while batch := tuple(islice(source, size)):
        yield batch


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A connection to a scheduler; what it still had to do for us ends with it."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    if address.startswith("tls:") and not Security().get_connection_args("client")["ssl_context"]:
        raise _unreached(address, ValueError("no certificates are known"))
    try:
        with warnings.catch_warnings(action="ignore"):
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _unreached(address, error) from error
    try:
        yield client
    finally:
        with suppress(OSError, RuntimeError):
            client.close(timeout=_PATIENCE)


@contextmanager
def _errand(output: Path | None, paths: Sequence[str]) -> Iterator[Errand]:
    """What workers must be and see: the first file, and a mark in the folder of outputs for as long."""
    first = next((path for path in paths if Path(path).is_file()), "")
    signs = [(first, workers.sign(first))] if first else []
    mark = None
    try:
        if output is not None:
            mark = output / f"{_MARK}{os.urandom(6).hex()}"
            output.mkdir(parents=True, exist_ok=True)
            mark.write_bytes(os.urandom(16))
            signs.append((mark.as_posix(), workers.sign(mark)))
        yield Errand(os.getcwd(), identity.program(), tuple(signs))
    except PermissionError as error:
        raise ClusterFailure(
            "S198", f"cannot write {output}: {error.strerror}", "choose another folder with -o"
        ) from error
    finally:
        if mark is not None:
            mark.unlink(missing_ok=True)


def _threads(client: Client, address: str, errand: Errand) -> int:
    """How many tasks the workers do at once; raises ClusterFailure where one of them is of no use."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
        answers = client.run(workers.refused, errand, on_error="return")
    except TimeoutError as error:
        raise _unmanned(address) from error
    except OSError as error:
        raise _unreached(address, error) from error
    refusals = {
        worker: answer if isinstance(answer, Refusal) else Refusal(version="none, or an older one")
        for worker, answer in answers.items()
        if answer is not None and not isinstance(answer, OSError)  # it has just gone
    }
    if refusals:
        raise _refusal(refusals, errand)
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


class _Tasks(Generic[R]):
    """Tasks on their way to workers and back."""

    def __init__(self, client: Client, errand: Errand, work: Work[R], address: str) -> None:
        self.client, self.errand, self.work, self.address = client, errand, work, address

    def parcels(self, batches: Iterator[tuple[str, ...]], most: int) -> Iterator[Parcel[R]]:
        """Yield what comes of each file in order, with so many tasks under way at most."""
        waiting = deque((batch, self._sent(batch)) for batch in islice(batches, most))
        while waiting:
            batch, future = waiting.popleft()
            try:
                parcels = self._come(future)
            except KilledWorker:
                self._end([other for _batch, other in waiting])
                parcels = [parcel for path in batch for parcel in self._alone(path)]
            waiting.extend((batch, self._sent(batch)) for batch in islice(batches, 1))
            yield from parcels

    def _sent(self, batch: tuple[str, ...]) -> Future[object]:
        return self.client.submit(workers.task, self.errand, self.work, batch, pure=False)

    def _end(self, futures: Sequence[Future[object]]) -> None:
        """Wait until tasks have ended, in whatever way; raises ClusterFailure where nobody is left."""
        for future in futures:
            with suppress(KilledWorker, *_BROKEN):
                self._result(future)

    def _alone(self, path: str) -> list[Parcel[R]]:
        """What comes of a file while nothing else of ours is done.

        The scheduler blames every task that a worker had before it when it died, so that only the
        deaths of workers that had one alone tell the file.
        """
        try:
            return self._come(self._sent((path,)))
        except KilledWorker as error:
            return [[_lost(self.work, path, error.allowed_failures + 1)]]

    def _come(self, future: Future[object]) -> list[Parcel[R]]:
        """What comes of a task; raises KilledWorker where workers died that had it."""
        try:
            came = self._result(future)
        except (KilledWorker, MissingExtra, ClusterFailure):
            raise
        except _BROKEN as error:
            raise _broken(self.address, error) from error
        if isinstance(came, Refusal):
            raise _refusal({"one that came later": came}, self.errand)
        assert isinstance(came, list)
        return came

    def _result(self, future: Future[object]) -> object:
        """The result of a task; raises ClusterFailure where nobody is left to do it."""
        seen = time.monotonic()
        while True:
            try:
                return future.result(timeout=_LOOK)
            except TimeoutError:
                if future.done():  # just now, or with an error of that kind
                    return future.result()
                if self.client.nthreads():
                    seen = time.monotonic()
                elif time.monotonic() - seen > _ALONE:
                    raise _unmanned(self.address) from None


def _lost(work: Work[R], path: str, deaths: int) -> R:
    """The outcome for a file that workers die of."""
    message = f"{deaths} workers died while they worked on this exam"
    advice = "build it alone, without --cluster; workers may have too little memory"
    outcome = work.kind(path, path, failed=True)
    outcome.hear([Diagnostic("S199", message, path=path, help=advice)], outcomes.ALL)
    return outcome


def _refusal(refusals: Mapping[str, Refusal], errand: Errand) -> ClusterFailure:
    """Workers of another version, told before those that do not see a folder."""
    versions = {worker: found.version for worker, found in refusals.items() if found.version}
    if versions:
        which = f"{_workers(versions)} of another examc: {listed(sorted(set(versions.values())))}"
        advice = "install the same examc, and the same of its libraries, wherever a worker runs"
        return ClusterFailure("S197", f"{which}; here {__version__}", advice)
    unseen = {worker: found.unseen for worker, found in refusals.items()}
    name = next(iter(unseen.values()))
    what = "the folder of outputs" if _MARK in name else name
    place = Path(errand.home, Path(name).parent if _MARK in name else "").as_posix()
    return ClusterFailure(
        "S198",
        f"{_workers(unseen)} not seeing {what} as it is here",
        f"share {place} with every worker, under the same path",
    )


def _workers(found: Mapping[str, object]) -> str:
    """`2 workers (tcp://a:1, tcp://b:2) are`."""
    named = sorted(found)
    more = f", and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    be = "worker {} is" if len(named) == 1 else "{} workers ({}) are"
    shown = ", ".join(named[:_SHOWN]) + more
    return be.format(shown) if len(named) == 1 else be.format(len(named), shown)


def _unreached(address: str, error: Exception) -> ClusterFailure:
    message = f"no scheduler answers at {address} ({_reason(error)})"
    advice = "start one with dask scheduler, which prints its address; for tls://, dask's settings name the certificates"
    return ClusterFailure("S196", message, advice)


def _unmanned(address: str) -> ClusterFailure:
    message = f"the scheduler at {address} has no worker"
    return ClusterFailure("S196", message, f"start some with dask worker {address}")


def _broken(address: str, error: BaseException) -> ClusterFailure:
    message = f"the cluster at {address} failed ({_reason(error)})"
    advice = "what was built stays; run it again. Scheduler and workers need the same examc as here"
    return ClusterFailure("S196", message, advice)


def _reason(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return text[:200] or type(error).__name__
