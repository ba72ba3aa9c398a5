"""Image files: which ones browsers show, and how large they are, told by their content."""

import posixpath
import re
from base64 import b64decode
from binascii import Error as Base64Error
from typing import Literal

from examc.core import lazyre

MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
"""The images that browsers show, by the ending of their name."""
STARTS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".svg": (b"<",),
}
"""How such files begin."""

_DATA = lazyre.compile(r"data:(image/[a-z0-9.+-]+);base64,", re.IGNORECASE)
_SVG = lazyre.compile(rb"<(?:[\w.-]+:)?svg[\s/>]", re.IGNORECASE)
_FRAME = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""The markers of a JPEG behind which its size stands."""
_LONGEST_PROLOG = 64 * 1024  # bytes before the element of an SVG


def ending_of(data: bytes, name: str = "") -> str:
    """The ending that the name of an image should have; "" for what is no image.

    The content decides; the ending of `name` is kept where it says the same.
    """
    start = data[:_LONGEST_PROLOG].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and not _SVG.search(start):
        return ""
    if start.startswith(b"RIFF") and start[8:12] != b"WEBP":
        return ""
    own = posixpath.splitext(name)[1]
    if start.startswith(STARTS.get(own.lower(), ())):
        return own
    return next((ending for ending, starts in STARTS.items() if start.startswith(starts)), "")


def decoded(code: str) -> bytes | None:
    """The bytes that base64 stands for, white space in it left out; None for what is none."""
    try:
        return b64decode("".join(code.split()), validate=True)
    except (Base64Error, ValueError):
        return None


def data_uri(address: str) -> tuple[str, bytes] | None:
    """The media type and the bytes of an image that stands in its own address, if it does."""
    start = _DATA.match(address)
    data = None if start is None else decoded(address[start.end() :])
    return None if start is None or data is None else (start[1].lower(), data)


def width(data: bytes) -> int:
    """How many pixels wide a PNG, GIF, JPEG or WebP is; 0 for what says no such number."""
    found = size(data)
    return found[0] if found else 0


def size(data: bytes) -> tuple[int, int] | None:
    """How many pixels wide and high a PNG, GIF, JPEG or WebP is; None for what does not say it."""
    found = (0, 0)
    if data.startswith(STARTS[".png"]) and data[12:16] == b"IHDR":
        found = _number(data[16:20], "big"), _number(data[20:24], "big")
    elif data.startswith(STARTS[".gif"]):
        found = _number(data[6:8], "little"), _number(data[8:10], "little")
    elif data.startswith(STARTS[".jpg"]):
        found = _jpeg_size(data)
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        found = _webp_size(data)
    return found if min(found) > 0 else None


def _number(data: bytes, order: Literal["big", "little"]) -> int:
    return int.from_bytes(data, order)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """The size in a JPEG's frame header, which stands behind segments of a stated length."""
    at = 2
    while data[at : at + 1] == b"\xff" and at + 9 <= len(data):
        if data[at + 1] in _FRAME:
            return _number(data[at + 7 : at + 9], "big"), _number(data[at + 5 : at + 7], "big")
        at += 2 + max(_number(data[at + 2 : at + 4], "big"), 2)
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    """The size in the first chunk of a WebP, of which there are three kinds (RFC 9649)."""
    kind = data[12:16]
    if kind == b"VP8X":
        return _number(data[24:27], "little") + 1, _number(data[27:30], "little") + 1
    if kind == b"VP8 ":
        return _number(data[26:28], "little") & 0x3FFF, _number(data[28:30], "little") & 0x3FFF
    bits = _number(data[21:25], "little") if kind == b"VP8L" else 0
    return (bits & 0x3FFF) + bool(bits), ((bits >> 14) & 0x3FFF) + bool(bits)
