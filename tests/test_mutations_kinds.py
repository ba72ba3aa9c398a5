"""One change of any key, bound, weight, gap, text or order of a further kind turns verify red."""

import pytest

from kinds import each, exam_of
from mutants import kinds
from test_mutations import _is_red, _prove, _write

MAKERS = {"qti": kinds.of_item, "moodle": kinds.of_moodle, "canvas": kinds.of_canvas}
ASKED = each()


@pytest.mark.parametrize("target", MAKERS)
@pytest.mark.parametrize("kind", ASKED)
def test_every_change_of_a_question_is_found(kind: str, target: str) -> None:
    exam = exam_of(ASKED[kind])
    data = _write(exam, target)
    before = _prove(exam, target, data)
    wrong, found = [], 0
    for mutant in MAKERS[target](data):
        red = _is_red(before, _prove(exam, target, mutant.data))
        same = kinds.same(kind, target, mutant.what)
        found += red
        if red is bool(same):
            wrong.append(f"{mutant.what}: {same or 'not found'}")
    assert not wrong
    assert found > 5


def test_there_are_hundreds_of_changes() -> None:
    made = {
        mutant.data
        for kind, question in ASKED.items()
        for target, maker in MAKERS.items()
        for mutant in maker(_write(exam_of(question), target))
        if not kinds.same(kind, target, mutant.what)
    }
    assert len(made) > 500
