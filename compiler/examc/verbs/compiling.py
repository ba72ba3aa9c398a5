"""Compiles one exam that was loaded from a disk to the files that stand in the folder of its outputs."""

from dataclasses import dataclass, field, replace

from examc.core import failure
from examc.core.diagnostics import Diagnostic
from examc.files.workspace import Input
from examc.formats.options import Options
from examc.verbs import pipeline, summing
from examc.verbs.sums import Summary


@dataclass(slots=True)
class Compiled:
    """What came of an exam: its files by their names, none where there is an error.

    `lists` are the lists of losses, by their names too, and `absent` the names of those that there
    are not, since a target lost nothing. The spans of `diagnostics` are in the files themselves.
    """

    diagnostics: list[Diagnostic]
    outputs: dict[str, bytes] = field(default_factory=dict)
    lists: dict[str, bytes] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)
    summary: Summary | None = None


def compiled(loaded: Input, targets: tuple[str, ...], options: Options) -> Compiled:
    """Compile an exam to targets."""
    failure.at_work = loaded.name
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    built = pipeline.build(reading, targets, options)
    made = Compiled([_rooted(entry) for entry in built.diagnostics])
    for target, files in built.files.items():
        made.outputs |= {f"{loaded.name}.{ending}": data for ending, data in files.items()}
        name = f"{loaded.name}.{target}.losses.json"
        losses = pipeline.losses_file(built.diagnostics, target)
        if losses is None:
            made.absent.append(name)
        else:
            made.lists[name] = losses
    if built.files and reading.exam is not None:
        made.summary = summing.of_build(
            loaded.name, reading.exam, made.diagnostics, built.losses, built.beside
        )
    return made


def _rooted(entry: Diagnostic) -> Diagnostic:
    """A diagnostic whose span is in a file, and not in a text inside one."""
    return entry if entry.span is None else replace(entry, span=entry.span.root())
