"""Formulas that are printed twice: as LaTeX, and as the letters that KaTeX has drawn."""

import pytest

from examc.core.content import Math, Paragraph, Text
from examc.formats.transcript import formulas
from transcript.support import codes, one_exercise

BLOCK = "TEXT BLOCK\n\n{}\n\n2 PTS · OPEN\n\nWhy?\n"


@pytest.mark.parametrize(
    ("tex", "tail"),
    [
        ("\\frac{a+b}{c+d} = \\frac{1}{2}", "c+da+b=21"),
        ("\\frac{a+b}{c+d} = \\frac{1}{2}", "(c + d a + b) = 21"),
        ("x^2 + y_1 \\approx 3", "x2 + y1 \\approx 3"),
        ("\\left(\\frac{1}{3}\\right)^{\\text{steps}} = n", "(31)\\text{ steps} = n"),
        ("\\mathbf{x}^\\top A \\mathbf{x} \\leq 1", "x \\top A x \\leq 1"),
        ("x_1^2 + \\sqrt{y} - z", "x12 + y - z"),
    ],
)
def test_twin(tex: str, tail: str) -> None:
    assert formulas.twin(f"{tex} {tail}") == formulas.Twin(tex, tail)


@pytest.mark.parametrize(
    "tex",
    [
        "",
        "a = a",
        "x^2 + y^2 = 1",
        "x^2 + y^2 = z + x^2 + y^2 = z +",
        "abcdef = abcdef =",
        "\\frac{1}{2}",
        "\\frac{a+b}{c+d} = \\frac{1}{2} c+da+b = 22",
        "{" * 50 + "}" * 50,
        "\\",
        "}}}}{{{{",
    ],
)
def test_no_twin(tex: str) -> None:
    assert formulas.twin(tex) is None


@pytest.mark.parametrize(
    ("tex", "text", "left"),
    [
        ("\\frac{a}{b} = c", " ba=c and more", " and more"),
        ("\\alpha_i + \\beta", "αi+β.", "."),
        ("E = mc^2", "E = mc2, he said", ", he said"),
        ("p(x|y) - 1", "p(x∣y)−1 is", "p(x∣y)−1 is"),
        ("x_{t+1}", "xt+1", ""),
        ("n(\\frac{1}{2} - k)", "n(21−k) steps", " steps"),
    ],
)
def test_layer_in_the_text(tex: str, text: str, left: str) -> None:
    assert text[formulas.layer_length(tex, text) :] == left


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("N", "N classes"),
        ("\\beta", "β-VAE"),
        ("x_i", "xi"),
        ("n = 1", "n = 1 holds"),
        ("x_{t+1}", "xt+10"),
        ("x_{t+1}", "another"),
        ("x_{t+1}", ""),
        ("", "text"),
    ],
)
def test_no_layer_in_the_text(tex: str, text: str) -> None:
    assert formulas.layer_length(tex, text) == 0


def test_the_formula_stays_and_the_tail_is_quoted() -> None:
    text = BLOCK.format("So $x_{t+1} = 2$ xt+1=2 holds.")
    block = one_exercise(text).exercises[0].items[0]
    assert getattr(block, "content", None) == (
        Paragraph((Text("So "), Math("x_{t+1} = 2"), Text(" holds."))),
    )
    assert codes(text) == [("R472", 3)]


def test_formula_that_cannot_be_read_is_kept_as_text() -> None:
    text = BLOCK.format("So $\\frac{1}{2$ and $$ $$ hold.")
    block = one_exercise(text).exercises[0].items[0]
    assert getattr(block, "content", None) == (
        Paragraph((Text("So $\\frac{1}{2$ and $$$$ hold."),)),
    )
    assert codes(text) == [("R426", 3), ("R426", 3)]
