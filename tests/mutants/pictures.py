"""Changes of the pictures of an emitted file: two of them swapped, or one of them gone."""

import base64
from collections.abc import Iterator, Mapping

from lxml import etree

from examc.files.package import pack, unpack
from mutants.mutant import changed, named, remove, set_attribute


def of_file(data: bytes, images: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the file with each two neighbours of its pictures swapped, and with each one empty."""
    made = list(images.values())
    for one, other in zip(made, [*made[1:], made[0]], strict=True):
        yield _replaced(data, {one: other, other: one})
        yield _replaced(data, {one: b""})


def unnamed(data: bytes) -> Iterator[bytes]:
    """Yield a package whose manifest does not name one of its pictures, or names another file."""
    files = unpack(data)
    root = etree.fromstring(files["imsmanifest.xml"])
    for place, file in enumerate(named(root, "file")):
        if file.get("href", "").endswith(".png"):
            for change in (remove("file", place), set_attribute("file", place, "href", "no.png")):
                made, _ = changed(root, change)
                yield pack({**files, "imsmanifest.xml": etree.tostring(made)})


def _replaced(data: bytes, new: Mapping[bytes, bytes]) -> bytes:
    if data.startswith(b"PK"):
        return pack({name: new.get(content, content) for name, content in unpack(data).items()})
    marks = {base64.b64encode(old): base64.b64encode(given) for old, given in new.items()}
    for place, old in enumerate(marks):
        assert old in data
        data = data.replace(old, b"@%d@" % place)
    for place, given in enumerate(marks.values()):
        data = data.replace(b"@%d@" % place, given)
    return data
