"""What the bytes of an output depend on besides its exam: this program, its libraries, templates.

All by content: a version says nothing in a checkout, and times say nothing anywhere.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from examc.files.rendering import FOLDERS

LIBRARIES = ("comrak_ext", "jinja2", "lxml", "math_core", "mathra", "pyyaml", "typst")
"""The libraries that an output can depend on, as the folders that say their versions spell them."""

_UNUSED = (".md", ".pyc", ".typed")
"""Endings of files that no output is made of: the pages of codes, and what Python keeps."""
_MOST_FILES = 1000  # of a folder of templates


@lru_cache(maxsize=1)
def program() -> str:
    """A hash of our code and templates, and of the versions of the libraries that there are."""
    made = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for folder in (package, *FOLDERS):
        for name, path in _files(folder):
            if not name.endswith(_UNUSED):
                _add(made, name, path)
    made.update("\n".join(_libraries()).encode())
    return made.hexdigest()


def templates(folder: str) -> str:
    """A hash of the names and contents of a user's templates; raises OSError."""
    made = hashlib.sha256()
    for count, (name, path) in enumerate(_files(Path(folder))):
        if count == _MOST_FILES:
            raise OSError(f"{folder} holds too many files")
        _add(made, name, path)
    return made.hexdigest()


def _add(made: "hashlib._Hash", name: str, path: str) -> None:
    with open(path, "rb") as stream:
        data = stream.read()
    made.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
    made.update(data)


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the files below a folder in one order on every system: the path from it, and the whole."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        inside = os.path.relpath(parent, folder).replace(os.sep, "/")
        for name in sorted(names):
            yield f"{inside}/{name}", os.path.join(parent, name)


def _libraries() -> list[str]:
    """The names and versions of the libraries that are installed: `lxml-5.4.0`."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):
                name = entry.partition("-")[0].lower()
                if name in LIBRARIES and entry.endswith(".dist-info"):
                    found.setdefault(name, entry.removesuffix(".dist-info").lower())
    return sorted(found.values())
