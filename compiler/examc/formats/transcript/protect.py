"""Hides from Markdown what is no markup in a printed text, one character for one.

A transcript comes from a page, so `<` or a lone `$` are the author's own characters. Each is
replaced by a spare one, which the text does not have, and put back after parsing; so all columns
stay as they are. What has to disappear (the spaces that the print adds around formulas, tags
without words) becomes a spare character too, and is taken out after parsing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from examc.core import lazyre
from examc.core.records import Mutable, Record, field
from examc.text.markup import Raising

_SPARE = range(0x2E00, 0x2E5E)  # punctuation of old manuscripts: Markdown sees punctuation
_TOKEN = lazyre.compile(r"\\.|`+|\$+|<", re.DOTALL)
_TAG = lazyre.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,200})?/?>|<!--[^<>]{0,200}-->")
_ADDRESS = lazyre.compile(r"<(?:https?://|mailto:)[^<>\s]{1,500}>")
_BOX = lazyre.compile(r"^((?:\s|>)*(?:[-*+]|[0-9]{1,9}[.)])\s+)\[(?=[ xX]\]\s)", re.MULTILINE)
_REFERENCE = lazyre.compile(r"^( {0,3})\[(?=[^\]\n]{1,300}\]:)", re.MULTILINE)
_BULLET = lazyre.compile(r"[\s>]*(?:[-*+]|[0-9]{1,9}[.)])?")
_TEX = lazyre.compile(r"[\\^_={}]")
_FORMULA = lazyre.compile(r"(?<![\\$])\$(?![\s$])[^$\n]+\$(?!\$)")
_OPENS = lazyre.compile(r"[A-Za-z\\{(\[|]")


class Spare(Record, frozen=True):
    """Characters that a transcript does not have, each standing for something."""

    drop: str
    line_break: str
    signs: dict[str, str]
    raising: Raising

    @property
    def hidden(self) -> frozenset[str]:
        """All of them that are still in the text when it is parsed."""
        return frozenset((self.drop, self.line_break, *self.signs.values()))

    def table(self) -> dict[int, str | None]:
        """For `str.translate`: puts the signs back and takes out what disappears."""
        back: dict[int, str | None] = {ord(spare): sign for sign, spare in self.signs.items()}
        back[ord(self.drop)] = None
        return back


def spare(text: str) -> Spare:
    """Choose characters that a text does not have; raises StopIteration for one that has all."""
    used = set(text)
    free = (chr(code) for code in (*_SPARE, *range(0xE000, 0xF8FF)) if chr(code) not in used)
    signs = {sign: next(free) for sign in "<$[.)-+*"}
    raising = Raising((next(free), next(free)), (next(free), next(free)))
    return Spare(next(free), next(free), signs, raising)


def is_padded(lines: Iterable[str]) -> bool:
    """Tell whether the print puts one more space on each side of every formula in a line.

    It does so where no formula stands close to a letter or sign, some have two spaces, and none
    has single spaces between two words.
    """
    double = False
    for line in lines:
        if "$" not in line or line.lstrip().startswith("$$"):
            continue
        for found in _FORMULA.finditer(line):
            before, after = line[: found.start()][-2:], line[found.end() :][:2]
            if before[-1:].strip(" *_") or after[:1].strip(" *_"):
                return False
            if len(before + after) == 4 and before[0].isalnum() and after[1].isalnum():
                return False
            double = double or "  " in (before, after)
    return double


class Protected(Mutable):
    """A paragraph ready for Markdown, and the offsets of what was odd in it."""

    text: str
    tags: list[tuple[int, str]] = field(default_factory=list)
    open_formulas: list[int] = field(default_factory=list)


def protect(text: str, spare: Spare, *, padded: bool) -> Protected:
    """Hide what is no markup in a paragraph (lines without an empty one between them)."""
    return _Protector(text, spare).run(padded)


class _Protector:
    def __init__(self, text: str, spare: Spare) -> None:
        self.text = text
        self.spare = spare
        self.chars = list(text)
        self.found = Protected(text)
        self.formulas: list[tuple[int, int]] = []
        self.ticks: dict[int, list[int]] = {}
        for run in re.finditer("`+", text):
            self.ticks.setdefault(len(run[0]), []).append(run.start())
        self.more_displays = True

    def run(self, padded: bool) -> Protected:
        """Hide all of it."""
        for pattern in (_BOX, _REFERENCE):
            for found in pattern.finditer(self.text):
                self.chars[found.end() - 1] = self.spare.signs["["]
        at = 0
        while token := _TOKEN.search(self.text, at):
            at = self._token(token[0], token.start(), token.end())
        if padded:
            self._unpad()
        self.found.text = "".join(self.chars)
        return self.found

    def _token(self, token: str, start: int, end: int) -> int:
        """Deal with one token; the offset where to go on."""
        match token[0]:
            case "`":
                return self._code_end(len(token), end)
            case "$":
                return self._dollars(len(token), start, end)
            case "<":
                return self._angle(start)
            case _:
                return end

    def _hide(self, start: int, end: int) -> None:
        for offset in range(start, end):
            self.chars[offset] = self.spare.signs[self.text[offset]]

    def _drop(self, start: int, end: int) -> None:
        self.chars[start:end] = self.spare.drop * (end - start)

    def _code_end(self, length: int, end: int) -> int:
        runs = self.ticks.get(length, [])
        index = bisect_left(runs, end)
        return runs[index] + length if index < len(runs) else end

    # -- formulas -------------------------------------------------------------------------------

    def _dollars(self, length: int, start: int, end: int) -> int:
        if length == 2:
            close = self.text.find("$$", end) if self.more_displays else -1
            if close >= 0:
                return close + 2
            self.more_displays = False
        elif length == 1:
            close = self._closing(end)
            if close >= 0:
                self.formulas.append((start, close + 1))
                return close + 1
        self._hide(start, end)
        if _OPENS.match(self.text, end):
            self.found.open_formulas.append(start)
        return end

    def _closing(self, start: int) -> int:
        """The offset of the sign that closes a formula in the line; -1 where there is none."""
        close = self.text.find("$", start)
        while close > 0 and self.text[close - 1] == "\\":
            close = self.text.find("$", close + 1)
        if close <= start or self.text[close + 1 : close + 2].isdigit():
            return -1
        inner = self.text[start:close]
        stripped = inner.strip()
        first, last = inner[0].isspace(), inner[-1].isspace()
        if first or last:
            if not (first and last and (_TEX.search(stripped) or len(stripped) == 1)):
                return -1
            lead = len(inner) - len(inner.lstrip())
            self._drop(start, start + lead)
            self._drop(start + lead + len(stripped), close)
        return close

    def _unpad(self) -> None:
        """Take out the one space that the print adds on each side of a formula."""
        ends = [0, *(end for _, end in self.formulas)]
        starts = [*(start for start, _ in self.formulas), len(self.text)]
        for index, (start, end) in enumerate(zip(ends, starts, strict=True)):
            after_one, before_one = index > 0, index < len(self.formulas)
            between = self.text[start:end]
            if after_one and before_one and not between.strip(" "):
                self._drop(start + max(len(between) - 2, 1), end)  # one stays between two formulas
                continue
            if after_one and between.startswith(" ") and between[1:2] not in ("", "\n"):
                self._drop(start, start + 1)
            if before_one and self._is_padding(between, end):
                self._drop(end - 1, end)

    def _is_padding(self, between: str, end: int) -> bool:
        """Whether the print has put the space before a formula there; no word runs into one."""
        in_text = between.endswith(" ") and not between[-2:-1].isalnum()
        return in_text and not self._begins_line(end - 1)

    def _begins_line(self, offset: int) -> bool:
        """Whether nothing but a bullet stands before an offset in its line."""
        line = self.text.rfind("\n", 0, offset) + 1
        return (
            _BULLET.fullmatch(self.text[line:offset]) is not None if offset < line + 20 else False
        )

    # -- tags -----------------------------------------------------------------------------------

    def _angle(self, start: int) -> int:
        address = _ADDRESS.match(self.text, start)
        if address:
            return address.end()
        tag = _TAG.match(self.text, start)
        if tag is None:
            self._hide(start, start + 1)
            return start + 1
        name = tag[0].lower()
        if name.rstrip("/> ") == "<br":
            self._drop(start, tag.end())
            self.chars[start] = self.spare.line_break
        elif name == "<sup>":
            return self._raised(start, tag.end(), self.spare.raising.up, "</sup>")
        elif name == "<sub>":
            return self._raised(start, tag.end(), self.spare.raising.down, "</sub>")
        elif name.startswith(("<span", "</span")):
            self._drop(start, tag.end())
        else:
            self.found.tags.append((start, tag[0]))
            self._hide(start, start + 1)
            return start + 1
        return tag.end()

    def _raised(self, start: int, end: int, marks: tuple[str, str], closing: str) -> int:
        """Make a raised or lowered word of one without markup; anything else stays a tag."""
        close = self.text.find(closing, end, end + 200)
        inner = self.text[end:close] if close >= 0 else ""
        if not inner or re.search(r"[\s<>^~$`\\*_]", inner):
            self.found.tags.append((start, self.text[start:end]))
            self._hide(start, start + 1)
            return start + 1
        for mark, at, stop in zip(marks, (start, close), (end, close + len(closing)), strict=True):
            self._drop(at, stop)
            self.chars[at] = mark
        return close + len(closing)
