"""Bytes → an XML document that is safe to walk, with the place of every element in its file."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.entities import html5
from typing import Any


from examc.files.xmltree import Element
from examc.core.source import Source, Span
from examc.text.htmltree import CONTROL

LARGEST = 16 * 1024 * 1024  # bytes of one document
PROLOG = 64 * 1024  # bytes in which the first element must begin
LONGEST_LINE = 1000  # characters that a message points at

_SPACE = b" \t\r\n"
_TAG = re.compile(rb"<(?:[A-Za-z_][A-Za-z0-9._-]{0,100}:)?([A-Za-z_][A-Za-z0-9._-]{0,100})")
_PLAIN_TYPE = re.compile(rb"<!DOCTYPE[ \t\r\n]+[A-Za-z_][\w.:-]{0,100}[ \t\r\n]*>")
"""A document type that says the first element's name alone, as R packages write it."""
_UNDEFINED = re.compile(r"Entity '\w+' not defined")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OF_XML = {b"amp;", b"lt;", b"gt;", b"quot;", b"apos;"}
_INVISIBLE = re.compile(rb"\x7f|&#(?:127|x0*7[fF]);")
_WORDS = re.compile(r"[ \t\r\n]+")


class Unreadable(Exception):
    """A document that is no XML, or must not be read; the text says why, `line` where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Document:
    """An XML file as a tree; `path` is its name for messages."""

    path: str
    data: bytes
    root: Element
    _source: Source | None = field(default=None)

    @property
    def source(self) -> Source:
        """The characters of the file, for the places of messages."""
        if self._source is None:
            encoding = self.root.getroottree().docinfo.encoding or "utf-8"
            self._source = source_of(self.path, self.data, encoding)
        return self._source

    def span(self, element: Element) -> Span:
        """The line that an element begins on."""
        line: Any = element.sourceline
        return line_span(self.source, line or 1)


def source_of(path: str, data: bytes, encoding: str = "utf-8") -> Source:
    """The characters of a file, whatever they are."""
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        text = data.decode("utf-8", "replace")
    return Source(path, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def line_span(source: Source, number: int) -> Span:
    """A line without the white space at its ends; of a very long one, the beginning."""
    line = source.line(number)
    if len(line) > LONGEST_LINE:
        return source.line_span(number, 1, LONGEST_LINE)
    return source.line_span(number, len(line) - len(line.lstrip()) + 1, len(line.rstrip()) + 1)


def parse(path: str, data: bytes) -> Document:
    """Parse a document; raises Unreadable.

    A document type that declares or fetches anything is refused, since entities are how a small
    file becomes a large one. Names of HTML's characters (`&nbsp;`) are understood all the same.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"file of {len(data)} bytes is too large")
    first = root_name(data)
    if first == "!DOCTYPE":
        raise Unreadable("document type is not allowed")
    if not first:
        raise Unreadable("file is no XML: no element begins it")
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        named = _without_named_characters(data) if _UNDEFINED.match(error.msg or "") else None
        if named is None:
            raise Unreadable(_problem(error), max(error.lineno or 1, 1)) from error
        return parse(path, named)
    except (ValueError, LookupError) as error:
        raise Unreadable(f"file is no XML: {str(error)[:100]}") from error
    if _INVISIBLE.search(data):
        _clean(root)
    return Document(path, data, root)


def root_name(data: bytes) -> str:
    """The name of the first element of XML, without its prefix; `!DOCTYPE` where one says more.

    Looks at the beginning alone, in any encoding whose ASCII is ASCII; "" where there is none.
    """
    head = data[:PROLOG]
    if b"\0" in head[:4]:  # UTF-16 or UTF-32
        head = head.replace(b"\0", b"")
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    at = 0
    while at < len(head):
        if head[at : at + 1] in (b" ", b"\t", b"\r", b"\n"):
            at += 1
        elif head.startswith((b"<?", b"<!--"), at):
            closing = b"?>" if head.startswith(b"<?", at) else b"-->"
            end = head.find(closing, at + 2)
            if end < 0:
                return ""
            at = end + len(closing)
        elif head.startswith(b"<!DOCTYPE", at):
            plain = _PLAIN_TYPE.match(head, at)
            if plain is None:
                return "!DOCTYPE"
            at = plain.end()
        else:
            tag = _TAG.match(head, at)
            return tag[1].decode("ascii") if tag else ""
    return ""


@lru_cache(maxsize=1)
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _problem(error: etree.XMLSyntaxError) -> str:
    message = re.sub(r",? line \d+.*", "", error.msg or "it cannot be parsed", flags=re.DOTALL)
    return f"XML is not well-formed: {message[:120]}"


def _without_named_characters(data: bytes) -> bytes | None:
    """The document with HTML's names of characters as numbers; None where that changes nothing."""

    def number(match: re.Match[bytes]) -> bytes:
        characters = html5.get(match[1].decode("ascii"))
        if match[1] in _OF_XML or characters is None:
            return match[0]
        return "".join(f"&#{ord(character)};" for character in characters).encode("ascii")

    replaced = _ENTITY.sub(number, data)
    return None if replaced == data else replaced


def _clean(root: Element) -> None:
    """Take out the one control character that XML allows and no source does."""
    for element in root.iter():
        element.text = CONTROL.sub("", element.text) if element.text else element.text
        element.tail = CONTROL.sub("", element.tail) if element.tail else element.tail
        for key, value in element.items():
            element.set(key, CONTROL.sub("", str(value)))


# -- what is in an element ----------------------------------------------------------------------


def line(text: str) -> str:
    """A text as one line, without white space at its ends."""
    return _WORDS.sub(" ", text).strip(" ")


def short(text: str) -> str:
    """A text as a message quotes it."""
    return repr(text if len(text) <= 60 else text[:57] + "…")
