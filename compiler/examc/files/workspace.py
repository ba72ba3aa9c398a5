"""The disk: finding exams, and reading inside their folders only."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from examc.core import lazyre
from examc.files.bounds import LARGEST_FILE, LARGEST_TOGETHER, MIB, MOST_FILES
from examc.files.folders import Folder

_SOURCES = "sources"  # where commands look for exams
MAIN_NAMES = ("exam.md", "exam.yaml", "exam.yml")
STDIN = "<stdin>"  # the path of standard input, in messages

_MANIFEST = "imsmanifest.xml"
_EXAM_SIGNS = {
    ".md": lazyre.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n"),
    ".yaml": lazyre.compile(rb"^exercises:", re.MULTILINE),
    ".yml": lazyre.compile(rb"^exercises:", re.MULTILINE),
}
"""What shows that a file of some other name is an exam, by the ending of its name."""
_SIGN = 64 * 1024  # bytes in which such a sign is looked for


class InputError(Exception):
    """An input that cannot be had; the text says why in one line."""


class Input(NamedTuple):
    """A file to read; `name` is what its outputs are called, `folder` where its images are."""

    name: str
    path: str
    data: bytes
    folder: Folder

    def used(self) -> frozenset[Path]:
        """The files that were read so far, as they really are: no output may take their place."""
        return frozenset(self.folder.used) if isinstance(self.folder, DiskFolder) else frozenset()


class DiskFolder:
    """The files below one folder; nothing outside can be read, by any path or link.

    `own` tells that the folder is the exam's own, so that whatever lies there belongs to it.
    """

    def __init__(self, root: Path, *, own: bool = True) -> None:
        self.root = root
        self.own = own
        self.real = root.resolve()
        self.used: set[Path] = set()
        """The files that were read, as they really are."""
        self.reads: dict[str, bytes | None] = {}
        """What was read, by the paths that were asked for; None where there was nothing to read."""

    def problem(self, path: str) -> str:
        """Why a path may not be read; "" if it may."""
        if "\x00" in path:
            return "is no path"
        if path.startswith(("/", "\\", "~")) or (len(path) > 1 and path[1] == ":"):
            return "is an absolute path"
        if "\\" in path:
            return "has a backslash; paths are written with /"
        try:
            target = (self.root / path).resolve()
        except (OSError, RuntimeError):
            return "cannot be followed"
        if not target.is_relative_to(self.real):
            return "is outside the exam's folder"
        try:
            info = target.stat()
        except OSError as error:
            return "cannot be followed" if error.errno == errno.ELOOP else ""
        if not stat.S_ISREG(info.st_mode):
            return "is not a file"
        return too_large(info.st_size)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none that may be read."""
        self.reads[path] = data = None if self.problem(path) else self._data(path)
        return data

    def _data(self, path: str) -> bytes | None:
        file = (self.root / path).resolve()
        try:
            data = beginning(file, LARGEST_FILE + 1)
        except OSError:
            return None
        self.used.add(file)
        return data if len(data) <= LARGEST_FILE else None

    def names(self) -> list[str]:
        """The paths of all files below the folder, hidden ones left out, in order."""
        found: list[str] = []
        if not self.own:
            return found
        for parent, folders, files in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in files:
                if not name.startswith("."):
                    found.append(Path(parent, name).relative_to(self.root).as_posix())
            if len(found) > MOST_FILES:
                break
        return sorted(found)


def too_large(size: int) -> str:
    """That a file is larger than any that is read; "" where it is not."""
    return f"is larger than {LARGEST_FILE // MIB} MiB" if size > LARGEST_FILE else ""


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file; no file is read further than it is of use."""
    with path.open("rb") as stream:
        return stream.read(most)


def find(inputs: tuple[str, ...], sources: Path) -> Iterator[str]:
    """Yield the path of each exam's main file, with `/` between its parts.

    Without inputs, that is every exam under `sources`, or the one in the current folder. Raises
    InputError where an input holds no exam.
    """
    if not inputs:
        yield from _without_inputs(sources)
    for name in inputs:
        yield from _expand(name)


def _without_inputs(sources: Path) -> list[str]:
    if not sources.is_dir():
        here = Path()
        if _mains(here):
            return list(_expand("."))
        begin = _offer(here) or "examc new NAME begins one"
        raise InputError(f"there is no folder {sources}; {begin}")
    found = list(_in_folders(sources))
    if not found:
        raise InputError(f"there is no exam under {sources}; examc new NAME begins one")
    return found


def _offer(folder: Path) -> str:
    """What to say of a folder that has no main file, but one file that looks like an exam."""
    names = sorted(path for path in folder.iterdir() if path.suffix in _EXAM_SIGNS)
    found = [path for path in names if _looks_like_an_exam(path)]
    return f"did you mean {found[0].as_posix()}?" if len(found) == 1 else ""


def _looks_like_an_exam(path: Path) -> bool:
    if not path.is_file() or path.resolve().parent != path.parent.resolve():
        return False
    return _EXAM_SIGNS[path.suffix].search(beginning(path, _SIGN)) is not None


def _expand(name: str) -> Iterator[str]:
    path = Path(name)
    if name == "-" or (name and path.is_file()):
        yield name
    elif name and path.is_dir():
        mains = _mains(path)
        if len(mains) > 1:
            raise _two_mains(path)
        found = [main.as_posix() for main in mains]
        if not found and _is_package(path):
            found = [path.as_posix()]
        found = found or list(_in_folders(path))
        if not found:
            offer = _offer(path) or _sources_in(path)
            raise InputError(
                f"folder {name} holds no exam.md or exam.yaml{'; ' * bool(offer)}{offer}"
            )
        yield from found
    else:
        slashes = "; paths are written with /" if "\\" in name and os.sep == "/" else ""
        near = _near(name)
        meant = f"; did you mean {near}?" if near and not slashes else ""
        raise InputError(f"there is no file or folder {name!r}{slashes or meant}")


def _near(name: str) -> str:
    """The exam under sources/ that a name was meant as, "" where there is none."""
    from difflib import get_close_matches  # which no command needs that finds its files

    sources = Path(_SOURCES)
    if not sources.is_dir():
        return ""
    known = {child.name: child for child in sorted(sources.iterdir()) if child.is_dir()}
    small = {own.lower(): own for own in known}
    close = get_close_matches(Path(name).name.lower()[:60], small, n=1)
    meant = known[small[close[0]]] if close else None
    return meant.as_posix() if meant and _mains(meant) else ""


def _sources_in(folder: Path) -> str:
    """What to say of a folder that has exams in its own sources/."""
    sources = folder / _SOURCES
    if not sources.is_dir() or not any(True for _ in _in_folders(sources)):
        return ""
    if folder == Path():
        return f"without a name, every exam under {_SOURCES}/ is taken"
    return f"did you mean {sources.as_posix()}?"


def is_exam_or_package(folder: Path) -> bool:
    """Whether a folder is one input by itself: an exam of ours, or an unpacked package."""
    return bool(_mains(folder)) or _is_package(folder)


def _is_package(folder: Path) -> bool:
    """Whether a folder is an unpacked package: it has a manifest, or a QTI test, at its root."""
    if (folder / _MANIFEST).is_file():
        return True
    tests = (path for path in sorted(folder.glob("*.xml")) if path.is_file())
    return any(b"<assessmentTest" in beginning(path, 4096) for path in tests)


def _in_folders(folder: Path) -> Iterator[str]:
    """The exams in the folders of a folder; one that is not to be read stops no other."""
    real = folder.resolve()
    for child in sorted(folder.iterdir()):
        mains = _mains(child) if child.is_dir() else []
        if len(mains) == 1 and child.resolve().is_relative_to(real):
            yield mains[0].as_posix()
        elif mains:
            yield child.as_posix()  # `load` says why not


def _mains(folder: Path) -> list[Path]:
    """The main files of a folder; two of them may be what a killed run has left."""
    found = [folder / main for main in MAIN_NAMES if (folder / main).is_file()]
    if len(found) > 1:
        from examc.files.writing import complete

        with suppress(OSError):
            complete(folder)
        found = [path for path in found if path.is_file()]
    return found


def _two_mains(folder: Path) -> InputError:
    names = " and ".join(main.name for main in _mains(folder))
    return InputError(f"folder {folder} holds {names}; keep one, or name the file")


def load(path: str) -> Input:
    """Read a main file, standard input for `-`, or an unpacked package; raises InputError."""
    if path == "-":
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise InputError(f"standard input {too_large(len(data))}")
        return Input("exam", STDIN, data, DiskFolder(Path(), own=False))
    file = Path(path)
    if file.is_dir():
        return _load_package(file)
    folder = file.parent
    name = file.stem
    if file.name in MAIN_NAMES:
        name = folder.resolve().name
    inside = DiskFolder(folder, own=file.name in MAIN_NAMES)
    shown = os.fsencode(file.as_posix()).decode("utf-8", "replace")
    return Input(name, shown, _main_data(file, path, inside), inside)


def _main_data(file: Path, path: str, inside: DiskFolder) -> bytes:
    """The bytes of a main file, which is held to its folder as images are."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise InputError(f"{path} is not a file")
        if not file.resolve().is_relative_to(inside.real):
            raise InputError(f"{path} is a link that leads out of its folder; name the file itself")
        data = beginning(file, LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > LARGEST_FILE:
        raise InputError(f"{path} {too_large(len(data))}")
    inside.used.add(file.resolve())
    return data


def files_in(inside: DiskFolder, most: int) -> dict[str, bytes]:
    """All files of a folder by their paths; raises InputError for one that must not be read.

    `most` is how many bytes they may have together.
    """
    files: dict[str, bytes] = {}
    left = most
    names = inside.names()
    if len(names) > MOST_FILES:
        raise InputError(f"{inside.root} holds more than {MOST_FILES} files")
    for name in names:
        problem = inside.problem(name)
        if problem:
            raise InputError(f"{inside.root / name} {problem}")
        files[name] = inside.read(name) or b""
        left -= len(files[name])
        if left < 0:
            raise InputError(f"{inside.root} is larger than {most // MIB} MiB")
    return files


def _load_package(folder: Path) -> Input:
    """An unpacked package, as the zip that it was or will be."""
    from examc.files.package import pack  # loads zipfile, which few commands need

    mains = _mains(folder)
    if len(mains) > 1:
        raise _two_mains(folder)
    if mains:
        raise InputError(
            f"{folder} is a link that leads out of its folder; name {mains[0]} to read it"
        )
    inside = DiskFolder(folder)
    files = files_in(inside, LARGEST_TOGETHER)
    return Input(folder.resolve().name, folder.as_posix(), pack(files), inside)
