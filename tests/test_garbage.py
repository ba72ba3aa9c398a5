"""No question that is read leaves objects behind that hold each other: commands run without a collector of cycles.

`examc` turns Python's collector off, since it takes a third of the time and exams hold no cycles. What
does hold itself (a reader in a function of its own that knows it) is then kept until the program ends,
and the tree of the document with it.
"""

import gc
from collections.abc import Callable

import pytest

from test_counts import PATHS, SIZES, WRITTEN, _output


def _left(work: Callable[[int], object], size: int) -> int:
    """How many objects are left that only the collector finds."""
    gc.collect()
    gc.disable()
    try:
        work(size)
        return gc.collect()
    finally:
        gc.enable()


READING = [path for path in PATHS if path.split()[0] in ("read", "check", "to", "diff")]


@pytest.mark.parametrize("path", READING)
def test_a_question_leaves_no_cycles(path: str) -> None:
    small, large = SIZES[0], SIZES[1]
    target = path.split()[-1]
    for size in (small, large):
        assert _output(size, target if target in WRITTEN else "ans")
        PATHS[path](size)  # what is loaded once may hold itself
    assert _left(PATHS[path], large) <= _left(PATHS[path], small)
