"""The image files of a JSON that is read: attachments, and images inside HTML itself."""

import hashlib
import posixpath
from base64 import b64decode
from binascii import Error as Base64Error

from examc.files import filenames
from examc.files.imagefiles import MEDIA_TYPES
from examc.formats.ans.objects import Object
from examc.text.htmltree import data_uri

_ENDINGS = {media: ending for ending, media in reversed(MEDIA_TYPES.items())}


class Files:
    """Files by their path in the exam's folder, and the paths by the keys that texts know."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.paths: dict[str, str] = {}
        self.embedded: dict[str, str] = {}

    def add(self, entry: Object) -> None:
        """Take in an attachment; its key, path and name are checked, its bytes compared."""
        key = entry.line("key")
        if not key:
            entry.tell("R404", "key", "attachment has no key", "give it one, and name it there")
            return
        path = self._path(entry, key)
        self.paths[key] = path
        data = self._bytes(entry)
        if data is not None:
            self.files[path] = data

    def path_of(self, address: str) -> str | None:
        """The path of an image that a text names by key, or that stands in its own address.

        None where there is no such file; an address of the web stays as it is.
        """
        if address in self.paths:
            return self.paths[address]
        if address.lower().startswith(("http://", "https://")):
            return address
        if address not in self.embedded:
            inside = data_uri(address)
            if inside is None or inside[0] not in _ENDINGS:
                return None
            name = f"embedded-{len(self.embedded) + 1}{_ENDINGS[inside[0]]}"
            path = self._free(f"images/{name}")
            self.embedded[address] = path
            self.files[path] = inside[1]
        return self.embedded[address]

    def _path(self, entry: Object, key: str) -> str:
        """A path inside the exam's folder that no other file has."""
        path = entry.line("path") or (key if "/" in key else "")
        name = entry.line("file_name") or key
        if path and filenames.is_safe(path):
            if path.lower() in self._taken():
                entry.tell("R415", "path", f"two attachments have the path {path[:60]!r}")
                return self._free(path)
            return path
        if path:
            message = f"path {path[:60]!r} is none for an image of an exam; its name alone is kept"
            entry.tell("R415", "path", message)
        return self._free("images/" + _plain_name(name, entry.text("media_type")))

    def _free(self, path: str) -> str:
        start, ending = posixpath.splitext(path)
        taken, number = self._taken(), 1
        while path.lower() in taken:
            number += 1
            path = f"{start}-{number}{ending}"
        return path

    def _taken(self) -> set[str]:
        """The paths that are given, in small letters: some disks do not tell them from others."""
        return {path.lower() for path in (*self.paths.values(), *self.files)}

    def _bytes(self, entry: Object) -> bytes | None:
        if not entry.has("data_base64"):
            what = "is missing" if entry.flag("missing") else "has no data"
            name = entry.line("file_name") or entry.line("key")
            entry.tell_here("R415", f"file {name[:60]!r} {what}", "add the file to the folder")
            return None
        try:
            data = b64decode("".join(entry.text("data_base64").split()), validate=True)
        except (Base64Error, ValueError):
            entry.tell("R415", "data_base64", "this is not base64; the file is left out")
            return None
        size, digest = entry.whole("file_size"), entry.text("sha256")
        if size is not None and size != len(data):
            message = f"file has {len(data)} bytes and not {size}; it may be damaged"
            entry.tell("R415", "file_size", message)
        if digest and digest.lower() != hashlib.sha256(data).hexdigest():
            entry.tell("R415", "sha256", "file has another checksum; it may be damaged")
        return data


def _plain_name(name: str, media_type: str) -> str:
    start, ending = posixpath.splitext(name.replace("\\", "/").rpartition("/")[2])
    if ending.lower() not in MEDIA_TYPES:
        start, ending = start + ending, _ENDINGS.get(media_type, "")
    return filenames.stem(start[-60:]) + ending
