"""Reads Moodle XML, ours and that of any Moodle: bytes → exam, with all that has no place in it."""

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.moodle import readxml
from examc.formats.moodle.readquiz import Quiz


def sniff(data: bytes) -> bool:
    """Whether a content is Moodle XML: it begins with the element <quiz>."""
    return readxml.begins_quiz(data)


def read(path: str, data: bytes, report: Report) -> tuple[Exam | None, dict[str, bytes]]:
    """Read an exam and its images by their path; `path` is the file's name for messages.

    The exam is None, and the report has an error, where the file is no Moodle XML, cannot be
    parsed, is hostile, or holds no question that can be read. Our own file is read exactly, but
    for what was reported as lost when it was written; any other is read as Moodle marks and shows
    it. A question that has no place in an exam is left out, with a warning that names it.
    """
    document = readxml.load(path, data, report)
    if document is None:
        return None, {}
    quiz = Quiz(document, report)
    return quiz.exam(), quiz.files
