"""Chemistry in formulas, as LaTeX that has a MathML, and what stays as it is written."""

import pytest

from examc.text import tex
from examc.text.chemistry import as_tex

WRITTEN = {
    r"\ce{H2O}": r"{\mathrm{H}_{2}\mathrm{O}}",
    r"\ce{Cl-}": r"{\mathrm{Cl}^{-}}",
    r"\ce{SO4^2-}": r"{\mathrm{S}\mathrm{O}_{4}^{2-}}",
    r"\ce{^{14}_{6}C}": r"{{}^{14}_{6}\mathrm{C}}",
    r"\ce{Fe(OH)3(s)}": r"{\mathrm{Fe}(\mathrm{O}\mathrm{H})_{3}\mathrm{(s)}}",
    r"\ce{CuSO4*5H2O}": r"{\mathrm{Cu}\mathrm{S}\mathrm{O}_{4}\cdot 5\,\mathrm{H}_{2}\mathrm{O}}",
    r"\ce{HC#CH}": r"{\mathrm{H}\mathrm{C}{\equiv}\mathrm{C}\mathrm{H}}",
    r"\ce{A + 2B <=> C}": r"{\mathrm{A} + 2\,\mathrm{B} \rightleftharpoons \mathrm{C}}",
    r"\ce{A->B ^}": r"{\mathrm{A} \rightarrow \mathrm{B} \uparrow}",
    r"\ce{A ->[H+] B}": r"{\mathrm{A} \xrightarrow{\mathrm{H}^{+}} \mathrm{B}}",
    r"x = \ce{H+} + 1": r"x = {\mathrm{H}^{+}} + 1",
    r"\ce{Zn + 2e- -> Zn}": r"{\mathrm{Zn} + 2\,\mathrm{e}^{-} \rightarrow \mathrm{Zn}}",
}


@pytest.mark.parametrize("formula", WRITTEN)
def test_chemistry_is_written_out(formula: str) -> None:
    assert as_tex(formula) == WRITTEN[formula]
    made = tex.mathml(formula, display=False)
    assert made is not None
    assert made.startswith("<math")


@pytest.mark.parametrize(
    "formula",
    [r"\ce{$n$ H2O}", r"\ce{A ->[\Delta] B}", r"\ce{A <=>[a] B}", r"\ce{H2O", r"\ce{H€}"],
)
def test_what_is_not_understood_stays(formula: str) -> None:
    assert as_tex(formula) == formula


def test_a_formula_without_chemistry_is_the_same() -> None:
    assert as_tex(r"\frac{a}{b} \cen{x}") == r"\frac{a}{b} \cen{x}"


def test_many_formulas_take_no_time() -> None:
    assert as_tex(r"\ce{H2}" * 20_000).count("mathrm") == 20_000
    assert as_tex(r"\ce{" * 5_000 + "}" * 5_000)
