"""Matching, ordering, matrix, upload, code and pools: read again, and in both spellings, the same."""

import pytest
from hypothesis import given

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files.folders import MemoryFolder
from examc.formats.exam.fmt import format_text
from examc.formats.exam.write import SPELLINGS, difference, write
from prose import FILES
from strategies import PARTED, exams
from support import exam_of


@pytest.mark.law
@given(exams(1, PARTED))
def test_an_exam_of_parts_comes_back(exam: Exam) -> None:
    texts = {spelling: write(exam, spelling) for spelling in SPELLINGS}
    for spelling, text in texts.items():
        again = exam_of(text, FILES, SPELLINGS[spelling])
        assert again == exam, f"{difference(exam, again)}\n{text}"
        for other in SPELLINGS:
            assert write(again, other) == texts[other]


@pytest.mark.law
@given(exams(1, PARTED))
def test_what_is_written_is_formatted(exam: Exam) -> None:
    for spelling, name in SPELLINGS.items():
        text, report = write(exam, spelling), Report()
        assert format_text(name, text.encode(), MemoryFolder(FILES), report) == text
        for other in SPELLINGS:
            said = format_text(name, text.encode(), MemoryFolder(FILES), report, other)
            assert said == write(exam, other), other
        assert not report.diagnostics
