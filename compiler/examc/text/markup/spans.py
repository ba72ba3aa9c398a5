"""The tokens of running text: what is code, a formula or an address, and the signs between them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from examc.core import lazyre

_FENCE = lazyre.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})")
_OPENS = lazyre.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|#{1,6}(?:[ \t]|$))")
_BLANK = lazyre.compile(r"[ \t>]*$")
_TOKEN = lazyre.compile(
    r"""
    \\\(|\\\[
  | \\[!-/:-@\[-`{-~]
  | `+
  | \$\$?
  | <!--
  | <[A-Za-z][^<>\s]*[:@][^<>\s]*>
  | \]\((?:<(?:[^<>\n\\]|\\.)*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s+"(?:[^"\\]|\\.)*"\))?
  | \*+ | \^+ | ~+
  | \s+
    """,
    re.VERBOSE,
)
_CLOSING = {"\\(": "\\)", "\\[": "\\]", "$$": "$$", "<!--": "-->"}
_MACRO = lazyre.compile(r"\\[A-Za-z]+|\\[^A-Za-z]")
_TEX = lazyre.compile(r"[\\^_={}<>]")
_MONEY = lazyre.compile(
    r"\d[\d.,]*(?:/\w+)?(?:[,;] |\s+(?:and|or|to|for|per|in|on|a|en|of|tot|voor|und|oder|bis|für|et|ou|pour|y|o)\s)"
)
"""A sum and what goes on behind it: a formula goes on with signs."""
_WORDS = lazyre.compile(r"[^\W\d_]{2,}[ \t]+(?:[^\W\d_]{2,}|\d)|\d[ \t]+[^\W\d_]{2,}")
_LETTERS = lazyre.compile(r"[-A-Za-z0-9+*/().,|!' \t]+")


class Token(NamedTuple):
    """A piece of running text: "*", "^", "~", " ", "comment", or "" for what holds no signs.

    A formula written as `$ x $` is "blanks": the white space inside its dollars says nothing. A
    dollar of a sum of money, as in `$6, US$ 5`, is "money".
    """

    kind: str
    start: int
    end: int


def passages(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line, and the one behind the last, of each piece that may be a paragraph."""
    fence = ""
    start = 0
    for number, line in enumerate(lines):
        if fence:
            inner = line.strip(" \t>")
            if len(inner) >= len(fence) and not inner.strip(fence[0]):
                fence = ""
            start = number + 1
            continue
        opened = _FENCE.match(line) if "`" in line or "~" in line else None
        if opened is not None:
            yield start, number
            fence, start = opened[1], number + 1
        elif _BLANK.match(line):
            yield start, number
            start = number + 1
        elif _OPENS.match(line):
            yield start, number
            start = number
    yield start, len(lines)


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a paragraph in order; words between them are not among these."""
    return _Tokens(text).read()


class _Tokens:
    """Reads a paragraph from sign to sign; what ends nowhere is looked for once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()
        self.ticks: dict[int, list[int]] = {}

    def read(self) -> Iterator[Token]:
        """Yield the tokens."""
        at = 0
        while found := _TOKEN.search(self.text, at):
            token = self._token(found[0], found.start(), found.end())
            yield token
            at = token.end

    def _token(self, sign: str, start: int, end: int) -> Token:
        if sign.isspace():
            return Token(" ", start, end)
        match sign[0]:
            case "*" | "^" | "~":
                return Token(sign[0], start, end)
            case "`":
                return Token("", start, self._code_end(len(sign), end))
            case "$" if sign == "$":
                return self._dollars(start)
        if sign not in _CLOSING:
            return Token("", start, end)
        kind = "comment" if sign == "<!--" else ""
        return Token(kind, start, self._closed(_CLOSING[sign], end))

    def _closed(self, closing: str, end: int) -> int:
        """The offset behind a sign that closes; `end` where there is none."""
        found = -1 if closing in self.missing else self.text.find(closing, end)
        if found < 0:
            self.missing.add(closing)
            return end
        return found + len(closing)

    def _code_end(self, length: int, end: int) -> int:
        if not self.ticks:
            for run in re.finditer("`+", self.text):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        runs = self.ticks.get(length, [])  # a backslash may take one out of a run
        index = bisect_left(runs, end)
        return runs[index] + length if index < len(runs) else end

    def _dollars(self, start: int) -> Token:
        """A formula between single dollars, or a dollar that is a sign."""
        text = self.text
        close = text.find("$", start + 1)
        while close > 0 and _is_escaped(text, close):
            close = text.find("$", close + 1)
        kind = _kind_of_formula(text, start, close) if close > start + 1 else None
        if kind is not None:
            return Token(kind, start, close + 1)
        return Token("money" if text[start + 1 : start + 2].isdigit() else "", start, start + 1)


def _kind_of_formula(text: str, start: int, close: int) -> str | None:
    """The kind of the token between two dollars; None where it is no formula."""
    inside, after = text[start + 1 : close], text[close + 1 : close + 2]
    if not (inside[0].isspace() or inside[-1].isspace()):
        is_sum = _MONEY.match(inside) is not None and not _TEX.search(inside)
        return None if is_sum or after.isdigit() else ""
    before = text[max(start - 1, 0) : start]
    alone = not (before.isalnum() or after.isalnum() or before == "$" or after in ("$", "\\"))
    if alone and "\n" not in inside and is_formula(inside.strip()):
        return "blanks"
    return None


def _is_escaped(text: str, at: int) -> bool:
    first = at
    while first and text[first - 1] == "\\":
        first -= 1
    return (at - first) % 2 == 1


def is_formula(inside: str) -> bool:
    """Whether what stands between dollars and blanks can be nothing but a formula."""
    words = _MACRO.sub(" ", re.sub(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}", "x", inside))
    if _TEX.search(inside):
        return _WORDS.search(words) is None
    longest = max(map(len, re.findall(r"[A-Za-z]+", inside)), default=0)
    return longest == 1 and _LETTERS.fullmatch(inside) is not None
