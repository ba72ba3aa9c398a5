"""The images that a foreign file shows → files of the exam's folder, each once, under one path."""

import posixpath
from collections.abc import Hashable

from examc.files import filenames
from examc.files.imagefiles import data_uri, ending_of
from examc.formats.foreign.quoting import quoted

FOLDER = "images/"
"""Where images of others stand in an exam's folder."""
NO_IMAGE = "is no image that browsers show"
MISSING = "is not in the package"

Found = tuple[str, str]
"""The path of an image and "", or "" and why there is none, as in "image X is not there"."""


def lost(address: str, problem: str, words: str) -> str:
    """What is told of an image that cannot be had, and of the words in its place."""
    return f"image {quoted(address)} {problem}; {quoted(words)} stands for it"


class Paths:
    """Gives every file a path that no other has; some disks do not tell letter case apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def free(self, path: str) -> str:
        """The path or, where it is taken, one with a number; now it is taken."""
        start, ending = posixpath.splitext(path)
        found, number = path, self._counts.get(path.lower(), 1)
        while found.lower() in self._taken:
            number += 1
            found = f"{start}-{number}{ending}"
        self._counts[path.lower()] = number
        self._taken.add(found.lower())
        return found


class Images:
    """The images of one exam; `files` are their bytes by their path in its folder."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._found: dict[Hashable, Found] = {}
        self.free = Paths().free

    def known(self, key: Hashable) -> Found | None:
        """What came of an image that was kept under a key; None for one that was not."""
        return self._found.get(key)

    def elsewhere(self, address: str) -> Found | None:
        """An image of the web, or one that stands in its own address; None for that of a file.

        An address of the web stays as it is; an embedded image becomes a file.
        """
        if address.startswith("//"):
            address = f"https:{address}"
        if address.lower().startswith(("http://", "https://")):
            return address, ""
        if not address.lower().startswith("data:"):
            return None
        embedded = data_uri(address)
        if embedded is None:
            return "", NO_IMAGE
        return self.known(address) or self.keep(address, "embedded", embedded[1])

    def keep(self, key: Hashable, name: str, data: bytes, origin: str = "") -> Found:
        """Take in an image, by the name of its file, whatever folder that is in.

        `origin` is the path in the exam that it comes from, which it keeps if that can be.
        """
        ending = ending_of(data, origin or name)
        if not ending:
            found = "", NO_IMAGE
        else:
            usual = f"{FOLDER}{filenames.stem(posixpath.splitext(posixpath.basename(name))[0])}"
            path = origin if filenames.is_safe(origin) else usual + ending
            found = self.free(path), ""
            self.files[found[0]] = data
        self._found[key] = found
        return found
