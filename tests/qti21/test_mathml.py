"""MathML that the schemas of QTI 2.1 take; the judges of every package validate it."""

import pytest
from lxml import etree

from examc.formats.options import Options
from examc.formats.qti21.mathml import formula
from qti21.packages import HEAD, OPEN, Package, attributes, build, find, inner

FORMULAS = r"""
x^2
\frac{1}{2}M + 1
\mathbf{A}^{(i)} \in \mathbb{R}^{M \times M}
\sum_{i=1}^n \lambda_i u_i u_i^T
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{array}{c|c} a & b \\ \hline c & d \end{array}
\sqrt[3]{x} \sqrt{y}
\overline{ab} \underbrace{x+y}_{n} \overbrace{a}^{b} \hat{x} \vec{v} \widehat{abc}
\left(\frac{1}{3}\right)^{\text{steps}}
\operatorname{argmax}_x f \sin x \lim_{x \to 0} \max_i
\textcolor{red}{x} \boxed{x} \phantom{x} \cancel{x}
\xcancel{x}
\textbf{bold} \textit{it} \texttt{tt} \text{a \textbf{b} c}
\tfrac12 \dfrac12 \cfrac{1}{1 + \cfrac{1}{2}}
\displaystyle\sum_a^b \scriptstyle x
\big( \Big| \bigg] \hspace{1em} \! \, \quad
\xrightarrow{a} \overset{a}{b} \stackrel{a}{b}
\hphantom{x} \mathrel{a} \mathstrut
\|X\| \langle a, b \rangle \binom{n}{k} \oint \iint
""".strip().splitlines()


def mathml(text: str) -> Package:
    """A question whose prompt is this, with formulas as MathML."""
    return build(HEAD + OPEN.replace("Why?", text), options=Options(math="mathml"))


@pytest.mark.parametrize("tex", FORMULAS)
def test_formulas_are_valid_mathml(tex: str) -> None:
    made = mathml(f"Inline ${tex}$ and\n\n$$\n{tex}\n$$")
    found = list(find(made.item, "itemBody/div").iter("{http://www.w3.org/1998/Math/MathML}math"))
    assert [element.get("display") for element in found] == [None, "block"]
    assert [element.get("alttext") for element in found] == [tex, tex]
    assert all(len(element) for element in found)
    assert made.codes() == []


def test_one_formula_whole() -> None:
    assert formula("x^2 < 1", True) == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="x^2 &lt; 1">'
        "<msup><mi>x</mi><mn>2</mn></msup><mo>&lt;</mo><mn>1</mn></math>"
    )


def parts(tex: str, name: str) -> list[dict[str, str]]:
    """The attributes of all elements of a name in a formula."""
    made = formula(tex, True)
    assert made is not None
    found = etree.fromstring(made).iter(f"{{http://www.w3.org/1998/Math/MathML}}{name}")
    return [attributes(element) for element in found]


def test_what_mathml_2_says_in_another_way() -> None:
    assert parts(r"\tfrac12", "mstyle") == [{"displaystyle": "false"}]
    assert parts(r"\tfrac12", "mfrac") == [{}]
    assert parts(r"\displaystyle x", "mstyle") == [{"displaystyle": "true", "scriptlevel": "0"}]
    assert parts(r"\textbf{a}", "mtext") == [{"mathvariant": "bold"}]
    assert [m["notation"] for m in parts(r"\xcancel{x}", "menclose")] == [
        "updiagonalstrike",
        "downdiagonalstrike",
    ]
    cells = parts(r"\begin{aligned} a &= b \end{aligned}", "mtd")
    assert [cell["columnalign"] for cell in cells] == ["right", "left"]
    assert "\u2061" in (formula(r"\sin x", False) or "")  # not the entity that only HTML has


@pytest.mark.parametrize("tex", [r"\unheardof{x}", r"x \tag{1}"])
def test_what_has_no_mathml_stays_latex_and_is_reported(tex: str) -> None:
    made = mathml(f"See ${tex}$.")
    assert inner(find(made.item, "itemBody/div")) == f"<p>See \\({tex}\\).</p>"
    assert made.codes() == ["X346"]
    assert made.report.diagnostics[0].where == "exercise 1 › question 1"


def test_a_space_after_a_formula_is_not_lost_in_new_quizzes() -> None:
    made = mathml("$x$ *a*")
    assert inner(find(made.item, "itemBody/div")).endswith("</math><span> </span><em>a</em></p>")
    made = mathml("$x$ $y$")
    assert "</math><span> </span><math" in inner(find(made.item, "itemBody/div"))


def test_latex_is_the_default() -> None:
    made = build(HEAD + OPEN.replace("Why?", "$x$"))
    assert inner(find(made.item, "itemBody/div")) == "<p>\\(x\\)</p>"
    assert made.codes() == ["X370"]


def test_that_players_show_latex_is_told_once() -> None:
    made = build(HEAD + OPEN.replace("Why?", "Why $x$?") + "\n### solution\n\nSince $y$ and $z$.\n")
    (told,) = [d for d in made.report.diagnostics if d.code == "X370"]
    assert told.message == "QTI players show 3 formulas as LaTeX, this one first"
    assert told.where == "exercise 1 › question 1"
    assert "--math mathml" in told.help
