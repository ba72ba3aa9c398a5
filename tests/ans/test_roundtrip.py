"""The lossless target: what is written is read back exactly, and written again as the same bytes."""

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from ans.support import written
from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats.ans.read import read, sniff
from examc.formats.ans.schema import schema
from examc.formats.ans.write import write
from examc.formats.options import Options
from strategies import exams, files_of
from support import ROOT, read_text

SOURCES = sorted(path.parent for path in (ROOT / "sources").glob("*/exam.*"))
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/exam.*"))


def _round(exam: Exam, files: dict[str, bytes]) -> None:
    data = write(exam, files, Options(), Report())
    report = Report()
    found, found_files = read("exam.ans.json", data, report)
    assert report.diagnostics == []
    assert found == exam
    assert found_files == files
    assert write(found, found_files, Options(), Report()) == data
    assert sniff(data)


@pytest.mark.law
@given(exams())
def test_any_exam_reads_back_exactly(exam: Exam) -> None:
    _round(exam, files_of(exam))
    jsonschema.Draft202012Validator(schema()).validate(written(exam, files_of(exam)))


@pytest.mark.parametrize("folder", [*SOURCES, *CASES], ids=lambda path: path.name)
def test_real_exams_read_back_exactly(folder: Path) -> None:
    names = [path for path in folder.rglob("*") if path.is_file() and "expected" not in path.parts]
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in names}
    (main,) = [name for name in contents if name in ("exam.md", "exam.yaml")]
    exam, files, report = read_text(contents[main], contents, main)
    assert exam is not None
    assert not report.failed
    _round(exam, files)
