"""Writes an exam as a source, in either spelling: model → raw form → text."""

from collections.abc import Mapping

from examc.core.diagnostics import Report, Severity
from examc.core.model import Exam, walk
from examc.files.folders import MemoryFolder
from examc.formats.exam import read, writemarkdown, writeyaml
from examc.formats.exam.raw import RawExam
from examc.formats.exam.unbuild import unbuild

SPELLINGS = {"md": "exam.md", "yaml": "exam.yaml"}
"""The spellings of a source, and how their main files are called."""


def write(exam: Exam, spelling: str) -> str:
    """The source of an exam, in one file: "md" or "yaml"."""
    return spell(unbuild(exam), spelling)


def spell(raw: RawExam, spelling: str, folder: str = "") -> str:
    """The text of one file, from its raw form; `folder` is where it stands in the exam's."""
    if spelling == "yaml":
        return writeyaml.write(raw, folder)
    return writemarkdown.write(raw, folder)


def proved(exam: Exam, files: Mapping[str, bytes], spelling: str, report: Report) -> str | None:
    """The source of an exam, read back to be sure of it; None where it would mean something else.

    `files` are the exam's images by their paths. What cannot be said in the source is an error
    at the place that would change; so is whatever the source's own rules forbid.
    """
    text = write(exam, spelling)
    found = Report()
    again, _ = read.read(SPELLINGS[spelling], text.encode(), MemoryFolder(files), found)
    if again == exam and not found.failed:
        return text
    errors = [one for one in found.diagnostics if one.severity is Severity.ERROR]
    where = difference(exam, again) if again is not None else ""
    for diagnostic in errors:
        report.add("S161", f"the source cannot say this: {diagnostic.message}", where=where)
    if not errors:
        message = "the source cannot say this: it would be read as something else"
        report.add("S161", message, where=where)
    return None


def difference(one: Exam, other: Exam) -> str:
    """The innermost place where two exams differ first; "" where it is the exam itself."""
    found = ""
    for (where, left), (elsewhere, right) in zip(walk(one), walk(other), strict=False):
        if found and not where.startswith(found):
            break
        if where != elsewhere:
            break
        if left != right:
            found = where
    return found
