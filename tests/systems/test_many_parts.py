"""Questions of very many parts: held to the marks that are meant, in a time that people wait for."""

from fractions import Fraction

import pytest

from examc.core import schemes
from examc.core.enumeration import responses
from examc.core.model import Question
from examc.core.records import replace
from examc.core.responses import Filled, Typed, does
from examc.core.trials import awarded, trials
from examc.systems.comparing import compare
from support import exam_of


def _gaps(count: int) -> str:
    prompt = " ".join(f"[[g{number}]]" for number in range(count))
    keys = "".join(f"### answer: g{n}\n\n- right{n}\n- {{0.001}} half{n}\n\n" for n in range(count))
    head = "---\ntitle: Gaps\n---\n\n# Gaps {#gaps}\n\n"
    return f"{head}## 2 pts · fill in {{#q}}\n\n{prompt}\n\n{keys}"


def _question(count: int) -> Question:
    item = exam_of(_gaps(count)).exercises[0].items[0]
    assert isinstance(item, Question)
    return item


@pytest.mark.parametrize("count", [3, 60, 200])
def test_each_part_is_tried_alone_and_beside_others(count: int) -> None:
    question = _question(count)
    tried = list(responses(question))
    assert len(tried) <= 6000
    for place in range(count):
        own = {one.parts[place] for one in tried if isinstance(one, Filled)}
        assert {None, Typed(f"right{place}")} <= own
        assert len(own) > 3


@pytest.mark.parametrize("count", [3, 60, 200])
def test_marks_of_many_parts_are_those_of_the_scheme(count: int) -> None:
    question = _question(count)
    meant = schemes.meant(question)
    tried = trials(question)
    marks = awarded(meant, tried)
    for response, mark in list(zip(tried.responses, marks, strict=True))[::7]:
        assert mark == schemes.award(meant, response)


def test_one_part_of_many_that_is_marked_otherwise_is_found() -> None:
    question = _question(150)
    meant = schemes.meant(question)
    assert isinstance(meant, schemes.Parts)
    part = meant.parts[99]
    assert isinstance(part, schemes.Typing)
    keys = (replace(part.keys[0], mark=Fraction(0)), *part.keys[1:])
    parts = (*meant.parts[:99], replace(part, keys=keys), *meant.parts[100:])
    found = compare(question, replace(meant, parts=parts))
    assert found.worst is not None
    assert found.worst.size == part.keys[0].mark


def test_what_is_typed_is_cut_where_nobody_would_read_it() -> None:
    assert does(Typed("3.14")) == 'types "3.14"'
    assert len(does(Typed("9" * 300))) < 100
