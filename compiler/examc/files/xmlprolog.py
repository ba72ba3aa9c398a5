"""What stands before the first element of an XML document: its encoding, declaration and doctype."""

import codecs
import re

from examc.core import lazyre

_NOT_NEWLINE = lazyre.compile(r"[^\n]+")
_KNOWN = lazyre.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb2312|gbk|gb18030|big5\w*|shift_jis\w*"
    r"|euc_\w+|iso2022_\w+|tis-620|hz|johab|ptcp154"
)
"""Python's names of encodings of text; the others decode to something else, or run code pages."""
_SPACE = lazyre.compile(r"\s*")
_WIDE = (
    (lazyre.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (lazyre.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (lazyre.compile(rb"[^\0]\0"), "utf-16-le"),
    (lazyre.compile(rb"\0[^\0]"), "utf-16-be"),
)
"""How ASCII begins in encodings of two and four bytes a character."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = lazyre.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_TYPE = lazyre.compile(
    r"""<!DOCTYPE\s+[^\s\[<>]{1,200}"""
    r"""(?:\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))(?:\s+(?:"[^"]*"|'[^']*'))?)?\s*"""
)
_ENCODING = lazyre.compile(
    rb"""\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})"""
)
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}


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


def decoded(data: bytes, errors: str) -> str:
    """The characters of a file, by its byte order mark, its first bytes or its declaration."""
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


def without_prolog(text: str) -> str:
    """A document with white space for all before its first element, so that lines stay the same."""
    at, type_at = prolog(text)
    if type_at >= 0 and text.startswith("[", at):
        line = text.count("\n", 0, type_at) + 1
        message = "document type with entities of its own is not allowed"
        raise Unreadable(message, line, is_hostile=True)
    if at >= len(text) or text[at] != "<":
        line = text.count("\n", 0, at) + 1
        raise Unreadable("file is no XML: no element begins it", line)
    return _NOT_NEWLINE.sub(lambda gap: " " * len(gap[0]), text[:at]) + text[at:]


def prolog(text: str) -> tuple[int, int]:
    """Where the first element begins, and the document type (-1 where there is none).

    Where that has an internal subset, the first is the place of its bracket instead.
    """
    at, type_at = after(text, 0), -1
    while text.startswith(("<?", "<!--", "<!DOCTYPE"), at):
        if text.startswith("<!DOCTYPE", at):
            found = _TYPE.match(text, at) if type_at < 0 else None
            if found is None or not text.startswith(">", found.end()):
                end = text.find("[", at) if found is None else found.end()
                return (len(text), at) if end < 0 or not text.startswith("[", end) else (end, at)
            type_at, at = at, after(text, found.end() + 1)
            continue
        closing = "?>" if text[at + 1] == "?" else "-->"
        end = text.find(closing, at + 2)
        at = len(text) if end < 0 else after(text, end + len(closing))
    return at, type_at


def after(text: str, start: int) -> int:
    """Where the white space ends that begins at an offset."""
    space = _SPACE.match(text, start)
    return start if space is None else space.end()


def without_named_characters(text: str) -> str:
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
