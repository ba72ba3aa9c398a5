"""The files beside a text: `<file>` elements → images of the exam's folder."""

import posixpath
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable
from urllib.parse import unquote

from examc.files import filenames
from examc.files.imagefiles import ending_of
from examc.files.xmltree import Element
from examc.formats.moodle import names
from examc.text.htmltree import data_uri

PREFIX = "@@PLUGINFILE@@/"
MISSING = "is not in this file"
NO_IMAGE = "is no image that browsers show"


class Files:
    """The images of one exam by their path; the same image beside many texts is one file."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._paths: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def known(self, name: str, code: str) -> str | None:
        """The path of an image that came before, by its name and its data as it is written."""
        return self._paths.get((name, code))

    def add(self, name: str, code: str, data: bytes, origin: str = "") -> str:
        """Take in an image, under its path in the exam that it comes from if that can be.

        Returns its path, "" for what is no image.
        """
        ending = ending_of(data, origin or name)
        path = ""
        if ending:
            path = self._free(origin if filenames.is_safe(origin) else _usual(name, ending))
            self.files[path] = data
        self._paths[origin or name, code] = path
        return path

    def _free(self, path: str) -> str:
        start, ending = posixpath.splitext(path)
        number = 1
        while path.lower() in self._taken:
            number += 1
            path = f"{start}-{number}{ending}"
        self._taken.add(path.lower())
        return path


class Beside:
    """The files beside one text, by the name that the text has for them."""

    def __init__(self, files: Files, elements: Iterable[Element]) -> None:
        self.files = files
        self.elements: dict[str, Element] = {}
        for element in elements:
            folder, name = element.get("path", "/").strip("/"), element.get("name", "")
            self.elements.setdefault(posixpath.join(folder, name), element)
        self.used: set[str] = set()

    def image(self, address: str) -> tuple[str, str]:
        """The path of an image, or why there is none."""
        if address.startswith("//"):
            address = f"https:{address}"
        if address.lower().startswith(("http://", "https://")):
            return address, ""
        if address.startswith(PREFIX):
            return self._beside(self.take(address))
        embedded = data_uri(address)
        if embedded is None:
            return "", MISSING
        kind = embedded[0].rpartition("/")[2].partition("+")[0]
        name = f"embedded.{kind}"
        path = self.files.known(name, address) or self.files.add(name, address, embedded[1])
        return path, "" if path else NO_IMAGE

    def take(self, address: str) -> str:
        """The name of the file that an address means, which is thereby used."""
        name = unquote(address.removeprefix(PREFIX).partition("?")[0])
        self.used.add(name)
        return name

    def unused(self) -> list[str]:
        """The names of files that the text does not mention."""
        return [name for name in self.elements if name not in self.used]

    def _beside(self, name: str) -> tuple[str, str]:
        element = self.elements.get(name)
        if element is None:
            return "", MISSING
        code, origin = element.text or "", element.get("examc-path", "")
        path = self.files.known(origin or name, code)
        if path is None:
            if element.get("encoding", "base64") != "base64":
                return "", f"has the encoding {element.get('encoding', '')[:20]!r}, not base64"
            data = _decoded(code)
            if not data:
                return "", "is empty" if data is not None else "is damaged: this is no base64"
            path = self.files.add(name, code, data, origin)
        return path, "" if path else NO_IMAGE


def _decoded(code: str) -> bytes | None:
    try:
        return b64decode("".join(code.split()), validate=True)
    except (Base64Error, ValueError):
        return None


def _usual(name: str, ending: str) -> str:
    stem = posixpath.splitext(posixpath.basename(name))[0]
    return names.usual_path(filenames.stem(stem) + ending)
