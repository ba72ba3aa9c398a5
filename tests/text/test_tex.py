"""Formulas: what can be read, and where a flaw stands."""

import pytest

from examc.text import tex

FLAWS = {
    "\\frac{1}{2": ("brace '{' is never closed", "{2", False),
    "a}b": ("brace '}' closes nothing", "}", False),
    "{\\}": ("brace '{' is never closed", "{", False),
    "a % }\n{": ("brace '{' is never closed", "{", False),
    "a \\( b": ("delimiter '\\(' inside a formula", "\\(", False),
    "a \\] b": ("delimiter '\\]' inside a formula", "\\]", False),
    "\\frac": ("expected argument but reached end of input", "c", False),
    "x^2^3": ("duplicate subscript or superscript", "^3", False),
    "\\left(": ("expected closing token '\\right', but reached end of input", "(", False),
    "a $ b": ("unexpected '$'", "$", False),
    "\\alhpa": ("unknown macro '\\alhpa'", "\\alhpa", True),
    "漢 \\foo{x}": ("unknown macro '\\foo'", "\\foo", True),
    "\\begin{foo}x\\end{foo}": ("unknown environment 'foo'", "foo", True),
    "\\substack{a\\\\b} \\foo": ("unknown macro '\\foo'", "\\foo", True),
    "\\ce{H2O ->} x^2^3": ("duplicate subscript or superscript", "^3", False),
    "\\begin{split}a\\end{split} \\foo": ("unknown macro '\\foo'", "\\foo", True),
    "\\mbox{a}\\dotsb\\foo": ("unknown macro '\\foo'", "\\foo", True),
}


@pytest.mark.parametrize("formula", FLAWS)
def test_a_flaw(formula: str) -> None:
    message, piece, unknown = FLAWS[formula]
    flaw = tex.check(formula)
    assert flaw is not None
    assert (flaw.message, flaw.unknown) == (message, unknown)
    assert formula[flaw.start :].startswith(piece[: flaw.end - flaw.start])


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "x",
        "\\{x\\}",
        "a \\% b",
        "a % {",
        "\\mathbf{x}^\\top \\mathbf{A}^{(i)} \\mathbf{x}",
        "\\begin{aligned}a &= b \\\\ &= c\\end{aligned}",
        "\\begin{alignat*}{2}a &= b\\end{alignat*}",
        "\\begin{smallmatrix}a & b\\end{smallmatrix}",
        "\\sum_{\\substack{i < n \\\\ j < m}} x_{ij}",
        "\\ce{SO4^2- ->[H2O] X^+}",
        "\\pu{1.5 m//s^2}",
        "a \\notag \\nonumber \\strut",
        "\\large x \\tiny y",
        "\\left\\{ x \\middle| y \\right\\}",
        "\\text{漢字 é 😀}",
        "\\widetilde{xy} \\smash{x} \\mathop{x} \\mathclap{x}",
        "f'''",
        "\\tag{1} x",
        "\\text{if $x$}",
    ],
)
def test_what_students_see_is_no_flaw(formula: str) -> None:
    assert tex.check(formula) is None


@pytest.mark.parametrize(
    "formula",
    [
        "{" * 10_000 + "}" * 10_000,
        "x" * 50_000,
        "\\substack{a}" * 1600 + "\\foo",
        "\\notag\\ce{a}\\strut" * 1000 + "{",
        "\\left(" * 2000,
        "\\begin{matrix}" * 1000,
        "\\sqrt" * 3000,
        "a^" * 9000,
        "\\ce{" * 90 + "\\foo" + "}" * 90 + "^^",
    ],
)
def test_long_and_deep_formulas_are_bounded(formula: str) -> None:
    flaw = tex.check(formula)
    assert flaw is not None
    assert 0 <= flaw.start < flaw.end <= len(formula) + 1


def test_formulas_become_mathml() -> None:
    markup = tex.mathml("\\frac{a}{b}", display=False)
    assert markup is not None
    assert markup.startswith("<math ")
    assert "<mfrac>" in markup
    assert 'display="block"' in (tex.mathml("x", display=True) or "")
    assert tex.mathml("\\frac", display=False) is None
