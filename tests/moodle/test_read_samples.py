"""Files that a running Moodle took: each is read, and its questions earn what Moodle gave for them."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from examc.core import schemes
from examc.core.diagnostics import Severity, has_errors
from examc.core.model import Question, kind_of, questions
from examc.core.responses import Response, choose, typed
from examc.files.folders import MemoryFolder
from examc.systems.moodle import view
from examc.verbs import pipeline
from moodle.reading import Found, reading
from support import READ_BACK, shared
from systems.measured import measured, response_of

NOT_READ = {"ddmarker", "ddimageortext"}
OF_UNITS = {"num_unit_opt", "num_unit_mark", "num_unit_max"}
"""Questions whose units Moodle marks or turns into others; that is told."""
OURS = {"ALL_OR_NOTHING", "ABSOLUTE_POSITION", "RELATIVE_NEXT_EXCLUDE_LAST"}
"""Rules of orders that exams have; of the others the nearest is read, and that is told."""
READ_OTHERWISE = {"3.14x10^0", "3.14 m", "5 m"}
"""What is no number for us, and one with something behind it for Moodle."""
NOTHING_LEFT = {
    *("cloze_braces", "cloze_no100", "cloze_none", "cloze_num_pct", "cloze_range", "coderunner"),
    *("gap_missing", "gap_none", "match1", "multichoiceset", "num_word", "short_empty"),
    "order_dup",
}
"""Cases of one question that Moodle refuses, or that nobody can answer."""


def _samples() -> list[Path]:
    folder = shared("samples", "kinds", "moodle")
    return [folder / "kinds.xml", *sorted((folder / "cases").glob("*.xml"))]


def _kinds() -> Found:
    return reading(shared("samples", "kinds", "moodle", "kinds.xml").read_bytes(), "kinds.xml")


def _compares(name: str, given: object) -> bool:
    """Whether a mark must be the same: nothing that was told stands against it."""
    if name in NOT_READ | OF_UNITS or name == "num_comma":
        return False
    if name.startswith("order_"):
        return name.removeprefix("order_") in OURS and isinstance(given, list)
    return not (isinstance(given, str) and given in READ_OTHERWISE)


def test_every_mark_that_an_exam_can_hold() -> None:
    found, checked = _kinds(), 0
    assert found.exam is not None
    asked = {question.id: question for question in questions(found.exam)}
    data = shared("samples", "kinds", "moodle", "kinds.xml").read_bytes()
    seen = {one.name: one for one in view.view(data).questions}
    for name, responses, marks in measured():
        for given, mark in zip(responses, marks, strict=True):
            if mark == "a human" or not _compares(name, given):
                continue
            drawn = name.startswith("calculated")
            response = _plain(given) if drawn else response_of(seen[name], given)
            question = asked[f"{name}-1" if drawn else name]
            assert _mark(question, response) == _given(mark), (name, given)
            checked += 1
    assert checked == 132


def _plain(given: object) -> Response | None:
    """A response to a question whose values are drawn, which no view shows."""
    match given:
        case str():
            return typed(given)
        case [int(place)]:
            return choose((place,))
        case _:
            return None


def _mark(question: Question, response: Response | None) -> Fraction:
    found = schemes.award(schemes.meant(question), response)
    assert found is not None
    return Fraction(round(found * 10_000), 10_000)


def _given(mark: str) -> Fraction:
    exact = Fraction(Decimal(mark)) if mark != "no mark" else Fraction(0)
    return Fraction(round(exact * 10_000), 10_000)


def test_what_is_left_out_is_told_and_all_else_is_there() -> None:
    found = _kinds()
    left_out = [d.message for d in found.said if d.code == "R514"]
    assert [any(name in told for told in left_out) for name in NOT_READ] == [True, True]
    assert len(left_out) == 2
    items = [item for item in found.items() if isinstance(item, Question)]
    assert len(items) == 42
    assert {kind_of(item) for item in items} == {
        *("true/false", "numeric", "short answer", "matching", "fill in", "ordering", "upload"),
        *("code", "multiple choice", "multiple response"),
    }
    assert found.exam is not None
    assert [exercise.pick for exercise in found.exam.exercises] == [None, 1, 1, 1]


@pytest.mark.parametrize("place", range(39))
def test_every_sample_is_imported_checked_and_built(place: int) -> None:
    samples = _samples()
    assert len(samples) == 39
    path = samples[place]
    found = pipeline.read(path.name, path.read_bytes())
    if path.stem in NOTHING_LEFT:
        assert [d.code for d in found.report.diagnostics if d.severity is Severity.ERROR] == [
            "R513"
        ]
        return
    assert not has_errors(found.report.diagnostics)
    for spelling in ("md", "yaml"):
        source = pipeline.to_source(found, spelling)
        assert source is not None
        again = pipeline.read(f"exam.{spelling}", source, MemoryFolder(found.files))
        assert not has_errors(pipeline.check(again)), pipeline.check(again)
        built = pipeline.build(again, READ_BACK)
        assert set(built.outputs) == set(READ_BACK)
