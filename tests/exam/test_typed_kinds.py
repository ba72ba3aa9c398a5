"""Questions that are typed, true or false: in both spellings the same, and the same when read again."""

import pytest
from hypothesis import given

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.files.folders import MemoryFolder
from examc.formats.exam.fmt import format_text
from examc.formats.exam.write import SPELLINGS, difference, write
from prose import FILES
from strategies import TYPED, exams
from support import exam_of


@pytest.mark.law
@given(exams(1, TYPED))
def test_an_exam_of_typed_kinds_comes_back(exam: Exam) -> None:
    texts = {spelling: write(exam, spelling) for spelling in SPELLINGS}
    for spelling, text in texts.items():
        again = exam_of(text, FILES, SPELLINGS[spelling])
        assert again == exam, f"{difference(exam, again)}\n{text}"
        for other in SPELLINGS:
            assert write(again, other) == texts[other]


@pytest.mark.law
@given(exams(1, TYPED))
def test_what_is_written_is_formatted(exam: Exam) -> None:
    texts = {spelling: write(exam, spelling) for spelling in SPELLINGS}
    for spelling, name in SPELLINGS.items():
        data, report = texts[spelling].encode(), Report()
        for other, text in texts.items():
            to = "" if other == spelling else other
            assert format_text(name, data, MemoryFolder(FILES), report, to) == text, other
        assert not report.diagnostics
