"""The characters and images of a PDF with their places (the one module that uses pdfminer).

What a page may draw is bounded while it is drawn, and what a stream may hold before anything is
read, since a small file can unpack to more than a machine has.
"""

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from examc.core import lazyre
from examc.core.records import Mutable, Record, field
from examc.files.extras import needed

if TYPE_CHECKING:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LTChar, LTImage, LTPage
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdfpage import PDFPage

LARGEST = 64_000_000  # bytes of a file
MOST_PAGES = 500
MOST_UNPACKED = 300_000_000  # bytes of all streams together
LARGEST_LZW = (
    1_000_000  # bytes of a stream in an old form that can unpack to thousands of times that
)
MOST_CHARACTERS = 2_000_000
MOST_FORMS = 20_000  # pieces that pages draw by name, each inside others
MOST_PATHS = 500_000

_STREAM = lazyre.compile(rb"stream\r?\n")
_TWICE = lazyre.compile(rb"/(?:FlateDecode|Fl)\b[^\]>]{0,80}/(?:FlateDecode|Fl|LZWDecode|LZW)\b")
_LZW = lazyre.compile(rb"/(?:LZWDecode|LZW)\b")


class NoPdf(Exception):
    """A file that cannot be read; the text says why. `is_hostile` is one that must not be."""

    def __init__(self, message: str, *, is_hostile: bool = False, is_locked: bool = False) -> None:
        super().__init__(message)
        self.is_hostile = is_hostile
        self.is_locked = is_locked


class Char(Record, frozen=True):
    """A character: its left and right end, its base line and its size, in points from below."""

    text: str
    left: float
    right: float
    base: float
    size: float
    font: str


class Picture(Record, frozen=True):
    """An image of a page: its bytes as a file, or b"" where it is of a form that is not known."""

    left: float
    top: float
    bottom: float
    data: bytes


class Page(Mutable):
    """A page as it is drawn."""

    height: float
    chars: list[Char] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def pages(data: bytes) -> Iterator[Page]:
    """Yield the pages of a file; raises NoPdf, and MissingExtra where pdfminer is not there."""
    with needed("to read a PDF"):
        from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
        from pdfminer.pdfdocument import PDFPasswordIncorrect as Locked
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
    _check(data)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what is damaged is told by us
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        draw = _drawer()
        for number, page in enumerate(PDFPage.create_pages(document)):
            if number >= MOST_PAGES:
                raise NoPdf(f"file has more than {MOST_PAGES} pages", is_hostile=True)
            yield draw(page)
    except (Locked, PDFEncryptionError) as error:
        raise NoPdf("file has a password", is_locked=True) from error
    except NoPdf:
        raise
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # pdfminer lets whatever it stumbles over through
        raise NoPdf(f"file is damaged: {str(error)[:100] or type(error).__name__}") from error


def _check(data: bytes) -> None:
    """Unpack every stream within bounds, before anything keeps what is in one."""
    if len(data) > LARGEST:
        raise NoPdf(f"file of {len(data)} bytes is larger than any exam", is_hostile=True)
    if _TWICE.search(data):
        raise NoPdf("streams are packed twice, as no program writes them", is_hostile=True)
    if _LZW.search(data) and len(data) > LARGEST_LZW:
        raise NoPdf("streams are packed in a form that is no longer used", is_hostile=True)
    total = 0
    for found in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        rest = data[found.end() : found.end() + LARGEST]
        try:
            total += len(unpacker.decompress(rest, MOST_UNPACKED - total + 1))
        except zlib.error:
            continue
        if total > MOST_UNPACKED:
            raise NoPdf("streams unpack to more than any exam", is_hostile=True)


def _drawer() -> "Callable[[PDFPage], Page]":
    """What draws a page: pdfminer, with a count of what it draws."""
    interpreter, device = _interpreter()

    def draw(page: "PDFPage") -> Page:
        interpreter.process_page(page)
        return _drawn(device.get_result())

    return draw


def _interpreter() -> "tuple[PDFPageInterpreter, PDFPageAggregator]":
    """Pdfminer's interpreter and its device, which raise `NoPdf` where a bound is passed."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    counts = {"characters": 0, "forms": 0, "paths": 0}
    bounds = {"characters": MOST_CHARACTERS, "forms": MOST_FORMS, "paths": MOST_PATHS}

    def count(noun: str) -> None:
        counts[noun] += 1
        if counts[noun] > bounds[noun]:
            raise NoPdf(f"pages draw more than {bounds[noun]} {noun}", is_hostile=True)

    class Device(PDFPageAggregator):
        def render_char(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            count("characters")
            return super().render_char(*args, **kwargs)

        def paint_path(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            count("paths")

    class Interpreter(PDFPageInterpreter):
        def do_Do(self, name):  # type: ignore[no-untyped-def]
            count("forms")
            super().do_Do(name)

    manager = PDFResourceManager()
    device = Device(manager, laparams=None)
    return Interpreter(manager, device), device


def _drawn(layout: "LTPage") -> Page:
    """The characters and pictures of a page, however deep its forms nest."""
    from pdfminer.layout import LTChar, LTContainer, LTImage

    found = Page(layout.height)
    rest: list[Iterable[object]] = [layout]
    while rest:
        for one in rest.pop():
            if isinstance(one, LTChar):
                found.chars.append(_char(one))
            elif isinstance(one, LTImage):
                found.pictures.append(Picture(one.x0, one.y1, one.y0, _file(one)))
            elif isinstance(one, LTContainer):
                rest.append(one)
    return found


def _char(one: "LTChar") -> Char:
    text = one.get_text()
    text = "\ufffd" if text.startswith("(cid:") else text
    return Char(text, one.x0, one.x1, one.matrix[5], one.size, one.fontname or "")


def _file(image: "LTImage") -> bytes:
    """An image as a file: JPEG as it stands, plain pixels as PNG; b"" for all else."""
    from pdfminer.pdftypes import resolve1

    stream = image.stream
    filters = [str(name) for name, _ in stream.get_filters()]
    if any("DCT" in name for name in filters):
        data = stream.get_rawdata() if len(filters) == 1 else stream.get_data()
        return bytes(data) if data and data.startswith(b"\xff\xd8") else b""
    space = resolve1(image.colorspace[0]) if image.colorspace else None
    channels = {"DeviceGray": 1, "DeviceRGB": 3}.get(getattr(space, "name", ""), 0)
    if isinstance(space, list) or not channels:
        channels = _channels(image)
    width, height = image.srcsize
    pixels = stream.get_data()
    if image.bits != 8 or not channels or len(pixels) < width * height * channels:
        return b""
    return png(width, height, channels, pixels)


def _channels(image: "LTImage") -> int:
    """How many bytes a pixel has, by the length of all."""
    width, height = image.srcsize
    size = len(image.stream.get_data())
    return next((n for n in (1, 3) if width and height and size == width * height * n), 0)


def png(width: int, height: int, channels: int, pixels: bytes) -> bytes:
    """Pixels of 8 bits a channel as a PNG."""
    row = width * channels
    rows = b"".join(b"\0" + pixels[y * row : (y + 1) * row] for y in range(height))
    kind = 2 if channels == 3 else 0
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
