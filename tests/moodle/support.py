"""What the tests of Moodle XML share: writing an exam, and finding things in the file."""

from collections.abc import Mapping

from lxml import etree

from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import Exam
from examc.formats.moodle.write import write
from examc.formats.options import Options
from support import exam_of

FRONT = "---\ntitle: Test\n---\n"


def exam(source: str, files: Mapping[str, bytes] | None = None) -> Exam:
    """The exam of a source without front matter; without a heading, of one exercise."""
    head = "" if source.startswith("# ") else "# Part {#part}\n\n"
    return exam_of(f"{FRONT}\n{head}{source}", files)


def written(
    made: Exam, files: Mapping[str, bytes] | None = None, options: Options | None = None
) -> tuple[etree._Element, list[Diagnostic]]:
    """The file of an exam as a tree, and the losses that were reported."""
    report = Report()
    data = write(made, files or {}, options or Options(), report)
    assert data is not None, report.diagnostics
    return etree.fromstring(data, etree.XMLParser(huge_tree=True)), report.diagnostics


def build(
    source: str, files: Mapping[str, bytes] | None = None, options: Options | None = None
) -> tuple[etree._Element, list[Diagnostic]]:
    """The file of a source as a tree, and the losses that were reported."""
    return written(exam(source, files), files, options)


def questions(quiz: etree._Element) -> list[etree._Element]:
    """The questions of a file, without its categories."""
    return [q for q in quiz.findall("question") if q.get("type") != "category"]


def codes(losses: list[Diagnostic]) -> list[str]:
    """The codes of losses, in order of report."""
    return [loss.code for loss in losses]
