"""The steps between bytes and bytes: read, check, compile. Pure; the disk is someone else's."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from examc import lint
from examc.core import places, report
from examc.core.diagnostics import Diagnostic, Report, has_errors
from examc.core.model import Exam
from examc.files.rendering import TemplateFailure
from examc.formats import TARGETS, recognise, refuse_xml
from examc.formats.exam import read as exam_reader
from examc.formats.options import Options


@dataclass(slots=True)
class Reading:
    """What came of reading one input; `exam` is None where nothing could be made of it."""

    exam: Exam | None
    files: dict[str, bytes]
    report: Report


@dataclass(slots=True)
class Compiled:
    """What came of compiling: the outputs by target, none of them if there is an error.

    `losses` are all that the writers reported, those that the author silenced among them.
    """

    outputs: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    losses: list[Diagnostic] = field(default_factory=list)


def read(path: str, data: bytes, folder: exam_reader.Folder) -> Reading:
    """Read an input in whatever format its content shows; our own source where none does."""
    found = Report()
    reader = recognise(data)
    if reader is None and refuse_xml(path, data, found):
        return Reading(None, {}, found)
    if reader is None:
        exam, files = exam_reader.read(path, data, folder, found)
    else:
        exam, files = reader.read(path, data, found)
    return Reading(exam, files, found)


def to_source(reading: Reading, spelling: str) -> bytes | None:
    """The exam as a source, "md" or "yaml", read back to be sure of it.

    None where the exam could not be read, or where the source would mean something else; the
    report of the reading says why.
    """
    from examc.formats.exam.write import proved

    if reading.exam is None or reading.report.failed:
        return None
    text = proved(reading.exam, reading.files, spelling, reading.report)
    return None if text is None else text.encode()


def check(reading: Reading, names: Collection[str]) -> list[Diagnostic]:
    """All diagnostics of an exam before any target; `names` are the files of its folder."""
    return _finish(reading, names, [], complete=False)


def compile_exam(
    reading: Reading, names: Collection[str], targets: Iterable[str], options: Options
) -> Compiled:
    """Compile an exam to targets; errors of the exam itself stop it before any writer runs."""
    if reading.exam is None or reading.report.failed:
        return Compiled(diagnostics=check(reading, names))
    losses = Report()
    outputs: dict[str, bytes] = {}
    for name in targets:
        try:
            output = TARGETS[name].write(reading.exam, reading.files, options, losses)
        except TemplateFailure as error:
            losses.add("X380", str(error), path=options.templates, target=name)
            continue
        if output is not None:
            outputs[name] = output
    complete = set(targets) == set(TARGETS)
    placed = places.fill(reading.exam, losses.diagnostics)
    diagnostics = _finish(reading, names, placed, complete=complete)
    return Compiled({} if has_errors(diagnostics) else outputs, diagnostics, placed)


def _finish(
    reading: Reading, names: Collection[str], losses: list[Diagnostic], *, complete: bool
) -> list[Diagnostic]:
    """Lint, give every diagnostic its place, and leave out what the author silenced."""
    if reading.exam is None:
        return reading.report.diagnostics
    found = Report(list(reading.report.diagnostics))
    lint.run(reading.exam, names, found)
    diagnostics = places.fill(reading.exam, [*found.diagnostics, *losses])
    return lint.silence(reading.exam, diagnostics, complete=complete)


def accepted(exam: Exam, found: list[Diagnostic], codes: Collection[str]) -> list[Diagnostic]:
    """What a proof found and the author does not accept, and what is accepted in vain."""
    return lint.accept(exam, found, codes)


def losses_file(diagnostics: Iterable[Diagnostic], target: str) -> bytes | None:
    """The content of a target's `losses.json`; None where it lost nothing."""
    found = report.losses(diagnostics, target)
    if not found:
        return None
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
