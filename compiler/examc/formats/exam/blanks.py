"""Blanks that word processors and the web paste, made plain where they stand for the language's own.

A no-break space behind `##` or in `- [ ]`, or a zero-width one before them, cannot be told from a
plain one by eye. In words they stay: they say where a line may break.
"""

import re

from examc.core import lazyre

_ODD = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_ANY = lazyre.compile(f"[{_ODD}]")
_BLANK = f"[ \\t{_ODD}]"
_LINE = lazyre.compile(
    rf"^(?:{_BLANK}*(?P<signs>#{{1,6}})(?=[\s\w{_ODD}{{\[(]|$).*|(?:{_BLANK}|>)*[-*+>\d].*)",
    re.MULTILINE,
)
_ENTRY = lazyre.compile(
    rf"(?:[ \t]*>{_BLANK}?)*(?:{_BLANK}*(?:[-*+]|\d{{1,9}}[.)]){_BLANK}+"
    rf"(?:\[[xX]?{_BLANK}?\]{_BLANK}+)?(?:\{{[^{{}}\n]*\}}{_BLANK})?)?"
)
_SIGNS = lazyre.compile(rf"{_BLANK}*#+{_BLANK}?")
_ATTRIBUTES = lazyre.compile(rf'{_BLANK}\{{[#.\w][^{{}}\n"]*(?:"[^"\n]*"[^{{}}\n"]*)*\}}{_BLANK}*$')
_QUOTED = lazyre.compile(rf'"(?:[^"\\\n]|\\.)*"|[{_ODD}]')


def is_unseen(char: str) -> bool:
    """Whether a character is a blank, of whatever width."""
    return char.isspace() or bool(_ANY.match(char))


def plain_spaces(line: str) -> str:
    """A line with a plain space for each blank of another width."""
    return line if line.isascii() else _ANY.sub(" ", line)


def plain_blanks(text: str) -> str:
    """A Markdown source with plain spaces in its labels, and round its signs of lists and headings.

    Each blank is replaced by one space, so that all columns stay.
    """
    return _LINE.sub(_line, text) if _ANY.search(text) else text


def _line(found: re.Match[str]) -> str:
    line = found[0]
    if not _ANY.search(line):
        return line
    if found["signs"] is None:
        return _ENTRY.sub(_plain, line, count=1)
    if len(found["signs"]) == 2:
        return _QUOTED.sub(_unquoted, line)
    return _ATTRIBUTES.sub(_plain, _SIGNS.sub(_plain, line, count=1))


def _plain(found: re.Match[str]) -> str:
    return _QUOTED.sub(_unquoted, found[0])


def _unquoted(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == '"' else " "
