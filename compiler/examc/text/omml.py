"""Formulas of Office (OMML) → LaTeX, or what of one cannot be turned into it."""

import re
from collections.abc import Callable

from examc.core import lazyre
from examc.files.xmltree import Element, characters, child, children, name, parts
from examc.text.mathsymbols import of_character, of_text, quoted

_NAMES = (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf "
    "limsup ln log max min Pr sec sin sinh sup tan tanh"
)
FUNCTIONS = frozenset(_NAMES.split())
_ACCENTS = {
    "\u0302": "\\hat",
    "^": "\\hat",
    "\u0303": "\\tilde",
    "~": "\\tilde",
    "\u0304": "\\bar",
    "\u0305": "\\overline",
    "¯": "\\bar",
    "\u0307": "\\dot",
    "\u0308": "\\ddot",
    "\u20d7": "\\vec",
    "→": "\\vec",
    "\u20d6": "\\overleftarrow",
    "\u030c": "\\check",
    "\u0306": "\\breve",
    "\u0301": "\\acute",
    "\u0300": "\\grave",
    "\u23de": "\\overbrace",
    "\u23df": "\\underbrace",
}
_FENCES = {"{": "\\{", "}": "\\}", "⟨": "\\langle ", "⟩": "\\rangle ", "": "."} | {
    sign: of_character(sign) for sign in "⌊⌋⌈⌉‖"
}
_FENCES |= {sign: sign for sign in "()[]|/"}
_STYLES = {"p": "\\mathrm", "b": "\\mathbf", "bi": "\\boldsymbol"}
_SCRIPTS = {"double-struck": "\\mathbb", "script": "\\mathcal", "fraktur": "\\mathfrak"} | {
    "sans-serif": "\\mathsf",
    "monospace": "\\mathtt",
}
_SPACES = lazyre.compile(r" {2,}")
_BEFORE_MARK = lazyre.compile(r"(\\[A-Za-z]+) (?=[\\{}^_,)\]]|\Z)")
_ROW = " \\\\ "  # between the rows of a matrix
_ONE = lazyre.compile(r"[A-Za-z0-9]|\\[A-Za-z]+")


class Unsaid(Exception):
    """A formula, a part of which has no LaTeX here; the text names the part."""


def latex(element: Element) -> str:
    """The LaTeX of an `oMath`; raises Unsaid."""
    return _tidy(_inside(element))


def _tidy(tex: str) -> str:
    return _BEFORE_MARK.sub(_kept, _SPACES.sub(" ", tex)).strip()


def _kept(found: re.Match[str]) -> str:
    return found[1]


def _inside(element: Element | None) -> str:
    """All that stands inside an element, in order."""
    if element is None:
        return ""
    return "".join(map(_one, parts(element)))


def _one(element: Element) -> str:
    local = name(element)
    if local.endswith("Pr") or local in _SILENT:
        return ""
    made = _MAKERS.get(local)
    if made is None:
        raise Unsaid(local)
    return made(element)


def _value(element: Element, properties: str, setting: str, otherwise: str = "") -> str:
    """The `val` of a setting among the properties of an element; `otherwise` where it is not set."""
    outer = child(element, properties)
    inner = None if outer is None else child(outer, setting)
    if inner is None:
        return otherwise
    return next((str(v) for k, v in inner.items() if str(k).rpartition("}")[2] == "val"), "")


def _is_on(element: Element, properties: str, setting: str) -> bool:
    outer = child(element, properties)
    if outer is None or child(outer, setting) is None:
        return False
    return _value(element, properties, setting) not in ("0", "off", "false")


def _run(element: Element) -> str:
    text = "".join(characters(one) for one in children(element, "t"))
    if not text:
        return ""
    if _is_on(element, "rPr", "nor"):
        return quoted(text)
    tex = of_text(text)
    script = _SCRIPTS.get(_value(element, "rPr", "scr"))
    if script:
        return f"{script}{{{tex.strip()}}}"
    style = _STYLES.get(_value(element, "rPr", "sty"), "")
    if not style or not any(char.isalpha() for char in text):
        return tex
    if style == "\\mathrm" and text.strip() in FUNCTIONS:
        return f"\\{text.strip()} "
    return f"{style}{{{tex.strip()}}}"


def _part(element: Element, local: str) -> str:
    return _inside(child(element, local)).strip()


def _base(element: Element) -> str:
    """What carries scripts: in braces unless it is one sign."""
    tex = _part(element, "e")
    return tex if _ONE.fullmatch(tex) else f"{{{tex}}}"


def _fraction(element: Element) -> str:
    above, below = _part(element, "num"), _part(element, "den")
    match _value(element, "fPr", "type", "bar"):
        case "lin" | "skw":
            return f"{{{above}}}/{{{below}}}"
        case "noBar":
            return f"\\genfrac{{}}{{}}{{0pt}}{{}}{{{above}}}{{{below}}}"
        case _:
            return f"\\frac{{{above}}}{{{below}}}"


def _raised(element: Element) -> str:
    above = _part(element, "sup")
    primes = above.replace("\\prime", "'").replace(" ", "")
    if primes and not primes.strip("'"):
        return f"{_base(element)}{primes}"
    return f"{_base(element)}^{{{above}}}"


def _lowered(element: Element) -> str:
    return f"{_base(element)}_{{{_part(element, 'sub')}}}"


def _both(element: Element) -> str:
    return f"{_base(element)}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}"


def _before(element: Element) -> str:
    return f"{{}}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}{_base(element)}"


def _root(element: Element) -> str:
    degree = "" if _is_on(element, "radPr", "degHide") else _part(element, "deg")
    index = f"[{degree}]" if degree else ""
    return f"\\sqrt{index}{{{_part(element, 'e')}}}"


def _operator(element: Element) -> str:
    sign = of_text(_value(element, "naryPr", "chr", "∫")).strip()
    where = {"undOvr": "\\limits", "subSup": "\\nolimits"}.get(
        _value(element, "naryPr", "limLoc"), ""
    )
    usual = "\\nolimits" if "int" in sign else "\\limits"
    below = "" if _is_on(element, "naryPr", "subHide") else _part(element, "sub")
    above = "" if _is_on(element, "naryPr", "supHide") else _part(element, "sup")
    tex = sign + (where if where != usual and (below or above) else "")
    tex += f"_{{{below}}}" if below else ""
    tex += f"^{{{above}}}" if above else ""
    return f"{tex} {_part(element, 'e')}"


def _fenced(element: Element) -> str:
    inside = [_inside(one).strip() for one in children(element, "e")]
    left = _value(element, "dPr", "begChr", "(")
    right = _value(element, "dPr", "endChr", ")")
    between = of_text(_value(element, "dPr", "sepChr", "|"))
    if left not in _FENCES or right not in _FENCES:
        raise Unsaid(f"bracket {left or right}")
    only = children(element, "e")[:1]
    if left == "(" and right == ")" and len(inside) == 1 and _is_stack(only[0]):
        return inside[0].replace("\\genfrac{}{}{0pt}{}", "\\binom", 1)
    if left == "{" and not right and inside and inside[0].startswith("\\begin{array}{l}"):
        return inside[0].replace("{array}{l}", "{cases}", 1).replace("{array}", "{cases}")
    return f"\\left{_FENCES[left]}{f' {between} '.join(inside)}\\right{_FENCES[right]}"


def _is_stack(inside: Element) -> bool:
    """Whether nothing but a fraction without a line stands inside brackets."""
    within = parts(inside)
    return (
        len(within) == 1
        and name(within[0]) == "f"
        and (_value(within[0], "fPr", "type") == "noBar")
    )


def _function(element: Element) -> str:
    named = _part(element, "fName")
    plain = named.removeprefix("\\mathrm{").removesuffix("}")
    if plain in FUNCTIONS:
        named = f"\\{plain}"
    elif named.startswith("\\mathrm{"):
        named = f"\\operatorname{{{plain}}}"
    return f"{named} {_part(element, 'e')}"


def _limit_below(element: Element) -> str:
    return _limit(element, "_", "\\underset")


def _limit_above(element: Element) -> str:
    return _limit(element, "^", "\\overset")


def _limit(element: Element, mark: str, macro: str) -> str:
    base, limit = _part(element, "e"), _part(element, "lim")
    plain = base.removeprefix("\\mathrm{").removesuffix("}").removeprefix("\\")
    if plain in FUNCTIONS:
        return f"\\{plain}{mark}{{{limit}}}"
    if base.startswith(("\\overbrace", "\\underbrace")):
        return f"{base}{mark}{{{limit}}}"
    return f"{macro}{{{limit}}}{{{base}}}"


def _accent(element: Element) -> str:
    sign = _value(element, "accPr", "chr", "\u0302")
    if sign not in _ACCENTS:
        raise Unsaid(f"accent {sign}")
    return f"{_ACCENTS[sign]}{{{_part(element, 'e')}}}"


def _line(element: Element) -> str:
    is_above = _value(element, "barPr", "pos", "bot") == "top"
    macro = "\\overline" if is_above else "\\underline"
    return f"{macro}{{{_part(element, 'e')}}}"


def _group(element: Element) -> str:
    sign = _value(element, "groupChrPr", "chr", "\u23df")
    macro = _ACCENTS.get(sign)
    if macro is None:
        return f"\\overset{{{of_text(sign).strip()}}}{{{_part(element, 'e')}}}"
    return f"{macro}{{{_part(element, 'e')}}}"


def _matrix(element: Element) -> str:
    rows = [
        " & ".join(_inside(cell).strip() for cell in children(row, "e"))
        for row in children(element, "mr")
    ]
    return f"\\begin{{matrix}}{_ROW.join(rows)}\\end{{matrix}}"


def _lines(element: Element) -> str:
    rows = [_inside(row).strip().replace("\\&", "&") for row in children(element, "e")]
    if any("&" in row for row in rows):
        return f"\\begin{{aligned}}{_ROW.join(rows)}\\end{{aligned}}"
    return f"\\begin{{array}}{{l}}{_ROW.join(rows)}\\end{{array}}"


def _boxed(element: Element) -> str:
    return f"\\boxed{{{_part(element, 'e')}}}"


def _ghost(element: Element) -> str:
    shown = child(element, "phantPr")
    is_shown = shown is None or _value(element, "phantPr", "show", "1") not in ("0", "off", "false")
    return _part(element, "e") if is_shown else f"\\phantom{{{_part(element, 'e')}}}"


_MAKERS: dict[str, Callable[[Element], str]] = {
    "r": _run,
    "f": _fraction,
    "sSup": _raised,
    "sSub": _lowered,
    "sSubSup": _both,
    "sPre": _before,
    "rad": _root,
    "nary": _operator,
    "d": _fenced,
    "func": _function,
    "limLow": _limit_below,
    "limUpp": _limit_above,
    "acc": _accent,
    "bar": _line,
    "groupChr": _group,
    "m": _matrix,
    "eqArr": _lines,
    "box": lambda element: _part(element, "e"),
    "borderBox": _boxed,
    "phant": _ghost,
    "oMath": _inside,
    "ins": _inside,
    "smartTag": _inside,
    "sdt": _inside,
    "sdtContent": _inside,
    "hyperlink": _inside,
}
_SILENT = frozenset(
    ("del", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
)
