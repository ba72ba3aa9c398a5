"""LaTeX formulas: checks them, and turns them into MathML (the one module that uses math-core)."""

import re
from dataclasses import dataclass
from functools import lru_cache

DEEPEST = 100  # braces inside braces
LONGEST = 20_000  # characters; far beyond any formula on paper

_POSITION = re.compile(r"(\d+): (.*)", re.DOTALL)
_UNKNOWN = re.compile(r'Unknown (?:command|environment) "(.+?)"')
_MACRO = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)

# Known to MathJax and KaTeX, which render formulas for students, but not to math-core: macros
# are dropped or replaced by a plain one before it checks the rest.
_RENDERERS_KNOW = {
    "\\substack": "\\text",
    "\\ce": "\\text",
    "\\pu": "\\text",
    "\\nonumber": "",
    "\\notag": "",
    "\\displaylimits": "",
    "\\widetilde": "\\tilde",
    "\\widecheck": "\\check",
    "\\utilde": "\\tilde",
    "\\mathop": "",
    "\\middle": "",
    "\\strut": "",
    "\\mathstrut": "",
}
_LIMITS = ("may only appear in a numbered", "not implemented", "Math mode within text")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a formula; `start` and `end` are offsets in its characters.

    `unknown` tells a macro that nobody here knows (a student may see it unrendered) from a
    formula that cannot be read at all.
    """

    message: str
    start: int
    end: int
    unknown: bool = False


@lru_cache(maxsize=4096)
def check(tex: str) -> Flaw | None:
    """The first flaw of a formula, or None where it can be read.

    Braces are looked at first, since their absence makes every later message misleading.
    """
    if len(tex) > LONGEST:
        return Flaw(f"formula of {len(tex)} characters is too long", 0, 1)
    return _check_braces(tex) or _check_delimiters(tex) or _check_syntax(tex)


def mathml(tex: str, *, display: bool) -> str | None:
    """The formula as one MathML `<math>` element in text form; None if it cannot be made."""
    from math_core import LatexError

    try:
        text: str = _converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError:
        return None
    return text


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
    if opened:
        return Flaw("brace '{' is never closed", opened[-1], opened[-1] + 1)
    return None


def _check_delimiters(tex: str) -> Flaw | None:
    """Delimiters inside a formula would end it early in every system that renders it."""
    for macro in _MACRO.finditer(tex):
        if macro[0] in ("\\(", "\\)", "\\[", "\\]"):
            return Flaw(f"delimiter '{macro[0]}' inside a formula", macro.start(), macro.end())
    return None


def _check_syntax(tex: str) -> Flaw | None:
    from math_core import LatexError

    try:
        _converter().convert_with_local_state(tex, displaystyle=True)
    except LatexError as error:
        return _flaw(tex, str(error))
    return None


def _flaw(tex: str, error: str) -> Flaw | None:
    found = _POSITION.fullmatch(error)
    offset, message = (int(found[1]), found[2]) if found else (0, error)
    if any(limit in message for limit in _LIMITS):
        return None  # math-core's own limit, not the author's mistake
    unknown = _UNKNOWN.match(message)
    if unknown:
        return _unknown(tex, offset, unknown[1])
    end = _piece_end(tex, offset)
    message = message.rstrip(".").replace('"', "'")
    return Flaw(message[:1].lower() + message[1:], min(offset, max(len(tex) - 1, 0)), end)


def _unknown(tex: str, offset: int, word: str) -> Flaw | None:
    if word in _RENDERERS_KNOW:
        rest = tex[:offset] + _RENDERERS_KNOW[word] + " " + tex[offset + len(word) :]
        later = check(rest)
        if later is None:
            return None
        shift = len(tex) - len(rest)
        start = later.start + shift if later.start >= offset else later.start
        return Flaw(later.message, start, later.end - later.start + start, later.unknown)
    kind = "macro" if word.startswith("\\") else "environment"
    return Flaw(f"unknown {kind} {word!r}".replace("\\\\", "\\"), offset, offset + len(word), True)


def _piece_end(tex: str, offset: int) -> int:
    macro = _MACRO.match(tex, offset)
    return macro.end() if macro else min(offset + 1, max(len(tex), 1))
