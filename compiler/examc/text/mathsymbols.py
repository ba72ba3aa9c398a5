"""Characters of formulas as Office and browsers hold them → the LaTeX that means the same."""

import unicodedata
from functools import lru_cache

_GREEK = (
    "αalpha βbeta γgamma δdelta εvarepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu µmu νnu ξxi "
    "πpi ρrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega ϵepsilon ϑvartheta "
    "ϖvarpi ϱvarrho ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega ∆Delta"
)
_SIGNS = (
    "×times ÷div ±pm ∓mp ·cdot ⋅cdot ∙cdot ∗ast ∘circ •bullet ≤leq ≥geq ≠neq ≈approx ≡equiv ≅cong "
    "∼sim ∝propto ≪ll ≫gg ∈in ∉notin ∋ni ⊂subset ⊃supset ⊆subseteq ⊇supseteq ∪cup ∩cap ∅emptyset "
    "∖setminus ∀forall ∃exists ¬neg ∧wedge ∨vee ⊕oplus ⊗otimes ⊥perp ∥parallel ∣mid ∞infty "
    "∂partial ∇nabla ∫int ∬iint ∭iiint ∮oint ∑sum ∏prod ∐coprod ⋃bigcup ⋂bigcap √surd ∠angle "
    "→to ←leftarrow ↔leftrightarrow ⇒Rightarrow ⇐Leftarrow ⇔Leftrightarrow ↦mapsto ↑uparrow "
    "↓downarrow ⟶longrightarrow ⇌rightleftharpoons …ldots ⋯cdots ⋮vdots ⋱ddots ′prime ℏhbar ℓell "
    "ℜRe ℑIm ℵaleph ⟨langle ⟩rangle ⌊lfloor ⌋rfloor ⌈lceil ⌉rceil ‖Vert ⊢vdash ⊨models ∴therefore "
    "∵because ≺prec ≻succ ⊤top △triangle ★star †dagger"
)
_MACROS = {pair[0]: f"\\{pair[1:]}" for pair in f"{_GREEK} {_SIGNS}".split()}
_ESCAPED = {
    "\\": "\\backslash",
    "{": "\\{",
    "}": "\\}",
    "%": "\\%",
    "#": "\\#",
    "&": "\\&",
    "$": "\\$",
    "_": "\\_",
    "^": "\\hat{}",
    "~": "\\sim",
    "−": "-",
    "–": "-",
    "°": "^{\\circ}",
    "∕": "/",
    "⁄": "/",
    "ı": "i",
    "\u2061": "",  # function application, times and separator that nobody sees
    "\u2062": "",
    "\u2063": "",
    "\u200b": "",
    "\u00a0": "\\ ",
    "\u2003": "\\quad ",
    "\u2009": "\\,",
    "\u205f": "\\:",
}
_ALPHABETS = (
    ("DOUBLE-STRUCK", "\\mathbb"),
    ("BLACK-LETTER", "\\mathfrak"),
    ("FRAKTUR", "\\mathfrak"),
    ("SCRIPT", "\\mathcal"),
    ("SANS-SERIF BOLD", "\\mathbf"),
    ("BOLD", "\\mathbf"),
    ("SANS-SERIF", "\\mathsf"),
    ("MONOSPACE", "\\mathtt"),
)
"""What the name of a letter says of its look → how LaTeX asks for it."""


@lru_cache(maxsize=2048)
def of_character(char: str) -> str:
    """The LaTeX of one character of a formula; macros end in a blank where letters may follow."""
    if char in _ESCAPED:
        return _spaced(_ESCAPED[char])
    if char in _MACROS:
        return f"{_MACROS[char]} "
    if char.isascii():
        return char
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) == 1 and plain != char and plain.isalnum():
        name = unicodedata.name(char, "")
        look = next((macro for word, macro in _ALPHABETS if word in name), "")
        letter = of_character(plain)
        return f"{look}{{{letter.strip()}}}" if look else letter
    return char


def of_text(text: str) -> str:
    """The LaTeX of the characters of a formula, one after another."""
    return "".join(map(of_character, text))


def quoted(text: str) -> str:
    """Words as they stand, inside a formula."""
    inside = "".join(f"\\{c}" if c in "{}%#&$_" else "" if c in "\\^~" else c for c in text)
    return f"\\text{{{inside}}}"


def _spaced(macro: str) -> str:
    return f"{macro} " if macro[-1:].isalpha() and macro.startswith("\\") else macro
