"""Moodle's grid of fractions: the shares of a question's mark that an answer may have."""

from fractions import Fraction

from examc.core import numbers
from examc.systems.player.engine import NotUnderstood, number

TOLERANCE = Fraction(1, 100_000)

_STORED = [
    "100",
    "90",
    "83.3333333",
    "80",
    "75",
    "70",
    "66.6666667",
    "60",
    "50",
    "40",
    "33.3333333",
    "30",
    "25",
    "20",
    "16.6666667",
    "14.2857143",
    "12.5",
    "11.1111111",
    "10",
    "5",
    "0",
]
_MEANT = "1 9/10 5/6 4/5 3/4 7/10 2/3 3/5 1/2 2/5 1/3 3/10 1/4 1/5 1/6 1/7 1/8 1/9 1/10 1/20 0"

EXACT = {
    numbers.value(stored) / 100: numbers.value(meant)
    for stored, meant in zip(_STORED, _MEANT.split(), strict=True)
}
"""What each stored fraction means; it has seven decimals, so a mark is off by 1e-6 at the most."""
GRID = tuple(sorted({sign * share for share in EXACT for sign in (1, -1)}))
"""Every fraction of the default mark that an answer may have, as Moodle stores it."""


def on_grid(text: str) -> Fraction:
    """The share that a fraction is stored as (question/engine/bank.php); "50%" is read as 50.

    Raises NotUnderstood for one that is off the grid.
    """
    given = number(text.removesuffix("%")) / 100
    stored = next((g for g in GRID if abs(given - g) < TOLERANCE), None)
    if stored is None:
        raise NotUnderstood(f"grade {text} does not match grade options")
    return EXACT[abs(stored)] * (-1 if stored < 0 else 1)
