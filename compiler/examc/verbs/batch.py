"""Builds several exams, one after another or at once, each into a folder of its own."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from examc.core import report
from examc.core.diagnostics import Diagnostic, has_errors
from examc.files import workspace
from examc.files.extras import MissingExtra
from examc.files.workspace import InputError
from examc.files.writing import WriteError
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.verbs import identity, keeping, staleness
from examc.verbs.keeping import Hashed, Run, Wanted, hashed
from examc.verbs.sums import Summary

if TYPE_CHECKING:
    from examc.verbs.compiling import Compiled

_PATIENCE = 1.0  # seconds without a word on a terminal


@dataclass(frozen=True, slots=True)
class Job:
    """What is wanted of every exam."""

    targets: tuple[str, ...]
    options: Options
    output: Path
    strict: bool
    force: bool = False
    """Whether to build what has not changed."""


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
    work = partial(build_one, job=job, clashes=clashes)
    if jobs == 1 or len(paths) < 2:
        return list(_with_progress(map(work, paths), len(paths), show))
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        return list(_with_progress(pool.map(work, paths), len(paths), show))


def build_one(path: str, job: Job, clashes: frozenset[str] = frozenset()) -> Result:
    """Build one exam; all its outputs are written, or none and the earlier ones stay.

    What an earlier build has made of the very same exam is left as it is, and told again.
    """
    try:
        loaded = workspace.load(path)
    except InputError as error:
        return Result(path, problem=str(error), failed=True)
    if loaded.name in clashes:
        problem = f"{path} is one of several exams called {loaded.name!r}; build them one by one"
        return Result(path, problem=problem, failed=True)
    result = Result(loaded.name)
    try:
        _build(loaded, job, result)
    except (InputError, WriteError) as error:
        result.problem, result.failed = str(error), True
    except MissingExtra:
        raise
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from examc.core import failure

        failure.at_work = loaded.name
        result.problem, result.failed = failure.describe(error), True
    return result


def _build(loaded: workspace.Input, job: Job, result: Result) -> None:
    folder = job.output / loaded.name
    wanted = _wanted(loaded, job)
    kept = keeping.runs(folder, loaded)
    run = None if job.force else keeping.unchanged(kept, folder, loaded, wanted)
    made = None
    if run is None:
        from examc.verbs.compiling import compiled

        made = compiled(loaded, job.targets, job.options)
        run = _run(loaded, wanted, made)
    result.diagnostics = list(run.diagnostics)
    judged = report.strict(run.diagnostics) if job.strict else run.diagnostics
    result.failed = has_errors(judged)
    if result.failed:
        left = staleness.stale(folder, loaded, kept)
    else:
        if made is not None:
            _write(folder, loaded, job, made, keeping.with_run(kept, run, loaded))
        result.written = [(folder / file.name).as_posix() for file in run.outputs]
        result.losses, result.summary = len(run.lists), run.summary
        left = staleness.stale(folder, loaded, kept, but={file.name for file in run.outputs})
    result.stale = staleness.told(left, folder, failed=result.failed)


def _run(loaded: workspace.Input, wanted: Wanted, made: "Compiled") -> Run:
    def files(named: dict[str, bytes]) -> tuple[Hashed, ...]:
        return tuple([Hashed(name, hashed(data)) for name, data in named.items()])

    return Run(
        wanted,
        keeping.sources_of(loaded),
        keeping.names_of(loaded),
        files(made.outputs),
        files(made.lists),
        tuple(made.absent),
        tuple(made.diagnostics),
        made.summary,
    )


def _write(
    folder: Path, loaded: workspace.Input, job: Job, made: "Compiled", record: bytes | None
) -> None:
    """Write what is not there already, and remove what an earlier build made and this one did not."""
    from examc.files import writing

    files = {folder / name: data for name, data in (made.outputs | made.lists).items()}
    gone = [folder / name for name in made.absent]
    for target in job.targets:
        gone += staleness.outputs(folder, loaded.name, TARGETS[target])
    if record is None:
        gone.append(folder / keeping.NAME)
    else:
        files[folder / keeping.NAME] = record
    remove = [path for path in gone if path not in files and path.exists()]
    new = files if job.force else keeping.differing(files)
    writing.write(new, tuple(remove), within=job.output, used=loaded.used())


def _wanted(loaded: workspace.Input, job: Job) -> Wanted:
    """What is asked of an exam; what it is called in messages stands in lists of losses."""
    used = identity.templates(job.options.templates) if job.options.templates else ""
    parts = (identity.program(), loaded.path, repr(job.options), used)
    return Wanted(job.targets, hashed("\0".join(parts).encode("utf-8", "surrogateescape")))


def _clashes(paths: list[str]) -> frozenset[str]:
    names = Counter(_name(path) for path in paths)
    return frozenset(name for name, count in names.items() if count > 1)


def _name(path: str) -> str:
    file = Path(path)
    return file.parent.resolve().name if file.name in workspace.MAIN_NAMES else file.stem


def _with_progress(results: Iterator[Result], total: int, show: bool) -> Iterator[Result]:
    """Say on a terminal how far the work is, once it takes longer than a second."""
    start = time.monotonic()
    told = False
    for number, result in enumerate(results, 1):
        if show and time.monotonic() - start > _PATIENCE and number < total:
            sys.stderr.write(f"\r{number} of {total} exams built")
            sys.stderr.flush()
            told = True
        yield result
    if told:
        sys.stderr.write("\r" + " " * 40 + "\r")
