"""The verbs between bytes and bytes: read, check, build, convert, without a disk or a terminal."""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import PurePath

from examc import lint
from examc.core import places, report
from examc.core.diagnostics import Diagnostic, Report, did_you_mean, has_errors
from examc.core.model import Exam
from examc.core.records import Mutable, field
from examc.files import filenames
from examc.files.folders import Folder, MemoryFolder
from examc.formats import TARGETS, USUAL, Reader, recognise
from examc.formats.exam import read as exam_reader
from examc.formats.exam.own import is_source
from examc.formats.foreign.held import Held
from examc.formats.options import DEFAULTS, Options
from examc.verbs.pictures import cleaned


class Reading(Mutable):
    """What came of reading one input; an exam that a program made can be given as `Reading(exam)`.

    `exam` is None where nothing could be made of the input, and good for nothing but finding more
    mistakes where `report.failed`. `files` are the images that the exam uses, by their paths.
    `name` is what outputs are called, `path` the file in messages. `format` is the name of the
    reader that knew the content and `data` that content, both empty for our own source; `data` is
    empty as well for one of several exams of a file. `names` are all files of the exam's own
    folder, for the check that finds unused ones.
    """

    exam: Exam | None
    files: Mapping[str, bytes] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    name: str = "exam"
    path: str = ""
    format: str = ""
    data: bytes = b""
    names: Collection[str] = ()

    @property
    def usable(self) -> Exam | None:
        """The exam, if it was read without errors."""
        return None if self.report.failed else self.exam


class Built(Mutable):
    """What came of compiling: `files` by target and extension, none of them if there is an error.

    `diagnostics` are all there are to tell, in no order: what reading found, the checks, and the
    losses (those with a `target`). `losses` are all that the writers reported, those that the
    author silenced among them.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """All that was written, by target and extension, the main file of a target first."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    losses: list[Diagnostic] = field(default_factory=list)

    @property
    def outputs(self) -> dict[str, bytes]:
        """The main file of each target."""
        return {target: next(iter(made.values())) for target, made in self.files.items()}

    @property
    def beside(self) -> dict[str, dict[str, bytes]]:
        """The files that stand beside it, by target and extension (`rubrics.csv` of `canvas`)."""
        return {target: dict(list(made.items())[1:]) for target, made in self.files.items()}


def read(
    path: str, data: bytes, files: Folder | Mapping[str, bytes] | None = None, *, name: str = ""
) -> Reading:
    """Read an input in whatever format its content shows; our own source where none does.

    `path` is the file's name for messages; its ending tells the spelling of a source. `files` are
    the images and included files of a source, by their paths from it. `name` is what outputs are
    called, by default what the path says. Of a file that holds several exams, all that it holds is
    one exam; `read_all` gives each. Never raises for what the bytes hold: mistakes are in the
    report of the result.
    """
    reader = recognise(path, data)
    if reader is None:
        return _read_own(path, data, files, name or PurePath(path).stem)
    report = Report(format=reader.name)
    held = Held(*reader.read(path, data, report), report)
    return _reading(path, held, reader, name or PurePath(path).stem, data)


def read_all(
    path: str, data: bytes, files: Folder | Mapping[str, bytes] | None = None, *, name: str = ""
) -> list[Reading]:
    """Read each exam of an input, as `read` does one; a list of one for what holds no more.

    Of several, each is called what the file calls it, in letters that every disk has, no two alike.
    """
    name = name or PurePath(path).stem
    reader = recognise(path, data)
    if reader is None:
        return [_read_own(path, data, files, name)]
    found = reader.read_each(path, data, Report(format=reader.name))
    if len(found) == 1:
        return [_reading(path, found[0], reader, name, data)]
    taken: set[str] = set()
    return [
        _reading(path, held, reader, filenames.unique(held.name or name, taken)) for held in found
    ]


def _reading(path: str, held: Held, reader: Reader, name: str, data: bytes = b"") -> Reading:
    """What a reader of foreign files found, with images in which nothing acts."""
    if held.exam is not None and not held.exam.exercises and not held.report.failed:
        held.report.add("R513", "file has no exercise, and no question", path=path)
    safe = cleaned(held.exam, held.files, path, held.report, own=False)
    return Reading(held.exam, safe, held.report, name, path, reader.name, data)


def _read_own(
    path: str, data: bytes, files: Folder | Mapping[str, bytes] | None, name: str
) -> Reading:
    """Read our own source, which is what remains where no reader knows a content."""
    report = Report()
    if not is_source(path, data) and _refused(path, data, report):
        return Reading(None, {}, report, name, path)
    files = {} if files is None else files
    folder = MemoryFolder(files) if isinstance(files, Mapping) else files
    exam, images = exam_reader.read(path, data, folder, report)
    safe = cleaned(exam, images, path, report, own=True)
    return Reading(exam, safe, report, name, path, names=folder.names())


def _refused(path: str, data: bytes, report: Report) -> bool:
    """Whether an input is of a format that nothing here reads; loaded for what is no source only."""
    from examc.formats.foreign.looks import refuse

    return refuse(path, data, report)


def to_source(reading: Reading, spelling: str) -> bytes | None:
    """The exam as a source, "md" or "yaml", read back to be sure of it.

    None where the exam could not be read, or where the source would mean something else; the
    report of the reading says why.
    """
    from examc.formats.exam.proving import proved

    if reading.usable is None:
        return None
    text = proved(reading.usable, reading.files, spelling, reading.report, reading.path)
    return None if text is None else text.encode()


def check(reading: Reading) -> list[Diagnostic]:
    """All diagnostics of an exam before any target: what reading found, and its flaws."""
    return _finish(reading, [])


def build(reading: Reading, targets: Iterable[str], options: Options = DEFAULTS) -> Built:
    """Compile an exam to targets, the names that `examc targets` lists; raises ValueError for another.

    Errors of the exam itself stop it before any writer runs.
    """
    from examc.files.rendering import TemplateFailure

    chosen = known(targets)
    if reading.usable is None:
        return Built(diagnostics=check(reading))
    losses = Report()
    files: dict[str, dict[str, bytes]] = {}
    for name in chosen:
        try:
            made = TARGETS[name].outputs(reading.usable, reading.files, options, losses)
        except TemplateFailure as error:
            losses.add("X380", str(error), error.span(), path=options.templates, target=name)
            continue
        if made:
            files[name] = made
    placed = places.fill(reading.usable, losses.diagnostics)
    diagnostics = _finish(reading, placed, chosen)
    if has_errors(diagnostics):
        return Built({}, diagnostics, placed)
    return Built(files, diagnostics, placed)


def convert(
    path: str,
    data: bytes,
    targets: Iterable[str],
    files: Folder | Mapping[str, bytes] | None = None,
    options: Options = DEFAULTS,
) -> Built:
    """Read an input as `read` does, and compile it as `build` does, with no source in between.

    For a file of several exams, `build` each of those that `read_all` gives.
    """
    return build(read(path, data, files), targets, options)


def known(targets: Iterable[str]) -> tuple[str, ...]:
    """The same names of targets; raises ValueError for one that there is not."""
    chosen = tuple(targets)
    for name in chosen:
        if name not in TARGETS:
            raise ValueError(f"there is no target {name!r}; {did_you_mean(name, tuple(TARGETS))}")
    return chosen


def _finish(
    reading: Reading, losses: list[Diagnostic], built: Collection[str] = ()
) -> list[Diagnostic]:
    """Lint, give every diagnostic its place, and leave out what the author silenced.

    An `allow` that silences nothing is told where all usual targets are built, and no other one
    could still lose what it is about.
    """
    if reading.exam is None:
        return reading.report.diagnostics
    report = Report(list(reading.report.diagnostics))
    lint.run(reading.exam, reading.names, report)
    losses = [] if report.failed else losses  # it is written nowhere
    diagnostics = places.fill(reading.exam, [*report.diagnostics, *losses])
    complete = set(USUAL) <= set(built)
    unsaid = partial(_may_tell, built=built)
    return lint.silence(reading.exam, diagnostics, complete=complete, unsaid=unsaid)


def _may_tell(code: str, built: Collection[str]) -> bool:
    """Whether a target that was not built may lose what a code is about."""
    from examc.core.features import Hold

    others = (target.statement for name, target in TARGETS.items() if name not in built)
    return any(
        feature.code == code and held.hold is not Hold.KEPT
        for statement in others
        for feature, held in statement.items()
    )


def accepted(
    exam: Exam, found: list[Diagnostic], run: Collection[tuple[str, str]]
) -> list[Diagnostic]:
    """What a proof found and the author does not accept, and what is wrong with an `allow`.

    `run` are the targets and names of the systems that were run.
    """
    return lint.accept(exam, found, run)


def losses_file(diagnostics: Iterable[Diagnostic], target: str) -> bytes | None:
    """The content of a target's `losses.json`; None where it lost nothing."""
    found = report.losses(diagnostics, target)
    if not found:
        return None
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
