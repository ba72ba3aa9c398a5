"""Patterns of accepted texts (for the time being by Python's own engine)."""

import re
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Node:
    """A pattern."""

    source: str


@dataclass(frozen=True, slots=True)
class BadPattern:
    """Why a text is no pattern."""

    message: str
    place: int
    help: str


Parsed: TypeAlias = Node | BadPattern


def parse(text: str) -> Parsed:
    """Read a pattern."""
    try:
        re.compile(text)
    except re.error as error:
        return BadPattern(str(error), 0, "")
    return Node(text)
