"""Writes an exam as a source, in either spelling: model → raw form → text."""

from examc.core.model import Exam
from examc.core.walking import walk
from examc.formats.exam import writemarkdown, writeyaml
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
