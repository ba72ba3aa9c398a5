"""Formats a source: the same exam in its one canonical form, comments kept, or nothing at all.

Formatting works on the raw form, which has every word at the place where the author wrote it. The
new text is read back and compared before anyone sees it: the same exam, the same silenced
diagnostics, the same comments; otherwise the old text stays.
"""

import posixpath
import re

from examc.core import lazyre
from examc.core.diagnostics import Report, Severity
from examc.core.model import Exam
from examc.core.records import Record
from examc.core.walking import walk
from examc.files.folders import Folder
from examc.formats.exam import read
from examc.formats.exam.comments import Comments
from examc.formats.exam.raw import RawExam
from examc.formats.exam.sizes import Room
from examc.formats.exam.write import difference, spell
from examc.text.markup.pieces import KEPT_SIGNS

_NAMES = {"md": "Markdown", "yaml": "YAML"}
_ESCAPED = lazyre.compile(rf"\\[{re.escape(''.join(KEPT_SIGNS))}]")
"""Signs that stay escaped, since the author wrote them so."""


class _Meaning(Record, frozen=True):
    """What a file says: its exam, what it silences and includes, and its comments."""

    exam: Exam
    allowed: list[tuple[str, ...]]
    included: list[str]
    comments: list[str]


def format_text(
    path: str, data: bytes, folder: Folder, report: Report, to: str = "", *, place: str = ""
) -> str | None:
    """One file in its canonical form; None where it stays as it is, and the report says why.

    `to` is the spelling to write, "md" or "yaml"; "" is the file's own. `place` is the path of an
    included file in the exam's folder, "" for the main one: included files are formatted on their
    own.
    """
    meaning, raw = _understand(path, data, folder, report, place)
    if meaning is None or raw is None:
        message = "file has errors, and is left as it is"
        report.add("S160", message, path=path, help="correct the errors first")
        return None
    own = read.spelling(path, data.decode().removeprefix("\ufeff").replace("\r", "\n"))
    spelling = to or own
    text = spell(raw, spelling, posixpath.dirname(place))
    renamed = path if spelling == own else f"{posixpath.splitext(path)[0]}.{spelling}"
    second_report = Report()
    again, _ = _understand(renamed, text.encode(), folder, second_report, place)
    if again == meaning:
        return text
    why = second_report.diagnostics[0].message if again is None else _change(meaning, again)
    where = "" if again is None else difference(meaning.exam, again.exam)
    message = f"file is left as it is, for in {_NAMES[spelling]} {why}"
    report.add("S160", message, path=path, where=where)
    return None


def _understand(
    path: str, data: bytes, folder: Folder, report: Report, place: str
) -> tuple[_Meaning | None, RawExam | None]:
    """What a file says, and its raw form with comments; None where it has errors."""
    own_report = Report()
    exam, raw, comments = None, None, Comments()
    room = Room()
    source = read.decode(path, data, posixpath.dirname(place), own_report, room)
    if source is not None:
        parsing = Report()
        said = raw = read.parse(source, parsing, main=not place, keep=comments)
        if comments.words() or _ESCAPED.search(source.text):  # both are marked in the texts
            parsing = Report()
            said = read.parse(source, parsing, main=not place)
        own_report.extend(parsing.diagnostics)
        exam, _ = read.built(said, source, folder, own_report, room, place=place)
    if exam is None or raw is None or own_report.failed:
        report.extend(one for one in own_report.diagnostics if one.severity is Severity.ERROR)
        return None, None
    allowed = [tuple(allow.code for allow in node.allow) for _, node in walk(exam)]
    included = [word.value for word in raw.include]
    return _Meaning(exam, allowed, included, comments.words()), raw


def _change(before: _Meaning, after: _Meaning) -> str:
    """What would be different, in words."""
    if before.exam != after.exam:
        return "it would mean something else"
    if before.comments != after.comments:
        return "a comment would change"
    return "other diagnostics would be silenced"


def included_files(path: str, data: bytes, folder: Folder, place: str = "") -> list[str]:
    """The paths, in the exam's folder, of all files that a file includes, each once, in order."""
    found: list[str] = []
    waiting = [(path, data, place)]
    while waiting:
        name, content, where = waiting.pop(0)
        base = posixpath.dirname(where)
        source = read.decode(name, content, base, Report())
        raw = read.parse(source, Report(), main=not where) if source else None
        for word in raw.include if raw else ():
            inner = posixpath.normpath(posixpath.join(base, word.value))
            inside = None if folder.problem(inner) else folder.read(inner)
            if inside is not None and inner not in found:
                found.append(inner)
                waiting.append((posixpath.join(posixpath.dirname(path), inner), inside, inner))
    return found
