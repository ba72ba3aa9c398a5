"""Responses to a question with options, tried out under two marking schemes: all, or a sample.

Where there are too many, those that are farthest off are sought by the structure of the question.
"""

import random
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from itertools import combinations, product
from math import lcm, prod
from typing import TypeAlias, assert_never

from examc.core import schemes
from examc.core.model import ChoiceQuestion
from examc.core.schemes import Chosen, Key, One, Run, Scheme, Sum

MOST_OPTIONS = 12  # up to here every response is tried: 4096 of them
SAMPLE = 1500  # responses drawn beyond that, beside all extremes

_MOST_PAIRS = 24  # options up to which two of them are chosen, or exchanged, in all ways
_MOST_PREFIXES = 4096
_FEW = 16  # responses that are not worth choosing among
_PASSES = 4  # over all options, when the worst response is sought


def possible(question: ChoiceQuestion) -> int:
    """How many responses there are, no answer among them."""
    count = len(question.answer.options)
    return 1 + count if not question.answer.many else 2**count


def responses(question: ChoiceQuestion) -> Iterator[Chosen]:
    """Yield every response, or a sample where there are too many.

    The sample is drawn from the question's own id, so it is the same every time.
    """
    places = range(len(question.answer.options))
    yield frozenset()
    for place in places:
        yield frozenset({place})
    if not question.answer.many:
        return
    if len(places) <= MOST_OPTIONS:
        for size in range(2, len(places) + 1):
            yield from map(frozenset, combinations(places, size))
        return
    yield from _sample(question)


def cover(question: ChoiceQuestion) -> Iterator[Chosen]:
    """Yield responses in which each option stands alone, and beside all that can stand with it."""
    places = range(len(question.answer.options))
    if not question.answer.many or 2 ** len(places) <= _FEW:
        yield from responses(question)
        return
    found = dict.fromkeys([frozenset[int](), *(frozenset({place}) for place in places)])
    for base in _bases(question):
        found |= dict.fromkeys([base, *(base ^ {place} for place in places)])
    yield from found


def _sample(question: ChoiceQuestion) -> Iterator[Chosen]:
    places = range(len(question.answer.options))
    found = set(_bases(question))
    found |= {base ^ {place} for base in _bases(question) for place in places}
    if len(places) <= _MOST_PAIRS:
        found |= {frozenset(pair) for pair in combinations(places, 2)}
    draw = random.Random(question.id)
    for _ in range(SAMPLE):
        found.add(frozenset(i for i in places if draw.random() < 0.5))
    several = (chosen for chosen in found if len(chosen) > 1)
    yield from sorted(several, key=lambda chosen: (len(chosen), sorted(chosen)))


def _bases(question: ChoiceQuestion) -> tuple[Chosen, ...]:
    """The responses at the ends: nothing, everything, all that earn or do not, right and wrong."""
    everything = frozenset(range(len(question.answer.options)))
    gains = frozenset(i for i in everything if question.answer.options[i].points > 0)
    key = frozenset(i for i in everything if question.answer.options[i].correct)
    return frozenset(), everything, gains, everything - gains, key, everything - key


# -- the worst of too many responses --------------------------------------------------------------


Points: TypeAlias = int | Fraction
_Mark: TypeAlias = Callable[[Chosen], Points | None]


class Marks:
    """The two marks of each response that was looked at, in units in which all are whole."""

    def __init__(self, question: ChoiceQuestion, asked: Scheme, given: Scheme) -> None:
        self.question = question
        self.unit = lcm(*(value.denominator for s in (asked, given) for value in _values(s)))
        self.meant, self.award = _marking(asked, self.unit), _marking(given, self.unit)
        self.both: dict[Chosen, tuple[Points, Points | None]] = {}

    def off(self, chosen: Chosen) -> Points:
        """How much more than meant a response gets."""
        if chosen not in self.both:
            meant, awarded = self.meant(chosen), self.award(chosen)
            impossible = meant is None and awarded is None
            self.both[chosen] = meant or 0, 0 if impossible else awarded
        meant, awarded = self.both[chosen]
        return (0 if awarded is None else awarded) - meant

    def seek(self) -> None:
        """Look at the responses that are off most, to either side."""
        for chosen in self._prefixes():
            self.off(chosen)
        for sign in (1, -1):
            ends = sorted(_bases(self.question), key=sorted)
            best = max(self.both, key=lambda c: (sign * self.off(c), -len(c), sorted(c)))
            for start in (*ends, best):
                self._climb(start, sign)

    def _climb(self, chosen: Chosen, sign: int) -> None:
        """Add, leave out and exchange options as long as the mark gets further off."""
        moves = self._moves()
        for _ in range(_PASSES):
            before = chosen
            for move in moves:
                if sign * self.off(chosen ^ move) > sign * self.off(chosen):
                    chosen ^= move
            if chosen == before:
                return

    def _moves(self) -> list[Chosen]:
        places = range(len(self.question.answer.options))
        moves = [frozenset({place}) for place in places]
        if len(places) <= _MOST_PAIRS:
            moves += [frozenset(pair) for pair in combinations(places, 2)]
        return moves

    def _prefixes(self) -> Iterator[Chosen]:
        """Yield, of the options that the other mark takes for alike, the first ones by weight.

        A system that counts options can only be off most there: of as many options that it takes
        for alike, the most or the least is meant for those of the highest or lowest weights.
        """
        alike: dict[Hashable, list[int]] = {}
        for place in range(len(self.question.answer.options)):
            alike.setdefault(self._signature(place), []).append(place)
        groups = [
            sorted(g, key=lambda i: self.question.answer.options[i].points) for g in alike.values()
        ]
        if 2 ** len(groups) * prod(len(group) + 1 for group in groups) > _MOST_PREFIXES:
            return
        for orders in product(*((group, group[::-1]) for group in groups)):
            for sizes in product(*(range(len(group) + 1) for group in groups)):
                pairs = zip(orders, sizes, strict=True)
                yield frozenset(place for group, size in pairs for place in group[:size])

    def _signature(self, place: int) -> Hashable:
        """What the other mark makes of an option alone, and beside the ends."""
        return tuple(self.award(base ^ {place}) for base in _bases(self.question))


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
            own: _Mark = lambda chosen: alone[next(iter(chosen))]
        case Sum():
            own = _summing(scheme, whole)
        case Key():
            key, right, wrong = scheme.key, whole(scheme.right), whole(scheme.wrong)
            own = lambda chosen: right if chosen == key else wrong
        case Run():
            return lambda chosen: _times(schemes.award(scheme, chosen), unit)
        case _:
            assert_never(scheme)
    return lambda chosen: None if most and len(chosen) > most else own(chosen) if chosen else 0


def _summing(scheme: Sum, whole: Callable[[Fraction], int]) -> _Mark:
    weights = [whole(weight) for weight in scheme.weights]
    floor = None if scheme.floor is None else whole(scheme.floor)
    cap = None if scheme.cap is None else whole(scheme.cap)

    def own(chosen: Chosen) -> int:
        value = sum([weights[place] for place in chosen])
        if cap is not None and value > cap:
            value = cap
        return floor if floor is not None and value < floor else value

    return own


def _times(mark: Fraction | None, unit: int) -> Fraction | None:
    return None if mark is None else mark * unit
