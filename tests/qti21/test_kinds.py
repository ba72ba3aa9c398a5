"""The further kinds: what their items award for every response, by a run of their own rules."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from lxml import etree

from examc import build, read
from examc.core.answers import UNBOUNDED, Answer, Matching, Numeric, ShortAnswer
from examc.core.content import Blocks, Text, walk
from examc.core.enumeration import responses
from examc.core.model import Question
from examc.core.responses import Response, Typed
from examc.core.schemes import ROUNDING, One, award, meant, same
from examc.proof import fedback
from examc.proof.arrival import letters
from examc.systems.comparing import compare
from examc.systems.player import engine, partbounds, partrules
from examc.systems.player import view as player
from examc.systems.player.interactions import Asked, asked, variables
from qti21 import kinds
from qti21.packages import every, package

EVERY = pytest.mark.parametrize(
    "question",
    [
        pytest.param(kinds.asked(answer, title=name), id=name)
        for name, answer in kinds.ANSWERS.items()
    ],
)
NOT_READ = {"nothing accepted", "number, high floor"}
"""Shapes of rules that are run, and not read off."""
NOT_EXACT = {"third", "pairs, floor above the cap"}
"""Ends of an interval that are rounded, and a cap that is raised to the floor: no response that is
tried tells the difference."""


def _words(content: Blocks) -> Iterator[str]:
    yield from (node.text for node in walk(content) if isinstance(node, Text))


def _written(question: Question) -> etree._Element:
    return package(kinds.exam(question), flawed=True).item


def _asks(item: etree._Element) -> Asked:
    found = asked(item, engine.load(item))
    assert found is not None
    return found


def _run(item: etree._Element, asks: Asked, response: Response | None) -> Fraction:
    given = variables(asks, response)
    assert given is not None
    return engine.load(item).score(given)


@EVERY
def test_every_response_earns_what_the_language_says(question: Question) -> None:
    seen = player.see(_written(question))
    assert seen.refused == ""
    tried = list(responses(question))
    assert len(tried) > 1
    for response in tried:
        expected = award(meant(question), response)
        if response == Typed("zzz") and question.title == "number, high floor":
            expected = Fraction(0)  # what is no number is no answer for an engine
        assert expected is not None
        assert abs(seen.mark(response) - expected) <= ROUNDING, response


@EVERY
def test_the_scheme_is_read_off_the_rules(question: Question) -> None:
    item = _written(question)
    if item.find("{*}itemBody/{*}choiceInteraction") is not None:
        return
    asks = _asks(item)
    read = partrules.scheme(item, engine.load(item), asks)
    assert (read is None) == (question.title in NOT_READ)
    if read is None:
        return
    for response in responses(question):
        assert award(read, response) == _run(item, asks, response), response
    assert compare(question, read).deviations == ()
    assert same(read, meant(question)) or question.title in NOT_EXACT


@EVERY
def test_feedback_is_shown_to_whom_it_is_due(question: Question) -> None:
    seen = player.see(_written(question))
    named = {
        line.label: letters("".join(_words(line.feedback))) for line in fedback.lines(question)
    }
    for response in responses(question):
        mark = award(meant(question), response)
        assert mark is not None
        result = "All right." if mark >= question.points else "Not all right."
        due = {named[line.label] for line in fedback.due(question, response)} - {""}
        shown = {letters(text) for text in seen.shows(response)}
        assert shown == due | {letters("For all."), letters(result)}, response


@pytest.mark.parametrize("rule", ["place", "neighbours"])
def test_shares_of_an_order_are_those_of_the_points_as_written(rule: str) -> None:
    """Else what is read back would be written otherwise: 1/6, and half of 0.333333333333333."""
    heading = (
        f"## 1/3 pts · ordering {{#q rule={rule}}}\n\nOrder.\n\n### order\n\n1. a\n2. b\n3. c\n"
    )
    source = f"---\ntitle: T\n---\n\n# A {{#a}}\n\n{heading}"
    first = build(read("exam.md", source.encode()), ["qti"]).outputs["qti"]
    assert build(read("x.zip", first), ["qti"]).outputs["qti"] == first


def test_the_lowest_score_is_that_of_the_weights_as_written() -> None:
    """Else what is read back would be written otherwise: -2/3, and twice -0.333333333333333."""
    heading = "## 2 pts · matching {#q floor=none}\n\nMatch.\n\n### pairs\n\n"
    pairs = "- {1 wrong=-1/3} France → Paris\n- {1 wrong=-1/3} Spain → Madrid\n"
    source = f"---\ntitle: T\n---\n\n# A {{#a}}\n\n{heading}{pairs}"
    first = build(read("exam.md", source.encode()), ["qti"]).outputs["qti"]
    assert build(read("x.zip", first), ["qti"]).outputs["qti"] == first


def test_half_of_the_points_is_half_of_those_as_written() -> None:
    heading = "## 1/3 pts · matrix {#q rule=kprim}\n\nWhich?\n\n"
    rows = "| | yes | no |\n|---|---|---|\n| a | x | |\n| b | | x |\n"
    source = f"---\ntitle: T\n---\n\n# A {{#a}}\n\n{heading}{rows}"
    first = build(read("exam.md", source.encode()), ["qti"]).outputs["qti"]
    assert build(read("x.zip", first), ["qti"]).outputs["qti"] == first


def test_nothing_is_shown_as_right_where_nothing_earns_points() -> None:
    texts = ShortAnswer(accepted=(kinds.accepted("a", "0"), kinds.accepted("b", "-1")))
    gap = kinds.filled(kinds.drop_down(kinds.option("a", "0"), kinds.option("b", "-1")))
    for answer in (texts, gap):
        assert every(_written(kinds.asked(answer)), "correctResponse") == []


def test_a_right_pair_without_points_stands_in_the_mapping() -> None:
    pairs = (kinds.pair("a", "A", "2"), kinds.pair("b", "B", "0"))
    item = _written(kinds.asked(Matching(pairs=pairs, scoring=kinds.FLOORED)))
    found = {e.get("mapKey"): e.get("mappedValue") for e in every(item, "mapEntry")}
    assert found == {"LEFT_1 RIGHT_1": "2", "LEFT_2 RIGHT_2": "0"}


def test_a_bound_that_a_lower_mark_reaches_does_not_ask_for_all() -> None:
    part = One((Fraction(1), Fraction(1, 2), Fraction(-1)))
    bounds = ("1/2", "3/4", "1", "9/8")
    asked_for = [partbounds.asks_for_all(part, Fraction(bound)) for bound in bounds]
    assert asked_for == [False, True, True, False]


_LOW = '<lte><variable identifier="GAP_1"/>'
_NUMBERS = kinds.filled(
    *(Numeric(accepted=(kinds.number(one, "1"),), scoring=UNBOUNDED) for one in ("3 ± 1", "7 ± 1"))
)


@pytest.mark.parametrize(
    ("answer", "old", "new"),
    [
        (_NUMBERS, _LOW, _LOW.replace("GAP_1", "GAP_2")),
        (
            kinds.ANSWERS["kprim"],
            '"float">1</baseValue></setOut',
            '"float">0.5</baseValue></setOut',
        ),
        (kinds.ANSWERS["pairs"], 'upperBound="2"', 'upperBound="-0.5"'),
    ],
    ids=["two responses in one interval", "less than half", "bounds the wrong way round"],
)
def test_rules_of_another_meaning_are_not_read_as_ours(answer: Answer, old: str, new: str) -> None:
    question = kinds.asked(answer)
    text = etree.tostring(_written(question), encoding="unicode")
    assert old in text
    item = etree.fromstring(text.replace(old, new))
    asks = _asks(item)
    read = partrules.scheme(item, engine.load(item), asks)
    tried = list(responses(question))
    ours = [award(meant(question), response) for response in tried]
    assert ours != [_run(item, asks, response) for response in tried]
    for response in tried:
        assert read is None or award(read, response) == _run(item, asks, response)
