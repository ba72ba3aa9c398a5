"""Builds several exams, one after another or at once, each into a folder of its own."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from examc.core import failure, report
from examc.core.diagnostics import Diagnostic, has_errors
from examc.files import workspace, writing
from examc.files.workspace import InputError
from examc.files.writing import WriteError
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.verbs import pipeline, staleness, summing
from examc.verbs.summing import Summary

_PATIENCE = 1.0  # seconds without a word on a terminal


@dataclass(frozen=True, slots=True)
class Job:
    """What is wanted of every exam."""

    targets: tuple[str, ...]
    options: Options
    output: Path
    strict: bool


@dataclass(slots=True)
class Result:
    """What came of one exam: the paths written, or the reason why nothing was.

    `losses` counts the lists of losses among what was written; they are not in `written`.
    """

    name: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    losses: int = 0
    summary: Summary | None = None
    problem: str = ""
    stale: str = ""
    """What of earlier outputs is older than the source, in words."""
    failed: bool = False


def run(paths: list[str], job: Job, jobs: int, *, show: bool = False) -> list[Result]:
    """Build every exam, in the order given whatever the number of jobs."""
    clashes = _clashes(paths)
    work = partial(build_file, job=job, clashes=clashes)
    if jobs == 1 or len(paths) < 2:
        return list(_with_progress(map(work, paths), len(paths), show))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        return list(_with_progress(pool.map(work, paths), len(paths), show))


def build_file(path: str, job: Job, clashes: frozenset[str] = frozenset()) -> list[Result]:
    """Build each exam of a file: all outputs of one are written, or none and the earlier ones stay.

    They stand in a folder that the file names.
    """
    try:
        loaded = workspace.load(path)
    except InputError as error:
        return [Result(path, problem=str(error), failed=True)]
    if loaded.name in clashes:
        problem = f"{path} is one of several exams called {loaded.name!r}; build them one by one"
        return [Result(path, problem=problem, failed=True)]
    failure.at_work = loaded.name
    found = [Result(loaded.name)]
    with _told(found[0]):
        readings = pipeline.read_all(loaded.path, loaded.data, loaded.folder, name=loaded.name)
        found = [Result(reading.name) for reading in readings]
        for reading, result in zip(readings, found, strict=True):
            failure.at_work = reading.name
            with _told(result):
                _compile(loaded, reading, job, result)
    return found


@contextmanager
def _told(result: Result) -> Iterator[None]:
    """Let nothing that fails for one exam stop another."""
    try:
        yield
    except (InputError, WriteError) as error:
        result.problem, result.failed = str(error), True
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        result.problem, result.failed = failure.describe(error), True


def _compile(loaded: workspace.Input, reading: pipeline.Reading, job: Job, result: Result) -> None:
    compiled = pipeline.build(reading, job.targets, job.options)
    result.diagnostics = compiled.diagnostics
    judged = report.strict(compiled.diagnostics) if job.strict else compiled.diagnostics
    folder = job.output / loaded.name
    if has_errors(judged):
        result.failed = True
        left = staleness.stale(folder, reading.name, loaded.used())
        result.stale = staleness.told(left, folder, failed=True)
        return
    outputs = {
        folder / f"{reading.name}.{extension}": data
        for files in compiled.files.values()
        for extension, data in files.items()
    }
    lists = {
        folder / f"{reading.name}.{target}.losses.json": pipeline.losses_file(
            compiled.diagnostics, target
        )
        for target in compiled.files
    }
    losses = {path: data for path, data in lists.items() if data is not None}
    stale = [path for path in lists if path not in losses]
    for target in compiled.files:
        earlier = staleness.outputs(folder, reading.name, TARGETS[target])
        stale += [path for path in earlier if path not in outputs]
    writing.write(outputs | losses, tuple(stale), within=job.output, used=loaded.used())
    result.written = [path.as_posix() for path in outputs]
    result.losses = len(losses)
    if reading.exam is not None:
        result.summary = summing.of_build(
            reading.name, reading.exam, compiled.diagnostics, compiled.losses, compiled.beside
        )
    left = staleness.stale(folder, reading.name, loaded.used(), but=outputs)
    result.stale = staleness.told(left, folder, failed=False)


def _clashes(paths: list[str]) -> frozenset[str]:
    names = Counter(_name(path) for path in paths)
    return frozenset(name for name, count in names.items() if count > 1)


def _name(path: str) -> str:
    file = Path(path)
    return file.parent.resolve().name if file.name in workspace.MAIN_NAMES else file.stem


def _with_progress(files: Iterator[list[Result]], total: int, show: bool) -> Iterator[Result]:
    """Say on a terminal how far the work is, once it takes longer than a second."""
    start = time.monotonic()
    told = False
    for number, results in enumerate(files, 1):
        if show and time.monotonic() - start > _PATIENCE and number < total:
            sys.stderr.write(f"\r{number} of {total} exams built")
            sys.stderr.flush()
            told = True
        yield from results
    if told:
        sys.stderr.write("\r" + " " * 40 + "\r")
