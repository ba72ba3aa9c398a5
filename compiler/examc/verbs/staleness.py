"""Outputs of an earlier build that the source has left behind, told by the times of the files."""

import glob
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from examc.formats import TARGETS, Target


def stale(
    folder: Path, name: str, sources: Collection[Path], *, but: Collection[Path] = ()
) -> list[str]:
    """The names of an exam's outputs in a folder that are older than the newest of its sources.

    Those of `but` were written just now. A file that cannot be looked at is left out.
    """
    changed = max(_times(sources), default=0)
    found = []
    for target in TARGETS.values():
        for path in outputs(folder, name, target):
            if path not in but and any(time < changed for time in _times([path])):
                found.append(path.name)
    return found


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
