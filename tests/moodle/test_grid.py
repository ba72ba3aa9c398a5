"""Moodle's fractions, against the list and the refusals that were measured."""

from fractions import Fraction

import pytest

from examc.systems.moodle import grid
from moodle import scorer

LEGAL = [
    "100",
    "90",
    "83.33333",
    "80",
    "75",
    "70",
    "66.66667",
    "60",
    "50",
    "40",
    "33.33333",
    "30",
    "25",
    "20",
    "16.66667",
    "14.28571",
    "12.5",
    "11.11111",
    "10",
    "5",
]
REFUSED = [
    "15",
    "35",
    "37.5",
    "45",
    "55",
    "62.5",
    "85",
    "87.5",
    "95",
    "1",
    "2",
    "6.25",
    "8.33333",
    "22.22222",
    "28.57143",
    "42.85714",
]


def test_the_grid_is_the_measured_one() -> None:
    written = {grid.legal_percent(share) for share in grid.GRID}
    assert written == {"0", *LEGAL, *(f"-{text}" for text in LEGAL)}


@pytest.mark.parametrize("text", REFUSED)
def test_nothing_else_is_legal(text: str) -> None:
    for sign in (1, -1):
        assert not grid.is_legal(sign * Fraction(text) / 100)
    with pytest.raises(scorer.Refused):
        scorer.fraction(text)


@pytest.mark.parametrize("share", grid.GRID)
def test_every_percentage_is_within_the_tolerance_of_the_importer(share: Fraction) -> None:
    assert scorer.fraction(grid.legal_percent(share)) == share


@pytest.mark.parametrize("rounded", ["33.33", "66.67", "16.67", "14.29", "83.33", "11.11"])
def test_two_decimals_are_refused_and_never_written(rounded: str) -> None:
    with pytest.raises(scorer.Refused):
        scorer.fraction(rounded)
    assert rounded not in map(grid.legal_percent, grid.GRID)


@pytest.mark.parametrize(
    ("percent", "nearest"),
    [
        ("37.5", "40"),
        ("62.5", "60"),
        ("-200", "-100"),
        ("101", "100"),
        ("2", "0"),
        ("45", "50"),
        ("-45", "-40"),
        ("33.3", "33.33333"),
        ("50", "50"),
    ],
)
def test_the_nearest_share_a_tie_going_to_the_student(percent: str, nearest: str) -> None:
    assert grid.legal_percent(grid.nearest(Fraction(percent) / 100)) == nearest
