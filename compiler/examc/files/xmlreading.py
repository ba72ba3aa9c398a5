"""Bytes that somebody else wrote → an XML tree that is safe to walk: one way for every format.

Nothing is fetched and no entity is resolved but XML's own and HTML's names of characters. What
stands before the first element (white space, a byte order mark, the declaration, a document type
that only names a DTD) is passed over; a document type with an internal subset is refused, since
entities are how a small file becomes a large one.
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from examc.core import lazyre
from examc.files.xmltree import CONTROL, Element

LARGEST = 64 * 1024 * 1024  # bytes of one document
MOST_TAGS = 2_000_000  # of one document; an exam of 5000 questions has about a quarter of them
LONGEST_TEXT = 10_000_000  # characters of one text that libxml2 reads without being asked for more
DEEPEST = 256  # elements inside each other, as libxml2 has it for all but huge texts
PROLOG = 64 * 1024  # bytes in which `head` looks for the first element

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = (
    (lazyre.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (lazyre.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (lazyre.compile(rb"[^\0]\0"), "utf-16-le"),
    (lazyre.compile(rb"\0[^\0]"), "utf-16-be"),
)
"""How ASCII begins in encodings of two and four bytes a character."""
_ENCODING = lazyre.compile(
    rb"""\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})"""
)
_KNOWN = lazyre.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb2312|gbk|gb18030|big5\w*|shift_jis\w*"
    r"|euc_\w+|iso2022_\w+|tis-620|hz|johab|ptcp154"
)
"""Python's names of encodings of text; the others decode to something else, or run code pages."""
_TYPE = lazyre.compile(
    r"""<!DOCTYPE\s+[^\s\[<>]{1,200}"""
    r"""(?:\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))(?:\s+(?:"[^"]*"|'[^']*'))?)?\s*"""
)
_SPACE = lazyre.compile(r"\s*")
_START = lazyre.compile(
    r"<(?:[A-Za-z_][\w.-]{0,100}:)?([A-Za-z_][\w.-]{0,100})[^<>]{0,10000}", re.ASCII
)
_NOT_NEWLINE = lazyre.compile(r"[^\n]+")
_PLACE = lazyre.compile(r",? line \d+.*", re.DOTALL)
_NAMED = lazyre.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_UNDEFINED = lazyre.compile(r"Entity '\w+' not defined")
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_INVISIBLE = lazyre.compile("\x7f|&#(?:127|x0*7[fF]);")
_NAME = lazyre.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


class Unreadable(Exception):
    """What is no XML, or must not be read; the text says why, `line` and `column` (from 1) where.

    `is_hostile` says that it is refused for what it is or how large it is, however it is spelled.
    """

    def __init__(
        self, message: str, line: int = 1, column: int = 1, *, is_hostile: bool = False
    ) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.is_hostile = is_hostile


@dataclass(frozen=True, slots=True)
class Head:
    """How a document begins: the local name of its first element, and the whole start tag."""

    name: str = ""
    tag: str = ""


def head(data: bytes) -> Head:
    """The beginning of a document in any encoding, from its first bytes; empty for what is no XML.

    A document type is passed over with all that it says: to know a format is not to read it.
    """
    try:
        text = _decoded(data[:PROLOG], "replace")
    except Unreadable:  # an encoding that is not known, which is said when it is read
        text = data[:PROLOG].decode("utf-8", "replace")
    at, type_at = _prolog(text)
    if type_at >= 0 and text.startswith("[", at):
        end = text.find("]", at)
        close = text.find(">", end)
        at = _after(text, close + 1) if end >= 0 and close >= 0 else len(text)
    start = _START.match(text, at)
    return Head(start[1], start[0]) if start else Head()


def characters_of(data: bytes) -> str:
    """The characters of a document with `\\n` line ends, in the encoding that it says.

    Raises Unreadable where it is written in another one, or in one that is not known.
    """
    if len(data) > LARGEST:
        message = f"file of {len(data)} bytes is larger than any exam"
        raise Unreadable(message, is_hostile=True)
    return _decoded(data, "strict").replace("\r\n", "\n").replace("\r", "\n")


def shown_characters(data: bytes) -> str:
    """The characters of a file that cannot be read, as far as they can be shown."""
    text = data[:LARGEST].decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, *, embeds: bool = False) -> Element:
    """The first element of a document; raises Unreadable.

    `embeds` says that files stand inside the document, so that a text may be as long as an image.
    """
    if text.count("<") > MOST_TAGS:
        raise Unreadable(f"file has more than {MOST_TAGS} tags", is_hostile=True)
    body = _without_prolog(text)
    is_huge = embeds and len(body) > LONGEST_TEXT
    try:
        root = _parsed(body, is_huge=is_huge)
    except etree.XMLSyntaxError as error:
        named = _without_named_characters(body) if _UNDEFINED.match(error.msg or "") else body
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
    message = _PLACE.sub("", error.msg or "it cannot be parsed")[:120]
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


# -- before the first element ---------------------------------------------------------------------


def _decoded(data: bytes, errors: str) -> str:
    mark, name = next(((m, n) for m, n in _MARKS if data.startswith(m)), (b"", ""))
    name = name or next((n for form, n in _WIDE if form.match(data)), "") or _declared(data)
    try:
        return data[len(mark) :].decode(name, errors)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(f"file is not text in {name.upper()}, as it says", line) from error


def _declared(data: bytes) -> str:
    """The encoding that a declaration names; one of two bytes a character would not be read here."""
    said = _ENCODING.match(data[:400])
    word = said[1].decode().lower() if said else "utf-8"
    if word.startswith(("utf-16", "utf16", "ucs-2", "utf-32", "iso-10646-ucs")):
        return "utf-8"
    try:
        name = codecs.lookup(word).name
    except LookupError:
        name = ""
    if not _KNOWN.fullmatch(name):
        raise Unreadable(f"encoding {word!r} is not read")
    return "utf-8" if name == "ascii" else name


def _without_prolog(text: str) -> str:
    """A document with white space for all before its first element, so that lines stay the same."""
    at, type_at = _prolog(text)
    if type_at >= 0 and text.startswith("[", at):
        line = text.count("\n", 0, type_at) + 1
        message = "document type with entities of its own is not allowed"
        raise Unreadable(message, line, is_hostile=True)
    if at >= len(text) or text[at] != "<":
        line = text.count("\n", 0, at) + 1
        raise Unreadable("file is no XML: no element begins it", line)
    return _NOT_NEWLINE.sub(lambda gap: " " * len(gap[0]), text[:at]) + text[at:]


def _prolog(text: str) -> tuple[int, int]:
    """Where the first element begins, and the document type (-1 where there is none).

    Where that has an internal subset, the first is the place of its bracket instead.
    """
    at, type_at = _after(text, 0), -1
    while text.startswith(("<?", "<!--", "<!DOCTYPE"), at):
        if text.startswith("<!DOCTYPE", at):
            found = _TYPE.match(text, at) if type_at < 0 else None
            if found is None or not text.startswith(">", found.end()):
                end = text.find("[", at) if found is None else found.end()
                return (len(text), at) if end < 0 or not text.startswith("[", end) else (end, at)
            type_at, at = at, _after(text, found.end() + 1)
            continue
        closing = "?>" if text[at + 1] == "?" else "-->"
        end = text.find(closing, at + 2)
        at = len(text) if end < 0 else _after(text, end + len(closing))
    return at, type_at


def _after(text: str, start: int) -> int:
    """Where the white space ends that begins at an offset."""
    space = _SPACE.match(text, start)
    return start if space is None else space.end()


def _without_named_characters(text: str) -> str:
    """A document with HTML's names of characters as numbers, but where they are text as it is."""

    from html.entities import html5

    def number(match: re.Match[str]) -> str:
        found = html5.get(match[1])
        if match[1] in _OF_XML or found is None:
            return match[0]
        return "".join(f"&#{ord(character)};" for character in found)

    first, *others = text.split("<![CDATA[")
    made = [_NAMED.sub(number, first)]
    for piece in others:
        inside, end, after = piece.partition("]]>")
        made.append(f"<![CDATA[{inside}{end}{_NAMED.sub(number, after)}")
    return "".join(made)


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
