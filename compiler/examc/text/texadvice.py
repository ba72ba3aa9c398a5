"""What an author can do about a flaw of a formula: help lines, by the words of its message."""

import re

ELSEWHERE = (
    (
        r"(?:newpage|pagebreak|clearpage|pagestyle|vspace|bigskip|medskip|vfill)\b",
        "a command for the layout of a page is no text",
        "remove it; pages are laid out by what prints or shows the exam",
    ),
    (
        r"begin\{(?:itemize|enumerate)\}|item\b|end\{(?:itemize|enumerate)\}",
        "a list of LaTeX is no list here",
        "write each item on a line of its own, behind * or 1.",
    ),
    (
        r"(?:begin|end)\{(?:tabular|table|center|figure|verbatim|lstlisting|minted|document)\*?\}",
        "an environment of LaTeX stands outside of a formula",
        "write the table with |, code between lines of ```, a picture as ![what it shows](path)",
    ),
    (
        r"(?:begin|end)\{[a-zA-Z]+\*?\}",
        "an environment of LaTeX stands outside of a formula",
        "write a line of $$ above \\begin{…} and one below \\end{…}",
    ),
    (
        r"(?:re)?newcommand\b|def\\|DeclareMathOperator\b|usepackage\b|require\b",
        "a definition of LaTeX is no text, and no system knows it",
        "remove it, and write out in each formula what it stands for",
    ),
    (r"textbf\{", "a macro of LaTeX is no markup here", "write **words** for bold"),
    (r"(?:emph|textit)\{", "a macro of LaTeX is no markup here", "write *words* for italics"),
    (r"(?:texttt|verb)\b", "a macro of LaTeX is no markup here", "write ` round code"),
    (r"includegraphics\b", "a macro of LaTeX is no markup here", "write ![what it shows](path)"),
)
"""Patterns of LaTeX outside of a formula, behind the backslash; what each is, and what to write."""
_ADVICE = (
    ("already defined", "remove the definition, and write out what it stands for"),
    ("bracket is never closed", "close each bracket in its formula, group or cell"),
    ("is never closed", "close it with }, or write \\{ for the sign itself"),
    ("closes nothing", "remove it, or write \\} for the sign itself"),
    ("at the end names no macro", "write the macro's name behind it, or remove it"),
    ("inside a formula", "remove it; the dollar signs alone begin and end a formula"),
    ("is too long", "part it into several formulas"),
    ("inside each other", "write it with fewer braces"),
    ("token '\\right'", "end it with \\right and a bracket, or \\right. for none"),
    ("token: '\\right'", "write \\left and a bracket before it, or \\left. for none"),
    ("token: '\\end", "write \\begin{…} before it, or remove it"),
    ("token '\\end", "end the environment with \\end{…}, its name in the braces"),
    ("but found '\\end", "end each environment by the name that it begins with"),
    ("token ']'", "close the bracket with ]"),
    ("token '}'", "close it with }"),
    ("expected argument", "write what belongs to it behind it, in braces: \\sqrt{2}, x_{1}"),
    ("subscript or superscript", "put the inner one in braces: x^{a^b}, or {x_a}_b"),
    ("table-like environment", "write \\& for the sign itself, or an environment such as aligned"),
    ("macro parameter", "write \\# for the sign itself"),
    ("'$'", "write \\$ for the sign itself"),
    ("must be a parenthesis", "write a bracket behind it, or a full stop for none"),
    ("column specification", "write a letter for each column: l, c or r"),
    ("length with units", "write a length such as 1em or 5mm"),
    ("unknown color", "write the English name of a color, such as red"),
    ("begins a comment", "write \\% for the sign itself"),
    ("may only appear", "move it there, or remove it"),
)
_ANYTHING = "write the formula in LaTeX as MathJax reads it, or \\$ for the sign itself"
_DEFINES = ("\\newcommand", "\\renewcommand", "\\def", "\\DeclareMathOperator", "\\let")
_OFTEN = re.findall(
    r"\w+",
    "alpha approx bar begin beta binom boxed cap cdot cdots chi cos cup dashv ddots delta Delta"
    " det div dots ell emptyset end epsilon equiv eta exists exp forall frac gamma Gamma geq hat"
    " in infty int kappa lambda Lambda langle ldots left leftarrow leq lim ln log mapsto mathbb"
    " mathbf mathcal mathrm max min mu nabla neg neq notin nu omega Omega operatorname overline"
    " partial phi Phi pi Pi pm prod propto psi Psi quad rangle rho right rightarrow Rightarrow"
    " sigma Sigma sim sin sqrt subset subseteq sum tan tau text textbf theta Theta tilde times"
    " to top underline upsilon varepsilon varphi vdots vec vee wedge widehat xi zeta",
)
_ENVIRONMENTS = re.findall(
    r"\w+",
    "align aligned alignat array bmatrix Bmatrix cases equation gather gathered matrix multline"
    " pmatrix smallmatrix split vmatrix Vmatrix",
)


def advice(message: str) -> str:
    """What to do about a formula that cannot be read."""
    return next((help_line for words, help_line in _ADVICE if words in message), _ANYTHING)


def meant(name: str) -> str:
    """What to do about a macro (with its backslash) or an environment that nobody knows."""
    if name in _DEFINES:
        return "remove it, and write out in each formula what it stands for"
    if name == "\\require":
        return "remove it; \\ce and \\pu are known without"
    close = near(name)
    if name.startswith("\\"):
        return f"did you mean '{close}'?" if close else "write out what it stands for"
    return f"did you mean {close!r}?" if close else "write it with another environment"


def near(name: str) -> str:
    """The macro (with its backslash) or environment that a name was meant as; "" for none."""
    from difflib import get_close_matches

    if name in _DEFINES or name == "\\require":
        return ""
    if not name.startswith("\\"):
        return "".join(get_close_matches(name[:60], _ENVIRONMENTS, n=1, cutoff=0.6))
    close = get_close_matches(name[1:][:60], _OFTEN, n=1, cutoff=0.6)
    return f"\\{close[0]}" if close else ""
