"""A file of Moodle XML as a tree, and what is in its elements."""

import re

from examc.core import lazyre
from examc.core.diagnostics import Report
from examc.core.limits import MOST_QUESTIONS
from examc.files.xmlreading import head
from examc.files.xmltree import Element
from examc.formats.foreign.documents import Broken, Document, document, line_span

MOST_ENTRIES = 2 * MOST_QUESTIONS  # questions, and a category for each

_TAG = lazyre.compile(r"</?[A-Za-z][^<>]*>")
_CONTROL = lazyre.compile(r"[\x7f-\x84\x86-\x9f\ufffe\uffff]")


def begins_quiz(data: bytes) -> bool:
    """Whether a content begins as Moodle XML does."""
    tag = head(data).tag  # Canvas has settings of a quiz in a namespace of its own
    return re.match(r"<quiz(?![\w.:-])", tag) is not None and "xmlns=" not in tag


def load(path: str, data: bytes, report: Report) -> Document | None:
    """Parse a file; None, and an error, for what is no Moodle XML, hostile, or too large."""
    try:
        found = document(path, data, embeds=True)
    except Broken as problem:
        help_line = "export the questions again; a part of the file may be missing"
        code = "R409" if problem.is_hostile else "R401"
        report.add(code, str(problem), problem.span, help=help_line)
        return None
    root = found.root
    if root.tag != "quiz":
        message = f"root of the file is <{str(root.tag)[:40]}> and not <quiz>"
        help_line = "export the questions from Moodle as Moodle XML"
        report.add("R400", message, found.span(root), help=help_line)
        return None
    count = sum(1 for _ in root.iterchildren("question"))
    if count > MOST_ENTRIES:
        message = f"file has {count} questions, more than any exam"
        help_line = "export fewer categories at once"
        report.add("R409", message, line_span(found.source, 1), help=help_line)
        return None
    return found


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
