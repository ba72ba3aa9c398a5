"""Numbers as they stand in Moodle XML, exactly: points, percentages, fractions of the grid."""

import re
from fractions import Fraction
from functools import lru_cache

from examc.core import numbers
from examc.systems.moodle import grid

_LONG = re.compile(r"-?[0-9]{1,90}(?:/[1-9][0-9]{0,89}|\.[0-9]{1,90})?")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9])?")


def exact(text: str) -> Fraction | None:
    """Read what `numbers.show` wrote, however long; None for all else."""
    value = numbers.parse(text)
    if value is None and _LONG.fullmatch(text):
        return Fraction(text)
    return value


def decimal(text: str) -> Fraction | None:
    """Read a number as PHP does, `.5` and `1.` and `5e-1` too; None for all else."""
    return Fraction(text) if _DECIMAL.fullmatch(text) else None


@lru_cache(maxsize=256)
def share(percentage: str) -> tuple[Fraction, bool] | None:
    """The share that a percentage means, and whether Moodle has it; None for what is no number.

    Moodle keeps seven decimals of the shares of its grid, so that 33.33333 means 1/3.
    """
    given = decimal(percentage.strip().removesuffix("%").rstrip())
    if given is None:
        return None
    legal = grid.matching(given / 100)
    return (given / 100, False) if legal is None else (legal, True)
