"""Every path calls twice as many functions for the next fifty questions as for the twenty-five before.

Calls are counted and not timed, so that a busy machine says the same: what looks through the whole
exam for each of its questions shows at a hundred of them as it would at ten thousand.
"""

import sys
from collections.abc import Callable
from functools import cache, partial
from types import FrameType

import pytest

from bench.generate import IMAGE, exam
from examc import Reading, build, check, diff, read, verify
from examc.formats import TARGETS
from examc.verbs import pipeline
from support import DOT_PNG

SIZES = (25, 50, 100)
WRITTEN = ("qti", "moodle", "ans", "canvas", "qti3")
_MOST = 1.06  # times what is linear; looking through all for one in four gives about 1.25


def _calls(work: Callable[[], object]) -> int:
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    known = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(known)
    return count


@cache
def _source(size: int) -> bytes:
    return exam(size).encode()


def _reading(size: int) -> Reading:
    return read("exam.md", _source(size), {IMAGE: DOT_PNG})


@cache
def _exam(size: int) -> Reading:
    return _reading(size)


@cache
def _output(size: int, target: str) -> bytes:
    return build(_exam(size), [target]).outputs[target]


def _again(size: int) -> Reading:
    return read("x", _output(size, "ans"))


PATHS: dict[str, Callable[[int], object]] = {
    "read": _reading,
    "check": lambda size: check(_exam(size)),
    "to YAML": lambda size: pipeline.to_source(_exam(size), "yaml"),
    "to Markdown": lambda size: pipeline.to_source(_exam(size), "md"),
    "diff": lambda size: diff(_exam(size), _again(size)),
}


def _of_target(target: str) -> dict[str, Callable[[int], object]]:
    return {
        f"build {target}": lambda size: build(_exam(size), [target]),
        f"read {target}": lambda size: read("x", _output(size, target)),
        f"verify {target}": lambda size: verify(_exam(size), [target]),
    }


for each in WRITTEN:
    PATHS |= _of_target(each)


_A_QUESTION = {
    "read": 1010,
    "check": 310,
    "build qti": 1230,
    "build moodle": 1260,
    "build ans": 690,
    "build canvas": 1100,
    "verify qti": 3370,
    "verify moodle": 2480,
    "verify ans": 1320,
    "verify canvas": 2310,
}
"""Calls of Python functions that a further question takes at most, a few in a hundred over today's.

What takes more of them on purpose says so by a larger number here.
"""


@pytest.mark.parametrize("path", PATHS)
def test_calls_grow_as_questions_do(path: str) -> None:
    target = path.split()[-1]
    for size in SIZES:
        assert _output(size, target if target in WRITTEN else "ans")
    PATHS[path](SIZES[0])  # loads what is loaded when it is met
    small, middle, large = (_calls(partial(PATHS[path], size)) for size in SIZES)
    assert large - middle <= 2 * (middle - small) * _MOST, (small, middle, large)
    if path in _A_QUESTION:
        assert large - middle <= _A_QUESTION[path] * (SIZES[2] - SIZES[1])


def test_every_target_with_a_reader_is_tried() -> None:
    assert set(WRITTEN) <= set(TARGETS)
