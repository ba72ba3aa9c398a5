"""Laws of the further kinds, over generated questions: valid items that mark as the language does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from examc.core.answers import TrueFalse
from examc.core.enumeration import responses
from examc.core.schemes import ROUNDING, award, meant
from examc.systems.comparing import compare
from examc.systems.marking import is_of_marks
from examc.systems.player import engine, partrules
from examc.systems.player.interactions import asked, variables
from examc.systems.player.view import see
from qti21 import kinds, randomkinds
from qti21.packages import package

SEEDS = st.integers(0, 10**9)


@settings(max_examples=60)
@given(SEEDS)
def test_an_item_marks_as_the_language_does_or_says_that_it_does_not(seed: int) -> None:
    question = randomkinds.question(seed)
    made = package(kinds.exam(question), flawed=True)
    seen = see(made.item)
    assert seen.refused == ""
    assert seen.scheme is not None
    told = [d for d in made.report.diagnostics if d.system == "QTI player" and is_of_marks(d)]
    off = compare(question, seen.scheme).deviations
    assert bool(off) == bool(told)
    for response in () if off else responses(question):
        expected = award(meant(question), response)
        assert expected is not None
        assert abs(seen.mark(response) - expected) <= ROUNDING, response


def _read(item: etree._Element, seed: int) -> bool:
    """Whether the scheme of an item is read off its rules; then it is what a run of them gives."""
    loaded = engine.load(item)
    asks = asked(item, loaded)
    assert asks is not None
    read = partrules.scheme(item, loaded, asks)
    for response in responses(randomkinds.question(seed)) if read is not None else ():
        given = variables(asks, response)
        assert given is not None
        assert read is not None
        mark = award(read, response)
        assert mark is not None
        assert abs(mark - loaded.score(given)) <= ROUNDING, response
    return read is not None


@settings(max_examples=60)
@given(SEEDS)
def test_what_is_read_off_the_rules_is_what_a_run_gives(seed: int) -> None:
    question = randomkinds.question(seed)
    if not isinstance(question.answer, TrueFalse):
        _read(package(kinds.exam(question), flawed=True).item, seed)


@pytest.mark.parametrize("start", range(0, 100, 20))
def test_the_rules_of_most_items_are_read(start: int) -> None:
    seeds = [
        seed
        for seed in range(start, start + 20)
        if not isinstance(randomkinds.question(seed).answer, TrueFalse)
    ]
    made = [(seed, package(kinds.exam(randomkinds.question(seed)), flawed=True)) for seed in seeds]
    assert sum(_read(one.item, seed) for seed, one in made) >= len(seeds) - 1
