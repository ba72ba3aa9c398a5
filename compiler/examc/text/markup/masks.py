"""Hides from Markdown what is not Markdown: attribute lists, and what stands in formulas."""

import re
from typing import TypeAlias

MASK = "\x1a"  # stands for the characters of an attribute list while Markdown is parsed


_LIST_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)?(?=\{)")


_RUBRIC = re.compile(r"### *(criteria|levels)\b", re.IGNORECASE)


_BEFORE_TEXT = re.compile(r"[ \t>*+.)0-9-]*")


QUOTES = re.compile(r"(?:[ \t]*>)*")


_OPENS_BLOCK = re.compile(r"\s*(?:>|[-+*#\d](?=[-+*#\d.)]*(?:\s|$)))")


Masks: TypeAlias = dict[int, tuple[int, int]]
"""For each line that was changed, the offsets of the characters that a mask stands for."""


def mask_formulas(lines: list[str], first_line: int) -> Masks:
    """Hide what begins a line of a display formula, so that no `+` of a sum begins a list."""
    masks: Masks = {}
    opened: int | None = None
    for index, line in enumerate(lines):
        if not line.strip(" \t>"):
            opened = None
        elif line.count("$$") % 2 and opened is None:
            opened = index
        elif line.count("$$") % 2 and opened is not None:
            before = _BEFORE_TEXT.match(lines[opened])
            quotes = before[0].count(">") if before else 0
            for number in range(opened + 1, index + 1):
                _mask_start(lines, number, quotes, first_line, masks)
            opened = None
    return masks


def _mask_start(lines: list[str], number: int, quotes: int, first_line: int, masks: Masks) -> None:
    """Hide the character of a line, after so many signs of quotes, that would begin a block."""
    line = lines[number]
    at = 0
    for _ in range(quotes):
        at = line.find(">", at) + 1 or at
    start = _OPENS_BLOCK.match(line, at)
    if start:
        masks[first_line + number] = (start.end() - 1, start.end())
        lines[number] = line[: start.end() - 1] + MASK + line[start.end() :]


def mask_attributes(lines: list[str], first_line: int, masks: Masks) -> list[str]:
    """Hide attribute lists of list items, so that no `*` or `$` in them is read as Markdown."""
    masked = []
    in_rubric = False
    for number, line in enumerate(lines, first_line):
        if line.startswith("#"):
            in_rubric = _RUBRIC.match(line) is not None
        item = _LIST_ITEM.match(line) if "{" in line else None
        if item and (item[2] or (in_rubric and len(item[1]) < 4)):
            end = attributes_end(line, item.end())
            if end:
                masks[number] = (item.end(), end)
                line = line[: item.end()] + MASK * (end - item.end()) + line[end:]
        masked.append(line)
    return masked


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
