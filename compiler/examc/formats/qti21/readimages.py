"""The images of a package → files of the exam's folder, each once, under a path of its own."""

import posixpath

from examc.files import filenames
from examc.files.imagefiles import ending_of
from examc.formats.foreign.packages import Package
from examc.formats.qti21 import names
from examc.text.htmltree import data_uri


class Images:
    """The images that the items of a package show."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.files: dict[str, bytes] = {}
        """The bytes of the exam's images by their path in its folder."""
        self._paths: dict[str, str] = {}
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def path(self, folder: str, address: str, *, ours: bool) -> tuple[str, str]:
        """The path of the image at an address in a document of a folder, or why there is none.

        An address of the web stays as it is; an image that stands in its own address becomes
        a file.
        """
        if address.startswith("//"):
            address = f"https:{address}"
        if address.lower().startswith(("http://", "https://")):
            return address, ""
        embedded = data_uri(address)
        if embedded is not None:
            return self._add(address, "embedded", embedded[1])
        if address.lower().startswith("data:"):
            return "", "is no image that browsers show"
        name = self.package.find(folder, address)
        if name is None:
            return "", "is not in the package"
        if ours and name not in self._paths:
            own = names.media_source(name)
            if filenames.is_safe(own) and own.lower() not in self._taken:
                self._keep(name, own, self.package.files[name])
        return self._add(name, posixpath.basename(name), self.package.files[name])

    def _add(self, origin: str, name: str, data: bytes) -> tuple[str, str]:
        if origin not in self._paths:
            ending = ending_of(data, name.lower())
            if not ending:
                return "", "is no image that browsers show"
            stem = filenames.stem(posixpath.splitext(name)[0])
            self._keep(origin, self._free(f"{names.IMAGE_FOLDER}{stem}{ending}"), data)
        return self._paths[origin], ""

    def _keep(self, origin: str, path: str, data: bytes) -> None:
        self._paths[origin] = path
        self._taken.add(path.lower())
        self.files[path] = data

    def _free(self, path: str) -> str:
        start, ending = posixpath.splitext(path)
        first, number = path.lower(), self._counts.get(path.lower(), 1)
        while path.lower() in self._taken:
            number += 1
            path = f"{start}-{number}{ending}"
        self._counts[first] = number
        return path
