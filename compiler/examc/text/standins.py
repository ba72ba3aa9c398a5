"""What students read in the place of an image that cannot be had, so that no text is left empty."""

import posixpath
from urllib.parse import unquote

LONGEST = 60  # characters of a file's name
_EMBEDDED = "data:"


def words_for(alt: str, address: str) -> str:
    """The alternative text of an image or, where it has none, its file's name in brackets."""
    words = " ".join(alt.split())
    return words or f"[{_name(address) or 'image'}]"


def _name(address: str) -> str:
    """The name of the file at an address; "" where the address is the file itself."""
    if address[: len(_EMBEDDED)].lower() == _EMBEDDED:
        return ""
    path = address.partition("?")[0].partition("#")[0].replace("\\", "/")
    name = "".join(sign for sign in unquote(posixpath.basename(path)) if sign.isprintable())
    return " ".join(name.split())[:LONGEST]
