"""Numbers as they stand in a package, exactly; None for what is no number of points."""

import re
from fractions import Fraction
from functools import lru_cache

from examc.core import numbers
from examc.systems.reading import NotUnderstood, number

LARGEST = 10_000
"""The most points, and the heaviest weight, that the source language holds."""

_EXACT = re.compile(r"-?[0-9]{1,90}(?:/[1-9][0-9]{0,89}|\.[0-9]{1,90})?")


@lru_cache(maxsize=1024)
def decimal(text: str | None) -> Fraction | None:
    """Read a float of XML exactly, exponents included."""
    try:
        return None if text is None else number(text)
    except NotUnderstood:
        return None


@lru_cache(maxsize=1024)
def exact(text: str) -> Fraction | None:
    """Read what `numbers.show` wrote, however long."""
    return Fraction(text) if _EXACT.fullmatch(text) else None


def is_held(value: Fraction) -> bool:
    """Whether the source language can say points or a weight."""
    return abs(value) <= LARGEST and is_spelled(value)


def is_spelled(value: Fraction) -> bool:
    """Whether the source language can spell a number."""
    return len(numbers.show(value)) <= numbers.LONGEST
