"""Outputs of an earlier build that the source has left behind, told by what was kept of the build.

Where nothing was kept, the times of the files tell.
"""

import glob
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from examc.files.workspace import Input
from examc.formats import TARGETS, Target
from examc.verbs.keeping import Run, is_of


def stale(
    folder: Path, name: str, loaded: Input, kept: Iterable[Run], *, but: Collection[str] = ()
) -> list[str]:
    """The names of an exam's outputs in a folder that were made of another state of its file.

    Those of the names `but` are made of this one. A file that cannot be looked at is left out.
    """
    runs = {target: run for run in kept for target in run.wanted.targets}
    changed = max(_times(loaded.used()), default=0)
    found = []
    for target in TARGETS.values():
        left = [path for path in outputs(folder, name, target) if path.name not in but]
        if left and target.name in runs:
            found += [] if is_of(runs[target.name], loaded) else left
        else:
            found += [path for path in left if any(time < changed for time in _times([path]))]
    return [path.name for path in found]


def outputs(folder: Path, name: str, target: Target) -> list[Path]:
    """What stands in a folder of an exam's outputs of a target, in the order in which it writes them."""
    found: list[Path] = []
    for extension in (target.extension, *target.beside):
        path = folder / f"{name}.{extension}"
        if path.name == glob.escape(path.name):
            found += [path] if path.is_file() else []
        else:
            found += sorted(folder.glob(f"{glob.escape(name)}.{extension}"))
    return found


def told(names: Collection[str], folder: Path, *, failed: bool) -> str:
    """One line that says so; "" where there is nothing to say."""
    if not names:
        return ""
    listed, are = ", ".join(names), "is" if len(names) == 1 else "are"
    if failed:
        return f"{folder.as_posix()} is older than the source, and stays as it was: {listed}"
    return f"{listed} in {folder.as_posix()} {are} older than the source and not built now"


def _times(paths: Collection[Path]) -> Iterator[int]:
    """Yield when each file was last changed, in nanoseconds."""
    for path in paths:
        with suppress(OSError):
            yield path.stat().st_mtime_ns
