"""Formulas in running text, told by their delimiters: `\\(…\\)`, `\\[…\\]` and `$$…$$`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from examc.core import lazyre

_OPENING = lazyre.compile(r"\\\(|\\\[|\$\$")
_CLOSING = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_STEP = lazyre.compile(r"\\.|[{}%\n]|\$\$", re.DOTALL)


class Formula(NamedTuple):
    """What stands between two delimiters, `written` with them."""

    tex: str
    display: bool
    written: str


class Unclosed(NamedTuple):
    """A delimiter that begins a formula without an end; what follows is no formula."""

    opening: str
    text: str


def pieces(text: str) -> Iterator[str | Formula | Unclosed]:
    """Yield a text in parts: characters, and the formulas between them.

    As KaTeX finds them: the first delimiter of a text opens, and where one is never closed, all
    that follows is characters.
    """
    at = 0
    while opening := _OPENING.search(text, at):
        end = _end(text, opening.end(), _CLOSING[opening[0]])
        if end < 0:
            yield text[at : opening.start()]
            yield Unclosed(opening[0], text[opening.start() :])
            return
        yield text[at : opening.start()]
        at = end + 2
        written = text[opening.start() : at]
        yield Formula(written[2:-2], opening[0] != "\\(", written)
    yield text[at:]


def _end(text: str, start: int, closing: str) -> int:
    """The offset of the delimiter that closes a formula, outside of braces; -1 without one.

    Unlike KaTeX, a brace after `%` does not count, as it does not in TeX.
    """
    level = 0
    comment = False
    for step in _STEP.finditer(text, start):
        token = step[0]
        if token == closing and level <= 0:
            return step.start()
        if comment:
            comment = not token.endswith("\n")
        elif token == "%":
            comment = True
        elif token == "{":
            level += 1
        elif token == "}":
            level -= 1
    return -1
