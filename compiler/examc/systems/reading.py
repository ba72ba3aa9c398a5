"""What all views share in reading: numbers exactly as written, and the word for what is not known."""

from fractions import Fraction

from examc.core import numbers


class NotUnderstood(Exception):
    """What a model of a system does not know; the text says what."""


def number(text: str) -> Fraction:
    """Read a number exactly as written, exponents included; raises NotUnderstood."""
    found = numbers.parse_float(text)
    if found is None:
        raise NotUnderstood(f"{text.strip()[:40]!r} is not a number")
    return found
