"""MathML without LaTeX becomes LaTeX: what our own MathML was made of, and what editors write."""

import re

import pytest

from examc.core.content import Math, walk
from examc.core.diagnostics import Report
from examc.files.xmlreading import fragment
from examc.text import tex
from examc.text.fromhtml import Reader
from examc.text.frommathml import latex_of

FORMULAS = r"""
x^2 | x_1^2 | \frac{a+b}{c-d} | \sqrt{2} | \sqrt[3]{x+1} | a \cdot b | a \times b \div c
\alpha + \beta = \gamma | E = mc^2 | \sum_{i=1}^{n} i^2 | \int_0^1 x \, dx | \prod_{k=1}^n a_k
\lim_{x \to 0} \frac{\sin x}{x} | \left( \frac{a}{b} \right) | \left[ 0, 1 \right) | |x| | \|x\|
\{ x \mid x > 0 \} | \hat{y} | \bar{x} | \vec{v} | \overline{AB} | \underline{x} | \tilde{a} | \dot{x}
\begin{pmatrix} a & b \\ c & d \end{pmatrix} | \begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix}
\begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases} | \begin{aligned} a &= b \\ c &= d \end{aligned}
\mathbb{R}^n | \mathbf{x} | \mathcal{L} | \mathrm{Re} | \text{if } x | x \in A \cup B | p \Rightarrow q
\neg p \land q \lor r | \infty | a \le b \ge c \ne d | \partial f / \partial x | \nabla \cdot F
\binom{n}{k} | \underbrace{a + b}_{2} | \overset{?}{=} | 3.14 | 10^{-3} | f'(x) | 90^\circ | \log_2 n
\operatorname{rank} A | \max_{x} f(x) | \sin^2 x | {}^{14}_{6} C | x \quad y | \% | \mathrm{d}x
\sigma(z) = \frac{1}{1+e^{-z}} | \begin{bmatrix} 1 \\ 2 \end{bmatrix} | \sqrt{x^2 + y^2} | a_{i,j}
"""
EACH = [formula.strip() for formula in re.split(r" \| |\n", FORMULAS) if formula.strip()]
_LOOKS = re.compile(
    r'<mspace/>|</?mrow>| (?:lspace|rspace|stretchy)="[^"]*"|<mo>\u2063</mo>|<mo></mo>'
)


def _mathml(formula: str) -> str:
    made = tex.mathml(formula, display=False)
    assert made is not None
    return made.replace("&ApplyFunction;", "\u2061")


def _converted(markup: str) -> str:
    return latex_of(fragment(markup)[0])


@pytest.mark.parametrize("formula", EACH)
def test_a_formula_comes_back_as_it_was(formula: str) -> None:
    markup = _mathml(formula)
    again = _mathml(_converted(markup))
    assert _LOOKS.sub("", again) == _LOOKS.sub("", markup)


def test_there_are_more_than_fifty() -> None:
    assert len(set(EACH)) > 50


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc^{2}"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "\\left(a,b\\right)"),
        (
            '<mfenced open="[" close="" separators=";"><mi>a</mi><mi>b</mi></mfenced>',
            "\\left[a;b\\right.",
        ),
        (
            "<mn>1,5</mn><mtext>\u00a0</mtext><mtext>m &amp; 5%</mtext>",
            "1{,}5\\ \\text{m \\& 5\\%}",
        ),
        ("<mi>sin</mi><mo>&#8289;</mo><mi>x</mi>", "\\sin x"),
        ("<mn>2</mn><mo>&#8290;</mo><mi>&#960;</mi><mi>r</mi>", "2\\pi r"),
        ("<semantics><mi>x</mi><annotation encoding='x'>y</annotation></semantics>", "x"),
        ("<mstyle displaystyle='true'><mi>x</mi></mstyle>", "x"),
        (
            "<mmultiscripts><mi>C</mi><mn>2</mn><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
            "{}_{6}^{14}C_{2}",
        ),
        ('<mi mathvariant="bold">v</mi>', "\\mathbf{v}"),
        ("<mover><mi>A</mi><mo>&#8594;</mo></mover>", "\\vec{A}"),
        ("<munder><mi>lim</mi><mrow><mi>n</mi></mrow></munder>", "\\lim_{n}"),
    ],
)
def test_what_editors_write(markup: str, expected: str) -> None:
    assert _converted(f"<math>{markup}</math>") == expected


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<mi/>",
        "<mfrac><mi>a</mi></mfrac>",
        "<mfrac linethickness='0'><mi>a</mi><mi>b</mi></mfrac>",
        "<menclose notation='longdiv'><mi>a</mi></menclose>",
        "<mtable><mlabeledtr/></mtable>",
        "<mtable><mtr><mtd columnspan='2'><mi>a</mi></mtd></mtr></mtable>",
        "<mspace width='-1em'/><mi>a</mi>",
        "<mi>a<mi>b</mi></mi>",
        "<apply><plus/><ci>x</ci></apply>",
        "<msup>" * 300 + "</msup>" * 300,
        "<mrow>" * 100 + "<mi>x</mi>" + "</mrow>" * 100,
    ],
)
def test_what_cannot_be_said_is_not_guessed(markup: str) -> None:
    assert _converted(f"<math>{markup}</math>") == ""


def test_formulas_of_a_text_are_read_and_the_rest_is_told() -> None:
    report = Report()
    text = (
        "<math><msup><mi>x</mi><mn>2</mn></msup></math> and "
        "<math><menclose notation='longdiv'><mn>7</mn></menclose></math>"
    )
    reader = Reader(report, "", lambda address, _: address)
    found = reader.inside(fragment(f"<p>{text}</p>"))
    assert [node.tex for node in walk(found) if isinstance(node, Math)] == ["x^{2}"]
    assert [d.code for d in report.diagnostics] == ["R426"]
