"""Responses tried out under two marking schemes, and the search for those that are farthest off."""

from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from itertools import combinations, product
from math import lcm
from typing import TypeAlias, assert_never

from examc.core import schemes
from examc.core.answers import (
    Choice,
)
from examc.core.enumeration import MOST_PAIRS, ends
from examc.core.responses import (
    Places,
    Response,
    alike,
    choose,
    counted,
    counts,
    order,
    picked,
)
from examc.core.schemes import Key, One, Order, Parts, Run, Scheme, Sum, Typing

_MOST_PREFIXES = 4096
_PASSES = 4  # over all options, when the worst response is sought

Points: TypeAlias = int | Fraction
_Mark: TypeAlias = Callable[[Response | None], Points | None]
_Sum: TypeAlias = Callable[[Places], Points]


class Marks:
    """The two marks of each response that was looked at, in units in which all are whole."""

    def __init__(self, asked: Scheme, given: Scheme) -> None:
        self.unit = lcm(*(value.denominator for s in (asked, given) for value in _values(s)))
        self.meant, self.award = _marking(asked, self.unit), _marking(given, self.unit)
        self.both: dict[Response | None, tuple[Points, Points | None]] = {}

    def off(self, response: Response | None) -> Points:
        """How much more than meant a response gets."""
        if response not in self.both:
            meant, awarded = self.meant(response), self.award(response)
            impossible = meant is None and awarded is None
            self.both[response] = meant or 0, 0 if impossible else awarded
        meant, awarded = self.both[response]
        return (0 if awarded is None else awarded) - meant


def seek(choice: Choice, marks: Marks) -> None:
    """Look at the selections that are off most, to either side, where not all were looked at."""
    _Search(choice, marks).run()


class _Search:
    """The search for the selections of options that are off most."""

    def __init__(self, choice: Choice, marks: Marks) -> None:
        self.choice = choice
        self.marks = marks

    def off(self, places: Places) -> Points:
        """How much more than meant a selection gets."""
        return self.marks.off(choose(places))

    def run(self) -> None:
        """Look at the selections by weight, then climb from the ends and from the worst found."""
        for places in self._prefixes():
            self.off(places)
        for sign in (1, -1):
            starts = sorted(ends(self.choice), key=sorted)
            best = max(self.marks.both, key=lambda r: self._badness(r, sign))
            for start in (*starts, picked(best)):
                self._climb(start, sign)

    def _badness(self, response: Response | None, sign: int) -> tuple[Points, int, list[int]]:
        size, places = order(response)
        return sign * self.marks.off(response), -size, places

    def _climb(self, places: Places, sign: int) -> None:
        """Add, leave out and exchange options as long as the mark gets further off."""
        moves = self._moves()
        for _ in range(_PASSES):
            before = places
            for move in moves:
                if sign * self.off(places ^ move) > sign * self.off(places):
                    places ^= move
            if places == before:
                return

    def _moves(self) -> list[Places]:
        places = range(len(self.choice.options))
        moves = [frozenset({place}) for place in places]
        if len(places) <= MOST_PAIRS:
            moves += [frozenset(pair) for pair in combinations(places, 2)]
        return moves

    def _prefixes(self) -> Iterator[Places]:
        """Yield, of the options that the other mark takes for alike, the first ones by weight.

        A system that counts options can only be off most there: of as many options that it takes
        for alike, the most or the least is meant for those of the highest or lowest weights.
        """
        options = self.choice.options
        groups = [
            sorted(group, key=lambda place: options[place].points)
            for group in alike(self._signature(place) for place in range(len(options)))
        ]
        if 2 ** len(groups) * counts(groups) > _MOST_PREFIXES:
            return
        for orders in product(*((group, group[::-1]) for group in groups)):
            yield from counted(orders)

    def _signature(self, place: int) -> Hashable:
        """What the other mark makes of an option alone, and beside the ends."""
        return tuple(self.marks.award(choose(base ^ {place})) for base in ends(self.choice))


def _values(scheme: Scheme) -> Iterator[Fraction]:
    """Yield the numbers of a scheme."""
    match scheme:
        case One(marks):
            yield from marks
        case Sum(weights, floor, cap):
            yield from weights
            yield from (bound for bound in (floor, cap) if bound is not None)
        case Key():
            yield from (scheme.right, scheme.wrong)
        case Typing(keys, floor, cap):
            yield from (key.mark for key in keys)
            yield from (bound for bound in (floor, cap) if bound is not None)
        case Order(size, _, points):
            yield from (points, Fraction(1, size * max(size - 1, 1)))
        case Parts():
            yield from (value for part in scheme.parts for value in _values(part))
            yield from (scheme.points / 2, *scheme.full)
            yield from (bound for bound in (scheme.floor, scheme.cap) if bound is not None)
        case Run():
            pass
        case _:
            assert_never(scheme)


def _marking(scheme: Scheme, unit: int) -> _Mark:
    """The marks of a scheme, times a unit in which its numbers are whole."""

    def whole(value: Fraction) -> int:
        return value.numerator * (unit // value.denominator)

    most = schemes.most_of(scheme)
    match scheme:
        case One(marks):
            alone = [whole(mark) for mark in marks]
            own: _Sum = lambda places: alone[next(iter(places))]
        case Sum():
            own = _summing(scheme, whole)
        case Key():
            key, right, wrong = scheme.key, whole(scheme.right), whole(scheme.wrong)
            own = lambda places: right if places == key else wrong
        case Run() | Typing() | Order() | Parts():
            return lambda response: _times(schemes.award(scheme, response), unit)
        case _:
            assert_never(scheme)

    def mark(response: Response | None) -> Points | None:
        places = picked(response)
        if most and len(places) > most:
            return None
        return own(places) if places else 0

    return mark


def _summing(scheme: Sum, whole: Callable[[Fraction], int]) -> _Sum:
    weights = [whole(weight) for weight in scheme.weights]
    floor = None if scheme.floor is None else whole(scheme.floor)
    cap = None if scheme.cap is None else whole(scheme.cap)

    def own(places: Places) -> int:
        value = sum([weights[place] for place in places])
        if cap is not None and value > cap:
            value = cap
        return floor if floor is not None and value < floor else value

    return own


def _times(mark: Fraction | None, unit: int) -> Fraction | None:
    return None if mark is None else mark * unit
