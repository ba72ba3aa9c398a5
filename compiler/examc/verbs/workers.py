"""What a worker of a cluster does: prove that it is one of us and sees our folders, then work on files."""

import gc
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from examc import __version__
from examc.core.records import Record
from examc.verbs import identity
from examc.verbs.executors import Parcel, R, Work, parcelled
from examc.verbs.keeping import hashed

_ALONE = threading.Lock()
"""Held by who works: a worker may have several threads, and a process has one current folder."""

_LOOKS = 3  # at a file that should be there, a second between them


class Errand(Record, frozen=True):
    """What a worker must be and see: the same program, and the same files below the folder `home`.

    `program` is `identity.program()`; `signs` are files by their paths, with hashes of their
    contents.
    """

    home: str
    program: str
    signs: tuple[tuple[str, str], ...]


class Refusal(Record, frozen=True):
    """Why a worker is of no use: it has another version, or does not see a file."""

    version: str = ""
    unseen: str = ""


def sign(path: Path | str) -> str:
    """The hash of a file's content; "" where it cannot be read."""
    try:
        return hashed(Path(path).read_bytes())
    except OSError:
        return ""


def _sees(path: str, wanted: str) -> bool:
    """Whether a file is here; a network disk may show a new one a moment late."""
    for _ in range(_LOOKS):
        if sign(path) == wanted:
            return True
        time.sleep(1)
    return False


@lru_cache(maxsize=4)
def refused(errand: Errand) -> Refusal | None:
    """Why this process is of no use; None where it is."""
    if identity.program() != errand.program:
        return Refusal(version=__version__)
    for name, wanted in errand.signs:
        if not _sees(os.path.join(errand.home, name), wanted):
            return Refusal(unseen=name)
    return None


def task(errand: Errand, work: Work[R], paths: Sequence[str]) -> Refusal | list[Parcel[R]]:
    """Work on files, as if it were in the folder `home`."""
    refusal = refused(errand)
    if refusal is not None:
        return refusal
    with _ALONE, _working_in(errand.home):
        return [parcelled(work, path) for path in paths]


@contextmanager
def _working_in(folder: str) -> Iterator[None]:
    """Change to a folder, and look for no cycles, of which exams have none, until the work is done."""
    before, collects = os.getcwd(), gc.isenabled()
    os.chdir(folder)
    gc.disable()
    try:
        yield
    finally:
        os.chdir(before)
        if collects:
            gc.enable()
