"""Bytes → a tree of elements that is safe to walk, and where each element stands in the file."""

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from examc.files.xmltree import Element
from examc.core.diagnostics import Report
from examc.core.source import Source, Span

LARGEST = 64 * 1024 * 1024  # bytes
LONGEST_TEXT = 10_000_000  # characters of one text that libxml2 reads without being asked for more
MOST_TAGS = 2_000_000  # an exam of 5000 questions has about a quarter of them
MOST_QUESTIONS = 20_000  # categories among them

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
}
_ENCODING = re.compile(rb"""\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")
_DECLARATION = re.compile(r"\s*<\?xml\s[^<>]*\?>")
_SPACE = re.compile(r"\s*")
_NOT_NEWLINE = re.compile(r"[^\n]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CONTROL = re.compile(r"[\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PLACE = re.compile(r",? line \d+.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as a tree; `source` is its text, for the places of messages."""

    source: Source
    root: Element

    def span(self, element: Element) -> Span:
        """Where an element begins: its line, from the first sign to the end of its tag."""
        return _line(self.source, line_of(element))


def begins_quiz(data: bytes) -> bool:
    """Whether a content begins as Moodle XML does, told by its first 2000 bytes."""
    mark, name = next(((m, name) for m, name in _MARKS if data.startswith(m)), (b"", "utf-8"))
    text = data[len(mark) : 2048].decode(name, "replace")
    start = _prolog(text)
    if start < 0:
        return False
    tag = re.match(r"<(?:!DOCTYPE\s+)?quiz(?![\w.:-])[^<>]*", text[start:])
    return tag is not None and "xmlns=" not in tag[0]  # Canvas has settings of a quiz in its own


def load(path: str, data: bytes, report: Report) -> Document | None:
    """Parse a file; None, and an error, for what is no Moodle XML, hostile, or too large.

    A document type is refused, since entities are the way to make a small file large; Moodle
    writes none.
    """
    text = _text(path, data, report)
    if text is None:
        return None
    source = Source(path, text)
    start = _prolog(text)
    fewer = "export fewer categories at once"
    if text.startswith("<!DOCTYPE", start):
        help_line = "remove the line; Moodle writes none"
        report.add("R492", "document type is not allowed", _at(source, start), help=help_line)
        return None
    if text.count("<") > MOST_TAGS:
        message = f"file has more than {MOST_TAGS} tags"
        report.add("R492", message, _line(source, 1), help=fewer)
        return None
    root = _parse(source, report)
    if root is None:
        return None
    if root.tag != "quiz":
        message = f"root of the file is <{str(root.tag)[:40]}> and not <quiz>"
        help_line = "export the questions from Moodle as Moodle XML"
        report.add("R491", message, _line(source, line_of(root)), help=help_line)
        return None
    count = sum(1 for _ in root.iterchildren("question"))
    if count > MOST_QUESTIONS:
        message = f"file has {count} questions, more than any exam"
        report.add("R492", message, _line(source, 1), help=fewer)
        return None
    return Document(source, root)


def _parse(source: Source, report: Report) -> Element | None:
    
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=len(source.text) > LONGEST_TEXT,  # then one image alone may be longer
    )
    try:
        return etree.fromstring(source.text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = _PLACE.sub("", error.msg or "it cannot be parsed")
        span = source.line_span(max(line, 1), max(column, 1), max(column, 1) + 1)
        help_line = "export the questions again; a part of the file may be missing"
        report.add("R490", f"XML is not well-formed: {message}", span, help=help_line)
        return None


def _text(path: str, data: bytes, report: Report) -> str | None:
    """The characters of a file with `\\n` line ends, without byte order mark and declaration."""
    if len(data) > LARGEST:
        message = f"file of {len(data)} bytes is larger than any exam"
        report.add("R492", message, path=path, help="export fewer categories at once")
        return None
    mark, name = next(((m, name) for m, name in _MARKS if data.startswith(m)), (b"", ""))
    if not name:
        said = _ENCODING.match(data[:400])
        word = said[1].decode().lower() if said else "utf-8"
        name = _CODECS.get(word, "")
        if not name:
            message = f"encoding {word!r} is not read"
            report.add("R490", message, path=path, help="save the file as UTF-8")
            return None
    try:
        text = data[len(mark) :].decode(name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        source = Source(path, data.decode("utf-8", "replace"))
        message = f"file is not text in {name.upper()}, as it says"
        report.add("R490", message, _line(source, line), help="save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    declaration = _DECLARATION.match(text)
    if declaration is None:
        return text
    return _NOT_NEWLINE.sub(" ", declaration[0]) + text[declaration.end() :]


def _prolog(text: str) -> int:
    """The offset of what comes after white space, comments and instructions; -1 without any."""
    at = _space_end(text, 0)
    while text.startswith(("<?", "<!--"), at):
        closing = "?>" if text[at + 1] == "?" else "-->"
        end = text.find(closing, at + 2)
        if end < 0:
            return -1
        at = _space_end(text, end + len(closing))
    return at if at < len(text) else -1


def _space_end(text: str, start: int) -> int:
    space = _SPACE.match(text, start)
    return start if space is None else space.end()


def line_of(element: Element) -> int:
    """The line that an element begins on, from 1."""
    line: Any = element.sourceline
    return int(line or 1)


def _at(source: Source, offset: int) -> Span:
    return _line(source, source.text.count("\n", 0, offset) + 1)


def _line(source: Source, number: int) -> Span:
    line = source.line(number)
    start = len(line) - len(line.lstrip())
    end = line.find(">", start) + 1 or len(line)
    return source.line_span(number, start + 1, end + 1)


# -- what is in an element ------------------------------------------------------------------------


def parts(element: Element) -> dict[str, list[Element]]:
    """The elements inside an element by their names, in order."""
    found: dict[str, list[Element]] = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(child.tag, []).append(child)
    return found


def value(inside: dict[str, list[Element]], name: str) -> str | None:
    """The characters of the first element of a name, trimmed; None where there is none."""
    found = inside.get(name)
    return None if not found else (found[0].text or "").strip()


def line(text: str) -> str:
    """A name as Moodle keeps it: on one line, without tags and what cannot be seen."""
    return " ".join(_CONTROL.sub("", _TAG.sub("", text)).split())


def text_of(element: Element | None) -> str:
    """The characters of the `<text>` in an element; "" where there is none."""
    if element is None:
        return ""
    inner = element.find("text")
    if inner is None:
        return ""
    if len(inner):  # markup that should have been escaped; Moodle refuses it
        return "".join([str(text) for text in inner.itertext()])
    return inner.text or ""
