"""Which addresses an exam may link to: the web, mail, and places relative to its own."""

import unicodedata

from examc.core import lazyre

SCHEMES = ("http", "https", "mailto")
"""All other schemes run a program, or name what only one computer has."""
ADVICE = "link to an http, https or mailto address"

_CONTROL = lazyre.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HEAD = lazyre.compile(r"[^/?#\\]*")


def cleaned(url: str) -> str:
    """An address without what browsers drop from it: control characters, and blanks at its ends.

    Source: the WHATWG's URL standard, "basic URL parser", which drops tabs and newlines anywhere.
    """
    return _CONTROL.sub("", url).strip()


def refused(url: str) -> str:
    """The scheme, with its colon, for which an address is refused; "" where an exam may link to it.

    The scheme is looked for as the most lenient program would: characters that cannot be seen are
    passed over, entities are resolved, and letters of other forms count as the plain ones.
    """
    if "&" in url:
        from html import unescape

        url = unescape(url)
    text = cleaned(url)
    head = _HEAD.match(text)
    found = head[0] if head else ""
    if not found.isascii():
        found = "".join(
            char
            for char in unicodedata.normalize("NFKC", found)
            if unicodedata.category(char) != "Cf"
        )
    scheme, colon, _ = found.partition(":")
    scheme = "".join(scheme.split()).lower()
    return f"{scheme}:" if colon and scheme not in SCHEMES else ""


def address(url: str) -> str:
    """An address as a link may hold it; "" for one that is refused."""
    return "" if refused(url) else cleaned(url)
