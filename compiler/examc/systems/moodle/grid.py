"""Moodle's fractions: the only shares of a question's points that an answer may be worth."""

from bisect import bisect_left
from fractions import Fraction
from functools import lru_cache

from examc.core import numbers
from examc.core.limits import LARGEST_POINTS
from examc.systems.reading import NotUnderstood, number

_POSITIVE = (
    *(Fraction(1, part) for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20)),
    *(Fraction(part, 10) for part in (3, 4, 6, 7, 8, 9)),
    Fraction(2, 3),
    Fraction(3, 4),
    Fraction(5, 6),
)
GRID = tuple(sorted({Fraction(0), *_POSITIVE, *(-share for share in _POSITIVE)}))
"""Every legal share, exactly, from -1 to 1 (question/engine/bank.php, 4.5).

Moodle itself keeps seven decimals of them: 1/3 is 0.3333333. What it stores is taken for the
share that it stands for, since no finer one can be written.
"""

PLACES = 5  # decimals of a percentage: with two (33.33), Moodle refuses the whole file

_TOLERANCE = Fraction(1, 100_000)  # lib/questionlib.php, match_grade_options
_STORED = {numbers.value(numbers.rounded(share, 7)): share for share in GRID}
"""Moodle's fractions as it stores them, and what each of them means."""


def percent(share: Fraction) -> str:
    """A share as a percentage, with the five decimals that Moodle's comparison needs, at most."""
    text = numbers.rounded(share * 100, PLACES)
    return text.rstrip("0").removesuffix(".")


_PERCENT = {share: percent(share) for share in GRID}


def legal_percent(share: Fraction) -> str:
    """The percentage of a share on the grid; raises KeyError for any other share."""
    return _PERCENT[share]


def is_legal(share: Fraction) -> bool:
    """Tell whether Moodle has exactly this share."""
    return share in _PERCENT


def nearest(share: Fraction) -> Fraction:
    """The legal share nearest to a share; of two equally near ones, the one worth more."""
    after = bisect_left(GRID, share)
    if after == len(GRID):
        return GRID[-1]
    if after == 0 or share - GRID[after - 1] >= GRID[after] - share:
        return GRID[after]
    return GRID[after - 1]


def matching(given: Fraction) -> Fraction | None:
    """The share that Moodle takes a fraction for, such as 1/3 for 0.33333; None off the grid."""
    return next((own for stored, own in _STORED.items() if abs(given - stored) < _TOLERANCE), None)


@lru_cache(maxsize=256)
def on_grid(text: str) -> Fraction:
    """The share that a percentage of a file is stored as; "50%" is read as 50.

    Raises NotUnderstood for one that is off the grid.
    """
    share = matching(number(text.removesuffix("%")) / 100)
    if share is None:
        raise NotUnderstood(f"grade {text} does not match grade options")
    return share


@lru_cache(maxsize=256)
def share(percentage: str) -> tuple[Fraction, bool] | None:
    """The share that a percentage means, and whether Moodle has it; None for what is no number.

    Moodle keeps seven decimals of the shares of its grid, so that 33.33333 means 1/3.
    """
    given = numbers.parse_float(percentage.strip().removesuffix("%"))
    if given is None or abs(given) > LARGEST_POINTS:
        return None
    legal = matching(given / 100)
    return (given / 100, False) if legal is None else (legal, True)
