"""Writes an exam as a QTI 3.0 package: the items and the test of QTI 2.1, renamed."""

from collections.abc import Mapping

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.options import Options
from examc.formats.qti21.dialect import Dialect
from examc.formats.qti21.v3 import renaming
from examc.formats.qti21.v3.holds import STATEMENT
from examc.formats.qti21.write import written

QTI_3 = Dialect(
    "qti3",
    "QTI 3",
    STATEMENT,
    document=renaming.document,
    manifest=renaming.manifest,
    players_only=True,
)


def write(exam: Exam, files: Mapping[str, bytes], options: Options, report: Report) -> bytes | None:
    """Write an exam and its images (by source path) as a zip; None if it cannot be XML.

    Losses are reported. Raises TemplateFailure for a template of the user's that cannot be used.
    """
    return written(exam, files, options, report, QTI_3)
