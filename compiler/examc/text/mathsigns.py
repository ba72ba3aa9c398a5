"""The characters of formulas in MathML, and the commands that LaTeX has for them."""

import unicodedata

from examc.core import lazyre

_COMMANDS = (
    ("αβγδεζ", "alpha beta gamma delta varepsilon zeta"),
    ("ηθικλμ", "eta theta iota kappa lambda mu"),
    ("ν", "nu"),
    ("ξπρσςτ", "xi pi rho sigma varsigma tau"),
    ("υφχψω", "upsilon varphi chi psi omega"),
    ("ΓΔΘΛΞΠ", "Gamma Delta Theta Lambda Xi Pi"),
    ("ΣΥΦΨΩ", "Sigma Upsilon Phi Psi Omega"),
    ("ϵϑϕϱϖ", "epsilon vartheta phi varrho varpi"),
    ("×÷±∓⋅∘", "times div pm mp cdot circ"),
    ("∗⊕⊗∩∪∧", "ast oplus otimes cap cup wedge"),
    ("∨∖", "vee setminus"),
    ("≤≥≠≈≡∼", "le ge ne approx equiv sim"),
    ("≃≅∝≪≫≺", "simeq cong propto ll gg prec"),
    ("≻", "succ"),
    ("∈∉∋⊂⊃⊆", "in notin ni subset supset subseteq"),
    ("⊇∅∀∃∄¬", "supseteq emptyset forall exists nexists neg"),
    ("→←↔⇒⇐⇔", "to leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow"),
    ("↦↑↓⟶⟹⟺", "mapsto uparrow downarrow longrightarrow Longrightarrow Longleftrightarrow"),
    ("⇌", "rightleftharpoons"),
    ("∑∏∐∫∬∭", "sum prod coprod int iint iiint"),
    ("∮", "oint"),
    ("∞∂∇ℏℓ℘", "infty partial nabla hbar ell wp"),
    ("ℑℜℵ′″∠", "Im Re aleph prime dprime angle"),
    ("△⊥∥∣⟨⟩", "triangle perp parallel mid langle rangle"),
    ("⌊⌋⌈⌉", "lfloor rfloor lceil rceil"),
    ("…⋯⋮⋱†‡", "ldots cdots vdots ddots dagger ddagger"),
)
"""Characters, and the names of their commands in the same order."""
SIGNS: dict[str, str] = {
    sign: f"\\{command}"
    for signs, commands in _COMMANDS
    for sign, command in zip(signs, commands.split(), strict=True)
}
"""What LaTeX writes for a character."""
SIGNS |= {"″": "''", "−": "-", "∗": "*", "∶": ":", "‖": "\\|", "°": "^{\\circ}"}
SIGNS |= {sign: f"\\{sign}" for sign in "{}%#&$_"} | {"\\": "\\backslash", "~": "\\sim"}
SIGNS |= dict.fromkeys(
    "\u2061\u2062\u2063\u2064\u200b\u200c\u200d\ufe00\ufeff", ""
)  # nothing to see
SIGNS |= {"\u00a0": "\\ ", " ": "\\ "}
FUNCTIONS = frozenset(
    (
        *("arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det"),
        *("dim", "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "ln", "log", "max", "min", "Pr"),
        *("sec", "sin", "sinh", "sup", "tan", "tanh", "limsup", "liminf"),
    )
)
"""Names that LaTeX has commands for."""
OVER: dict[str, str] = {
    **dict.fromkeys("^ˆ̂", "hat"),
    **dict.fromkeys("¯ˉ‾̅̄_\u0332", "bar"),
    **dict.fromkeys("⃗→", "vec"),
    **dict.fromkeys("~˜̃∼", "tilde"),
    **dict.fromkeys("˙.̇", "dot"),
    **dict.fromkeys("¨̈", "ddot"),
    "⏞": "overbrace",
    "ˇ": "check",
}
"""What stands over a letter, and the command that puts it there."""
WIDE = {"hat": "widehat", "bar": "overline", "vec": "overrightarrow", "tilde": "widetilde"}
UNDER = {"⏟": "underbrace", **dict.fromkeys("_̲‾¯", "underline")}
OPEN, CLOSE = "([{|‖⟨⌊⌈", ")]}|‖⟩⌋⌉"
LIMITS = frozenset("∑∏∐⋃⋂") | {"lim", "max", "min", "sup", "inf", "limsup", "liminf", "det", "gcd"}
"""What has its bounds below and above it."""

_NAMED = lazyre.compile(
    r"(?:MATHEMATICAL )?(BOLD|DOUBLE-STRUCK|SCRIPT|BOLD SCRIPT|FRAKTUR|BLACK-LETTER|SANS-SERIF"
    r"|MONOSPACE) (?:SMALL|CAPITAL|DIGIT) (\w+)"
)
_STYLES = {
    "BOLD": "mathbf",
    "DOUBLE-STRUCK": "mathbb",
    "SCRIPT": "mathcal",
    "FRAKTUR": "mathfrak",
    "BLACK-LETTER": "mathfrak",
    "SANS-SERIF": "mathsf",
    "MONOSPACE": "mathtt",
}
VARIANTS = {
    "normal": "mathrm",
    "bold": "mathbf",
    "double-struck": "mathbb",
    "script": "mathcal",
    "fraktur": "mathfrak",
    "sans-serif": "mathsf",
    "monospace": "mathtt",
    "bold-italic": "boldsymbol",
}
"""The values of mathvariant that have a command."""


def letter(sign: str) -> str:
    """A letter of a formula: as itself, by its command, or in the style that it is of."""
    if sign in SIGNS or sign.isascii():
        return SIGNS.get(sign, sign)
    named = _NAMED.fullmatch(unicodedata.name(sign, ""))
    plain = unicodedata.normalize("NFKC", sign)
    if named and named[1] in _STYLES and len(plain) == 1:
        return f"\\{_STYLES[named[1]]}{{{SIGNS.get(plain, plain)}}}"
    if unicodedata.name(sign, "").startswith("MATHEMATICAL ITALIC"):
        return SIGNS.get(plain, plain)
    return sign
