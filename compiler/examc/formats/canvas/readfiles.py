"""The images of an export: the address in a text → the file of the package → the exam's folder."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from examc.files import filenames
from examc.files.imagefiles import ending_of
from examc.formats.canvas import names
from examc.formats.foreign.packages import Package
from examc.text.htmltree import data_uri

_FILE_BASE = re.compile(r"\$(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE)\$/?")
_ALIKE = {".jpeg": ".jpg"}
DEEPEST = 8  # folders of a path that are compared with another

_FOLDERS = ("", names.WEB)
"""Where a package keeps what an address below its file base means."""


class Files:
    """Finds the images that texts show; `files` are those that were found, by their new path."""

    def __init__(self, package: Package, *, ours: bool) -> None:
        self.package = package
        self.ours = ours
        self.files: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}
        self._taken: set[str] = set()
        self._base = len(package.base) + 1 if package.base else 0
        self._by_ending: dict[str, str] = {}
        for file in sorted(package.files, key=lambda file: (len(file), file)):
            parts = file.lower().split("/")[-DEEPEST:]
            for start in range(len(parts)):
                self._by_ending.setdefault("/".join(parts[start:]), file)

    def path(self, address: str, folder: str) -> str:
        """The path of an image in the exam's folder; "" where the package has no such image.

        `folder` is that of the document. As Canvas does, a file is looked for by its path, then
        without its leading folders, in any letter case.
        """
        if address.startswith("//"):
            address = f"https:{address}"
        if address.lower().startswith(("http://", "https://")):
            return address
        embedded = data_uri(address)
        if embedded is not None:
            stem = f"embedded.{embedded[0].rpartition('/')[2].partition('+')[0]}"
            return self._add(address, stem, embedded[1])
        file = next((f for f in self._candidates(address, folder) if f is not None), None)
        file = file or self._ending(address)
        return "" if file is None else self._add(file, file, self.package.files[file])

    def _candidates(self, address: str, folder: str) -> Iterator[str | None]:
        bare = _FILE_BASE.sub("", unquote(address)).lstrip("/")
        base = self.package.base
        for start in (*(posixpath.join(base, folder) for folder in _FOLDERS), folder):
            yield self.package.find(start, bare)

    def _ending(self, address: str) -> str | None:
        bare = _FILE_BASE.sub("", unquote(address.partition("?")[0])).lower()
        parts = [part for part in bare.split("/") if part not in ("", ".", "..")][-DEEPEST:]
        if not bare.startswith(("/courses/", "/files/", "/equation_images/")):
            for start in range(len(parts)):
                found = self._by_ending.get("/".join(parts[start:]))
                if found is not None:
                    return found
        return None

    def _add(self, key: str, file: str, data: bytes) -> str:
        if key not in self._paths:
            ending = ending_of(data)
            path = ""
            own = (
                names.media_source(file[self._base :])
                if self.ours and names.is_media(file[self._base :])
                else ""
            )
            if filenames.is_safe(own):
                path = self._free(own)
            elif ending:
                path = self._free(_usual(posixpath.basename(file), ending))
            self._paths[key] = path
            if path:
                self.files[path] = data
        return self._paths[key]

    def _free(self, path: str) -> str:
        start, ending = posixpath.splitext(path)
        number = 1
        while path.lower() in self._taken:
            number += 1
            path = f"{start}-{number}{ending}"
        self._taken.add(path.lower())
        return path


def _usual(name: str, ending: str) -> str:
    """A safe path for a file, with the ending that its content has."""
    stem, given = posixpath.splitext(name)
    if _ALIKE.get(given.lower(), given.lower()) == ending:
        ending = given
    return f"{names.IMAGES}{filenames.stem(stem)}{ending}"
