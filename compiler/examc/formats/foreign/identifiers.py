"""Identifiers of other systems → ids that the source language knows, each once."""

import re
import sys
from collections.abc import Iterable

from examc.core import lazyre
from examc.core.limits import LONGEST_ID, is_id
from examc.formats.foreign.quoting import quoted

_UNSAFE = lazyre.compile(r"[^A-Za-z0-9._-]+")
_ESCAPED = lazyre.compile(r"_x([0-9A-F]{1,6})_")

HELP = "use letters, digits, and . _ - between them, each id once"
"""What to do about an identifier that is not kept."""


def legal(identifier: str) -> str:
    """The identifier, or what remains of it without the characters that no id has; maybe ""."""
    if is_id(identifier):
        return identifier
    return _UNSAFE.sub("-", identifier)[:LONGEST_ID].strip("._-")


def unescaped(text: str) -> str:
    """An identifier of ours with the characters that `_x20_` and the like stand for.

    A number that is no character's stays as it is, since nothing of ours has one.
    """
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_one = code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_one else found[0]


class Ids:
    """The ids of an exam's exercises and items that are taken; letter case tells no two apart.

    Time grows with the number of ids alone, however many are equal.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._order: list[str] = []
        self._counts: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._order)

    def forget(self, count: int) -> None:
        """Give back all ids but the first `count`, since nothing came of what took them."""
        while len(self._order) > count:
            self._taken.remove(self._order.pop())

    def own(self, identifier: str, otherwise: str) -> str:
        """An id that nothing else has, like the identifier as far as can be; now it is taken.

        `otherwise` is what stands for an identifier of which nothing remains.
        """
        start = legal(identifier) or otherwise
        found, number = start, self._counts.get(start.lower(), 1)
        while found.lower() in self._taken:
            number += 1
            found = f"{start[: LONGEST_ID - 1 - len(str(number))]}-{number}"
        self._counts[start.lower()] = number
        self._taken.add(found.lower())
        self._order.append(found.lower())
        return found


def changed(identifier: str, own: str, noun: str = "identifier") -> str:
    """Why an identifier is not the id of what it names, as a message; "" where it is."""
    if own == identifier:
        return ""
    why = "stands twice" if is_id(identifier) else "cannot be an id"
    return f"{noun} {quoted(identifier)} {why}; it becomes {own!r}"


def part_ids(identifiers: Iterable[str]) -> list[str]:
    """The ids of the parts of one question; one that is not legal or stands twice is left out."""
    found: list[str] = []
    taken: set[str] = set()
    for identifier in identifiers:
        is_own = identifier.lower() not in taken and is_id(identifier)
        found.append(identifier if is_own else "")
        taken.add(identifier.lower())
    return found
