"""Identifiers of a package → ids that the source language knows, each once."""

import re

LONGEST = 60  # characters, as the source language has it

_LEGAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def legal(identifier: str) -> str:
    """The identifier, or what remains of it without the characters that no id has; maybe ""."""
    if len(identifier) <= LONGEST and _LEGAL.fullmatch(identifier):
        return identifier
    return _UNSAFE.sub("-", identifier)[:LONGEST].strip("._-")


class Ids:
    """The ids that are taken; letter case does not tell two apart."""

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
        """An id that nothing else has, like the identifier as far as can be; now it is taken."""
        start = legal(identifier) or otherwise
        found, number = start, self._counts.get(start.lower(), 1)
        while found.lower() in self._taken:
            number += 1
            found = f"{start[: LONGEST - 1 - len(str(number))]}-{number}"
        self._counts[start.lower()] = number
        self._taken.add(found.lower())
        self._order.append(found.lower())
        return found


def part_ids(identifiers: list[str]) -> list[str]:
    """The ids of the parts of one question; one that is not legal or stands twice is left out."""
    found: list[str] = []
    taken: set[str] = set()
    for identifier in identifiers:
        is_own = identifier.lower() not in taken and legal(identifier) == identifier
        found.append(identifier if is_own else "")
        taken.add(identifier.lower())
    return found
