"""Points as Canvas reads them: decimals, which it keeps as double precision numbers."""

from fractions import Fraction

from examc.core import numbers

PLACES = 15
"""Decimals of a number that has no end; doubles hold no more."""


def number(value: Fraction) -> str:
    """Write points as a decimal: exactly where that can be done, else with 15 decimals."""
    if numbers.is_decimal(value):
        return numbers.decimal(value)
    return numbers.rounded(value, PLACES)


def kept(points: Fraction) -> Fraction:
    """What Canvas keeps of points: a decimal, and nothing below 0."""
    return numbers.value(number(max(points, Fraction(0))))
