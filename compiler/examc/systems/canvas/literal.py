"""Accepted answers as the texts and intervals that a file for Canvas can name.

Canvas compares texts letter by letter and knows no patterns, so that a pattern is written out; a
number in a gap is a text as well.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from examc.core import numbers, patternkeys
from examc.core.answers import Choice, Key, Numeric, ShortAnswer
from examc.core.content import plain
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.schemes import ZERO
from examc.core.typedtexts import cleaned

MOST_TEXTS = 50
"""Texts up to which a pattern is written out."""
PLACES = 15
"""Decimals of an end of an interval that has no finite decimal; Canvas keeps doubles."""
_TYPED = 12
"""Decimals of a number without an end as a student would type it."""


def texts(one: AcceptedText) -> tuple[str, ...]:
    """The texts that stand for an accepted one."""
    if one.match is not Match.PATTERN:
        return (cleaned(one.text),)
    found = patternkeys.all_texts(one.text, MOST_TEXTS)
    return found if found else patternkeys.several(one.text)


def text(one: AcceptedNumber) -> str:
    """A number as the text that is expected in a gap."""
    if numbers.is_decimal(one.value):
        return numbers.decimal(one.value)
    return numbers.rounded(one.value, _TYPED)


def gap_texts(key: Key) -> list[tuple[int, str, Fraction]]:
    """The texts for a gap, each with the place of its line in the key, and what that earns."""
    match key:
        case Numeric(accepted=accepted):
            return [(place, text(one), one.points) for place, one in enumerate(accepted)]
        case ShortAnswer(accepted=accepted):
            return text_lines(accepted, [one.points for one in accepted])
        case Choice(options=options):
            return [(place, plain(one.text), one.points) for place, one in enumerate(options)]


def text_lines(
    accepted: Sequence[AcceptedText], marks: Sequence[Fraction]
) -> list[tuple[int, str, Fraction]]:
    """The texts of accepted ones, each with the place of its line, and what that earns."""
    pairs = enumerate(zip(accepted, marks, strict=True))
    return [(place, said, mark) for place, (one, mark) in pairs for said in texts(one)]


def earning(marks: Sequence[Fraction], *, anything: bool = False) -> list[int]:
    """The places of lines that Canvas takes as right: those that earn something.

    `anything`: where nothing earns marks, those that cost none.
    """
    found = [place for place, mark in enumerate(marks) if mark > 0]
    if not found and anything:
        return [place for place, mark in enumerate(marks) if mark == ZERO]
    return found


# -- intervals ------------------------------------------------------------------------------------


def low(value: Fraction) -> Fraction:
    """The lower end of an interval, rounded outward where it has no finite decimal."""
    if numbers.is_decimal(value):
        return value
    unit = 10**PLACES
    return Fraction(floor(value * unit), unit)


def high(value: Fraction) -> Fraction:
    """The upper end likewise."""
    return -low(-value)


def has_middle(one: AcceptedNumber) -> bool:
    """Whether an interval is written as a number and a margin: it is exact, and in the middle."""
    in_middle = one.value - one.low == one.high - one.value
    return in_middle and numbers.is_decimal(one.value) and numbers.is_decimal(one.high)


def interval(one: AcceptedNumber) -> tuple[Fraction, Fraction]:
    """The ends of an interval as they are written."""
    return low(one.low), high(one.high)
