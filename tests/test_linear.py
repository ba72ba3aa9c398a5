"""The time for any input grows as its size does: four times as much takes about four times as long."""

import time

import pytest

from examc.core.report import render
from examc.verbs import pipeline
from hostile import HOSTILE, Maker
from support import READ_BACK

_FLOOR = 0.03  # seconds; below it a measurement says nothing
_FACTOR = 7.5  # for four times the input; sixteen would be the square
_SIZES = (
    0.2,
    0.2,
    0.5,
    1,
)  # of what is tried in turn: a bound that is met between two is a step, once


def _seconds(make: Maker, count: int) -> tuple[float, float, float]:
    """The CPU of reading and telling, of writing every target, and of writing a source."""
    name, data = make(count)
    begin = time.process_time()
    reading = pipeline.read(name, data)
    for line in render(pipeline.check(reading), "concise"):
        assert len(line) < 1000
    read = time.process_time()
    if reading.usable is not None:
        pipeline.build(reading, READ_BACK)
    built = time.process_time()
    if reading.usable is not None:
        pipeline.to_source(reading, "md")
    return read - begin, built - read, time.process_time() - built


def _is_linear(make: Maker, count: int) -> bool:
    small, large = _seconds(make, count), _seconds(make, 4 * count)
    pairs = zip(small, large, strict=True)
    return all(last <= _FACTOR * max(first, _FLOOR) for first, last in pairs)


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_is_linear(name: str) -> None:
    make, count = HOSTILE[name]
    assert any(_is_linear(make, int(count * size)) for size in _SIZES)
