"""Small PDFs made anew: lines of text in the fonts that every reader has, and images."""

import zlib
from collections.abc import Sequence

Piece = tuple[float, float, float, str, str]
"""Left, base line, size, font (F1 Helvetica, F2 Courier, F3 bold Helvetica), and characters of Latin-1."""


def column(*lines: str, top: float = 780, size: float = 11, gap: float = 30) -> list[Piece]:
    """Lines below one another, each a paragraph; one that begins with a tab goes on."""
    found: list[Piece] = []
    at = top
    for line in lines:
        at -= size * 1.2 if line.startswith("\t") and found else gap if found else 0
        found.append((60, at, size, "F1", line.lstrip("\t")))
    return found


def pdf(*pages: Sequence[Piece], image: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF of pages; `image` are the pixels (RGB, 2 × 20) that each shows, `extra` goes below."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    fonts = [
        add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
        for name in (b"Helvetica", b"Courier", b"Helvetica-Bold")
    ]
    shown = b""
    if image:
        data = zlib.compress(image)
        head = b"/Subtype /Image /Width 2 /Height 20 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        number = add(stream(data, b"/Type /XObject " + head + b" /Filter /FlateDecode"))
        shown = b"/XObject << /I1 %d 0 R >>" % number
    kids: list[bytes] = []
    for page in pages:
        drawn = b"".join(map(_drawn, page))
        drawn += b"q 40 0 0 20 60 100 cm /I1 Do Q\n" if image else b""
        content = add(stream(zlib.compress(drawn), b"/Filter /FlateDecode"))
        used = b"<< /Font << /F1 %d 0 R /F2 %d 0 R /F3 %d 0 R >> %s >>" % (
            fonts[0],
            fonts[1],
            fonts[2],
            shown,
        )
        body = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
        kids.append(b"%d 0 R" % add(body % (used, content)))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects, extra)


def stream(data: bytes, about: bytes) -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), about, data)


def _drawn(piece: Piece) -> bytes:
    left, base, size, font, text = piece
    shown = (
        text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (font.encode(), size, left, base, shown)


def _file(objects: Sequence[bytes], extra: bytes) -> bytes:
    made = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    made += extra
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    size = len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return made + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
