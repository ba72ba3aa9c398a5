"""Every generated exam is read back from GIFT as it was, or what differs is reported at its place."""

from collections.abc import Collection

from hypothesis import given, settings

from examc.core.answers import Choice
from examc.core.diagnostics import Report
from examc.core.model import Exam, Question, questions
from examc.core.places import fill
from examc.formats.gift.read import read
from examc.formats.gift.write import write
from examc.formats.options import Options
from strategies import PARTED, TYPED, exams, files_of

MARKS = {"X310", "X311", "X312", "X313", "X314", "X315", "X327", "X328", "X329", "X346", "X383"}
TOLD = {
    "id": set[str](),
    "points": {"X315"},
    "prompt": {"X383", "X346"},
    "title": {"X334"},
    "feedback": {"X321", "X383", "X346"},
    "solution": {"X324"},
    "notes": {"X325"},
    "tags": {"X304"},
    "always": {"X357"},
    "fixed": {"X357"},
    "answer": {
        *MARKS,
        *("X320", "X322", "X323", "X326", "X333", "X347", "X348", "X351", "X354", "X355"),
        *("X360", "X373", "X374", "X375", "X376", "X377", "X378"),
    },
}
"""The codes under which a field may differ."""
LEFT_OUT = {"X382"}


def _by_id(exam: Exam | None) -> dict[str, Question]:
    return {question.id: question for question in questions(exam)} if exam is not None else {}


def _is_excused(question: Question, found: Question | None, codes: Collection[str]) -> bool:
    if found is None:
        return bool(LEFT_OUT & set(codes))
    for name, excuses in TOLD.items():
        differs = getattr(question, name) != getattr(found, name)
        if differs and not excuses & set(codes) and not _is_scaled(name, question, found):
            return False
    return True


def _is_scaled(name: str, question: Question, found: Question) -> bool:
    return name == "answer" and question.points != found.points


@given(exams(kinds=TYPED | PARTED))
@settings(max_examples=200)
def test_an_exam_is_read_back_or_what_differs_is_reported(exam: Exam) -> None:
    report, told = Report(), Report()
    data = write(exam, files_of(exam), Options(), report)
    assert data is not None
    back, _ = read("x.gift", data, told)
    losses = fill(exam, report.diagnostics)
    assert {one.code for one in told.diagnostics} <= {"R513", "R527"}, told.diagnostics
    after = _by_id(back)
    for number, exercise in enumerate(exam.exercises, 1):
        place = 0
        for item in exercise.items:
            if not isinstance(item, Question):
                continue
            place += 1
            where = f"exercise {number} › question {place}"
            codes = {d.code for d in losses if (d.where + " ›").startswith(where + " ›")}
            if isinstance(item.answer, Choice) and "X327" in {d.code for d in losses}:
                codes.add("X327")
            assert _is_excused(item, after.get(item.id), codes), (item, after.get(item.id), codes)
