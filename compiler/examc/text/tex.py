"""LaTeX formulas: checks them, and turns them into MathML (the one module that uses math-core)."""

import re
from functools import lru_cache
from typing import NamedTuple

from examc.core import lazyre
from examc.text import chemistry
from examc.text.brackets import MOST, unclosed
from examc.text.texadvice import advice, meant

DEEPEST = 100  # braces inside braces
TEX = "application/x-tex"
"""How MathML calls an annotation in LaTeX."""
LONGEST = 20_000  # characters; far beyond any formula on paper

_COMMENT = lazyre.compile(r"(?:[^\\%]|\\.)*(?P<sign>%)", re.DOTALL)
_POSITION = lazyre.compile(r"(\d+): (.*)", re.DOTALL)
_UNKNOWN = lazyre.compile(r'Unknown (?:command|environment) "(.+?)"')
_SUBSTACK = lazyre.compile(r"\\substack\s*\{[^{}]*\}")
_MACRO = lazyre.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)

_KNOWN = lazyre.compile(
    r"\\(?:begin|end)\{(?P<environment>split|smallmatrix|alignat\*?|alignedat)\}"
    r"|\\(?:[A-Za-z]+|.)",
    re.DOTALL,
)
# Known to MathJax and KaTeX, which render formulas for students, but not to math-core: they are
# left out, or replaced by what it knows, before it checks the rest.
_ENVIRONMENTS = {"smallmatrix": "matrix"}  # for all others, aligned
_CHEMISTRY = ("\\ce", "\\pu")  # what these hold is a language of its own
_INSTEAD = (
    dict.fromkeys(("\\mbox", "\\textup", "\\textnormal", "\\intertext"), "\\text")
    | dict.fromkeys(("\\colorbox", "\\fcolorbox"), "\\text")
    | dict.fromkeys(("\\dotsb", "\\dotsc", "\\dotsi", "\\dotsm", "\\dotso"), "\\dots")
    | dict.fromkeys(("\\widetilde", "\\widecheck", "\\utilde"), "\\tilde")
    | dict.fromkeys(("\\tiny", "\\small", "\\normalsize", "\\large", "\\Large"), "")
    | dict.fromkeys(("\\LARGE", "\\huge", "\\Huge", "\\pmb", "\\smash", "\\rule"), "")
    | dict.fromkeys(("\\llap", "\\rlap", "\\mathllap", "\\mathrlap", "\\mathclap"), "")
    | dict.fromkeys(("\\substack", "\\nonumber", "\\notag", "\\displaylimits"), "")
    | dict.fromkeys(("\\mathop", "\\middle", "\\strut", "\\mathstrut", "\\allowbreak"), "")
    | {"\\varliminf": "\\liminf", "\\varlimsup": "\\limsup"}
)
_LIMITS = ("may only appear in a numbered", "not implemented", "Math mode within text")


class Flaw(NamedTuple):
    """What is wrong with a formula; `start` and `end` are offsets in its characters.

    `unknown` tells a macro that nobody here knows (a student may see it unrendered) from a
    formula that cannot be read at all.
    """

    message: str
    start: int
    end: int
    unknown: bool = False

    @property
    def help(self) -> str:
        """What to do about it."""
        return meant(self.name) if self.unknown else advice(self.message)

    @property
    def name(self) -> str:
        """The macro (with its backslash) or the environment that nobody knows; "" for another flaw."""
        return self.message.split("'")[1] if self.unknown else ""


@lru_cache(maxsize=4096)
def check(tex: str) -> Flaw | None:
    """The first flaw of a formula, or None where it can be read.

    Braces are looked at first, since their absence makes every later message misleading.
    """
    if len(tex) > LONGEST:
        return Flaw(f"formula of {len(tex)} characters is too long", 0, 1)
    return (
        _check_braces(tex) or _check_brackets(tex) or _check_delimiters(tex) or _check_syntax(tex)
    )


def comment(tex: str) -> Flaw | None:
    """The first sign of a comment in a formula: what stands behind it on its line is not shown."""
    found = _COMMENT.match(tex)
    if found is None:
        return None
    return Flaw("'%' begins a comment, which is not shown", found.start("sign"), found.end("sign"))


def mathml(tex: str, *, display: bool) -> str | None:
    """The formula as one MathML `<math>` element in text form; None if it cannot be made."""
    from math_core import LatexError

    if len(tex) > LONGEST or unclosed(tex):
        return None
    try:
        plain = chemistry.as_tex(tex) if "\\ce" in tex else tex
        text: str = _converter().convert_with_local_state(plain, displaystyle=display)
    except LatexError:
        return None
    return text


def read_aloud(element: str, tex: str, say: str) -> str:
    """MathML of `mathml` with how it is read aloud as its alternative text, and its LaTeX inside."""
    from html import escape

    head, _, inner = element.partition(">")
    return (
        f'{head} alttext="{escape(say)}"><semantics><mrow>{inner.removesuffix("</math>")}</mrow>'
        f'<annotation encoding="{TEX}">{escape(tex)}</annotation></semantics></math>'
    )


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False, xml_namespace=True, allow_unreliable_rendering=True)


def _check_braces(tex: str) -> Flaw | None:
    opened: list[int] = []
    skip = comment = False
    for offset, char in enumerate(tex):
        if skip:
            skip = False
        elif char == "\n":
            comment = False
        elif comment:
            continue
        elif char == "\\":
            skip = True
        elif char == "%":
            comment = True
        elif char == "{":
            opened.append(offset)
            if len(opened) > DEEPEST:
                return Flaw(f"more than {DEEPEST} braces inside each other", offset, offset + 1)
        elif char == "}":
            if not opened:
                return Flaw("brace '}' closes nothing", offset, offset + 1)
            opened.pop()
    if skip:
        return Flaw("backslash at the end names no macro", len(tex) - 1, len(tex))
    if opened:
        return Flaw("brace '{' is never closed", opened[-1], opened[-1] + 1)
    return None


def _check_brackets(tex: str) -> Flaw | None:
    """math-core must not see many open brackets: it takes twice as long for each."""
    found = unclosed(tex)
    if found is None:
        return None
    return Flaw(f"bracket is never closed, and {MOST} more are not", *found)


def _check_delimiters(tex: str) -> Flaw | None:
    """Delimiters inside a formula would end it early in every system that renders it."""
    for macro in _MACRO.finditer(tex):
        if macro[0] in ("\\(", "\\)", "\\[", "\\]"):
            return Flaw(f"delimiter '{macro[0]}' inside a formula", macro.start(), macro.end())
    return None


def _check_syntax(tex: str) -> Flaw | None:
    from math_core import LatexError

    lines_joined = _SUBSTACK.sub(lambda stack: stack[0].replace("\\\\", "  "), tex)
    try:
        _converter().convert_with_local_state(lines_joined, displaystyle=True)
    except LatexError as error:
        plain, places = _without_known(tex)
        if plain == tex:
            return _flaw(tex, str(error))
        flaw = _check_syntax(plain)
        return flaw and flaw._replace(start=places[flaw.start], end=places[flaw.end])
    return None


def _without_known(tex: str) -> tuple[str, list[int]]:
    """The formula without what only renderers know, and the offset that each offset comes from."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for found in _KNOWN.finditer(tex):
        instead = _instead_of(found)
        if instead is None or found.start() < at:
            continue
        pieces += tex[at : found.start()], instead
        places += [*range(at, found.start()), *[found.start()] * len(instead)]
        at = _group_end(tex, found.end()) if found[0] in _CHEMISTRY else found.end()
    places += range(at, len(tex) + 2)
    return "".join(pieces) + tex[at:], places


def _instead_of(found: re.Match[str]) -> str | None:
    """What math-core can check in place of something it does not know; None where it may."""
    environment = found["environment"]
    if environment:
        return found[0].replace(environment, _ENVIRONMENTS.get(environment, "aligned"))
    if found[0] in _CHEMISTRY:
        return "{}"
    instead = _INSTEAD.get(found[0])
    return None if instead is None else instead + " "


def _group_end(tex: str, start: int) -> int:
    """The offset after the group in braces that begins at `start`; `start` where none does."""
    depth, at = 0, start
    for piece in re.compile(r"\\.|[{}]|[^\\{}]+", re.DOTALL).finditer(tex, start):
        depth += (piece[0] == "{") - (piece[0] == "}")
        at = piece.end()
        if depth <= 0:
            return at if piece[0] == "}" else start
    return start


def _flaw(tex: str, error: str) -> Flaw | None:
    found = _POSITION.fullmatch(error)
    offset, message = (int(found[1]), found[2]) if found else (0, error)
    if any(limit in message for limit in _LIMITS):
        return None  # math-core's own limit, not the author's mistake
    unknown = _UNKNOWN.match(message)
    if unknown:
        kind = "macro" if unknown[1].startswith("\\") else "environment"
        offset = max(tex.find(unknown[1], offset), offset)
        return Flaw(f"unknown {kind} '{unknown[1]}'", offset, offset + len(unknown[1]), True)
    end = _piece_end(tex, offset)
    message = message.rstrip(".").replace('"', "'")
    return Flaw(message[:1].lower() + message[1:], min(offset, max(len(tex) - 1, 0)), end)


def _piece_end(tex: str, offset: int) -> int:
    macro = _MACRO.match(tex, offset)
    return macro.end() if macro else min(offset + 1, max(len(tex), 1))
