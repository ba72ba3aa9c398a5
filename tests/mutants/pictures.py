"""Changes of the pictures of an emitted file: two of them swapped, or one of them gone."""

import base64
from collections.abc import Iterator, Mapping

from examc.package import pack, unpack


def of_file(data: bytes, images: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the file with each two neighbours of its pictures swapped, and with each one empty."""
    made = list(images.values())
    for one, other in zip(made, [*made[1:], made[0]], strict=True):
        yield _replaced(data, {one: other, other: one})
        yield _replaced(data, {one: b""})


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
