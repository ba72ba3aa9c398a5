"""Marks every response to a choice question twice, and tells how far the two marks are apart.

Where there are too many responses, a sample is compared; the worst response of all is then sought
by the structure of the question, since a random sample would hardly ever contain it.
"""

import random
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import TypeAlias

from examc.core.diagnostics import listed
from examc.core.model import ChoiceQuestion
from examc.core.numbers import is_decimal, rounded, show
from examc.core.scoring import mark
from examc.proof.arrival import ROUNDING, Answer, option_letter
from examc.systems.view import Chosen

MOST_OPTIONS = 12  # up to here every response is tried: 4096 of them
SAMPLE = 1500  # responses drawn beyond that, beside all extremes

_MOST_PAIRS = 24  # options up to which two of them are chosen, or exchanged, in all ways
_MOST_PREFIXES = 4096
_PASSES = 4  # over all options, when the worst response is sought

Award: TypeAlias = Callable[[Chosen], Fraction | None]
"""The other mark of a response; None where it cannot be given any more."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A response whose mark differs; `awarded` is None where students cannot give the response."""

    chosen: tuple[int, ...]
    meant: Fraction
    awarded: Fraction | None

    @property
    def size(self) -> Fraction:
        """How many points it is off."""
        return abs(self.meant - (self.awarded if self.awarded is not None else Fraction(0)))

    def words(self) -> str:
        """`a student who chooses A and C gets 1 instead of 0.5`."""
        letters = listed([option_letter(place) for place in self.chosen])
        who = f"a student who chooses {letters or 'nothing'}"
        if self.awarded is None:
            return f"{who} cannot do so any more; it is worth {points_words(self.meant)}"
        return f"{who} gets {points_words(self.awarded)} instead of {points_words(self.meant)}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: responses with another mark, and those with the same; of all `possible`."""

    deviations: tuple[Deviation, ...] = ()
    agreed: tuple[tuple[Chosen, Fraction], ...] = ()
    possible: int = 0

    @property
    def tried(self) -> int:
        """How many responses were compared."""
        return len(self.deviations) + len(self.agreed)

    @property
    def answers(self) -> list[Answer]:
        """The responses that can be given, each with its mark where it is the one meant."""
        given = [frozenset(d.chosen) for d in self.deviations if d.awarded is not None]
        return [*self.agreed, *((chosen, None) for chosen in given)]

    @property
    def sampled(self) -> bool:
        """Whether there are responses that were not compared."""
        return self.tried < self.possible

    @property
    def lowest(self) -> Fraction:
        """The lowest mark that is meant for a response; no answer is worth 0."""
        meant = (*(d.meant for d in self.deviations), *(mark for _, mark in self.agreed))
        return min(meant, default=Fraction(0))

    @property
    def worst(self) -> Deviation | None:
        """The response that is farthest off."""
        return max(self.deviations, key=lambda d: (d.size, -len(d.chosen)), default=None)

    def words(self) -> str:
        """The worst response, and how many others differ; "" where none does."""
        if self.worst is None:
            return ""
        rest = len(self.deviations) - 1
        if rest:
            verb = "differs" if rest == 1 else "differ"
            return f"{self.worst.words()}, and {rest} more of {self.counted()} {verb}"
        return self.worst.words() + (f" (of {self.counted()})" if self.sampled else "")

    def counted(self) -> str:
        """`16 responses`, or `a sample of 1500 of the 16384 responses`."""
        if self.sampled:
            return f"a sample of {self.tried} of the {self.possible} responses"
        return f"{self.tried} responses"


def compare(question: ChoiceQuestion, award: Award) -> Compared:
    """Hold the marks that a question means against others."""
    marks = _Marks(question, award, {})
    for chosen in responses(question):
        marks.off(chosen)
    count = possible(question)
    if len(marks.both) < count:
        marks.seek()
    deviations: list[Deviation] = []
    agreed: list[tuple[Chosen, Fraction]] = []
    for chosen in sorted(marks.both, key=lambda chosen: (len(chosen), sorted(chosen))):
        meant, awarded = marks.both[chosen]
        if awarded is None or abs(meant - awarded) > ROUNDING:
            deviations.append(Deviation(tuple(sorted(chosen)), meant, awarded))
        else:
            agreed.append((chosen, meant))
    return Compared(tuple(deviations), tuple(agreed), count)


def possible(question: ChoiceQuestion) -> int:
    """How many responses there are, no answer among them."""
    count = len(question.answer.options)
    return 1 + count if (not question.answer.many) else 2**count


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


@dataclass(frozen=True, slots=True)
class _Marks:
    """The two marks of each response that was looked at."""

    question: ChoiceQuestion
    award: Award
    both: dict[Chosen, tuple[Fraction, Fraction | None]]

    def off(self, chosen: Chosen) -> Fraction:
        """How much more than meant a response gets."""
        if chosen not in self.both:
            self.both[chosen] = mark(self.question, chosen), self.award(chosen)
        meant, awarded = self.both[chosen]
        return (awarded if awarded is not None else Fraction(0)) - meant

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


# -- words ----------------------------------------------------------------------------------------


def points_words(value: Fraction) -> str:
    """A number of points as people read it."""
    return show(value) if is_decimal(value) else rounded(value, 4)
