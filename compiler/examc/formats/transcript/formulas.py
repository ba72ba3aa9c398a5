"""Finds formulas that are printed twice: once as LaTeX, and once more as their own text layer.

ANS renders formulas with KaTeX. Whoever copies the text of such a page gets the letters of the
rendered formula as well, the denominator of a fraction before its numerator, and no brackets that
are drawn. Two texts are compared by their atoms: letters, digits and relations, without brackets,
spaces, and all that only moves a letter up, down or into another font.
"""

import re
from collections.abc import Generator, Iterator

from examc.core import lazyre
from examc.core.records import Record
from examc.text import tex as latex

SHORTEST_LAYER = 3  # atoms; fewer may be the next word
SHORTEST_TWIN = 6  # atoms; fewer may be the other side of an equation

Atom = tuple[str, int]
"""A letter, digit, sign or macro, and its offset in the formula."""

_MACRO = lazyre.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_FRACTIONS = frozenset(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac"))
_OPERATORS = (
    "\\log \\ln \\lg \\exp \\sin \\cos \\tan \\max \\min \\sup \\inf \\lim \\det \\dim \\ker "
    "\\arg \\Pr \\gcd"
)
_LETTERS = frozenset(_OPERATORS.split())
_FONTS = lazyre.compile(
    r"\\(?:text|math)[a-z]*|\\operatorname|\\left|\\right|\\[bB]ig+[lrm]?|\\(?:display|text)style"
    r"|\\q?quad|\\sqrt|\\[,;:! ]"
)
_DRAWN = frozenset("()[]{}|.^_&~\\ \t\n")
_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ "
    "Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω"
)
_SIGNS = (
    "approx ≈ rightarrow → to → leftarrow ← leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ cdot ⋅ times × pm ± "
    "sim ∼ in ∈ infty ∞ sum ∑ prod ∏ int ∫ partial ∂ nabla ∇ forall ∀ exists ∃ equiv ≡ propto ∝ "
    "subset ⊂ cup ∪ cap ∩ Rightarrow ⇒ mapsto ↦ div ÷ ell ℓ dots … ldots … cdots ⋯"
)
_WORDS = f"{_GREEK} {_SIGNS}".split()
_SYMBOLS = {"\\" + name: sign for name, sign in zip(_WORDS[::2], _WORDS[1::2], strict=True)}
_SAME = {"−": "-", "∗": "*", "·": "⋅", "µ": "μ", "′": "'"}


class Twin(Record, frozen=True):
    """A formula cut from the text layer that follows it inside the same formula."""

    tex: str
    tail: str


def twin(tex: str) -> Twin | None:
    """Cut off the text layer that a formula ends in; None where it does not."""
    if len(tex) > latex.LONGEST:
        return None
    atoms = list(_atoms(tex))
    half = len(atoms) // 2
    if len(atoms) % 2 or half < SHORTEST_TWIN:
        return None
    if any(a[0] != b[0] for a, b in zip(atoms[:half], atoms[half:], strict=True)):
        return None
    last, first = max(a[1] for a in atoms[:half]), min(a[1] for a in atoms[half:])
    if last >= first:
        return None
    end = _end_of_atom(tex, last)
    end += len(tex[end:first]) - len(tex[end:first].lstrip(" )]}"))
    found = Twin(tex[:end].rstrip(), tex[end:].strip())
    is_flat = _structure(found.tex) > _structure(found.tail)
    return found if is_flat and latex.check(found.tex) is None else None


def layer_length(tex: str, text: str) -> int:
    """The length of the formula's own text layer at the beginning of a text; 0 without one."""
    if len(tex) > latex.LONGEST:
        return 0
    atoms = [atom for atom, _ in _atoms(tex)]
    if len(atoms) < (SHORTEST_LAYER if _structure(tex) else SHORTEST_TWIN):
        return 0
    end = _consume("".join(_SAME.get(a, a) for a in atoms), text)
    if end and text[end - 1].isalnum() and text[end : end + 1].isalnum():
        return 0
    opened = text[:end].count("(") - text[:end].count(")")
    while end and opened > 0 and text[end : end + 1] == ")":
        end, opened = end + 1, opened - 1
    return end


def _consume(wanted: str, text: str) -> int:
    """How far a text must be read to find exactly these atoms; 0 if others come first."""
    at = 0
    for offset, char in enumerate(text):
        if char in _DRAWN or char.isspace():
            continue
        if _SAME.get(char, char) != wanted[at]:
            return 0
        at += 1
        if at == len(wanted):
            return offset + 1
    return 0


def _structure(tex: str) -> int:
    """How much of a formula only LaTeX can say: fractions, roots, and what is moved up or down."""
    return len(re.findall(r"\\[dtc]?frac|\\sqrt|[\^_]", tex))


def _end_of_atom(tex: str, start: int) -> int:
    macro = _MACRO.match(tex, start)
    return macro.end() if macro else start + 1


def _atoms(tex: str) -> Iterator[Atom]:
    """Yield the atoms in the order of KaTeX's text layer."""
    if latex.check(tex) is None or tex.count("{") < latex.DEEPEST:
        yield from _range(tex, 0, len(tex), _closings(tex))


def _closings(tex: str) -> dict[int, int]:
    opened: list[int] = []
    found: dict[int, int] = {}
    for offset, char in enumerate(tex):
        if char == "{":
            opened.append(offset)
        elif char == "}" and opened:
            found[opened.pop()] = offset
    return found


def _range(tex: str, at: int, end: int, closings: dict[int, int]) -> Iterator[Atom]:
    while at < end:
        char = tex[at]
        if char == "\\":
            at = yield from _macro(tex, at, end, closings)
        elif char == "{":
            close = min(closings.get(at, end), end)
            yield from _range(tex, at + 1, close, closings)
            at = close + 1
        else:
            if char not in _DRAWN:
                yield _SAME.get(char, char), at
            at += 1


def _macro(tex: str, at: int, end: int, closings: dict[int, int]) -> Generator[Atom, None, int]:
    macro = _MACRO.match(tex, at)
    name = macro[0] if macro else "\\"
    after = at + len(name)
    if name in _FRACTIONS:
        upper = _argument(tex, after, end, closings)
        lower = _argument(tex, upper[1], end, closings)
        yield from _range(tex, *lower, closings)
        yield from _range(tex, *upper, closings)
        return lower[1]
    if name in _LETTERS:
        for offset, letter in enumerate(name[1:], at + 1):
            yield letter, offset
    elif not _FONTS.fullmatch(name) and name[1:] not in _DRAWN:
        yield _SYMBOLS.get(name, name), at
    return after


def _argument(tex: str, at: int, end: int, closings: dict[int, int]) -> tuple[int, int]:
    while at < end and tex[at] == " ":
        at += 1
    if at < end and tex[at] == "{":
        return at, min(closings.get(at, end) + 1, end)
    if at < end and tex[at] == "\\":
        return at, min(_end_of_atom(tex, at), end)
    return at, min(at + 1, end)
