"""Reads Moodle XML, ours and that of any Moodle: bytes → exam, with all that has no place in it."""

from functools import partial

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.foreign.documents import Document
from examc.formats.foreign.held import Held, led
from examc.formats.moodle import readxml
from examc.formats.moodle.readcategory import Category, by_exam
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


def read_each(path: str, data: bytes, report: Report) -> list[Held]:
    """Read every exam of ours in a file by itself, and the categories beside them as one more.

    A file of any Moodle is one exam, in which a category is an exercise.
    """
    document = readxml.load(path, data, report)
    if document is None:
        return [Held(None, {}, report)]
    exams = by_exam(document.root)
    if len(exams.keys() - {()}) < 2:
        quiz = Quiz(document, report)
        return [Held(quiz.exam(), quiz.files, report)]
    found: list[Held] = []
    for names, own in exams.items():
        chosen = own.copy if names else partial(_others, document)
        quiz = Quiz(document, Report(format=report.format), chosen)
        exam = quiz.exam()
        found.append(Held(exam, quiz.files, quiz.report, exam.title if exam else "questions"))
    return led(found, report, "file has no question", "export a category that has questions")


def _others(document: Document) -> list[Category]:
    """The categories of no exam of ours, whose texts may have changed since they were first read."""
    return by_exam(document.root)[()]
