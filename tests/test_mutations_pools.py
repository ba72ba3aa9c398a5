"""Changes that another system's rules do not judge are found where the file is read back.

ANS marks few kinds by rules that are public; of all others its file holds the whole question, and what
is read of it again is held against the exam. So are pools, of which systems know more or less.
"""

import pytest

import examc
from examc.core.model import Exam
from kinds import each, exam_of
from mutants import ansvalues, pools
from mutants.mutant import Mutant
from support import exam_of as exam_of_text
from test_mutations import _is_red, _prove, _write

ASKED = each()
_NAMES = {"qti": "pool.zip", "canvas": "pool.zip", "ans": "pool.json", "moodle": "pool.xml"}

_ALONE = "it has no other beside it"
_ZERO = "what has no cell earns nothing"
_SAME_KEY = "the key is read from the cells as well"
_ALL_MARKS = "no response earns a part of the points"
SAME = {
    "numeric": {"position is left out": _ALONE},
    "short answer": {"position is left out": _ALONE},
    "fill in": {
        "position is left out": _ALONE,
        "x_gaps/1/x_answers/0/x_position is left out": _ALONE,
    },
    "ordering": {"position is left out": _ALONE},
    "true/false": {"partial_scoring is false": _ALL_MARKS},
    "matching": {
        **{f"rows/{row}/x_correct is left out": _SAME_KEY for row in range(3)},
        **{f"cells/{cell} is left out": _ZERO for cell in (1, 2, 3, 4, 6, 7)},
        **{
            f"cells/{cell}/row_id is {row}": _ZERO
            for cell, row in ((1, 2), (2, 2), (3, 2), (4, 3), (6, 3), (7, 3))
        },
        **{
            f"cells/{cell}/column_id is {column}": _ZERO
            for cell, column in ((1, 3), (2, 4), (3, 5), (4, 2), (6, 4), (7, 5))
        },
    },
}
"""Changes of an ANS-style file that say the same, and why."""


def _told(target: str, data: bytes) -> tuple[Exam | None, list[str]]:
    """What is read of a file, and what is told of it."""
    reading = examc.read(_NAMES[target], data)
    return reading.exam, [entry.message for entry in reading.report.diagnostics]


def _is_found(exam: Exam, target: str, data: bytes, mutant: Mutant) -> bool:
    before = _prove(exam, target, data)
    if _is_red(before, _prove(exam, target, mutant.data)):
        return True
    return _told(target, mutant.data) != _told(target, data)


@pytest.mark.parametrize("kind", ASKED)
def test_every_change_of_an_ans_question_is_found(kind: str) -> None:
    exam = exam_of(ASKED[kind])
    data = _write(exam, "ans")
    same = SAME.get(kind, {})
    mutants = list(ansvalues.of_file(data))
    wrong = [m.what for m in mutants if _is_found(exam, "ans", data, m) is (m.what in same)]
    assert wrong == []
    assert len(mutants) > 20


POOL = """---
title: Pool
---

# Pool {#pool pick=2 shuffle=questions}

## 1 pt · true/false {#one .always .fixed answer=true}

One.

## 1 pt · numeric {#two}

Two.

### answer

- 2

## 1 pt · multiple choice {#three}

Three.

- [x] a
- [ ] b
"""
_MAKERS = {
    "qti": pools.of_package,
    "canvas": pools.of_canvas,
    "moodle": pools.of_moodle,
    "ans": pools.of_ans,
}


@pytest.mark.parametrize("target", _MAKERS)
def test_every_change_of_a_pool_is_found(target: str) -> None:
    exam = exam_of_text(POOL)
    data = _write(exam, target)
    mutants = list(_MAKERS[target](data))
    assert len(mutants) > 3
    assert [m.what for m in mutants if not _is_found(exam, target, data, m)] == []


@pytest.mark.parametrize("target", ["qti", "canvas"])
def test_verify_sees_how_many_are_drawn(target: str) -> None:
    """Where a system draws, a proof says so without the file being read back."""
    exam = exam_of_text(POOL)
    data = _write(exam, target)
    before = _prove(exam, target, data)
    missed = [
        mutant.what
        for mutant in _MAKERS[target](data)
        if not _is_red(before, _prove(exam, target, mutant.data))
    ]
    assert missed == []
