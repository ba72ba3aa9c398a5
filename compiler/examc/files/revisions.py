"""Exams as they stood in git: `REVISION:PATH`, as git itself writes it, with included files and images."""

import posixpath
import subprocess
from pathlib import PurePosixPath

from examc.core.records import Record
from examc.files.workspace import MAIN_NAMES, Input, InputError, too_large

_FILE_MODES = ("100644", "100755")  # no link, and no repository inside this one


class _Entry(Record, frozen=True):
    """A file of a tree: what kind it is, the name of its content, and its size in bytes."""

    mode: str
    blob: str
    size: int


class GitFolder:
    """The files below one folder of a commit; nothing outside can be read, by any path."""

    def __init__(self, tree: str, *, own: bool) -> None:
        self.own = own
        self.entries: dict[str, _Entry] = {}
        listed = _git("ls-tree", "--full-tree", "-r", "-l", "-z", tree).decode(
            "utf-8", "surrogateescape"
        )
        for line in filter(None, listed.split("\0")):
            words, _, path = line.partition("\t")
            mode, _, blob, size = words.split()
            self.entries[path] = _Entry(mode, blob, int(size) if size.isdigit() else 0)

    def problem(self, path: str) -> str:
        """Why a path may not be read; "" if it may."""
        if path.startswith("/") or posixpath.normpath(path).split("/")[0] == "..":
            return "is outside the exam's folder"
        if "\\" in path:
            return "has a backslash; paths are written with /"
        entry = self.entries.get(posixpath.normpath(path))
        if entry is None:
            return ""
        if entry.mode not in _FILE_MODES:
            return "is not a file"
        return too_large(entry.size)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none that may be read."""
        entry = self.entries.get(posixpath.normpath(path))
        if entry is None or self.problem(path):
            return None
        return _git("cat-file", "blob", entry.blob)

    def names(self) -> list[str]:
        """The paths of all files below the folder, in order; none where it is not the exam's own."""
        return sorted(self.entries) if self.own else []


def is_revision(name: str) -> bool:
    """Whether a name that is no file has the form of one in git; `C:\\exam.md` has not."""
    revision, colon, path = name.partition(":")
    return bool(colon) and len(revision) > 1 and not path.startswith("\\")


def load(name: str) -> Input:
    """Read a main file, or that of a folder, as of a commit; raises InputError.

    A path is seen from the root of the repository, and one that begins with ./ from the current
    folder.
    """
    revision, _, path = name.partition(":")
    if path.startswith("."):
        prefix = _git("rev-parse", "--show-prefix").decode().strip()
        path = posixpath.normpath(posixpath.join(prefix, path))
    path = "" if path == "." else path.rstrip("/")
    commit = _named(f"{revision}^{{tree}}", f"there is no revision {revision!r} in git")
    kind = _git("cat-file", "-t", _named(f"{commit}:{path}", _missing(revision, path)))
    if kind.strip() == b"tree":
        path = _main(commit, revision, path)
    folder, main = posixpath.split(path)
    inside = GitFolder(_named(f"{commit}:{folder}", name), own=main in MAIN_NAMES)
    if problem := inside.problem(main):
        raise InputError(f"{name} {problem}")
    data = inside.read(main)
    if data is None:
        raise InputError(_missing(revision, path))
    own_name = (
        PurePosixPath(folder).name if main in MAIN_NAMES and folder else PurePosixPath(main).stem
    )
    return Input(own_name, f"{revision}:{path}", data, inside)


def _main(commit: str, revision: str, folder: str) -> str:
    """The path of the main file in a folder of a commit."""
    found = [
        name for name in MAIN_NAMES if name in GitFolder(f"{commit}:{folder}", own=True).entries
    ]
    if len(found) != 1:
        held = " and ".join(found) or "no exam.md or exam.yaml"
        raise InputError(f"folder {revision}:{folder} holds {held}")
    return posixpath.join(folder, found[0])


def _missing(revision: str, path: str) -> str:
    return f"there is no file or folder {path!r} in {revision}"


def _named(expression: str, problem: str) -> str:
    """The full name of an object of git; raises InputError with the problem where there is none."""
    try:
        found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", expression)
    except InputError as error:
        raise InputError(str(error) or problem) from error
    return found.decode().strip()


def _git(*words: str) -> bytes:
    """What a command of git prints; raises InputError with what it says where it fails."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, check=True)
    except FileNotFoundError as error:
        raise InputError("git is not installed, and only git can read REVISION:PATH") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise InputError(said.split("\n")[0]) from error
    return done.stdout
