"""Bytes that somebody else wrote → an XML tree that is safe to walk: one way for every format.

Nothing is fetched and no entity is resolved but XML's own and HTML's names of characters. What
stands before the first element (white space, a byte order mark, the declaration, a document type
that only names a DTD) is passed over; a document type with an internal subset is refused, since
entities are how a small file becomes a large one.
"""

import re
from functools import lru_cache

from lxml import etree

from examc.core import lazyre
from examc.core.records import Record
from examc.files import xmlprolog
from examc.files.bounds import LARGEST_FILE, MOST_TAGS
from examc.files.xmlprolog import Unreadable
from examc.files.xmltree import CONTROL, Element

LONGEST_TEXT = 10_000_000  # characters of one text that libxml2 reads without being asked for more
DEEPEST = 256  # elements inside each other, as libxml2 has it for all but huge texts
PROLOG = 64 * 1024  # bytes in which `head` looks for the first element

_START = lazyre.compile(
    r"<(?:[A-Za-z_][\w.-]{0,100}:)?([A-Za-z_][\w.-]{0,100})[^<>]{0,10000}", re.ASCII
)
_END_OF_TYPE = lazyre.compile(r"\]\s*>")
_PLACE = lazyre.compile(r",? line \d+.*", re.DOTALL)
_UNDEFINED = lazyre.compile(r"Entity '\w+' not defined")
_INVISIBLE = lazyre.compile("\x7f|&#(?:127|x0*7[fF]);")
_NAME = lazyre.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Head(Record, frozen=True):
    """How a document begins: the local name of its first element, and the whole start tag."""

    name: str = ""
    tag: str = ""


def head(data: bytes) -> Head:
    """The beginning of a document in any encoding, from its first bytes; empty for what is no XML.

    A document type is passed over with all that it says: to know a format is not to read it.
    """
    try:
        text = xmlprolog.decoded(data[:PROLOG], "replace")
    except Unreadable:  # an encoding that is not known, which is said when it is read
        text = data[:PROLOG].decode("utf-8", "replace")
    at, type_at = xmlprolog.prolog(text)
    if type_at >= 0 and text.startswith("[", at):
        end = _END_OF_TYPE.search(text, at)
        at = len(text) if end is None else xmlprolog.after(text, end.end())
    start = _START.match(text, at)
    return Head(start[1], start[0]) if start else Head()


def characters_of(data: bytes) -> str:
    """The characters of a document with `\\n` line ends, in the encoding that it says.

    Raises Unreadable where it is written in another one, or in one that is not known.
    """
    if len(data) > LARGEST_FILE:
        message = f"file of {len(data)} bytes is larger than any exam"
        raise Unreadable(message, is_hostile=True)
    return xmlprolog.decoded(data, "strict").replace("\r\n", "\n").replace("\r", "\n")


def shown_characters(data: bytes) -> str:
    """The characters of a file that cannot be read, as far as they can be shown."""
    text = data[:LARGEST_FILE].decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, *, embeds: bool = False) -> Element:
    """The first element of a document; raises Unreadable.

    `embeds` says that files stand inside the document, so that a text may be as long as an image.
    """
    if text.count("<") > MOST_TAGS:
        raise Unreadable(f"file has more than {MOST_TAGS} tags", is_hostile=True)
    body = xmlprolog.without_prolog(text)
    is_huge = embeds and len(body) > LONGEST_TEXT
    try:
        root = _parsed(body, is_huge=is_huge)
    except etree.XMLSyntaxError as error:
        named = (
            xmlprolog.without_named_characters(body) if _UNDEFINED.match(error.msg or "") else body
        )
        if named == body:
            raise _problem(error) from error
        return parse(named, embeds=embeds)
    if is_huge and _depth(root) > DEEPEST:
        raise Unreadable("elements stand too deep inside each other", is_hostile=True)
    if _INVISIBLE.search(body):
        clean(root)
    return root


def _parsed(body: str, *, is_huge: bool) -> Element:
    try:
        return etree.fromstring(body.encode("utf-8", "replace"), _parser(is_huge))
    except ValueError as error:
        raise Unreadable(f"file is no XML: {str(error)[:100]}") from error


@lru_cache(maxsize=2)
def _parser(is_huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=is_huge,
        remove_comments=True,
        remove_pis=True,
    )


def _problem(error: etree.XMLSyntaxError) -> Unreadable:
    said = (error.msg or "it cannot be parsed").partition("\n")[0]
    message = _PLACE.sub("", said).strip()[:120]
    line, column = error.position
    return Unreadable(f"XML is not well-formed: {message}", max(line, 1), max(column, 1))


def _depth(root: Element) -> int:
    """How deep elements stand inside each other, the first one at 1."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def clean(root: Element) -> None:
    """Take out the characters that nobody can see; numbers (`&#127;`, in HTML `&#1;`) name them."""
    for element in root.iter():
        if element.text and CONTROL.search(element.text):
            element.text = CONTROL.sub("", element.text)
        if element.tail and CONTROL.search(element.tail):
            element.tail = CONTROL.sub("", element.tail)
        for key, value in element.items():
            if CONTROL.search(str(value)) and _NAME.fullmatch(str(key).rpartition("}")[2]):
                element.set(key, CONTROL.sub("", str(value)))  # lxml refuses other names


# -- what is no foreign document ------------------------------------------------------------------


def strict(data: bytes) -> Element:
    """The first element of a file as a system takes it, to the letter; raises Unreadable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(str(error)) from error


def fragment(text: str) -> Element:
    """A piece of HTML inside one element: as XML where it is well-formed, else as any HTML is."""
    data = text.encode("utf-8", "replace")
    try:
        return _parsed_fragment(data)
    except etree.XMLSyntaxError:
        pass
    try:
        root = etree.fromstring(b"<html><body>" + data + b"</body></html>", _html_parser())
    except etree.XMLSyntaxError:
        return etree.Element("div")
    if root is None:
        return etree.Element("div")
    clean(root)
    return root


def _parsed_fragment(data: bytes) -> Element:
    return etree.fromstring(b"<div>" + data + b"</div>", _parser(False))


@lru_cache(maxsize=1)
def _html_parser() -> etree.HTMLParser:
    return etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )


def page(text: str) -> Element | None:
    """A piece of HTML as a browser takes it; None where there is nothing in it."""
    if not text.strip():
        return None
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        found: Element = html.fragment_fromstring(
            text.encode("utf-8", "replace"), create_parent="div", parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return found
