"""Files written as a set: all of them, or none, also where the run is killed on the way.

The new files are laid in a folder of their own beside their places, with a list of what goes where.
Once the list is there the set is decided: whoever writes in the same place next completes what a
killed run has left. Before that, nothing has changed. What a disk refuses on the way is undone.
"""

import hashlib
import json
import os
import stat
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PREFIX = ".examc-"
"""What the names of our folders begin with, which stand beside the files for a moment."""

_LIST = "list.json"
_STALE = 3600  # seconds after which a folder without a list is nobody's any more
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LONGEST_LIST = 1024 * 1024  # bytes


class WriteError(Exception):
    """A set of files that cannot be written; the text says why in one line."""


def write(
    files: Mapping[Path, bytes],
    remove: tuple[Path, ...] = (),
    *,
    within: Path | None = None,
    used: Collection[Path] = (),
    new: bool = False,
) -> None:
    """Write files and remove others, as one change.

    All are held to the folder that they have in common, and that to `within`: no link leads out. A
    link inside stays, and the file that it leads to is written. A file keeps its mode, and one that
    nobody may write stays as it is. None takes the place of a file that was `used` to make them, or
    of any other file at all where they are `new`. Raises WriteError; then every file is as it was.
    """
    if not files and not remove:
        return
    paths = (*files, *remove)
    root = Path(os.path.commonpath([os.path.abspath(path.parent) for path in paths]))
    if within is not None and not root.resolve().is_relative_to(within.resolve()):
        raise WriteError(f"cannot write {paths[0]}: a link leads out of {within}")
    try:
        for path, data in files.items():
            _spare(path, data, used, new=new)
        _write(root, files, remove)
    except OSError as error:
        place = Path(str(error.filename2 or error.filename or root))
        if any(part.startswith(PREFIX) for part in place.parts):
            place = root  # of our own folders nobody need know
        shown = next((path for path in paths if Path(os.path.abspath(path)) == place), place)
        raise WriteError(f"cannot write {shown}: {error.strerror}") from error


def _spare(path: Path, data: bytes, used: Collection[Path], *, new: bool) -> None:
    if path.resolve() in used:
        raise WriteError(f"cannot write {path}: it was read for this; choose another name")
    if new and path.is_file() and path.read_bytes() != data:
        raise WriteError(f"cannot write {path}: it exists already, and is another file")


def _write(root: Path, files: Mapping[Path, bytes], remove: tuple[Path, ...]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    complete(root)
    real = root.resolve()
    changes: dict[Path, bytes | None] = {_place(path, real): files[path] for path in files}
    changes |= {_place(path, real): None for path in remove if path.exists()}
    staging = _Staging(real, real / f"{PREFIX}{os.urandom(6).hex()}")
    try:
        staging.folder.mkdir(mode=0o700)
        staging.lay(changes)
        staging.apply()
    except BaseException:
        # a signal, or a disk that refuses: what is decided is finished, if it can be
        if staging.decided:
            with suppress(OSError):
                staging.apply()
        raise
    finally:
        staging.clear()


def _place(path: Path, real: Path) -> Path:
    """Where a path really is, relative to the folder; raises WriteError for what must stay."""
    place = path.resolve()
    if not place.is_relative_to(real):
        raise WriteError(f"cannot write {path}: it is a link that leads out of its folder")
    if place.is_dir():
        raise WriteError(f"cannot write {path}: it is a folder")
    if place.exists() and not stat.S_ISREG(place.stat().st_mode):
        raise WriteError(f"cannot write {path}: it is not a file")
    if place.exists() and not place.stat().st_mode & _WRITABLE:
        raise WriteError(f"cannot write {path}: it is read-only")
    return place.relative_to(real)


def complete(root: Path) -> None:
    """Finish what a killed run has decided in a folder, and clear away what it had not.

    What somebody changed since stays. The list may be a stranger's: it moves nothing out of the
    folder, and follows no link.
    """
    for path in sorted(root.glob(f"{PREFIX}*")):
        if path.is_symlink() or not path.is_dir():
            continue
        staging = _Staging(root.resolve(), path)
        if staging.decided:
            if staging.is_as_it_was():
                staging.apply()
            staging.clear()
        elif time.time() - path.stat().st_mtime > _STALE:
            staging.clear()


class _Step(NamedTuple):
    """One change: the place, the old content (its hash, "" for none), and what is laid for it."""

    place: Path
    old: str
    made: Path
    kept: Path
    stays: bool
    """Whether there is a new content; without one, the file goes."""


class _Staging(NamedTuple):
    """A folder with the new files (`0.new`), the old ones that they replace (`0.old`), and a list."""

    root: Path
    folder: Path

    @property
    def decided(self) -> bool:
        """Whether the list is there."""
        return (self.folder / _LIST).is_file()

    def lay(self, changes: Mapping[Path, bytes | None]) -> None:
        """Write the new files and the list; None stands for a file that goes."""
        for number, (path, data) in enumerate(changes.items()):
            if data is None:
                continue
            made, place = self.folder / f"{number}.new", self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(data)
            os.chmod(made, stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o644)
        names = [
            (path.as_posix(), _hash(self.root / path), data is not None)
            for path, data in changes.items()
        ]
        (self.folder / "list").write_text(json.dumps(names), encoding="utf-8")
        os.replace(self.folder / "list", self.folder / _LIST)

    def is_as_it_was(self) -> bool:
        """Whether every place that is still to be changed holds what it held."""
        return all(
            step.kept.exists() or _hash(step.place) == step.old
            for step in self._steps()
            if step.made.exists() or not step.stays
        )

    def apply(self) -> None:
        """Put every file in its place; raises OSError once all that was done is undone.

        What stands in the folder tells how far it is, so that it may be done again at any step,
        and by another run.
        """
        steps = list(self._steps())
        try:
            for step in steps:
                if step.made.exists():
                    _keep(step)
                    os.replace(step.made, step.place)
                elif not step.stays and step.place.exists() and not step.kept.exists():
                    os.replace(step.place, step.kept)
        except OSError:
            if not self.decided:
                return  # another run has found the list, and done all of it
            for step in reversed(steps):
                _undo(step)
            (self.folder / _LIST).unlink(missing_ok=True)
            raise

    def _steps(self) -> Iterator[_Step]:
        """The changes that stay in the folder."""
        for number, (name, old, stays) in enumerate(self._list()):
            place = self.root / name
            if place.parent.resolve() == place.parent and not place.is_symlink():
                made, kept = self.folder / f"{number}.new", self.folder / f"{number}.old"
                yield _Step(place, old, made, kept, stays)

    def _list(self) -> list[tuple[str, str, bool]]:
        """What the list says; nothing where it is not ours."""
        with (self.folder / _LIST).open("rb") as stream:
            data = stream.read(_LONGEST_LIST)
        try:
            names = [(str(name), str(old), bool(stays)) for name, old, stays in json.loads(data)]
        except (ValueError, TypeError, RecursionError):
            return []
        return [entry for entry in names if _stays_inside(entry[0])]

    def clear(self) -> None:
        """Remove the folder, the list first; a signal on the way is answered after that."""
        try:
            self._clear()
        except BaseException:
            self._clear()
            raise

    def _clear(self) -> None:
        with suppress(OSError):
            (self.folder / _LIST).unlink(missing_ok=True)
            for path in self.folder.iterdir():
                path.unlink(missing_ok=True)
            self.folder.rmdir()


def _stays_inside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return all(part not in ("", ".", "..") and ":" not in part for part in parts)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _keep(step: _Step) -> None:
    """Keep what a place holds, to be put back; where a disk can, it stays in its place as well."""
    if step.kept.exists() or not step.place.exists():
        return
    try:
        os.link(step.place, step.kept)
    except OSError:  # a disk without second names
        os.replace(step.place, step.kept)


def _undo(step: _Step) -> None:
    """Make a change as if it were still to come: it may yet be done, if this is cut off."""
    with suppress(OSError):
        if step.stays and not step.made.exists():
            os.replace(step.place, step.made)
        if step.kept.exists():
            os.replace(step.kept, step.place)
