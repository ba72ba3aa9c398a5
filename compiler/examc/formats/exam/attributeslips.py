"""Slips in an attribute list, `{#id key=value .flag}`: read whole, so that each is told once."""

import re
from collections.abc import Callable
from typing import NamedTuple

from examc.core import lazyre
from examc.formats.exam.vocabulary import ENTRY_ATTRIBUTES, EXERCISE_ATTRIBUTES, attributes

MOST_WORDS = 12  # of a value, that are compared with the names of attributes
KEYS = tuple({*attributes(""), *EXERCISE_ATTRIBUTES, *ENTRY_ATTRIBUTES["options"]})


class Slip(NamedTuple):
    """What is wrong in an attribute list, from the place at hand up to `end`."""

    message: str
    fix: str | None
    """What to write in its place, where that can be told."""
    end: int
    meant: str = ""
    """The number that was meant, where it can be told."""

    @property
    def help(self) -> str:
        """What to do, in words."""
        if self.fix is None:
            return "write #name, or remove the sign"
        return f"write {self.fix.rstrip()}{' and a space' * self.fix.endswith(' ')}"


_KEY = r"(?P<key>[a-z]+)"
_VALUE = r"""(?P<value>"[^"]*"|[^\s"{}=]+)"""
_CURLY = lazyre.compile(_KEY + r"=(?P<value>[“”„‟«»‘’][^{}]{0,200}?[“”‟«»‘’])(?=\s|$)")
_SPACED = lazyre.compile(_KEY + rf"(?:\s+=\s*|=\s+){_VALUE}")
_COLON = lazyre.compile(_KEY + rf":\s*{_VALUE}")
_COMMA = lazyre.compile(r"(?P<word>[^\s\"{},]+),(?=\s|[a-z]+=|#)")
_WORDS = lazyre.compile(_KEY + r"=(?P<value>[^\s\"{}=,]+(?:\s+[^\W\d_][^\s\"{}=#.]*)+)(?=\s|$)")
_NUMBER = r"[\d.,/]*\d%?"
_SIGN = lazyre.compile(rf"(?P<sign>[-+−])\s+(?P<number>{_NUMBER})(?=\s|$)")
_UNIT = lazyre.compile(
    rf"(?P<number>[-+−]?{_NUMBER})\s*(?P<unit>pts?|points?|punt\w*|p)\.?(?=\s|$)", re.IGNORECASE
)
_PERCENT = lazyre.compile(r"(?P<number>[\d.,/]*\d)\s+%(?=\s|$)")
_WEIGHT = lazyre.compile(r"[-+−]?\d+(?:[./]\d+)?%?")
_BRACKETS = lazyre.compile(r"(?P<key>tags|types|allow)=\[(?P<value>[^\]\[\"{}]{0,200})\](?=\s|$)")
_HASH = lazyre.compile(r"#(?=\s|$)")
_NAME = lazyre.compile(r"#(?P<value>[^\s\"{}=]+(?:\s+[^\W\d_][^\s\"{}=#.]*)+)(?=\s|$)")


def _curly(found: re.Match[str]) -> tuple[str, str]:
    written = found["value"][1:-1]
    return "these are no straight quotes", f'{found["key"]}="{written}"'


def _spaced(found: re.Match[str]) -> tuple[str, str]:
    return "an attribute has no spaces round =", f"{found['key']}={found['value']}"


def _colon(found: re.Match[str]) -> tuple[str, str]:
    return "an attribute is written with =, not with a colon", f"{found['key']}={found['value']}"


def _comma(found: re.Match[str]) -> tuple[str, str]:
    return "attributes are parted by spaces, not by commas", f"{found['word']} "


def _words(found: re.Match[str]) -> tuple[str, str]:
    value = " ".join(found["value"].split())
    return "a value of several words needs quotes", f'{found["key"]}="{value}"'


def _name(found: re.Match[str]) -> tuple[str, str]:
    value = "-".join(found["value"].split())
    return "an identifier has no spaces", f"#{value}"


def _brackets(found: re.Match[str]) -> tuple[str, str]:
    words = ", ".join(found["value"].replace(",", " , ").replace(" , ", ",").split(","))
    value = " ".join(words.split())
    return "a list of words has no brackets here", f'{found["key"]}="{value}"'


def _hash(_: re.Match[str]) -> tuple[str, None]:
    return "a name is missing behind #", None


_SLIPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str | None]]], ...] = (
    (_CURLY, _curly),
    (_SPACED, _spaced),
    (_COLON, _colon),
    (_BRACKETS, _brackets),
    (_COMMA, _comma),
    (_HASH, _hash),
    (_WORDS, _words),
    (_NAME, _name),
)


_NUMBERS = (
    (_SIGN, "no space stands behind a sign", "{sign}{number}"),
    (_UNIT, "a number of points has no unit here", "{number}"),
    (_PERCENT, "no space stands before %", "{number}%"),
)


def at(text: str, start: int, end: int) -> Slip | None:
    """The slip that begins at an offset of an attribute list; None where it can be read."""
    for pattern, message, form in _NUMBERS:
        number = pattern.match(text, start, end)
        if number is not None:
            meant = form.format(**number.groupdict())
            return Slip(message, meant, number.end(), meant)
    for pattern, explain in _SLIPS:
        found = pattern.match(text, start, end)
        if found is None or (explain in (_words, _name) and _has_keys(found["value"])):
            continue
        message, written = explain(found)
        number = _WEIGHT.fullmatch(found["word"]) if explain is _comma else None
        return Slip(message, written, found.end(), number[0] if number else "")
    return None


def _has_keys(value: str) -> bool:
    """Whether one of the words behind the first is an attribute of its own, or nearly one."""
    from difflib import get_close_matches

    return any(get_close_matches(word[:60], KEYS, n=1) for word in value.split()[1:MOST_WORDS])
