"""Marks out of tables, and the facts made of them, are those of every response marked on its own."""

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core import schemes
from examc.core.answers import Choice
from examc.core.diagnostics import Report
from examc.core.enumeration import responses
from examc.core.model import Question, is_by_hand
from examc.core.responses import Filled, Response, order, picked
from examc.core.schemes import Scheme, near
from examc.core.trials import trials
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.systems.comparing import Compared, Deviation, compare
from examc.systems.marking import Fact, of_compared
from examc.systems.table import SYSTEMS, System
from qti21 import kinds, randomkinds


def _seen(question: Question) -> Iterator[tuple[System, Scheme]]:
    """Yield each system that takes a question, and the scheme by which it marks it."""
    exam = kinds.exam(question)
    for system in SYSTEMS:
        data = TARGETS[system.target].write(exam, {}, Options(), Report())
        assert data is not None
        view = system.view(data)
        for seen in [] if view.refused else view.questions:
            if seen.scheme is not None and not seen.refused:
                yield system, seen.scheme


def _one_by_one(question: Question, meant: Scheme, scheme: Scheme) -> list[Deviation]:
    """The responses that earn another mark, each of them marked on its own."""
    found = []
    for response in responses(question):
        asked, awarded = schemes.award(meant, response), schemes.award(scheme, response)
        if asked is None and awarded is None:
            continue
        if awarded is None or not near(asked or Fraction(0), awarded):
            found.append(Deviation(response, asked or Fraction(0), awarded))
    return sorted(found, key=lambda deviation: order(deviation.response))


def _worst(found: list[Deviation]) -> Deviation | None:
    return max(found, key=lambda d: (d.size, -len(picked(d.response))), default=None)


def _facts(
    system: System, question: Question, scheme: Scheme, compared: Compared
) -> dict[str, str]:
    """What each step changes, in words, by its code; each response marked on its own."""
    marking, found, told = system.marking, dict[str, str](), set[Response | None]()
    before: dict[Response | None, Fraction | None] = {
        one.response: schemes.award(schemes.meant(question), one.response) or Fraction(0)
        for one in compared.deviations
    }
    last = schemes.meant(question)
    for step in marking.steps(question, scheme):
        if schemes.same(last, step.scheme):
            continue
        last = step.scheme
        after = {response: schemes.award(last, response) for response in before}
        off = {response for response in before if not near(before[response], after[response])}
        if off and step.feature.code not in found:
            words = compared.only(off - told or off).words()
            told |= off
            found[step.feature.code] = f"{marking.system} {step.does}: {words}"
        before = {response: after[response] for response in before}
    return found


def _told(facts: list[Fact]) -> dict[str, str]:
    return {fact.code: fact.message for fact in facts}


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_a_table_says_what_every_response_says_on_its_own(seed: int) -> None:
    question = randomkinds.question(seed)
    assert not isinstance(question.answer, Choice)
    assert not is_by_hand(question)
    for system, scheme in _seen(question):
        compared = compare(question, scheme)
        expected = _one_by_one(question, schemes.meant(question), scheme)
        assert list(compared.deviations) == expected, system.name
        assert compared.worst == _worst(expected)
        assert compared.tried == len(list(responses(question)))
        if expected:
            told = _told(of_compared(system.marking, question, scheme, compared))
            steps = _facts(system, question, scheme, compared)
            assert told == steps or (not steps and len(told) == 1)


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_responses_to_parts_are_tried_alone_beside_the_best_and_combined(seed: int) -> None:
    tried = trials(randomkinds.question(seed))
    assert len(set(tried.responses)) == len(tried.responses)
    ranked = [order(tried.responses[place]) for place in tried.ranked]
    assert ranked == sorted(ranked)
    if tried.table is None:
        return
    whole = [one.parts for one in tried.responses if isinstance(one, Filled)]
    for place, own in enumerate(tried.table.of_parts):
        assert {parts[place] for parts in whole} >= set(own) - {None}
        alone = {one[place] for one in whole if sum(part is not None for part in one) == 1}
        assert alone >= set(own) - {None}
