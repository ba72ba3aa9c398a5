"""Points as Canvas reads them: decimals, which it keeps as double precision numbers."""

from fractions import Fraction

from examc import numbers

PLACES = 15
"""Decimals of a number that has no end; doubles hold no more."""


def number(value: Fraction) -> str:
    """Write points as a decimal: exactly where that can be done, else with 15 decimals."""
    if numbers.is_decimal(value):
        return numbers.decimal(value)
    return numbers.rounded(value, PLACES)


def is_exact(value: Fraction) -> bool:
    """Whether Canvas keeps points as they are: no fraction without end, and nothing below 0."""
    return numbers.is_decimal(value) and value >= 0
