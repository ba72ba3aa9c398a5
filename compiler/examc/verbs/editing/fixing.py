"""What an editor offers to do about diagnostics: the edit of their help, or to allow them here."""

import posixpath
from collections.abc import Iterator

from examc.core.diagnostics import Diagnostic, Fix, Severity
from examc.core.model import Exam, Node
from examc.core.records import Record
from examc.core.source import Position, Span
from examc.core.walking import walk
from examc.formats.exam.attributes import split_heading
from examc.verbs.editing.desk import Look

_LONGEST = 60  # characters of a text in a title
_OF_ALLOWS = ("L250", "L251", "L252")


class Edit(Record, frozen=True):
    """A text that takes the place of a piece of a file."""

    path: str
    start: Position
    end: Position
    text: str


class Action(Record, frozen=True):
    """An edit that does away with a diagnostic; `is_help` tells it is what its help says."""

    title: str
    edit: Edit
    diagnostic: Diagnostic
    is_help: bool


def actions(look: Look, path: str, start: Position, end: Position) -> Iterator[Action]:
    """Yield what can be done about the diagnostics of a file on the lines of a piece of it."""
    for entry in look.by_file().get(path, ()):
        span = entry.span.root() if entry.span else None
        first = (span.line, span.column) if span else (1, 1)
        last = (span.end_line, span.end_column) if span else (1, 1)
        if last[0] < start[0] or first[0] > end[0]:
            continue
        edit = edit_of(entry.fix) if entry.fix else None
        if edit is not None and entry.fix is not None:
            yield Action(_title(entry.fix), edit, entry, is_help=True)
        allowed = _allowed(look.reading.exam, entry)
        if allowed is not None:
            title = f"allow {entry.code} ({entry.name}) in {_place(entry.where)}"
            yield Action(title, allowed, entry, is_help=False)


def edit_of(fix: Fix) -> Edit | None:
    """A fix as an edit of a file; None where the file spells otherwise what the fix replaces."""
    root = fix.span.root()
    if _text(root) != _text(fix.span):
        return None
    if fix.span.source.parent is not None and ("\n" in fix.text or '"' in fix.text):
        return None  # a text within YAML, which may be indented or quoted there
    start, end = (root.line, root.column), (root.end_line, root.end_column)
    return Edit(root.source.path, start, end, fix.text)


def _text(span: Span) -> str:
    if (span.line, span.column) == (span.end_line, span.end_column):
        return ""
    lines = [span.source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _title(fix: Fix) -> str:
    old, new = _shown(_text(fix.span)), _shown(fix.text)
    if not new:
        return f"remove {old}"
    return f"write {new} in place of {old}" if old else f"insert {new}"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


# -- allowing a diagnostic where it stands ------------------------------------------------------


def _place(where: str) -> str:
    return _outer(where) or "the exam"


def _outer(where: str) -> str:
    """The item that a place is in, or the exercise."""
    return " › ".join(where.split(" › ")[:2])


def _allowed(exam: Exam | None, entry: Diagnostic) -> Edit | None:
    """The edit that makes the author accept a warning; None for an error, and where it is unclear."""
    if exam is None or entry.severity is Severity.ERROR or entry.code in _OF_ALLOWS:
        return None
    node = next((node for where, node in walk(exam) if where == _outer(entry.where)), None)
    if node is None or node.span is None:
        return None
    spans = [allow.span.root() for allow in node.allow if allow.span is not None]
    root = node.span.root()
    if spans and spans[-1].source.path == root.source.path:
        return _added(spans[-1], entry.code)
    if spans:
        return None
    if root.source.is_yaml:
        return _in_yaml(node, root, entry.code)
    return _in_front(root, entry.code) if isinstance(node, Exam) else _in_heading(root, entry.code)


def _added(span: Span, code: str) -> Edit | None:
    """A code behind the last of those that are allowed already."""
    line = span.source.line(span.line)
    after = line[span.end_column - 1 :].lstrip()[:1]
    text = f", {code}" if after in (",", "]") else f",{code}"
    is_list = line[: span.column - 1].lstrip().startswith("- ")  # a line each in YAML
    heading = line.startswith("#") or after == "}"
    if not (heading or after in (",", "]")) or (is_list and not heading):
        return None
    at = (span.line, span.end_column)
    return Edit(span.source.path, at, at, text)


def _in_heading(span: Span, code: str) -> Edit | None:
    line = span.source.line(span.line).rstrip()
    if not line.startswith("#"):
        return None  # the text before a first question has no heading
    start = split_heading(line)
    has_braces = start < len(line)
    at = (span.line, len(line) if has_braces else len(line) + 1)
    blank = "" if has_braces and line[start:-1].strip() == "{" else " "
    text = f"{blank}allow={code}" if has_braces else f" {{allow={code}}}"
    return Edit(span.source.path, at, at, text)


def _in_front(span: Span, code: str) -> Edit | None:
    source = span.source
    if source.line(1).strip() != "---":
        return None
    at = (2, 1)
    return Edit(source.path, at, at, f"allow: [{code}]\n")


def _in_yaml(node: Node, span: Span, code: str) -> Edit | None:
    """A key before the first one of a mapping in block style."""
    line = span.source.line(span.line)
    before = line[: span.column - 1].strip()
    if before not in ("", "-") or line[span.column - 1 : span.column] in ("{", '"', "'"):
        return None
    at = (span.line, span.column)
    indent = " " * (span.column - 1)
    return Edit(span.source.path, at, at, f"allow: [{code}]\n{indent}")


def beside(path: str, name: str) -> str:
    """The path of a file that another one names from its own folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
