"""The disk: finding exams, reading inside their folders only, writing whole files or none."""

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from examc.files.folders import Folder

MAIN_NAMES = ("exam.md", "exam.yaml", "exam.yml")
LARGEST_FILE = 64 * 1024 * 1024  # bytes; an image or export beyond that is no part of an exam
STDIN = "<stdin>"  # the path of standard input, in messages
MOST_FILES = 10_000  # of one exam's folder

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_MANIFEST = "imsmanifest.xml"


class InputError(Exception):
    """An input that cannot be had; the text says why in one line."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; `name` is what its outputs are called, `folder` where its images are."""

    name: str
    path: str
    data: bytes
    folder: Folder


class DiskFolder:
    """The files below one folder; nothing outside can be read, by any path or link.

    `own` tells that the folder is the exam's own, so that whatever lies there belongs to it.
    """

    def __init__(self, root: Path, *, own: bool = True) -> None:
        self.root = root
        self.own = own
        self.real = root.resolve()

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
        return "is larger than 64 MiB" if info.st_size > LARGEST_FILE else ""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none that may be read."""
        if self.problem(path):
            return None
        try:
            return (self.root / path).read_bytes()
        except OSError:
            return None

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


def find(inputs: tuple[str, ...], sources: Path) -> Iterator[str]:
    """Yield the path of each exam's main file; without inputs, every exam under `sources`.

    Raises InputError where an input holds no exam.
    """
    if not inputs:
        if not sources.is_dir():
            raise InputError(f"there is no folder {sources}; examc new NAME begins one")
        found = list(_in_folders(sources))
        if not found:
            raise InputError(f"there is no exam under {sources}; examc new NAME begins one")
        yield from found
    for name in inputs:
        yield from _expand(name)


def _expand(name: str) -> Iterator[str]:
    path = Path(name)
    if name == "-" or (name and path.is_file()):
        yield name
    elif name and path.is_dir():
        mains = _mains(path)
        if len(mains) > 1:
            raise _two_mains(path)
        found = [str(main) for main in mains]
        if not found and _is_package(path):
            found = [str(path)]
        found = found or list(_in_folders(path))
        if not found:
            raise InputError(f"folder {name} holds no exam.md or exam.yaml")
        yield from found
    else:
        raise InputError(f"there is no file or folder {name!r}")


def _is_package(folder: Path) -> bool:
    """Whether a folder is an unpacked package: it has a manifest, or a QTI test, at its root."""
    if (folder / _MANIFEST).is_file():
        return True
    tests = (path for path in sorted(folder.glob("*.xml")) if path.is_file())
    return any(b"<assessmentTest" in path.read_bytes()[:4096] for path in tests)


def _in_folders(folder: Path) -> Iterator[str]:
    for child in sorted(folder.iterdir()):
        if child.is_dir():
            mains = _mains(child)  # of two, neither is read: one broken exam stops no other
            yield from map(str, mains if len(mains) < 2 else [child])


def _mains(folder: Path) -> list[Path]:
    return [folder / main for main in MAIN_NAMES if (folder / main).is_file()]


def _two_mains(folder: Path) -> InputError:
    names = " and ".join(main.name for main in _mains(folder))
    return InputError(f"folder {folder} holds {names}; keep one, or name the file")


def load(path: str) -> Input:
    """Read a main file, standard input for `-`, or an unpacked package; raises InputError."""
    if path == "-":
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise InputError("standard input is larger than 64 MiB")
        return Input("exam", STDIN, data, DiskFolder(Path(), own=False))
    file = Path(path)
    if file.is_dir():
        if _mains(file):
            raise _two_mains(file)
        return _load_package(file)
    folder = file.parent
    name = file.stem
    if file.name in MAIN_NAMES:
        name = folder.resolve().name
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise InputError(f"{path} is not a file")
        if file.stat().st_size > LARGEST_FILE:
            raise InputError(f"{path} is larger than 64 MiB")
        data = file.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    shown = os.fsencode(file.as_posix()).decode("utf-8", "replace")
    return Input(name, shown, data, DiskFolder(folder, own=file.name in MAIN_NAMES))


def _load_package(folder: Path) -> Input:
    """An unpacked package, as the zip that it was or will be."""
    from examc.files.package import pack  # loads zipfile, which few commands need

    inside = DiskFolder(folder)
    files: dict[str, bytes] = {}
    for name in inside.names():
        problem = inside.problem(name)
        if problem:
            raise InputError(f"{folder / name} {problem}")
        files[name] = inside.read(name) or b""
        if sum(map(len, files.values())) > LARGEST_FILE:
            raise InputError(f"{folder} is larger than 64 MiB")
    return Input(folder.resolve().name, folder.as_posix(), pack(files), inside)


def write(files: Mapping[Path, bytes], remove: tuple[Path, ...] = ()) -> None:
    """Write files whole: all are written beside their places first, then moved there at once.

    A link stays, and the file that it leads to is written. A file keeps its mode, and one that
    nobody may write stays as it is. Raises InputError where the disk refuses; then no earlier file
    has been touched.
    """
    files = {path.resolve() if path.is_symlink() else path: data for path, data in files.items()}
    for path in (*files, *remove):
        if path.is_dir():
            raise InputError(f"cannot write {path}: it is a folder")
        if path in files and path.is_file() and not path.stat().st_mode & _WRITABLE:
            raise InputError(f"cannot write {path}: it is read-only")
    staged: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".examc-", dir=path.parent)
            staged.append((name, path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, stat.S_IMODE(path.stat().st_mode) if path.is_file() else 0o644)
        for name, path in staged:
            os.replace(name, path)
        for path in remove:
            path.unlink(missing_ok=True)
    except OSError as error:
        place = error.filename or next(iter(files)).parent
        raise InputError(f"cannot write {place}: {error.strerror}") from error
    finally:
        for name, _ in staged:
            Path(name).unlink(missing_ok=True)
