"""A JSON text as values, with the place of each of them for messages; safe for any input."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

from examc.core import lazyre, numbers
from examc.core.diagnostics import Report
from examc.core.records import Mutable, Record, field
from examc.core.source import Source, Span
from examc.files.bounds import LARGEST_FILE
from examc.formats.foreign.quoting import quoted

LONGEST_NUMBER = 18  # digits of what counts as a whole number

Place: TypeAlias = tuple[str | int, ...]
"""The names and indices that lead to a value from the root."""

_TOKEN = lazyre.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_NOT_JSON = ("NaN", "Infinity", "-Infinity")


class Number(Record, frozen=True):
    """A number that is no small whole one, as it is spelled."""

    text: str


class Index(Mutable):
    """Where the values of a text begin, names that stand twice, and words that are not JSON."""

    starts: dict[Place, int] = field(default_factory=dict)
    twice: list[tuple[Place, int]] = field(default_factory=list)
    alien: list[tuple[str, int]] = field(default_factory=list)


class Document(Mutable, eq=False, dict=True):
    """A text, and its values if it could be `parsed`."""

    source: Source
    report: Report
    root: Any = None
    parsed: bool = False

    def span(self, place: Place) -> Span:
        """Where a value begins, up to the end of its line; of its parent if it is absent."""
        while place and place not in self._index.starts:
            place = place[:-1]
        return self._at(self._index.starts.get(place, 0))

    def tell(self, code: str, place: Place, message: str, help: str = "", where: str = "") -> None:
        """Report something of a value; the message begins with the way to it."""
        path = shown(place)
        text = f"{path}: {message}" if path else message
        self.report.add(code, text, self.span(place), help=help, where=where)

    @cached_property
    def _index(self) -> Index:
        return _scan(self.source.text)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.source.text))]

    def _at(self, offset: int) -> Span:
        number = bisect_right(self._lines, offset)
        column = offset - self._lines[number - 1] + 1
        length = len(self.source.line(number).rstrip().rstrip(","))
        return self.source.line_span(number, column, max(min(length, column + 60) + 1, column + 1))

    def sign(self, offset: int) -> Span:
        """The character at an offset of the text."""
        start = self._at(offset)
        return self.source.line_span(start.line, start.column, start.column + 1)

    def check_spelling(self) -> None:
        """Report names that stand twice in one object, and words that JSON does not have."""
        for place, offset in self._index.twice:
            message = f"{shown(place)}: name {quoted(str(place[-1]))} stands twice"
            self.report.add("R401", message, self._at(offset), help="keep one of them")
        for word, offset in self._index.alien:
            help_line = "write a number, or null"
            self.report.add("R401", f"{word} is not JSON", self._at(offset), help=help_line)


def shown(place: Place) -> str:
    """The way to a value: `assignment.exercises[0].name`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step[:40]}" for step in place)
    return text.removeprefix(".")


def load(path: str, data: bytes, report: Report) -> Document:
    """Parse a text; mistakes of its spelling are reported with line and column."""
    if len(data) > LARGEST_FILE:
        report.add("R409", f"file of {len(data)} bytes is larger than any exam", path=path)
        return Document(Source(path, ""), report)
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    document = Document(Source(path, text), report)
    if not _is_utf8(data):
        offset = max(text.find("\ufffd"), 0)
        help_line = "save the file as UTF-8"
        report.add("R401", "file is not text in UTF-8", document.sign(offset), help=help_line)
        return document
    _parse(document)
    return document


def _parse(document: Document) -> None:
    """Parse the text of a document; what is no JSON is reported."""
    flawed: list[bool] = []

    def pairs(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(entries)
        if len(found) != len(entries):
            flawed.append(True)
        return found

    def alien(word: str) -> Number:
        flawed.append(True)
        return Number(word)

    try:
        document.root = json.loads(
            document.source.text,
            object_pairs_hook=pairs,
            parse_int=_whole,
            parse_float=Number,
            parse_constant=alien,
        )
    except json.JSONDecodeError as error:
        _syntax_error(document, error)
    except RecursionError:
        message = "values stand too deep inside each other"
        document.report.add("R409", message, document.sign(0))
    else:
        document.parsed = True
        if flawed:
            document.check_spelling()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _whole(text: str) -> int | Number:
    digits = text.removeprefix("-")
    found = numbers.whole(digits, LONGEST_NUMBER)
    if found is None:
        return Number(text)
    return found if digits == text else -found


def _syntax_error(document: Document, error: json.JSONDecodeError) -> None:
    comma = _trailing_comma(error.doc, error.pos)
    if comma is not None:
        message = "comma stands before the end"
        document.report.add("R401", message, document.sign(comma), help="remove it")
        return
    message = error.msg[:1].lower() + error.msg[1:].removesuffix(":")
    message = message.removesuffix(" starting at").removesuffix(" at")
    span = document.sign(error.pos)
    document.report.add("R401", message, span, help="write it as JSON has it (RFC 8259)")


def _trailing_comma(text: str, offset: int) -> int | None:
    """The offset of a comma before `}` or `]`; Pythons differ in which of the two they point at."""
    if text[offset : offset + 1] in ("}", "]"):
        offset = len(text[:offset].rstrip()) - 1
    is_comma = offset >= 0 and text[offset : offset + 1] == ","
    return offset if is_comma and text[offset + 1 :].lstrip()[:1] in ("}", "]") else None


def _scan(text: str) -> Index:
    """Find where each value of a well-formed text begins."""
    index = Index()
    stack: list[tuple[Place, bool]] = []  # the open containers, and whether they are objects
    seen: list[set[str]] = []
    counts: list[int] = []
    key: str | None = None
    for token, offset in _tokens(text):
        if token in "]}":
            stack.pop(), seen.pop(), counts.pop()
        elif token == ",":
            key = None
            counts[-1] += 1
        elif token != ":":
            in_object = bool(stack) and stack[-1][1]
            if in_object and key is None:
                key = json.loads(token)
                if key in seen[-1]:
                    index.twice.append(((*stack[-1][0], key), offset))
                seen[-1].add(key)
                continue
            here = (
                (*stack[-1][0], key if in_object and key is not None else counts[-1])
                if stack
                else ()
            )
            index.starts[here] = offset
            if token in "[{":
                stack.append((here, token == "{"))
                seen.append(set())
                counts.append(0)
                key = None
            elif token in _NOT_JSON:
                index.alien.append((token, offset))
    return index


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        yield match[0], match.start()
