"""Hides from Markdown what is not Markdown: attribute lists, and what stands in formulas."""

import re
from typing import TypeAlias

from examc.core import lazyre
from examc.text.markup.signs import hidden

_LIST_ITEM = lazyre.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)?(?=\{)")


_RUBRIC = lazyre.compile(r"### *(criteria|levels|answer|pairs|order)\b", re.IGNORECASE)

_BEFORE_TEXT = lazyre.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")


QUOTES = lazyre.compile(r"(?:[ \t]*>)*")


_OPENS_BLOCK = lazyre.compile(r"\s*(?:>|[-+*#\d](?=[-+*#\d.)]*(?:\s|$)))")


Masks: TypeAlias = dict[int, tuple[int, int]]
"""For each line with an attribute list, the offsets of its first character and behind its last."""


def mask_formulas(lines: list[str]) -> None:
    """Hide what begins a line of a display formula, so that no `+` of a sum begins a list."""
    for opening, closing in (("$$", "$$"), ("\\[", "\\]")):
        opened: int | None = None
        for index, line in enumerate(lines):
            if not line.strip(" \t>"):
                opened = None
            elif opened is None and _is_open(line, opening, closing):
                opened = index
            elif opened is not None and _is_open(line, closing, opening):
                _mask_starts(lines, opened, index)
                opened = None


def _is_open(line: str, opening: str, closing: str) -> bool:
    """Whether a line has a delimiter more than it has of the other."""
    if opening not in line:
        return False
    if opening == closing:
        return line.count(opening) % 2 == 1
    return line.count(opening) > line.count(closing)


def _mask_starts(lines: list[str], first: int, last: int) -> None:
    before = _BEFORE_TEXT.match(lines[first])
    quotes = before[0].count(">") if before else 0
    for number in range(first + 1, last + 1):
        _mask_start(lines, number, quotes)


def _mask_start(lines: list[str], number: int, quotes: int) -> None:
    """Hide the character of a line, after so many signs of quotes, that would begin a block."""
    line = lines[number]
    at = 0
    for _ in range(quotes):
        at = line.find(">", at) + 1 or at
    start = _OPENS_BLOCK.match(line, at)
    if start:
        end = start.end()
        lines[number] = line[: end - 1] + hidden(line[end - 1]) + line[end:]


def mask_attributes(lines: list[str], first_line: int) -> Masks:
    """Hide attribute lists of list items, so that no `*` or `$` in them is read as Markdown."""
    masks: Masks = {}
    in_rubric = False
    for index, line in enumerate(lines):
        if line.startswith("#"):
            in_rubric = _RUBRIC.match(line) is not None
        item = _LIST_ITEM.match(line) if "{" in line else None
        if item and (item[2] or (in_rubric and len(item[1]) < 4)):
            end = attributes_end(line, item.end())
            if end:
                masks[first_line + index] = (item.end(), end)
                lines[index] = line[: item.end()] + hidden(line[item.end() : end]) + line[end:]
    return masks


def attributes_end(text: str, start: int) -> int:
    """The offset after the `}` that closes the `{` at `start`; 0 where none does.

    A brace inside double quotes does not count, nor does a quote after a backslash.
    """
    quoted = False
    offset = start + 1
    while offset < len(text):
        char = text[offset]
        if quoted and char == "\\":
            offset += 1
        elif char == '"':
            quoted = not quoted
        elif not quoted and char == "}":
            return offset + 1
        elif not quoted and char == "{":
            return 0
        offset += 1
    return 0
