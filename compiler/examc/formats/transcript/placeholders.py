"""Stands in for images that a transcript has lost: names for them, and one grey picture."""

import posixpath
import re
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

from examc.core import lazyre
from examc.core.records import Mutable, field

FOLDER = "images"

_WIDTH, _HEIGHT = 240, 120
_GREY, _DARK = 0xD8, 0x90
_OTHER = lazyre.compile(r"[^A-Za-z0-9._-]+")
_ENDING = lazyre.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|pdf|eps)$", re.IGNORECASE)
LONGEST_NAME = 60  # characters


class Placeholders(Mutable):
    """The placeholders of one exam, by their path; the names are told apart without letter case.

    `drawn` are images of the print itself, by their names: they need none.
    """

    drawn: Mapping[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> str:
        """The path for an image whose own name or address the transcript gives."""
        if name in self.drawn:
            path = f"{FOLDER}/{name}"
            self.files[path] = self.drawn[name]
            return path
        if name not in self._known:
            self._known[name] = self._add(_ENDING.sub("", posixpath.basename(name)))
        return self._known[name]

    def unnamed(self, item: str) -> str:
        """The path for an image of which nothing is known but the item that it belongs to."""
        return self._add(f"lost-{item}")

    def _add(self, name: str) -> str:
        stem = _OTHER.sub("-", name[:LONGEST_NAME]).strip(".-") or "lost"
        free = stem
        while free.lower() in self._taken:
            count = self._taken[stem.lower()] = self._taken.get(stem.lower(), 1) + 1
            free = f"{stem}-{count}"
        self._taken[free.lower()] = 1
        path = f"{FOLDER}/{free}.png"
        self.files[path] = picture()
        return path


def is_image_name(text: str) -> bool:
    """Tell whether a line is the name of an image file."""
    return _ENDING.search(text) is not None and len(text) <= 200


@lru_cache(maxsize=1)
def picture() -> bytes:
    """A grey box with a dark frame as PNG: the same bytes from any version of zlib.

    Its rows are stored, not compressed, since compressors differ in what they make of them.
    """
    edge = bytes(_WIDTH // 8)
    inner = b"\x7f" + b"\xff" * (_WIDTH // 8 - 2) + b"\xfe"
    rows = b"".join(b"\0" + (edge if y in (0, _HEIGHT - 1) else inner) for y in range(_HEIGHT))
    size = struct.pack("<HH", len(rows), len(rows) ^ 0xFFFF)
    stored = b"\x78\x01\x01" + size + rows + struct.pack(">I", zlib.adler32(rows))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 1, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes([_DARK] * 3 + [_GREY] * 3)),
            _chunk(b"IDAT", stored),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
