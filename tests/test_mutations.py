"""One change of any weight, bound, key, condition or text of an emitted file turns verify red."""

from collections.abc import Iterable
from functools import cache

import pytest

from examc.core.diagnostics import Report
from examc.core.model import Exam
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof.verify import Proof, Verdict, prove
from examc.systems.table import SYSTEMS
from mutants import ans, canvas, moodle, pictures, qti
from mutants.exams import EMBEDDED, HEAD, PICTURED, SOURCES, WHOLE, exam
from mutants.mutant import Mutant
from qti21.renamed import qti3_of
from support import DOT_PNG, exam_of

_RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}


@cache
def _exam(source: str) -> Exam:
    return exam(source)


def _write(exam: Exam, target: str, offgrid: str = "") -> bytes:
    data = TARGETS[target].write(exam, {}, Options(offgrid=offgrid), Report())
    assert data is not None
    return data


def _prove(exam: Exam, target: str, data: bytes, beside: dict[str, bytes] | None = None) -> Proof:
    own = TARGETS[target].write_beside(exam) if beside is None else beside
    systems = tuple(c for c in SYSTEMS if c.target == target)
    return prove(exam, {target: data}, systems, beside={target: own})


def _is_red(before: Proof, after: Proof) -> bool:
    """Whether some system's verdict is worse, or it finds what it did not find before."""
    for (_, old), (_, new) in zip(before.cells(), after.cells(), strict=True):
        if _RANK[new.verdict] > _RANK[old.verdict]:
            return True
        if set(new.deviations) != set(old.deviations) or set(new.lost) - set(old.lost):
            return True
    return False


def _missed(
    exam: Exam, target: str, data: bytes, mutants: Iterable[Mutant]
) -> tuple[int, list[str]]:
    """How many mutants were to be found, and those that the proof judges wrongly."""
    before = _prove(exam, target, data)
    count, missed = 0, []
    for mutant in mutants:
        red = _is_red(before, _prove(exam, target, mutant.data))
        count += not mutant.same
        if red is bool(mutant.same):
            missed.append(f"{mutant.what}: {mutant.same or 'not found'}")
    return count, missed


MAKERS = {
    "qti": qti.of_item,
    "moodle": moodle.of_file,
    "ans": ans.of_file,
    "canvas": canvas.of_package,
}


@pytest.mark.parametrize("target", MAKERS)
def test_there_are_hundreds_of_changes(target: str) -> None:
    made = [m for name in SOURCES for m in MAKERS[target](_write(_exam(SOURCES[name]), target))]
    if target == "canvas":
        made += [m for name in SOURCES for m in _of_rubrics(_exam(SOURCES[name]))]
    assert len({mutant.data for mutant in made if not mutant.same}) > 350


@pytest.mark.parametrize("name", SOURCES)
def test_every_change_of_a_qti_item_is_found(name: str) -> None:
    exam = _exam(SOURCES[name])
    data = _write(exam, "qti")
    count, missed = _missed(exam, "qti", data, qti.of_item(data))
    assert not missed
    assert count > 10


@pytest.mark.parametrize("name", SOURCES)
def test_a_change_of_a_qti_3_item_is_found_as_one_of_qti_2_1(name: str) -> None:
    """A twelfth of the changes that are found above, where Canvas finds some that no player sees."""
    exam = _exam(SOURCES[name])
    old, new = _write(exam, "qti"), _write(exam, "qti3")
    found = 0
    for mutant in list(qti.of_item(old))[::12]:
        seen = _is_seen(exam, "qti", old, mutant.data)
        assert _is_seen(exam, "qti3", new, qti3_of(mutant.data)) is seen, mutant.what
        found += seen
    assert found > 0


def _is_seen(exam: Exam, target: str, data: bytes, mutant: bytes) -> bool:
    """Whether a player finds a change."""
    (player,) = (s for s in SYSTEMS if s.target == target and s.name == "QTI player")
    before, after = (prove(exam, {target: made}, (player,)) for made in (data, mutant))
    return _is_red(before, after)


def test_every_change_of_a_package_is_found() -> None:
    exam = _exam(WHOLE)
    data = _write(exam, "qti")
    count, missed = _missed(exam, "qti", data, qti.of_package(data))
    assert not missed
    assert count > 30


@pytest.mark.parametrize("name", SOURCES)
def test_every_change_of_a_moodle_question_is_found(name: str) -> None:
    exam = _exam(SOURCES[name])
    data = _write(exam, "moodle")
    count, missed = _missed(exam, "moodle", data, moodle.of_file(data))
    assert not missed
    assert count > 10


@pytest.mark.parametrize("name", EMBEDDED)
def test_every_change_of_an_embedded_answer_is_found(name: str) -> None:
    exam = _exam(EMBEDDED[name])
    data = _write(exam, "moodle", "cloze")
    assert b'type="cloze"' in data
    count, missed = _missed(exam, "moodle", data, moodle.of_file(data))
    assert not missed
    assert count > 10


def test_every_change_of_a_moodle_file_is_found() -> None:
    exam = _exam(WHOLE)
    data = _write(exam, "moodle")
    count, missed = _missed(exam, "moodle", data, moodle.of_file_of_two(data))
    assert not missed
    assert count > 5


IMAGES = {f"{name}.png": DOT_PNG + name.encode() for name in ("one", "two", "three")}


@pytest.mark.parametrize("target", ["qti", "moodle", "canvas"])
def test_swapped_and_missing_pictures_are_found(target: str) -> None:
    exam = exam_of(HEAD + PICTURED, IMAGES)
    data = TARGETS[target].write(exam, IMAGES, Options(), Report())
    assert data is not None
    systems = tuple(system for system in SYSTEMS if system.target == target)
    for cell in prove(exam, {target: data}, systems, IMAGES).rows[0].cells:
        assert "an image" not in cell.lost
    for mutant in pictures.of_file(data, IMAGES):
        for cell in prove(exam, {target: mutant}, systems, IMAGES).rows[0].cells:
            assert "an image" in cell.lost, cell


@pytest.mark.parametrize(("target", "word"), [("qti", "canvas-classic"), ("canvas", "canvas")])
def test_pictures_that_the_manifest_does_not_name_are_found(target: str, word: str) -> None:
    """Canvas imports no other files; a player may take them from the zip all the same."""
    exam = exam_of(HEAD + PICTURED, IMAGES)
    data = TARGETS[target].write(exam, IMAGES, Options(), Report())
    assert data is not None
    systems = tuple(system for system in SYSTEMS if system.word == word)
    made = list(pictures.unnamed(data))
    assert len(made) == 2 * len(IMAGES)
    for mutant in made:
        (cell,) = prove(exam, {target: mutant}, systems, IMAGES).rows[0].cells
        assert "an image" in cell.lost


@pytest.mark.parametrize("name", SOURCES)
def test_every_change_of_an_ans_question_is_found(name: str) -> None:
    exam = _exam(SOURCES[name])
    data = _write(exam, "ans")
    count, missed = _missed(exam, "ans", data, ans.of_file(data))
    assert not missed
    assert count > 5


@pytest.mark.parametrize("name", SOURCES)
def test_every_change_of_a_canvas_package_is_found(name: str) -> None:
    exam = _exam(SOURCES[name])
    data = _write(exam, "canvas")
    count, missed = _missed(exam, "canvas", data, canvas.of_package(data))
    assert not missed
    assert count > 5


def _of_rubrics(exam: Exam) -> list[Mutant]:
    written = TARGETS["canvas"].write_beside(exam)
    return [mutant for text in written.values() for mutant in canvas.of_rubrics(text)]


def test_every_change_of_the_rubrics_beside_a_canvas_package_is_found() -> None:
    count = 0
    for name in SOURCES:
        exam = _exam(SOURCES[name])
        data = _write(exam, "canvas")
        before = _prove(exam, "canvas", data)
        for mutant in _of_rubrics(exam):
            after = _prove(exam, "canvas", data, {"rubrics.csv": mutant.data})
            assert _is_red(before, after) is not bool(mutant.same), (name, mutant.what)
            count += not mutant.same
    assert count > 20
