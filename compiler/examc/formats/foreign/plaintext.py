"""A file of plain text of another system: its characters, its lines, and where they stand."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterable

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.records import Mutable, field
from examc.core.source import Source, Span
from examc.formats.foreign.unreadable import is_data, is_wide

LARGEST = 40_000_000  # bytes of a file; as many as our own source has characters
START = 65_536  # bytes in which the signs of a format are looked for

_CONTROL = lazyre.compile(
    "[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\U00040000-\U000dffff\U000f0000-\U0010ffff]"
)
_FOREIGN = lazyre.compile("[^\x00-\x7f]")
_LOST = lazyre.compile("\ufffd")
_LINE_ENDS = lazyre.compile("\r\n?|[\u2028\u2029\x85]")
_OWN_LINES = lazyre.compile(
    r"^(?:#{1,2} .*\{[#.\w].*\}|##[ \t]+\S*[ \t]*(?:pts?|points?)\b.*[a-z]{4}"
    r"|### *(?:criteria|levels|solution|answer|pairs|order|for graders)\b|- \[[ xX]\] )",
    re.MULTILINE,
)
_OTHERS = lazyre.compile(
    r"\A\s*(?:<(?:[?!]|\w*:?(?:html|head|body|quiz|svg|manifest|questestinterop|pool|assessment|qti-))"
    r"|[{]|\[\s*[\[{\"]|%PDF)|\A---\n|^\\(?:documentclass|begin\{document\})"
    r"|^(?:Question|Solution)\n={4,}|^[ \t]*exname:",
    re.MULTILINE,
)


def beginning(data: bytes) -> str:
    """What a file begins with, as text with `\\n` line ends; "" for what no plain text begins with.

    That is data, markup and JSON, LaTeX, front matter, and any line that only our own source has.
    """
    start = data[:START]
    if is_data(start) and not is_wide(start):
        return ""
    text = _characters(start, is_whole=len(data) <= START)[0]
    return "" if _OTHERS.search(text) or _OWN_LINES.search(text) else text


def read(path: str, data: bytes, report: Report) -> Source | None:
    """A file as text with `\\n` line ends; None, and an error, for what is none, or too large.

    What is not UTF-8 is told, and read as the encoding that Windows had before it.
    """
    if len(data) > LARGEST:
        message = f"file of {len(data)} bytes is larger than any exam"
        report.add("R409", message, path=path, help="import it in parts")
        return None
    if is_data(data) and not is_wide(data):
        help_line = "get it anew from where it comes from"
        report.add("R401", "file is no text that can be read", path=path, help=help_line)
        return None
    text, encoding = _characters(data)
    source = Source(path, _CONTROL.sub("\ufffd", text))
    if encoding:
        message = f"file is not in UTF-8; it is read as {encoding}"
        at = _first(source, _FOREIGN)
        report.add("R570", message, at, help="save it as UTF-8, and see if all letters are right")
    if source.text != text:
        count = len(_CONTROL.findall(text))
        message = f"{count} characters are no text, and are shown as \ufffd"
        at = _first(source, _LOST)
        report.add("R451", message, at, help="remove them, or write them anew")
    return source


def _characters(data: bytes, *, is_whole: bool = True) -> tuple[str, str]:
    """The characters of a file, and the name of its encoding where that is not UTF-8."""
    if is_wide(data):
        little = data.startswith(b"\xff\xfe") or (data[:2] != b"\xfe\xff" and data[1:2] == b"\0")
        text, encoding = data.decode("utf-16-le" if little else "utf-16-be", "replace"), "UTF-16"
    else:
        text, encoding = _narrow(data, is_whole=is_whole)
    return _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).replace("\f", " "), encoding


def _narrow(data: bytes, *, is_whole: bool) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as problem:
        if not is_whole and problem.start > len(data) - 4:
            return data.decode("utf-8", "ignore"), ""
        return data.decode("cp1252", "replace"), "Windows-1252"


def _first(source: Source, sign: re.Pattern[str]) -> Span:
    """The first character of a kind."""
    found = sign.search(source.text)
    at = found.start() if found else 0
    line = source.text.count("\n", 0, at) + 1
    column = at - source.text.rfind("\n", 0, at)
    return source.line_span(line, column, column + 1)


def title_of(path: str) -> str:
    """What an exam is called whose file does not say it: the name of the file."""
    name = posixpath.basename(path.replace("\\", "/"))
    return posixpath.splitext(name)[0].strip("<>") or "Exam"


class Lines(Mutable):
    """Pieces of lines, joined to one text with `\\n` between them; each knows where it stands."""

    source: Source
    text: str = ""
    starts: list[int] = field(default_factory=list)
    """Where in the text each piece begins."""
    places: list[tuple[int, int]] = field(default_factory=list)
    """The line and the column in the file that each piece begins at."""

    @staticmethod
    def of(source: Source, pieces: Iterable[tuple[int, int, str]]) -> "Lines":
        """Join pieces, each with its line and its column in the source."""
        found = Lines(source)
        texts: list[str] = []
        length = 0
        for line, column, text in pieces:
            found.starts.append(length)
            found.places.append((line, column))
            texts.append(text)
            length += len(text) + 1
        found.text = "\n".join(texts)
        return found

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character of the text."""
        at = max(bisect_right(self.starts, offset) - 1, 0)
        if not self.places:
            return 1, 1
        line, column = self.places[at]
        return line, column + offset - self.starts[at]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The first line of a stretch of the text, in the file."""
        line, column = self.place(start)
        stop = len(self.text) if end is None else end
        inside = self.text.find("\n", start, stop)
        width = max((stop if inside < 0 else inside) - start, 1)
        return self.source.line_span(line, column, column + width)
