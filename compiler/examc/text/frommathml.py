"""MathML → LaTeX: presentation elements, exactly, or not at all.

What is made is turned into MathML again, and must have the letters and digits that were there.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from examc.core import lazyre, numbers
from examc.files.xmltree import Element, characters, name, parts
from examc.text import tex
from examc.text.mathsigns import (
    CLOSE,
    FUNCTIONS,
    LIMITS,
    OPEN,
    OVER,
    SIGNS,
    UNDER,
    VARIANTS,
    WIDE,
    letter,
)

DEEPEST = 60  # elements inside each other

_COMMAND_AT_END = lazyre.compile(r"\\[A-Za-z]+\Z")
_MARKUP = lazyre.compile(r"<[^>]*>|&[A-Za-z]+;")
_WIDTH = lazyre.compile(r"(-?\d*\.?\d+)em")
_TALL = frozenset({"mfrac", "mtable", "munderover", "munder", "mover", "msqrt", "mroot"})
_ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd"})
_FENCED = {("(", ")"): "pmatrix", ("[", "]"): "bmatrix", ("|", "|"): "vmatrix", ("", ""): "matrix"}
_IN_TEXT = {sign: f"\\{sign}" for sign in "{}$%#&_"} | {"\\": "\\backslash "}
_SPACES = ((0.25, "\\,"), (0.5, "\\;"), (1.5, "\\quad "), (3.0, "\\qquad "))


class _Unsayable(Exception):
    """A part of MathML that is not known, or that LaTeX does not say."""


def latex_of(math: Element) -> str:
    """The LaTeX of an element of MathML; "" where it cannot be said exactly."""
    try:
        made = _row(parts(math), 0).strip()
    except _Unsayable:
        return ""
    if not made or tex.check(made) is not None:
        return ""
    back = tex.mathml(made, display=False)
    return made if back and _letters(_MARKUP.sub("", back)) == _letters(_text(math)) else ""


def _letters(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text)
    return Counter(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def _text(element: Element) -> str:
    if name(element).startswith("annotation") or name(element) == "mphantom":
        return ""
    return (element.text or "") + "".join(_text(part) for part in parts(element))


# -- rows -------------------------------------------------------------------------------------------


def _row(inner: Sequence[Element], depth: int) -> str:
    """Elements one after another; between brackets that grow, in brackets that do."""
    if depth > DEEPEST:
        raise _Unsayable
    if len(inner) >= 2 and _is_fence(inner[0], OPEN):
        table = inner[1] if len(inner) in (2, 3) and name(inner[1]) == "mtable" else None
        last = _sign(inner[-1]) if len(inner) == 3 else ""
        if table is not None and (_sign(inner[0]), last) in _FENCED:
            return _table(table, _FENCED[_sign(inner[0]), last], depth)
        if table is not None and _sign(inner[0]) == "{" and not last.strip("\u2063"):
            return _table(table, "cases", depth)
        if _is_fence(inner[-1], CLOSE) and len(inner) > 2:
            return _fenced(_sign(inner[0]), inner[1:-1], _sign(inner[-1]), depth)
    said = [_said(part, depth + 1) for part in inner]
    for place, part in enumerate(inner[1:]):
        if _sign(part) == "\u2061":  # what stands before it is a function of what comes
            said[place] = said[place].replace("\\mathrm{", "\\operatorname{", 1)
    return _joined(said)


def _fenced(left: str, inner: Sequence[Element], right: str, depth: int) -> str:
    if (left, right) == ("(", ")") and len(inner) == 1 and inner[0].get("linethickness") == "0":
        top, bottom = _operands(inner[0], 2, depth)
        return f"\\binom{{{top}}}{{{bottom}}}"
    said = _joined([_said(part, depth + 1) for part in inner])
    if not any(name(part) in _TALL for top in inner for part in top.iter()):
        return _joined([SIGNS.get(left, left), said, SIGNS.get(right, right)])
    return _joined([f"\\left{SIGNS.get(left, left)}", said, f"\\right{SIGNS.get(right, right)}"])


def _is_fence(element: Element, signs: str) -> bool:
    grows = element.get("stretchy") != "false"
    return name(element) == "mo" and grows and len(_sign(element)) == 1 and _sign(element) in signs


def _sign(element: Element) -> str:
    return characters(element).strip() if name(element) == "mo" else "?"


def _joined(said: Sequence[str]) -> str:
    """Pieces one after another, with a blank between a command and a letter."""
    made: list[str] = []
    for piece in said:
        if piece and made and piece[0].isalnum() and _COMMAND_AT_END.search(made[-1]):
            made.append(" ")
        if piece:
            made.append(piece)
    return "".join(made)


# -- elements ---------------------------------------------------------------------------------------


def _said(element: Element, depth: int) -> str:
    if depth > DEEPEST:
        raise _Unsayable
    kind, inner = name(element), parts(element)
    match kind:
        case "mi" | "mn" | "mo" | "mtext" | "ms":
            return _token(element, kind)
        case "mspace":
            return _space(element)
        case _ if kind in _ROWS:
            return _row(inner, depth)
        case "semantics" if inner:
            return _said(inner[0], depth + 1)
        case "msqrt":
            return f"\\sqrt{{{_row(inner, depth)}}}"
        case "mphantom":
            return f"\\phantom{{{_row(inner, depth)}}}"
        case "mfenced":
            return _mfenced(element, inner, depth)
        case "mtable":
            return _table(element, "matrix", depth)
        case "mmultiscripts" if inner:
            return _multiscripts(inner, depth)
        case _:
            return _with_operands(element, kind, depth)


def _with_operands(element: Element, kind: str, depth: int) -> str:
    match kind:
        case "mfrac" if element.get("linethickness") not in ("0", "0pt", "0em"):
            return "\\frac{{{}}}{{{}}}".format(*_operands(element, 2, depth))
        case "mroot":
            base, index = _operands(element, 2, depth)
            return f"\\sqrt[{index}]{{{base}}}"
        case "msup" | "msub" | "msubsup":
            return _scripts(element, kind, depth)
        case "mover" | "munder" | "munderover":
            return _limits(element, kind, depth)
        case _:
            raise _Unsayable


def _operands(element: Element, count: int, depth: int) -> list[str]:
    inner = parts(element)
    if len(inner) != count:
        raise _Unsayable
    return [_said(part, depth + 1) for part in inner]


def _token(element: Element, kind: str) -> str:
    if parts(element):
        raise _Unsayable
    text = characters(element)
    if kind in ("mtext", "ms"):
        if not text.strip():
            return "\\ " if text else ""
        return "\\text{" + "".join(_IN_TEXT.get(sign, sign) for sign in text) + "}"
    text = text.strip()
    if kind == "mi" and text in FUNCTIONS:
        return f"\\{text}"
    said = _joined([letter(sign) for sign in text])
    variant = VARIANTS.get(element.get("mathvariant", ""), "")
    if kind == "mn":
        said = said.replace(",", "{,}")
    if variant == "mathrm":
        return f"\\mathrm{{{said}}}" if text.isascii() and text.isalpha() else said
    if variant:
        return f"\\{variant}{{{said}}}"
    is_word = len(text) > 1 and text.isalpha()
    if is_word and kind == "mi":
        return f"\\mathrm{{{said}}}"
    return f"\\operatorname{{{said}}}" if is_word and kind == "mo" else said


def _space(element: Element) -> str:
    width = element.get("width", "0em")
    found = _WIDTH.fullmatch(width)
    em = None if found is None else numbers.parse_float(found[1])
    if em is None and width.strip("0.pxemt") == "":
        return ""
    if em is None or em < 0:
        raise _Unsayable
    return next((said for most, said in _SPACES if em <= most), "\\qquad ") if em else ""


def _base(element: Element, depth: int) -> str:
    """What scripts stand at: one sign as it is, all else in a group."""
    said = _said(element, depth + 1)
    while name(element) in _ROWS and len(_seen(element)) == 1:
        element = _seen(element)[0]
    one = name(element) in ("mi", "mn", "mo") and "{" not in said
    return said if one and said else f"{{{said}}}"


def _seen(row: Element) -> list[Element]:
    """The elements of a row, without spaces of no width."""
    return [part for part in parts(row) if name(part) != "mspace" or part.get("width")]


def _scripts(element: Element, kind: str, depth: int) -> str:
    inner = parts(element)
    if len(inner) != (3 if kind == "msubsup" else 2):
        raise _Unsayable
    scripts = [_said(part, depth + 1) for part in inner[1:]]
    signs = {"msub": "_", "msup": "^", "msubsup": "_^"}[kind]
    return _base(inner[0], depth) + "".join(
        f"{sign}{{{said.removeprefix('^')}}}" for sign, said in zip(signs, scripts, strict=True)
    )


def _limits(element: Element, kind: str, depth: int) -> str:
    """An accent or a brace; the bounds of a sum; anything else, set over or under."""
    inner = parts(element)
    if len(inner) != (3 if kind == "munderover" else 2):
        raise _Unsayable
    base = inner[0]
    marks = [_sign(part) for part in inner[1:]]
    core = characters(base).strip()
    if kind == "mover" and marks[0] in OVER:
        is_wide = len(core) > 1 or inner[1].get("stretchy") == "true"
        accent = WIDE.get(OVER[marks[0]], OVER[marks[0]]) if is_wide else OVER[marks[0]]
        return f"\\{accent}{{{_said(base, depth + 1)}}}"
    if kind == "munder" and marks[0] in UNDER:
        return f"\\{UNDER[marks[0]]}{{{_said(base, depth + 1)}}}"
    scripts = [_said(part, depth + 1) for part in inner[1:]]
    said, is_brace = _base(base, depth), _is_braced(base)
    if core in LIMITS or is_brace or (len(core) == 1 and core in "∫∬∭∮"):
        said = _said(base, depth + 1) if is_brace else said
        said += "\\limits" if core in "∫∬∭∮" and core else ""
        signs = {"munder": "_", "mover": "^", "munderover": "_^"}[kind]
        return said + "".join(f"{sign}{{{one}}}" for sign, one in zip(signs, scripts, strict=True))
    said = _said(base, depth + 1)
    if kind == "mover":
        return f"\\overset{{{scripts[0]}}}{{{said}}}"
    under = f"\\underset{{{scripts[0]}}}{{{said}}}"
    return under if kind == "munder" else f"\\overset{{{scripts[1]}}}{{{under}}}"


def _is_braced(base: Element) -> bool:
    inner = parts(base)
    return name(base) in ("munder", "mover") and len(inner) == 2 and _sign(inner[1]) in "⏟⏞"


def _multiscripts(inner: Sequence[Element], depth: int) -> str:
    """A base with scripts behind it, and before it those after `mprescripts`."""
    kinds = [name(part) for part in inner]
    cut = kinds.index("mprescripts") if "mprescripts" in kinds else len(inner)
    behind, before = inner[1:cut], inner[cut + 1 :]
    if len(behind) % 2 or len(before) % 2 or len(behind) > 2 or len(before) > 2:
        raise _Unsayable
    said = f"{{}}{_pair(before, depth)}" if before else ""
    return said + _base(inner[0], depth) + _pair(behind, depth)


def _pair(scripts: Sequence[Element], depth: int) -> str:
    return "".join(
        f"{sign}{{{_said(part, depth + 1)}}}"
        for sign, part in zip("_^", scripts, strict=False)
        if name(part) != "none" and not (name(part) == "mrow" and not len(part))
    )


def _mfenced(element: Element, inner: Sequence[Element], depth: int) -> str:
    left, right = element.get("open", "("), element.get("close", ")")
    signs = element.get("separators", ",").replace(" ", "")
    said: list[str] = []
    for place, part in enumerate(inner):
        if place and signs:
            said.append(
                SIGNS.get(signs[min(place, len(signs)) - 1], signs[min(place, len(signs)) - 1])
            )
        said.append(_said(part, depth + 1))
    ends = [SIGNS.get(end, end) if end else "." for end in (left, right)]
    if any(len(end) > 1 and not end.startswith("\\") for end in ends):
        raise _Unsayable
    return _joined([f"\\left{ends[0]}", *said, f"\\right{ends[1]}"])


def _table(table: Element, environment: str, depth: int) -> str:
    if depth > DEEPEST:
        raise _Unsayable
    rows = []
    for row in parts(table):
        if name(row) != "mtr" or any(name(cell) != "mtd" for cell in parts(row)):
            raise _Unsayable
        if any(cell.get("rowspan") or cell.get("columnspan") for cell in parts(row)):
            raise _Unsayable
        rows.append(" & ".join(_row(parts(cell), depth + 2) for cell in parts(row)))
    said = " \\\\ ".join(rows)
    own = "aligned" if environment == "matrix" and _is_aligned(table) else environment
    return f"\\begin{{{own}}} {said} \\end{{{own}}}"


def _is_aligned(table: Element) -> bool:
    """Whether the first column ends where the second begins, as at the sign of an equation."""
    if table.get("columnalign", "").split()[:2] == ["right", "left"]:
        return True
    cells = [cell.get("style", "") for row in parts(table)[:1] for cell in parts(row)[:2]]
    return [cell.partition(";")[0] for cell in cells] == ["text-align: right", "text-align: left"]
