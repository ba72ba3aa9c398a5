"""The rules for `^`, `~`, `*` and `$ x $` in running text, where they are not those of Markdown.

- `^…^` raises and `~…~` lowers what has no white space inside (in code and formulas it does not
  count), no digit right behind it and, where a letter stands right behind, nothing but letters
  and digits inside. Comments inside the signs, `^<!--(-->…<!--)-->^`, say that they are meant,
  whatever is inside.
- A star between letters or digits on both sides opens no emphasis.
- `$ x $` with blanks inside is a formula where it can be nothing else.
"""

from typing import NamedTuple

from examc.core import lazyre
from examc.text.markup.signs import BLANK, DOWN, STAR, TILDE, UP, hidden
from examc.text.markup.spans import Token, passages, tokens

_LOOK = lazyre.compile(r"[\^~$]|\w\*+\w")
_FORMULA = lazyre.compile(r"(?<![\\$])\$(?![\s\d$])[^$\n]*(?<![\s\\])\$(?![\w$])")
"""A formula whatever stands around it, if nothing else hides signs and all dollars are of such."""
_HIDING = ("`", "<", "](", "\\(", "\\[")
"""What may hide signs from Markdown, but for formulas between dollars."""
FROM, TO = "<!--(-->", "<!--)-->"
"""Comments that stand inside signs which raise and lower in any case."""
_FIRST_WITHOUT_SPACES = 0x0E00
"""From Thai on, scripts write words without spaces, or emphasis inside them."""


class Raising(NamedTuple):
    """Characters that begin and end what is raised and lowered, in a text that says it so."""

    up: tuple[str, str]
    down: tuple[str, str]


def in_word(char: str) -> bool:
    """Whether a character is a letter or a digit of a script that parts words by spaces."""
    return char.isalnum() and ord(char) < _FIRST_WITHOUT_SPACES


def may_raise(inside: str, behind: str) -> bool:
    """Whether signs with this inside, and this character behind them, raise or lower it.

    That there is no white space inside is seen to by the caller.
    """
    if not inside or (behind.isdigit() and behind.isascii()):
        return False
    return inside.isalnum() or not behind.isalpha()


def mark_signs(lines: list[str], raising: Raising | None = None) -> None:
    """Mark what is raised, and hide the signs that mean nothing, in place.

    With `raising`, these characters are the marks, and `^` and `~` mean nothing.
    """
    if raising is not None:
        table = str.maketrans("".join((*raising.up, *raising.down)), "".join((*UP, *DOWN)))
        lines[:] = [line.translate(table) for line in lines]
    for start, end in passages(lines):
        text = "\n".join(lines[start:end])
        if _has_signs(text):
            lines[start:end] = _Passage(text, own=raising is None).marked().split("\n")


def _has_signs(text: str) -> bool:
    """Whether a paragraph may hold signs that mean something, or must be hidden: a quick look."""
    if "$" in text and not any(sign in text for sign in _HIDING):
        text = _FORMULA.sub("", text)
    return _LOOK.search(text) is not None


class _Passage:
    """The characters of a paragraph, some of which are exchanged."""

    def __init__(self, text: str, *, own: bool) -> None:
        self.text = text
        self.own = own
        self.chars = list(text)
        self.tokens = list(tokens(text))

    def marked(self) -> str:
        """The paragraph with marks, and with the rest hidden."""
        for sign, marks in (("^", UP), ("~", DOWN)):
            if sign in self.text:
                self._raise(sign, marks)
        self._stars()
        for token in self.tokens:
            if token.kind == "blanks":
                self._hide_blanks(token.start + 1, token.end - 1)
            elif token.kind == "money":
                self.chars[token.start] = hidden("$")
        return "".join(self.chars)

    def _hide_blanks(self, start: int, end: int) -> None:
        inside = self.text[start:end]
        first = start + len(inside) - len(inside.lstrip())
        last = start + len(inside.rstrip())
        for offset in (*range(start, first), *range(last, end)):
            self.chars[offset] = BLANK

    # -- what is raised -------------------------------------------------------------------------

    def _raise(self, sign: str, marks: tuple[str, str]) -> None:
        signs = [i for i, token in enumerate(self.tokens) if self._is_one(token, sign)]
        taken: set[int] = set()
        if self.own:
            self._raise_between_comments(signs, marks, taken)
            for first in signs:
                if first not in taken:
                    self._raise_from(first, sign, marks, taken)
        for index in signs:
            if index not in taken and sign == "~":
                self.chars[self.tokens[index].start] = TILDE

    def _is_one(self, token: Token, sign: str) -> bool:
        return token.kind == sign and token.end == token.start + 1

    def _raise_between_comments(
        self, signs: list[int], marks: tuple[str, str], taken: set[int]
    ) -> None:
        opened: list[int] = []
        for index in signs:
            token = self.tokens[index]
            if self.text.startswith(FROM, token.end):
                opened.append(index)
            elif opened and self.text.endswith(TO, 0, token.start):
                self._mark(opened.pop(), index, marks, taken)

    def _raise_from(self, first: int, sign: str, marks: tuple[str, str], taken: set[int]) -> None:
        behind = range(first + 1, len(self.tokens))
        stops = (
            i for i in behind if self.tokens[i].kind == " " or self._is_one(self.tokens[i], sign)
        )
        last = next(stops, None)
        if last is None or self.tokens[last].kind == " " or last in taken:
            return
        start, end = self.tokens[first].end, self.tokens[last].start
        if may_raise(self.text[start:end], self.text[end + 1 : end + 2]):
            self._mark(first, last, marks, taken)

    def _mark(self, first: int, last: int, marks: tuple[str, str], taken: set[int]) -> None:
        for index, mark in zip((first, last), marks, strict=True):
            self.chars[self.tokens[index].start] = mark
            taken.add(index)

    # -- stars ----------------------------------------------------------------------------------

    def _stars(self) -> None:
        """Hide the stars between letters or digits, unless they close what is open."""
        row: list[Token] = []
        for token in self.tokens:
            if token.kind == "*":
                row.append(token)
            elif token.kind == " " and self._begins_row(token):
                self._stars_of(row)
                row = []
        self._stars_of(row)

    def _begins_row(self, space: Token) -> bool:
        """Whether a row of a table begins behind white space."""
        text = self.text
        return text[space.end : space.end + 1] == "|" and "\n" in text[space.start : space.end]

    def _stars_of(self, stars: list[Token]) -> None:
        if not any(map(self._is_in_word, stars)):
            return
        last_close = max((star.start for star in stars if self._may_close(star)), default=-1)
        opened: list[Token] = []
        for star in stars:
            if self._is_in_word(star):
                if opened and self._closes(opened[-1], star, last_close):
                    opened.pop()
                else:
                    self.chars[star.start : star.end] = STAR * (star.end - star.start)
            elif self._may_close(star) and any(_is_like(star, one) for one in opened):
                while not _is_like(star, opened.pop()):
                    pass
            elif self.text[star.end : star.end + 1].strip():
                opened.append(star)

    def _closes(self, first: Token, star: Token, last_close: int) -> bool:
        inside = self.text[first.end : star.start]
        return not any(map(str.isspace, inside)) or last_close < star.start

    def _is_in_word(self, star: Token) -> bool:
        before, after = self.text[star.start - 1 : star.start], self.text[star.end : star.end + 1]
        return bool(before and after) and in_word(before) and in_word(after)

    def _may_close(self, star: Token) -> bool:
        before = self.text[star.start - 1 : star.start] if star.start else ""
        behind = self.text[star.end : star.end + 1] or " "
        return bool(before.strip()) and before not in "([{" and not in_word(behind)


def _is_like(star: Token, other: Token) -> bool:
    return star.end - star.start == other.end - other.start
