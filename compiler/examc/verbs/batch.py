"""Builds several exams, one after another or at once, each into a folder of its own."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from examc.files import workspace
from examc.files.extras import MissingExtra
from examc.files.workspace import InputError
from examc.files.writing import WriteError
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.verbs import identity, keeping, staleness
from examc.verbs.keeping import Made, Run, Wanted, hashed
from examc.verbs.outcomes import ALL, Outcome, Shown
from examc.verbs.sums import Summary


class Job(NamedTuple):
    """What is wanted of every exam."""

    targets: tuple[str, ...]
    options: Options
    output: Path
    strict: bool
    force: bool = False
    """Whether to build what has not changed."""
    shown: Shown = ALL


class Result(Outcome):
    """What came of one exam: the paths written, or the reason why nothing was.

    `losses` counts the lists of losses among what was written; they are not in `written`.
    """

    written: tuple[str, ...] = ()
    losses: int = 0
    summary: Summary | None = None
    stale: str = ""
    """What of earlier outputs is older than the source, in words."""


class Building(NamedTuple):
    """The work of building a file, where several exams of the names `clashes` are meant."""

    job: Job
    clashes: frozenset[str]

    @property
    def kind(self) -> type[Result]:
        """The class of its outcomes."""
        return Result

    def __call__(self, path: str) -> list[Result]:
        """Do it."""
        return build_file(path, self.job, self.clashes)


def building(paths: Sequence[str], job: Job) -> Building:
    """The work of building files, of which no two may hold exams of one name."""
    return Building(job, _clashes(paths))


def build_file(path: str, job: Job, clashes: frozenset[str] = frozenset()) -> list[Result]:
    """Build each exam of a file: all outputs of one are written, or none and the earlier ones stay.

    They stand in a folder that the file names. What an earlier build has made of the very same file
    is left as it is, and told again.
    """
    try:
        loaded = workspace.load(path)
    except InputError as error:
        return [Result(path, path, problem=str(error), failed=True)]
    if loaded.name in clashes:
        problem = f"{path} is one of several exams called {loaded.name!r}; build them one by one"
        return [Result(path, path, problem=problem, failed=True)]
    found = [Result(loaded.name, path)]
    with _told(found[0]):
        place = _Place(loaded, job)
        run = None if job.force else place.unchanged()
        if run is not None:
            found = [Result(made.name, path) for made in run.exams]
            for made, result in zip(run.exams, found, strict=True):
                place.conclude(made, result)
        else:
            _build(place, path, found)
    return found


def _build(place: "_Place", path: str, found: list[Result]) -> None:
    """Compile each exam of a file at a path, with a result for each."""
    from examc.core import failure
    from examc.verbs import compiling

    failure.at_work = place.loaded.name
    readings = compiling.readings(place.loaded)
    found[:] = [Result(reading.name, path) for reading in readings]
    exams: list[Made] = []
    for reading, result in zip(readings, found, strict=True):
        failure.at_work = reading.name
        with _told(result):
            compiled = compiling.compiled(reading, place.job.targets, place.job.options)
            exams.append(compiled.made)
            place.conclude(compiled.made, result, compiled.files)
    if not any(result.failed for result in found):
        with _told(found[-1]):
            place.keep(tuple(exams))


@contextmanager
def _told(result: Result) -> Iterator[None]:
    """Let nothing that fails for one exam stop another."""
    try:
        yield
    except (InputError, WriteError) as error:
        result.problem, result.failed = str(error), True
    except MissingExtra:
        raise  # it ends the command, which says what to type
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        from examc.core import failure

        result.problem, result.failed = failure.describe(error), True


class _Place:
    """Where the outputs of a file stand, and what earlier builds left there."""

    def __init__(self, loaded: workspace.Input, job: Job) -> None:
        self.loaded, self.job = loaded, job
        self.folder = job.output / loaded.name
        self._wanted = _wanted(loaded, job)
        self._kept = keeping.runs(self.folder, loaded)

    def unchanged(self) -> Run | None:
        """The build that made just this, if there was one."""
        return keeping.unchanged(self._kept, self.folder, self.loaded, self._wanted)

    def conclude(
        self, made: Made, result: Result, files: Mapping[str, bytes] | None = None
    ) -> None:
        """Put into a result what there is to tell of an exam, and write its files where it succeeded.

        Without `files` they stand there already.
        """
        folder = self.folder
        result.hear(made.diagnostics, self.job.shown, strict=self.job.strict)
        names = set() if result.failed else {file.name for file in made.outputs}
        if not result.failed:
            if files is not None:
                self._write(made, files)
            result.written = tuple([(folder / file.name).as_posix() for file in made.outputs])
            result.files = (*made.outputs, *made.lists)
            result.losses = len(made.lists)
            result.head = None if made.summary is None else made.summary.head
            result.summary = made.summary if self.job.shown.sums else None
        left = staleness.stale(folder, made.name, self.loaded, self._kept, but=names)
        result.stale = staleness.told(left, folder, failed=result.failed)

    def _write(self, made: Made, files: Mapping[str, bytes]) -> None:
        """Write what is not there already, and remove what only an earlier build made."""
        placed = {self.folder / name: data for name, data in files.items()}
        gone = [self.folder / name for name in made.absent]
        for target in self.job.targets:
            gone += staleness.outputs(self.folder, made.name, TARGETS[target])
        self._change(placed, [path for path in gone if path not in placed])

    def keep(self, exams: tuple[Made, ...]) -> None:
        """Keep what was made of the file, for the next build."""
        sources, names = keeping.sources_of(self.loaded), keeping.names_of(self.loaded)
        run = Run(self._wanted, sources, names, exams)
        record = keeping.with_run(self._kept, run, self.loaded)
        path = self.folder / keeping.NAME
        self._change({} if record is None else {path: record}, [path] if record is None else [])

    def _change(self, files: dict[Path, bytes], gone: list[Path]) -> None:
        from examc.files import writing

        new = files if self.job.force else keeping.differing(files)
        remove = tuple([path for path in gone if path.exists()])
        writing.write(new, remove, within=self.job.output, used=self.loaded.used())


def _wanted(loaded: workspace.Input, job: Job) -> Wanted:
    """What is asked of a file; what it is called in messages stands in lists of losses."""
    folders = filter(None, (job.options.templates, job.options.fonts))
    used = [identity.templates(folder) for folder in folders]
    parts = (identity.program(), loaded.path, repr(job.options), *used)
    return Wanted(job.targets, hashed("\0".join(parts).encode("utf-8", "surrogateescape")))


def _clashes(paths: Sequence[str]) -> frozenset[str]:
    names = Counter(_name(path) for path in paths)
    return frozenset(name for name, count in names.items() if count > 1)


def _name(path: str) -> str:
    file = Path(path)
    return file.parent.resolve().name if file.name in workspace.MAIN_NAMES else file.stem
