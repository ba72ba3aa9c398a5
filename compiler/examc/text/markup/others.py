"""Markdown of other programs → HTML: formulas between `$`, units of siunitx, and tags among it.

Formulas and tags are put aside while the text is parsed: a mark of private characters stands for
each, which Markdown takes for a word.
"""

import re
from html import escape

from examc.core import lazyre
from examc.text import nesting
from examc.text.markup.trees import to_html

_PRIVATE = lazyre.compile("[\ue000\ue001]")
_MARK = lazyre.compile("\ue000([0-9]+)\ue001")
_FENCE = lazyre.compile(r"[ \t]*(`{3,}|~{3,})")
_PIECES = lazyre.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:[^`\n]|\n(?![ \t]*\n))+(?P=ticks)(?!`))"
    r"|(?P<unit>\\(?:num|si)\{[^{}\n]{1,80}\}|\\SI\{[^{}\n]{1,80}\}\{[^{}\n]{1,80}\})"
    r"|(?P<skip>\\.|\$\$+)"
    r"|\$(?=\S)(?P<math>(?:[^$\n\\]|\\.|\\?\n(?![ \t]*\n))+)(?<!\s)\$(?!\$)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,2000})?/?>)"
    r"|(?P<size>(?<=\))\{[^{}\n]{0,200}\})",
)
_UNITS = lazyre.compile(r"\\(num|si|SI)\{([^{}\n]{1,80})\}(?:\{([^{}\n]{1,80})\})?")
_POWER = lazyre.compile(r"([^eE]*)[eE]\+?0*(-?)0*([0-9]+)")
_WORD = lazyre.compile(r"\\[A-Za-z]+|[A-Za-z]+|\^\{?[0-9]|.")
_MACROS = {
    r"\degree": r"^{\circ}",
    r"\celsius": r"^{\circ}\text{C}",
    r"\fahrenheit": r"^{\circ}\text{F}",
    r"\ohm": r"\Omega",
    r"\micro": r"\mu",
}


class TooDeep(Exception):
    """Why a text cannot be parsed."""


def html_of(text: str) -> str:
    """A text in Markdown as HTML; raises TooDeep."""
    if any(map(nesting.too_deep, text.split("\n\n"))):
        raise TooDeep("text goes too deep")
    aside: list[str] = []
    marked = _aside(_PRIVATE.sub("\ufffd", text), aside)
    html = to_html(marked)
    return _MARK.sub(lambda found: aside[int(found[1])], html)


def _aside(text: str, aside: list[str]) -> str:
    """A text with a mark for each formula and tag outside of listings."""
    found: list[str] = []
    plain: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence or opening:
            found += [_marked("\n".join(plain), aside)] if plain else []
            plain = []
            found.append(line)
            if opening and not fence:
                fence = opening[1]
            elif (
                line.strip()
                and set(line.strip()) == {fence[0]}
                and line.count(fence[0]) >= len(fence)
            ):
                fence = ""
        else:
            plain.append(line)
    found += [_marked("\n".join(plain), aside)] if plain else []
    return "\n".join(found)


def _marked(text: str, aside: list[str]) -> str:
    def put(found: re.Match[str]) -> str:
        html = _put_aside(found)
        if html is None:
            return found[0]
        aside.append(html)
        return f"\ue000{len(aside) - 1}\ue001"

    return _PIECES.sub(put, text)


def _put_aside(found: re.Match[str]) -> str | None:
    """The HTML of what is no Markdown; None for what is."""
    match found.lastgroup:
        case "math":
            return _formula(_UNITS.sub(_latex, " ".join(found["math"].split("\n"))))
        case "unit":
            return _formula(_UNITS.sub(_latex, found[0]))
        case "tag":
            return found[0]
        case "size":
            return ""
        case _:
            return None


def _formula(tex: str) -> str:
    return f"\\({escape(tex, quote=False)}\\)"


def _latex(found: re.Match[str]) -> str:
    """A number or a unit of siunitx as plain LaTeX."""
    if found[1] == "num":
        return _number(found[2])
    if found[1] == "si":
        return _unit(found[2]) + (f"{{{found[3]}}}" if found[3] else "")
    return f"{_number(found[2])}\\,{_unit(found[3] or '')}"


def _number(text: str) -> str:
    power = _POWER.fullmatch(text.strip())
    if power is None:
        return text.strip()
    return f"{power[1]}\\times 10^{{{power[2]}{power[3]}}}"


def _unit(text: str) -> str:
    return "".join(_piece(word[0]) for word in _WORD.finditer(text.replace(" ", "")))


def _piece(word: str) -> str:
    if word == ".":
        return r"\cdot "
    if word[0] == "^" and len(word) > 1:
        return f"^{{{word[-1]}}}"
    if word[0] == "\\":
        return _MACROS.get(word, word)
    return f"\\text{{{word}}}" if word.isalpha() else word.strip("{}")
