"""What a build depended on and what it made, kept beside its outputs: a build without a change does nothing.

Everything is compared by content. The file holds no time and no absolute path, so that it is the same
bytes wherever the build is; it can be removed at any time, and one that is not ours counts as none.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from examc.core.diagnostics import Diagnostic
from examc.core.plainvalues import Values, to_json
from examc.files.bounds import LARGEST_FILE
from examc.files.workspace import DiskFolder, Input, beginning
from examc.verbs.sums import Summary

NAME = ".build.json"
"""The file's name, in the folder of an exam's outputs."""
_TO_MESSAGES = 5
"""How many levels within all builds the messages lie: each in a list of those of an exam of a build."""


class Wanted(NamedTuple):
    """What is asked of an exam: its targets, and a hash of all else but the exam that counts."""

    targets: tuple[str, ...]
    key: str


class Hashed(NamedTuple):
    """A file, and the hash of its content, "" where there is none."""

    name: str
    hash: str


class Made(NamedTuple):
    """What came of one exam of a file, by the name that its outputs have.

    `outputs` are the files, in their order, and `lists` those of losses; `absent` are the names of
    lists that there are not, since a target lost nothing.
    """

    name: str
    diagnostics: tuple[Diagnostic, ...]
    outputs: tuple[Hashed, ...] = ()
    lists: tuple[Hashed, ...] = ()
    absent: tuple[str, ...] = ()
    summary: Summary | None = None


class Run(NamedTuple):
    """A build of a file, all of whose exams succeeded.

    `sources` are the files that were asked for, the main one by the name ""; `names` is a hash of
    the names in the exam's folder.
    """

    wanted: Wanted
    sources: tuple[Hashed, ...]
    names: str
    exams: tuple[Made, ...]


def hashed(data: bytes | None) -> str:
    """The hash of a content; "" for none."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def sources_of(loaded: Input) -> tuple[Hashed, ...]:
    """The main file of an exam, and all that was asked of its folder while it was read."""
    reads = loaded.folder.reads if isinstance(loaded.folder, DiskFolder) else {}
    found = [Hashed(path, hashed(data)) for path, data in sorted(reads.items())]
    return (Hashed("", hashed(loaded.data)), *found)


def names_of(loaded: Input) -> str:
    """A hash of the names of all files in an exam's folder."""
    return hashed("\0".join(loaded.folder.names()).encode("utf-8", "surrogateescape"))


def runs(folder: Path, loaded: Input) -> list[Run]:
    """The builds that are kept in a folder of outputs; none where the file is not ours."""
    try:
        kept = json.loads(beginning(folder / NAME, LARGEST_FILE))
        values = Values(_base(loaded))
        return [values.read(Run, plain) for plain in kept["runs"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return []


def unchanged(kept: Iterable[Run], folder: Path, loaded: Input, wanted: Wanted) -> Run | None:
    """The build that made what is wanted of the very same exam, if its outputs are as it left them."""
    for run in kept:
        if (
            run.wanted == wanted
            and run.names == names_of(loaded)
            and is_of(run, loaded)
            and all(_stands(folder, made) for made in run.exams)
        ):
            return run
    return None


def is_of(run: Run, loaded: Input) -> bool:
    """Whether a build was one of the exam as it is now."""
    return all(
        file.hash == hashed(loaded.folder.read(file.name) if file.name else loaded.data)
        for file in run.sources
    )


def _stands(folder: Path, made: Made) -> bool:
    """Whether the files of an exam are as they were made."""
    files = (*made.outputs, *made.lists)
    lists = any((folder / name).exists() for name in made.absent)
    return not lists and all(_holds(folder, file) for file in files)


def _holds(folder: Path, file: Hashed) -> bool:
    """Whether a file of a folder has a content."""
    path = folder / file.name
    try:
        return path.parent == folder and path.is_file() and hashed(path.read_bytes()) == file.hash
    except OSError:
        return False


def differing(files: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """Those of files to be written that the disk does not hold already."""
    return {
        path: data
        for path, data in files.items()
        if not _holds(path.parent, Hashed(path.name, hashed(data)))
    }


def with_run(kept: Iterable[Run], run: Run, loaded: Input) -> bytes | None:
    """The content of the file with one more build, in place of those that made the same targets.

    None where the build cannot be kept: it names an absolute path.
    """
    others = [left for each in kept if (left := _without(each, run.wanted.targets)) is not None]
    try:
        runs = b"".join(to_json((*others, run), _base(loaded), _TO_MESSAGES))
    except TypeError:
        return None
    return b'{"runs":' + runs + b"}"


def _without(run: Run, targets: Collection[str]) -> Run | None:
    """What is left of a build once others of its targets are made anew: of what sources the rest is."""
    left = tuple([target for target in run.wanted.targets if target not in targets])
    if len(left) == len(run.wanted.targets):
        return run
    return Run(Wanted(left, ""), run.sources, run.names, ()) if left else None


def _base(loaded: Input) -> str:
    """The folder of an exam as messages show it, with its /; "" for the current one."""
    parent = PurePosixPath(loaded.path).parent.as_posix()
    return "" if parent == "." else parent.removesuffix("/") + "/"
