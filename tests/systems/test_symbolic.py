"""What is read off an item's rules is what a run of them awards and shows, response by response."""

from itertools import combinations

import pytest
from hypothesis import given
from lxml import etree

from examc.core.diagnostics import Report
from examc.core.model import Exam, choice_questions
from examc.core.responses import Places, choose
from examc.core.schemes import Key, One, Run, Sum, award
from examc.files.package import unpack
from examc.files.xmltree import elements, name
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.systems.player import view as player
from examc.systems.player.engine import Item, Value, load
from examc.systems.player.symbolic import Rules, rules_of
from strategies import exams, files_of
from support import exam_of
from systems.handmade import MAP, choice_item, package

FOUR = dict(zip("ABCD", ("1", "1", "-1", "-1"), strict=True))


def _items(data: bytes) -> list[tuple[Item, str, list[str], int]]:
    """The choice items of a package: loaded, with their response, options and most choices."""
    found = []
    for path, content in sorted(unpack(data).items()):
        root = etree.fromstring(content) if path.endswith(".xml") else None
        if root is None or name(root) != "assessmentItem":
            continue
        for interaction in elements(root, "choiceInteraction"):
            ids = [e.get("identifier", "") for e in elements(interaction, "simpleChoice")]
            most = int(interaction.get("maxChoices", "1"))
            found.append((load(root), interaction.get("responseIdentifier", ""), ids, most))
    return found


def _run(item: Item, response: str, ids: list[str], chosen: Places) -> dict[str, Value]:
    values = tuple(ids[place] for place in sorted(chosen))
    single = item.responses[response].cardinality == "single"
    value: Value = (values[0] if single else values) if values else None
    return item.run({response: value})


def _agrees(item: Item, response: str, ids: list[str], rules: Rules) -> None:
    assert rules.scheme is not None
    for size in range(len(ids) + 1):
        for places in combinations(range(len(ids)), size):
            chosen = frozenset(places)
            mark = award(rules.scheme, choose(chosen))
            if mark is None:
                continue
            outcomes = _run(item, response, ids, chosen)
            assert mark == item.score_of(outcomes)
            if chosen:
                collected = {step.outcome for step in rules.steps}
                shown = rules.outcomes(chosen)
                assert {own: outcomes[own] for own in collected} == {
                    own: shown.get(own) for own in collected
                }


@pytest.mark.law
@given(exams())
def test_all_that_we_write_can_be_read_off(exam: Exam) -> None:
    data = TARGETS["qti"].write(exam, files_of(exam), Options(), Report())
    if data is None:
        return
    items = _items(data)
    assert len(items) == len(list(choice_questions(exam)))
    for item, response, ids, most in items:
        rules = rules_of(item, response, ids, most)
        assert rules is not None
        _agrees(item, response, ids, rules)


def test_feedback_of_every_kind_is_read_off() -> None:
    exam = exam_of(
        "---\ntitle: T\n---\n\n# E {#e}\n\n## 2 pts · multiple response {#q}\n\nW?\n\n"
        "- [x] {+1} a\n\n  > A.\n\n- [x] {+1} b\n- [ ] {-1} c\n\n  > C.\n\n"
        "### feedback\n\nAll.\n\n### feedback: correct\n\nYes.\n\n"
        "### feedback: incorrect\n\nNo.\n"
    )
    data = TARGETS["qti"].write(exam, {}, Options(), Report())
    assert data is not None
    (seen,) = player.view(data).questions
    assert isinstance(seen.scheme, Sum)
    assert seen.shows(choose({0, 1})) == {"A.", "All.", "Yes."}
    assert seen.shows(choose({2})) == {"C.", "All.", "No."}
    assert seen.shows(None) == {"All.", "No."}


SET = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">{}</baseValue></setOutcomeValue>'
RESPONSE = '<variable identifier="RESPONSE"/>'
MATCH = (
    f'<responseCondition><responseIf><match>{RESPONSE}<correct identifier="RESPONSE"/></match>'
    f"{SET.format(2)}</responseIf><responseElse>{SET.format(0)}</responseElse></responseCondition>"
)


@pytest.mark.parametrize(
    ("rules", "single", "kind"),
    [
        (MAP, False, Sum),
        (MAP, True, One),
        (MATCH, False, Key),
        (MATCH + SET.format(1), False, Run),  # the last one counts
        (MAP + MATCH, False, Run),
        (MATCH.replace("responseElse", "responseElseIf"), False, Run),
        (SET.format(1), False, Run),  # for no answer as well
        (SET.format(0), False, Key),
    ],
)
def test_other_shapes_are_run(rules: str, single: bool, kind: type) -> None:
    item = choice_item(FOUR, key="A" if single else "AB", single=single, processing=rules)
    view = player.view(package(item))
    (seen,) = view.questions
    if seen.refused:
        assert kind is Run
        return
    assert seen.scheme is not None
    assert isinstance(seen.scheme, kind)
    for loaded, response, ids, _ in _items(package(item)):
        for size in range(5):
            for places in combinations(range(4), size):
                mark = award(seen.scheme, choose(places))
                if mark is not None:
                    run = _run(loaded, response, ids, frozenset(places))
                    assert mark == loaded.score_of(run)
