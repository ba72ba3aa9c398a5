"""How Canvas Classic marks what is typed, and what has several parts (measured on its scorer).

Every accepted answer earns all the points, or all of its part; parts share the points equally, and
a wrong one costs nothing.
"""

from collections.abc import Sequence
from fractions import Fraction

from examc.core import typednumbers
from examc.core.answers import Rule
from examc.core.records import Record
from examc.core.responses import Filled, Ordered, Response, Typed, choose
from examc.core.schemeforms import ZERO, NumberKey, One, Parts, Reading, Run, Scheme, Typing
from examc.core.schemes import award

_BLANKS = " \t\n\v\f\r\0"
"""What Ruby's `strip` takes from the ends of a text."""


def number(text: str) -> Fraction:
    """What is typed as a number: what is none counts as 0, whatever it is."""
    found = typednumbers.typed(text)
    return ZERO if found is None else found


NUMBERS = Reading("numbers of Canvas Classic", number, lambda text: text.strip(_BLANKS))


def folded(text: str) -> str:
    """A text as it is compared: without blanks at its ends, each letter in its small form."""
    return "".join(map(str.lower, text.strip(_BLANKS)))


class Digits(Record, frozen=True):
    """A number of which so many significant digits count, the rest being cut off."""

    value: Fraction
    digits: int

    @property
    def unit(self) -> Fraction:
        """The value of the last digit that counts."""
        return Fraction(10) ** (magnitude(self.value) - self.digits + 1)

    def holds(self, given: Fraction) -> bool:
        """Whether a number has the same sign and the same digits."""
        if given * self.value <= 0:
            return given == self.value
        return abs(given) // self.unit == abs(self.value) // self.unit


def magnitude(value: Fraction) -> int:
    """The place of the first significant digit of a number other than 0: 2 for 314, -2 for 0.03."""
    size = abs(value)
    place = len(str(size.numerator)) - len(str(size.denominator))
    return place if size >= Fraction(10) ** place else place - 1


# -- schemes --------------------------------------------------------------------------------------


def of_numbers(accepted: Sequence[tuple[Fraction, Fraction]], points: Fraction) -> Typing:
    """How a number is marked: within any of these ends, both of them included."""
    keys = tuple(NumberKey(low, high, points) for low, high in accepted)
    return Typing(keys, reading=NUMBERS)


def of_texts(accepted: Sequence[tuple[str, Fraction]]) -> Run:
    """How a text is marked: as the first accepted one that is the same, each with its mark."""
    marks: dict[str, Fraction] = {}
    for text, mark in accepted:
        marks.setdefault(folded(text), mark)
    marks.pop("", None)

    def own(response: Response | None) -> Fraction | None:
        if not isinstance(response, Typed):
            return None if response is not None else ZERO
        return marks.get(folded(response.text), ZERO)

    return Run(0, own)


def of_one(right: Sequence[bool], share: Fraction) -> One:
    """How one choice out of several is marked."""
    return One(tuple(share if is_right else ZERO for is_right in right))


def equal(parts: Sequence[Scheme], points: Fraction, rule: Rule = Rule.SUM) -> Parts:
    """Parts that are marked on their own, each worth an equal share of the points."""
    return Parts(tuple(parts), (share(points, len(parts)),) * len(parts), points, rule)


def share(points: Fraction, parts: int) -> Fraction:
    """What each of several parts is worth."""
    return points / max(parts, 1)


def of_sides(rights: Sequence[str], keys: Sequence[int | None], points: Fraction) -> Parts:
    """How left sides are marked whose right ones have these places (None: there is none).

    A right side whose text is that of the right one counts as well.
    """
    each = share(points, len(keys))
    wanted = [None if key is None else rights[key] for key in keys]
    return equal([of_one([text == own for text in rights], each) for own in wanted], points)


def of_places(keys: Sequence[int], points: Fraction) -> Run:
    """How a matching of the numbers 1, 2 and so on with items is marked.

    `keys` are the places, among the items that are shown, of the right ones. It takes an order of
    the items, or a choice for each number.
    """
    each, size = share(points, len(keys)), len(keys)
    parts = equal([of_one([at == key for at in range(size)], each) for key in keys], points)

    def own(response: Response | None) -> Fraction | None:
        if not isinstance(response, Ordered):
            return award(parts, response)
        chosen = [choose((keys[item],)) for item in response.items]
        return award(parts, Filled((*chosen, *((None,) * (size - len(chosen))))))

    return Run(0, own)
