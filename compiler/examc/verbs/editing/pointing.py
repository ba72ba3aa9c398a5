"""Where a name leads: an include or an image to its file, a gap to its key, and back."""

import posixpath
import re
from collections.abc import Iterator

from examc.core import lazyre
from examc.core.records import Record
from examc.core.source import Position
from examc.verbs.editing.desk import Desk
from examc.verbs.editing.fixing import beside
from examc.verbs.editing.surroundings import question_lines
from examc.verbs.editing.texts import Document

_IMAGE = lazyre.compile(r"!\[(?:[^\[\]\\]|\\.)*\]\(\s*(?:<(?P<in>[^<>]*)>|(?P<out>[^\s()]+))")
_KEY = lazyre.compile(r"^\s*(?:- )?\s*image:\s*[\"']?(?P<out>[^\"'#]+?)[\"']?\s*$")
_WORD = lazyre.compile(r"[^\s\[\],\"'#]+")
_GAP = lazyre.compile(r"\[\[\s*(?P<name>[^\[\]\s]+)\s*\]\]")
_ANSWER = lazyre.compile(r"^### +answer *: *(?P<name>[^\s·{]+)", re.IGNORECASE)


class Target(Record, frozen=True):
    """Where a name leads."""

    path: str
    at: Position = (1, 1)


def definition(desk: Desk, path: str, at: Position) -> Target | None:
    """Where what stands at a place leads; None where it leads nowhere."""
    document = desk.document(path)
    if document is None:
        return None
    line = document.line(at[0])
    for name in _named(line, at[1]):
        return _file(desk, path, name)
    gap = _gap(document, line, at)
    if gap is not None:
        return Target(path, gap)
    word = _at(_WORD, line, at[1])
    if word is not None and is_included(document, at[0]):
        return _file(desk, path, word[0])
    return None


def _named(line: str, column: int) -> Iterator[str]:
    """The file that an image at a column names."""
    for pattern in (_IMAGE, _KEY):
        found = _at(pattern, line, column)
        if found is not None:
            yield found.groupdict().get("in") or found["out"]


def _at(pattern: re.Pattern[str], line: str, column: int) -> re.Match[str] | None:
    """The match of a pattern that covers a column."""
    return next((m for m in pattern.finditer(line) if m.start() < column <= m.end() + 1), None)


def _file(desk: Desk, path: str, name: str) -> Target | None:
    """A file of the exam's folder or below, if there is one."""
    main = desk.home(path)
    whole = beside(path, name)
    inside = bool(main) and whole.startswith(posixpath.dirname(main) + "/")
    return Target(whole) if inside and desk.has(main, whole) else None


def is_included(document: Document, number: int) -> bool:
    """Whether a line is one of `include:`, or of the list below it."""
    for line in range(number, 0, -1):
        text = document.line(line)
        if text.startswith("include:"):
            return True
        if not re.match(r"\s*-|\s+\S", text):
            return False
    return False


def _gap(document: Document, line: str, at: Position) -> Position | None:
    """From a gap to the heading of its key, and from that to the gap."""
    here = _at(_GAP, line, at[1])
    pattern = _ANSWER if here is not None else _GAP
    here = here or _at(_ANSWER, line, at[1])
    if here is None:
        return None
    first, last = question_lines(document, at[0])
    for number in range(first, last + 1):
        for found in pattern.finditer(document.line(number)):
            if found["name"] == here["name"]:
                return number, found.start("name") + 1
    return None
