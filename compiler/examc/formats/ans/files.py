"""The image files of a JSON that is read: attachments, and images inside HTML itself."""

import hashlib
import posixpath

from examc.files import filenames
from examc.files.imagefiles import MEDIA_TYPES, decoded
from examc.formats.ans.objects import Object
from examc.formats.foreign.images import FOLDER, Images
from examc.formats.foreign.quoting import quoted

_ENDINGS = {media: ending for ending, media in reversed(MEDIA_TYPES.items())}


class Files(Images):
    """Files by their path in the exam's folder, and the paths by the keys that texts know."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: dict[str, str] = {}

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
        found = self.elsewhere(address)
        return None if found is None else found[0] or None

    def _path(self, entry: Object, key: str) -> str:
        """A path inside the exam's folder that no other file has."""
        path = entry.line("path") or (key if "/" in key else "")
        name = entry.line("file_name") or key
        if path and filenames.is_safe(path):
            free = self.free(path)
            if free != path:
                entry.tell("R470", "path", f"two attachments have the path {quoted(path)}")
            return free
        if path:
            message = f"path {quoted(path)} is none for an image of an exam; its name alone is kept"
            entry.tell("R470", "path", message)
        return self.free(FOLDER + _plain_name(name, entry.text("media_type")))

    def _bytes(self, entry: Object) -> bytes | None:
        if not entry.has("data_base64"):
            what = "is missing" if entry.flag("missing") else "has no data"
            name = entry.line("file_name") or entry.line("key")
            entry.tell_here("R470", f"file {quoted(name)} {what}", "add the file to the folder")
            return None
        data = decoded(entry.text("data_base64"))
        if data is None:
            entry.tell("R470", "data_base64", "this is not base64; the file is left out")
            return None
        size, digest = entry.whole("file_size"), entry.text("sha256")
        if size is not None and size != len(data):
            message = f"file has {len(data)} bytes and not {size}; it may be damaged"
            entry.tell("R470", "file_size", message)
        if digest and digest.lower() != hashlib.sha256(data).hexdigest():
            entry.tell("R470", "sha256", "file has another checksum; it may be damaged")
        return data


def _plain_name(name: str, media_type: str) -> str:
    start, ending = posixpath.splitext(name.replace("\\", "/").rpartition("/")[2])
    if ending.lower() not in MEDIA_TYPES:
        start, ending = start + ending, _ENDINGS.get(media_type, "")
    return filenames.stem(start[-60:]) + ending
