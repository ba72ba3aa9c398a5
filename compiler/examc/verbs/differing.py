"""The verb diff: what changed between two exams that were read."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import PurePath

from examc.changes import Change, compare
from examc.core.diagnostics import Diagnostic, Severity
from examc.core.features import Feature, Hold
from examc.formats import READERS, TARGETS
from examc.formats.options import DEFAULTS, Options
from examc.verbs import pipeline
from examc.verbs.pipeline import Reading, known

_CLOZE = Options(offgrid="cloze")
"""What a file may have been built with that it does not say; MathML is read as the formula it was."""


def diff(a: Reading, b: Reading, target: str = "") -> list[Change]:
    """Every change from `a` to `b`, what changes a mark first; empty where they mean the same.

    With a `target`, what its file says is compared with what it was bound to say: an exam that is
    no file of the target is built for it, and read back. Changes are told in the places of the
    source. Raises ValueError for an unknown target or one whose files are not read, and where an
    exam was read with errors or cannot be built.
    """
    if a.usable is None or b.usable is None:
        raise ValueError("an exam that was read with errors cannot be compared")
    if not target:
        return compare(a.usable, b.usable, a.files, b.files)
    known([target])
    if target not in {reader.name for reader in READERS}:
        raise ValueError(f"files of target {target} are not read, so they cannot be compared")
    found = _compared(a, b, target, DEFAULTS)
    if any(change.kind != "reworded" for change in found) and target in (a.format, b.format):
        with suppress(ValueError):  # what cannot be built so was not built so
            found = min(found, _compared(a, b, target, _CLOZE), key=len)
    return found


def _compared(a: Reading, b: Reading, target: str, options: Options) -> list[Change]:
    """Every change between two exams as a target's file holds them, built with some options."""
    file = _file(a, b, target)
    one, other = _held(a, target, options, file), _held(b, target, options, file)
    assert one.usable is not None
    assert other.usable is not None
    return compare(
        one.usable,
        other.usable,
        one.files,
        other.files,
        sources=(None if one is a else a.exam, None if other is b else b.exam),
        together=TARGETS[target].statement[Feature.WEIGHT].hold is not Hold.KEPT,
    )


def _file(a: Reading, b: Reading, target: str) -> str:
    """The name of both files: what is read may be called after its file, which is no change."""
    own = next((one for one in (a, b) if one.format == target and one.path), None)
    return f"{a.name}.{TARGETS[target].extension}" if own is None else PurePath(own.path).name


def _held(reading: Reading, target: str, options: Options, file: str) -> Reading:
    """What a target's file says of an exam: the exam itself, if it is read from such a file."""
    if reading.format == target:
        return reading
    built = pipeline.build(reading, [target], options)
    if target not in built.outputs:
        said = _first(built.diagnostics)
        raise ValueError(f"{_named(reading)} cannot be built for {target}{said}")
    held = pipeline.read(file, built.outputs[target])
    if held.usable is None:
        said = _first(held.report.diagnostics)
        raise ValueError(f"what {target} makes of {_named(reading)} cannot be read back{said}")
    return held


def _named(reading: Reading) -> str:
    return reading.path or reading.name


def _first(diagnostics: Iterable[Diagnostic]) -> str:
    """The first error of some diagnostics, behind a colon; "" where there is none."""
    errors = (said.message for said in diagnostics if said.severity is Severity.ERROR)
    return next((f": {message}" for message in errors), "")
