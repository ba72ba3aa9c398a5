"""Writes an exam as Moodle XML: model → bytes, with every loss reported."""

from collections.abc import Mapping

from examc.core import uses, wording
from examc.core.diagnostics import Report
from examc.core.losses import Losses
from examc.core.model import Exam
from examc.files.xmldocument import document
from examc.formats.moodle.build import Builder
from examc.formats.moodle.holds import STATEMENT
from examc.formats.moodle.names import TARGET
from examc.formats.options import Options

TEMPLATE = "moodle/quiz.xml.j2"


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """The exam as a Moodle XML file with its images inside; `files` are these, by their path.

    None where the user wants no weight changed and one would be: each is then an error. Raises
    TemplateFailure where a template cannot be used, or makes what is no XML.
    """
    uses.report(exam, TARGET, "Moodle", STATEMENT, report)
    wording.report(exam, TARGET, report)
    builder = Builder(exam, files, options, Losses(exam, TARGET, report))
    entries = list(builder.quiz())
    if builder.refused:
        return None
    return document(TEMPLATE, options.templates, {"entries": entries}, drop=True)
