"""Brackets that are never closed: math-core takes twice as long for each, and must not see many."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.text import tex
from examc.text.brackets import _OPENS, MOST, unclosed

FINE = [
    "[0, 1) " * 40,
    "]0, 1[ " * 40,
    "(" * 90 + "x" + ")" * 90,
    r"\left[0, 1\right) " * 40,
    r"\left]0, 1\right[ " * 40,
    r"\left. x \right| " * 40,
    r"\bigl( x \bigr) \Bigl| x \Bigr| " * 40,
    r"\{ x \mid y \} \langle x, y \rangle \lfloor x \rfloor " * 40,
    r"\begin{aligned}" + r"a &= (b \\ &\quad + c) \\" * 40 + r"\end{aligned}",
    r"\begin{cases} x & (a \\ y & b) \end{cases} " * 20,
    r"\text{a) } " * 40,
    "5! + 3!",
    "x^{(a} + y^{b)}" * 20,
]


@pytest.mark.parametrize("formula", FINE)
def test_brackets_of_real_formulas(formula: str) -> None:
    assert unclosed(formula) is None
    begin = time.process_time()
    assert tex.check(formula) is None
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("sign", sorted(_OPENS))
@pytest.mark.parametrize("between", ["", "x", "1 +", r"\sin", "|", "{a}"])
def test_a_bracket_too_many_is_a_flaw_and_no_work(sign: str, between: str) -> None:
    formula = f"{sign} {between} " * 60
    if sign.startswith(("\\big", "\\Big")):
        formula = f"{sign}| {between} " * 60
    begin = time.process_time()
    flaw = tex.check(formula)
    assert flaw is not None
    assert tex.mathml(formula, display=True) is None
    assert time.process_time() - begin < 0.1


def test_the_place_is_the_first_bracket_too_many() -> None:
    flaw = tex.check("a + " + "( " * 20)
    assert flaw is not None
    assert (flaw.start, flaw.end) == (4 + 2 * MOST, 5 + 2 * MOST)
    assert "bracket is never closed" in flaw.message
    assert flaw.help == "close each bracket in its formula, group or cell"


@pytest.mark.parametrize("tail", ["x", "|", r"\sin x", "a_1", r"\frac{1}{2}"])
def test_as_many_as_may_stay_open_take_little_time(tail: str) -> None:
    formula = "(" * MOST + f"{tail} " * (tex.LONGEST // (len(tail) + 1) - MOST)
    begin = time.process_time()
    tex.check(formula)
    assert time.process_time() - begin < 1.5


_SIGNS = (
    r"( ) [ ] { } & \\ \{ \} \left( \right) \left[ \right. \langle \rangle \bigl( \bigr) | x + ^ _"
)
_WORDS = (
    r"\begin{matrix} \end{matrix} \begin{aligned} \end{aligned} \sqrt \sin \text{a} \middle| \lvert"
)
TOKENS = st.sampled_from(f"{_SIGNS} {_WORDS}".split())


@given(st.lists(TOKENS, max_size=120))
def test_no_formula_takes_long(tokens: list[str]) -> None:
    formula = " ".join(tokens)
    begin = time.process_time()
    tex.check(formula)
    tex.mathml(formula, display=True)
    assert time.process_time() - begin < 0.5
