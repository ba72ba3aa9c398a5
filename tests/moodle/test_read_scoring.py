"""The rule and the bounds that our writer keeps beside Moodle's own fields, read back or told."""

from fractions import Fraction

import pytest
from lxml import etree

from examc.core.answers import Rule, Scoring
from examc.formats.moodle import readscoring

USUAL = Scoring(cap=Fraction(2))


def _kept(attributes: str, *, matrix: bool = False) -> tuple[Scoring, list[str]]:
    told: list[str] = []
    hint = etree.fromstring(f"<examc {attributes}/>")
    return readscoring.kept(hint, USUAL, told.append, matrix=matrix), told


def test_without_a_hint_moodle_has_the_say() -> None:
    assert readscoring.kept(None, USUAL, pytest.fail) == USUAL
    assert _kept("") == (USUAL, [])


def test_a_rule_and_bounds_are_read() -> None:
    written = 'rule="all-or-nothing" floor="none" cap="1/3"'
    assert _kept(written) == (Scoring(Rule.ALL_OR_NOTHING, None, Fraction(1, 3)), [])


def test_only_a_matrix_is_marked_by_kprim() -> None:
    assert _kept('rule="kprim"', matrix=True) == (Scoring(Rule.KPRIM, cap=Fraction(2)), [])
    assert _kept('rule="kprim"') == (USUAL, ["'kprim' is no rule of marking"])


@pytest.mark.parametrize("name", ["floor", "cap"])
def test_what_is_no_bound_is_told(name: str) -> None:
    assert _kept(f'{name}="much"') == (USUAL, ["'much' is no bound of a mark"])
