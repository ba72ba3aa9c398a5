"""The images of an export: the address in a text → the file of the package → the exam's folder."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from examc.core import lazyre
from examc.formats.canvas import names
from examc.formats.foreign import images
from examc.formats.foreign.packages import Package

_FILE_BASE = lazyre.compile(r"\$(?:IMS-CC-FILEBASE|IMS_CC_FILEBASE)\$/?")
_XID = lazyre.compile(r"xid-\d+_\d+")
"""What names of files in Blackboard's collection end with, and its addresses of them."""
DEEPEST = 8  # folders of a path that are compared with another

_FOLDERS = ("", names.WEB)
"""Where a package keeps what an address below its file base means."""


class Files(images.Images):
    """Finds the images that texts show; `files` are those that were found, by their new path."""

    def __init__(self, package: Package, *, ours: bool) -> None:
        super().__init__()
        self.package = package
        self.ours = ours
        self._base = len(package.base) + 1 if package.base else 0
        self._by_ending: dict[str, str] = {}
        for file in sorted(package.files, key=lambda file: (len(file), file)):
            parts = file.lower().split("/")[-DEEPEST:]
            for start in range(len(parts)):
                self._by_ending.setdefault("/".join(parts[start:]), file)
            for xid in _XID.findall(parts[-1]):
                self._by_ending.setdefault(xid, file)

    def path(self, address: str, folder: str) -> images.Found:
        """The path of an image in the exam's folder, or why there is none.

        `folder` is that of the document. As Canvas does, a file is looked for by its path, then
        without its leading folders, in any letter case.
        """
        return self.elsewhere(address) or self._file(address, folder)

    def _file(self, address: str, folder: str) -> images.Found:
        file = next((f for f in self._candidates(address, folder) if f is not None), None)
        file = file or self._ending(address) or self._embedded(address)
        if file is None:
            return "", images.MISSING
        is_own = self.ours and names.is_media(file[self._base :])
        origin = names.media_source(file[self._base :]) if is_own else ""
        return self.known(file) or self.keep(file, file, self.package.files[file], origin)

    def _embedded(self, address: str) -> str | None:
        """The file of Blackboard's collection that an address names by its number."""
        found = _XID.search(address)
        return None if found is None else self._by_ending.get(found[0])

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
