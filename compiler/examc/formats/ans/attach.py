"""Image files inside the JSON: their entries, and what kind of file each is."""

import hashlib
import posixpath
from base64 import b64encode
from collections.abc import Mapping

from examc.core.model import Exam
from examc.core.walking import images
from examc.files.imagefiles import MEDIA_TYPES
from examc.formats.ans.dump import Json


def attachments(exam: Exam, files: Mapping[str, bytes]) -> list[Json]:
    """The files of an exam, in order of use; an image without a file is marked as missing."""
    used = dict.fromkeys(image.src for image in images(exam) if not image.is_remote and image.src)
    used.update(dict.fromkeys(sorted(files)))
    return [_attachment(path, files.get(path)) for path in used]


def _attachment(path: str, data: bytes | None) -> Json:
    entry: dict[str, Json] = {
        "key": path,
        "file_name": posixpath.basename(path),
        "media_type": media_type(path),
        "path": path,
    }
    if data is None:
        return {**entry, "missing": True}
    return {
        **entry,
        "file_size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "data_base64": b64encode(data).decode(),
    }


def media_type(path: str) -> str:
    """What kind of file a path names."""
    return MEDIA_TYPES.get(posixpath.splitext(path)[1].lower(), "application/octet-stream")
