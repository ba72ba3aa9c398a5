"""The files beside a text: `<file>` elements → images of the exam's folder."""

import posixpath
import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from examc.formats.moodle import names
from examc.htmltree import data_uri

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PREFIX = "@@PLUGINFILE@@/"
LONGEST_PATH = 200  # characters

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_SAFE_PATH = re.compile(r"(?!/)(?:(?:^|/)(?!\.{1,2}(?:/|$))[^/\\:\x00-\x1f]+)+")
_SVG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)[\s>-]", re.IGNORECASE)
_STARTS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
}
_ALIKE = {".jpeg": ".jpg"}


class Files:
    """The images of one exam by their path; the same image of many texts is one file."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._paths: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def add(self, name: str, data: bytes, origin: str, *, key: str) -> str:
        """The path of an image, which is `origin` if that can be; "" for what is no image.

        `key` stands for the data: an image of the same name and key is the same.
        """
        known = self._paths.get((origin or name, key))
        if known is not None:
            return known
        ending = _ending(data)
        path = self._free(origin if _is_safe(origin) else _usual(name, ending)) if ending else ""
        self._paths[origin or name, key] = path
        if path:
            self.files[path] = data
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
    """The files beside one text, by the address that the text has for them."""

    def __init__(self, files: Files, elements: Iterable["Element"]) -> None:
        self.files = files
        self.elements: dict[str, Element] = {}
        for element in elements:
            folder, name = element.get("path", "/"), element.get("name", "")
            self.elements.setdefault(posixpath.join(folder.strip("/"), name), element)
        self.used: set[str] = set()

    def name(self, address: str) -> str:
        """Which file an address means: it may be percent-encoded, and ask for a download."""
        return unquote(address.removeprefix(PREFIX).partition("?")[0])

    def image(self, address: str) -> str | tuple[str, str]:
        """The path of an image; of one that cannot be had, "" and why."""
        if address.startswith("//"):
            address = f"https:{address}"
        if address.lower().startswith(("http://", "https://")):
            return address
        if address.startswith(PREFIX):
            return self._beside(self.name(address))
        embedded = data_uri(address)
        if embedded is None:
            return "", "is not in this file"
        name = "embedded." + embedded[0].rpartition("/")[2].partition("+")[0]
        return self.files.add(name, embedded[1], "", key=address) or ("", "is no known image")

    def _beside(self, name: str) -> str | tuple[str, str]:
        element = self.elements.get(name)
        if element is None:
            return "", "is not in this file"
        self.used.add(name)
        text = element.text or ""
        if element.get("encoding", "base64") != "base64":
            return "", f"has the unknown encoding {element.get('encoding', '')[:20]!r}"
        try:
            data = b64decode("".join(text.split()), validate=True)
        except (Base64Error, ValueError):
            return "", "is damaged: it is no base64"
        origin = element.get("examc-path", "")
        path = self.files.add(posixpath.basename(name), data, origin, key=text)
        return path or ("", "is empty" if not data else "is no image that browsers show")

    def unused(self) -> list[str]:
        """The names of files that the text shows nowhere."""
        return [name for name in self.elements if name not in self.used]


def _ending(data: bytes) -> str:
    """What the name of an image ends in, told by its content; "" for what is no image."""
    for ending, starts in _STARTS.items():
        if data.startswith(starts):
            return ending
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ".webp"
    return ".svg" if _SVG.match(data) else ""


def _usual(name: str, ending: str) -> str:
    """A safe path for a file, with the ending that its content has."""
    stem, given = posixpath.splitext(name)
    if _ALIKE.get(given.lower(), given.lower()) == ending:
        ending = given
    stem = _UNSAFE.sub("-", stem).strip("-.")[:80] or "image"
    return names.usual_path(stem + ending)


def _is_safe(path: str) -> bool:
    return 0 < len(path) <= LONGEST_PATH and _SAFE_PATH.fullmatch(path) is not None
