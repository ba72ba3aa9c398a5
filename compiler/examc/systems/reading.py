"""What all views share in reading: numbers exactly as written, and the word for what is not known."""

import re
from fractions import Fraction

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,3}))?")


class NotUnderstood(Exception):
    """What a model of a system does not know; the text says what."""


def number(text: str) -> Fraction:
    """Read a number exactly as written, exponents included; raises NotUnderstood."""
    text = text.strip()
    match = _NUMBER.fullmatch(text) if len(text) <= 40 else None
    if match is None or abs(int(match[1] or "0")) > 100:
        raise NotUnderstood(f"{text[:40]!r} is not a number")
    return Fraction(text)
