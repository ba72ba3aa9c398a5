"""Our own packages: what is written is read back, but for exactly what was said to be lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from examc.diagnostics import Report
from examc.formats.options import Options
from examc.formats.qti21.read import read, read_folder, sniff
from examc.formats.qti21.write import write
from examc.model import Exam
from examc.package import unpack
from qti21.declared import kept
from strategies import exams, files_of
from support import ROOT, read_text

SOURCES = sorted(path.parent for path in (ROOT / "sources").glob("*/exam.*"))
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/exam.*"))


def _law(exam: Exam, files: dict[str, bytes], options: Options) -> None:
    losses = Report()
    data = write(exam, files, options, losses)
    assert data is not None
    found = Report()
    back, images = read("exam.qti.zip", data, found)
    assert found.diagnostics == []
    assert back == kept(exam, losses.diagnostics)
    assert images == {src: files[src] for src in images}
    assert write(back, images, options, Report()) == data
    assert sniff(data)


def _any(exam: Exam) -> None:
    _law(exam, files_of(exam), Options())


@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(exams())
def test_any_exam_is_read_back_as_it_was_said_to_be_kept(exam: Exam) -> None:
    _any(exam)
