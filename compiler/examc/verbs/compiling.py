"""Compiles the exams of one file to the files that stand in the folder of its outputs."""

from collections.abc import Mapping
from typing import NamedTuple

from examc.core.diagnostics import Diagnostic
from examc.files.workspace import Input
from examc.formats.options import Options
from examc.verbs import pipeline, summing
from examc.verbs.keeping import Hashed, Made, hashed
from examc.verbs.pipeline import Built, Reading


class Compiled(NamedTuple):
    """What came of an exam, and its files by their names, lists of losses among them."""

    made: Made
    files: dict[str, bytes]


def readings(loaded: Input) -> list[Reading]:
    """Read each exam of a file."""
    return pipeline.read_all(loaded.path, loaded.data, loaded.folder, name=loaded.name)


def compiled(reading: Reading, targets: tuple[str, ...], options: Options) -> Compiled:
    """Compile an exam to targets; no files come of one with an error."""
    built = pipeline.build(reading, targets, options)
    diagnostics = tuple([_rooted(entry) for entry in built.diagnostics])
    if reading.exam is None or not built.files:
        return Compiled(Made(reading.name, diagnostics), {})
    outputs = {
        f"{reading.name}.{ending}": data
        for files in built.files.values()
        for ending, data in files.items()
    }
    lists = _lists(reading.name, built)
    present = {name: data for name, data in lists.items() if data is not None}
    summary = summing.of_build(reading.name, reading.exam, diagnostics, built.losses, built.beside)
    made = Made(
        reading.name,
        diagnostics,
        _hashed(outputs),
        _hashed(present),
        tuple([name for name in lists if name not in present]),
        summary,
    )
    return Compiled(made, outputs | present)


def _lists(name: str, built: Built) -> dict[str, bytes | None]:
    """The list of what each target lost, by its name; None for a target that lost nothing."""
    return {
        f"{name}.{target}.losses.json": pipeline.losses_file(built.diagnostics, target)
        for target in built.files
    }


def _hashed(files: Mapping[str, bytes]) -> tuple[Hashed, ...]:
    return tuple([Hashed(name, hashed(data)) for name, data in files.items()])


def _rooted(entry: Diagnostic) -> Diagnostic:
    """A diagnostic whose span is in a file, and not in a text inside one."""
    return entry if entry.span is None else entry._replace(span=entry.span.root())
