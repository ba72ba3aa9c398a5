"""Chemistry in formulas, `\\ce{…}` of mhchem, as plain LaTeX: what converters to MathML can read.

What is turned: numbers, elements, groups in brackets, charges, isotopes, states, bonds, hydrates and
arrows with texts above and below them. Anything else stays as it is written.
"""

import re
from collections.abc import Iterator

from examc.core import lazyre

_DEEPEST = 8  # arrows with formulas above arrows
_OPENS = lazyre.compile(r"\\ce\s*\{")
_ARROWS = {
    "->": "rightarrow",
    "<-": "leftarrow",
    "<->": "leftrightarrow",
    "<=>": "rightleftharpoons",
    "<=>>": "rightleftharpoons",
    "<<=>": "rightleftharpoons",
}
_ARROW = lazyre.compile(
    r"(?P<arrow><=>>|<<=>|<=>|<->|->|<-)(?:\[(?P<above>[^\[\]]*)\])?(?:\[(?P<below>[^\[\]]*)\])?"
)
_SIGN = lazyre.compile(r"[+=](?=\s|$)")
_TOKEN = lazyre.compile(
    r"(?P<isotope>\^\{?(?P<mass>\d+)\}?(?:_\{?(?P<atom>-?\d+)\}?)?(?=[A-Za-z]))"
    r"|(?P<state>\((?:aq|s|l|g|cr|ad|am)\))"
    r"|(?P<letters>[A-Z][a-z]?|[a-z])"
    r"|(?P<close>[)\]])|(?P<open>[(\[])"
    r"|\^\{(?P<raised>[^{}]*)\}|\^(?P<charge>\d*[+-]|\d+)"
    r"|_\{(?P<lowered>[^{}]*)\}|_(?P<index>\w)"
    r"|(?P<number>\d+(?:[./]\d+)?)"
    r"|(?P<end>[+-])(?=$)"
    r"|(?P<dot>[*.])|(?P<bond>[=#-])"
)
_BONDS = {"-": "-", "=": "=", "#": "\\equiv"}


def as_tex(tex: str, depth: int = 0) -> str:
    """A formula with its `\\ce{…}` written out; one that is not understood stays."""
    found, at = [], 0
    while depth < _DEEPEST and (opening := _OPENS.search(tex, at)):
        end = _closing(tex, opening.end())
        if end is None:
            break
        written = _reaction(tex[opening.end() : end], depth)
        found.append(tex[at : opening.start()])
        found.append(tex[opening.start() : end + 1] if written is None else f"{{{written}}}")
        at = end + 1
    return "".join(found) + tex[at:]


def _closing(tex: str, at: int) -> int | None:
    """Where the brace is that closes one opened before an offset."""
    depth = 1
    for offset in range(at, len(tex)):
        depth += (tex[offset] == "{") - (tex[offset] == "}")
        if depth == 0:
            return offset
    return None


def _reaction(text: str, depth: int) -> str | None:
    """Species, signs and arrows; None where something is not understood."""
    found: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif arrow := _ARROW.match(text, at):
            written = _arrow(arrow, depth)
            at = arrow.end()
            if written is None:
                return None
            found.append(written)
        elif sign := _SIGN.match(text, at):
            found.append(sign[0])
            at = sign.end()
        else:
            end = _species_end(text, at)
            species = _one(text[at:end], gas=bool(found))
            if species is None:
                return None
            found.append(species)
            at = end
    return " ".join(found)


def _species_end(text: str, at: int) -> int:
    """Where a species ends: at a blank, or at an arrow that stands right behind it."""
    end = at
    while end < len(text) and not text[end].isspace() and (end == at or not _glued(text, end)):
        end += 1
    return end


def _glued(text: str, at: int) -> bool:
    return text.startswith(("->", "<-", "<=>"), at)


def _arrow(found: re.Match[str], depth: int) -> str | None:
    name = _ARROWS[found["arrow"]]
    if found["above"] is None:
        return f"\\{name}"
    labels = [_reaction(found[part] or "", depth + 1) for part in ("above", "below")]
    above, below = labels
    if above is None or below is None or name not in ("rightarrow", "leftarrow"):
        return None
    return f"\\x{name}{f'[{below}]' * bool(below)}{{{above}}}"


def _one(text: str, *, gas: bool) -> str | None:
    """One species with its number; an arrow for a gas or what falls out, which stands alone."""
    if gas and text in ("^", "v"):
        return "\\uparrow" if text == "^" else "\\downarrow"
    if text == "e-":
        return "\\mathrm{e}^{-}"
    parts = list(_parts(text))
    return None if None in parts else "".join(part for part in parts if part)


def _parts(text: str) -> Iterator[str | None]:
    """Yield the parts of a species as LaTeX; None for one that is not understood."""
    at, bears = 0, False  # whether a number behind is an index
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            yield None
            return
        yield _written(token, bears=bears)
        bears = bool(token["letters"] or token["close"])
        at = token.end()


def _written(token: re.Match[str], *, bears: bool) -> str:
    if token["isotope"]:
        return f"{{}}^{{{token['mass']}}}" + (f"_{{{token['atom']}}}" if token["atom"] else "")
    if token["state"] or token["letters"]:
        return f"\\mathrm{{{token['state'] or token['letters']}}}"
    if token["number"]:
        return f"_{{{token['number']}}}" if bears else f"{token['number']}\\,"
    raised = token["raised"] or token["charge"] or token["end"]
    if raised:
        return f"^{{{raised}}}"
    lowered = token["lowered"] or token["index"]
    if lowered:
        return f"_{{{lowered}}}"
    if token["dot"]:
        return "\\cdot "
    return f"{{{_BONDS[token['bond']]}}}" if token["bond"] else token[0]
