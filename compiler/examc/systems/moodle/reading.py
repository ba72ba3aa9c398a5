"""What Moodle's questions mean in the words of an exam, whichever format of Moodle they stand in.

Moodle XML and GIFT are read by the same rules, so that a question is the same by either.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from examc.core import lazyre
from examc.core.answers import Scoring
from examc.core.keys import Match
from examc.core.schemes import ZERO
from examc.core.typednumbers import Interval

ANY = "*"
"""What Moodle writes for any number, or any text, at all."""
MOST = Fraction(10) ** 100
"""What stands for any number: more than anybody types, and no more digits than Moodle keeps."""
ANY_NUMBER = Interval(-MOST, MOST, Fraction(0))

_STARS = lazyre.compile(r"(?<!\\)\*+")
T = TypeVar("T")


def usual(shares: Iterable[Fraction], points: Fraction, *, single: bool) -> Scoring:
    """How Moodle marks: the sum between 0 and the points, or the one share whatever it is."""
    if not single:
        return Scoring(cap=points)
    found = tuple(shares)
    lowest, highest = min(found, default=ZERO), max(found, default=ZERO)
    return Scoring(floor=None if lowest < 0 else ZERO, cap=None if highest > 1 else points)


def around(value: Fraction, tolerance: Fraction) -> Interval:
    """The numbers that are near enough to an accepted one."""
    half = abs(tolerance)
    return Interval(value - half, value + half, value)


def accepted(text: str) -> tuple[str, Match]:
    """An accepted text, in which `*` stands for any run of characters and `\\*` for a star."""
    raw = _STARS.split(text.strip())
    bits = [" ".join(bit.replace("\\*", "*").split()) for bit in raw]
    if len(bits) == 1:
        return bits[0], Match.TEXT
    if len(bits) == 3 and not bits[0] and not bits[2] and bits[1]:
        return bits[1], Match.CONTAINS
    return ".*".join(map(_pattern, raw)), Match.PATTERN


def _pattern(bit: str) -> str:
    """A text as a pattern; runs of blanks are one blank, as in an answer that is held against it."""
    from examc.core.patternnodes import Literal
    from examc.core.patternspelling import spelled

    words = bit.replace("\\*", "*").split()
    inner = " ".join(words)
    before = " " if bit[:1].isspace() and words else ""
    behind = " " if bit[-1:].isspace() and words else ""
    return spelled(Literal(before + inner + behind))


def without_remark(
    found: Sequence[T], is_any: Callable[[T], bool], share: Callable[[T], Fraction]
) -> tuple[list[T], T | None]:
    """Accepted answers without a last one that takes whatever is typed, for nothing, and that one.

    It is there to comment on all other answers.
    """
    if not found or not is_any(found[-1]) or share(found[-1]) != 0:
        return list(found), None
    return list(found[:-1]), found[-1]
