"""The law of the reader for the further kinds: what is not told as lost is read as it was."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from examc.core.diagnostics import Report
from examc.core.model import Exam, Question, exercise_questions
from examc.files import workspace
from examc.formats.moodle.read import read
from examc.formats.moodle.write import write
from examc.formats.options import Options
from examc.verbs import pipeline
from support import ROOT

OF_FIELDS = {
    "title": {"X334"},
    "tags": {"X304"},
    "points": {"X315"},
    "notes": {"X325"},
    "feedback": {"X321"},
    "answer": {
        *("X310", "X311", "X312", "X313", "X314", "X315", "X326", "X327", "X333", "X350", "X351"),
        *("X353", "X373", "X374", "X375", "X376", "X377", "X378"),
    },
}
"""The losses after which a field of a question may be read otherwise; no other field may."""


def _losses(report: Report) -> dict[str, set[str]]:
    """The codes that were told of each question, by its place."""
    found: dict[str, set[str]] = {}
    for told in report.diagnostics:
        place = " › ".join(told.where.split(" › ")[:2])
        found.setdefault(place, set()).add(told.code)
    return found


def _pairs(exam: Exam, made: Exam) -> Iterator[tuple[str, Question, Question]]:
    for number, (old, new) in enumerate(zip(exam.exercises, made.exercises, strict=True), 1):
        assert old.pick == new.pick
        both = zip(exercise_questions(old), exercise_questions(new), strict=True)
        for place, (one, other) in enumerate(both, 1):
            yield f"exercise {number} › question {place}", one, other


@pytest.mark.law
@given(
    exam=strategies.exams(kinds=strategies.TYPED | strategies.PARTED),
    offgrid=st.sampled_from(("", "cloze")),
)
def test_every_kind_is_read_again_but_for_what_was_told(exam: Exam, offgrid: str) -> None:
    _holds(exam, strategies.files_of(exam), offgrid)


@pytest.mark.parametrize("offgrid", ["", "cloze"])
def test_the_kinds_of_the_tour_are_read_again(offgrid: str) -> None:
    loaded = workspace.load(str(ROOT / "sources" / "tour" / "exam.md"))
    source = pipeline.read("exam.md", loaded.data, loaded.folder)
    assert source.exam is not None
    _holds(source.exam, source.files, offgrid)


def _holds(exam: Exam, files: Mapping[str, bytes], offgrid: str) -> None:
    told, found = Report(), Report()
    data = write(exam, files, Options(offgrid=offgrid), told)
    assert data is not None
    made, _ = read("exam.xml", data, found)
    assert made is not None
    losses = _losses(told)
    images_lost = any("X375" in codes for codes in losses.values())
    assert images_lost or [d.message for d in found.diagnostics] == []
    assert (made.attempts, made.instructions) == (exam.attempts, exam.instructions)
    for place, one, other in _pairs(exam, made):
        codes = losses.get(place, set())
        for name in ("id", "prompt", "solution", "always", "fixed", *OF_FIELDS):
            if not codes & OF_FIELDS.get(name, set()):
                assert getattr(one, name) == getattr(other, name), (place, name)
