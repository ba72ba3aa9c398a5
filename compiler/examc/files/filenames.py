"""Names of files that somebody else chose: safe to write in an exam's folder, on every system."""

import posixpath
import re
import unicodedata

from examc.core import lazyre

LONGEST_PATH = 200  # characters

LONGEST_NAME = 60  # characters of a folder's name; each may take four bytes of 255

_UNSAFE = lazyre.compile(r"[^A-Za-z0-9._-]+")
_UNSAFE_IN_FOLDER = lazyre.compile(r"[^\w.-]+")
_DEVICE = lazyre.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, whatever ending it has."""
_SOURCE = lazyre.compile(r"(?:.*/)?[^/]*\.(?:md|ya?ml)", re.IGNORECASE)
"""What is, or is included by, a source; no image is ever called so."""


def is_safe(path: str) -> bool:
    """Whether a file may have a path: it stays in its folder, and is no source, nor git's."""
    return (
        0 < len(path) <= LONGEST_PATH
        and path.isprintable()
        and not any(sign in path for sign in ":\\")
        and not path.startswith(("/", "~"))
        and posixpath.normpath(path) == path
        and not any(map(_is_bad, path.split("/")))
        and not _SOURCE.fullmatch(path)
    )


def _is_bad(part: str) -> bool:
    is_gits = part.lower().startswith(".git")
    return is_gits or part.endswith((".", " ")) or _DEVICE.match(part) is not None


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device, such as con or nul.txt."""
    return _DEVICE.match(name) is not None


def stem(name: str, otherwise: str = "image") -> str:
    """The name of a file, without its ending, in letters that every system has."""
    made = _UNSAFE.sub("-", name).strip("-.")[:80].strip("-.") or otherwise
    return f"{otherwise}-{made}" if _DEVICE.match(made) else made


def unique(name: str, taken: set[str], otherwise: str = "exam") -> str:
    """A name of a folder like this one that no other has, whatever its letter case; now taken.

    Letters keep their accents, in one form. Names that Windows keeps for devices, or that hide a
    folder, are led by a word.
    """
    plain = unicodedata.normalize("NFC", name)
    safe = _UNSAFE_IN_FOLDER.sub("-", plain).strip("-.")[:LONGEST_NAME].strip("-.") or otherwise
    safe = f"{otherwise}-{safe}" if _DEVICE.match(safe) else safe
    found, number = safe, 1
    while found.casefold() in taken:
        number += 1
        found = f"{safe}-{number}"
    taken.add(found.casefold())
    return found
