"""A template and its fields → the bytes of an XML document that is known to be one."""

from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

from examc.core import lazyre
from examc.files.rendering import TemplateFailure, pieces

_ILLEGAL = lazyre.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no character for (section 2.2); nothing can be written in its place."""


class IllegalCharacter(Exception):
    """A character that XML cannot hold; the text is its code point, as in U+0007."""


def without_illegal(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def document(
    name: str, folder: str, fields: Mapping[str, object], what: str = "", *, drop: bool = False
) -> bytes:
    """Fill a template; `what` says of which part of the exam, for messages.

    Illegal characters are left out with `drop`, and raise IllegalCharacter without it. Raises
    TemplateFailure where the template cannot be used or makes what is no XML: importers refuse a
    whole file for it, some of them in silence. The proof keeps no tree, which would be larger than
    all else.
    """
    proof = expat.ParserCreate("UTF-8", namespace_separator=" ")
    made = BytesIO()
    try:
        for piece in pieces(name, folder, fields):
            text = _legal(piece, drop=drop)
            made.write(text)
            proof.Parse(text, False)
        proof.Parse(b"", True)
    except expat.ExpatError as error:
        of_what = f" of {what}" if what else ""
        flaw = f"line {error.lineno}: {expat.ErrorString(error.code)}"
        raise TemplateFailure(f"template {name} makes no XML{of_what}: {flaw}") from error
    return made.getvalue()


def _legal(text: str, *, drop: bool) -> bytes:
    illegal = _ILLEGAL.search(text)
    if illegal and not drop:
        raise IllegalCharacter(f"U+{ord(illegal[0]):04X}")
    return (without_illegal(text) if illegal else text).encode()
