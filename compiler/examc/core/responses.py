"""What a student answers, or a grader awards: a closed union, and the responses worth trying.

No answer is None, everywhere.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import TypeAlias, assert_never

from examc.core.answers import Choice, Written
from examc.core.diagnostics import listed
from examc.core.model import Question

Places: TypeAlias = frozenset[int]
"""Options, or the lines of a rubric, by their places (from 0)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options that a student chose, one at least."""

    options: Places


@dataclass(frozen=True, slots=True)
class Awarded:
    """The criteria of a rubric, or its one level, that a grader awards; one at least."""

    lines: Places


Response: TypeAlias = Chosen | Awarded


def choose(options: Iterable[int]) -> Chosen | None:
    """The response that chooses these options; none of them is no answer."""
    chosen = frozenset(options)
    return Chosen(chosen) if chosen else None


def picked(response: Response | None) -> Places:
    """What was chosen of the options, or awarded of a rubric; nothing for no answer."""
    match response:
        case Chosen(places) | Awarded(places):
            return places
        case None:
            return frozenset()
        case _:
            assert_never(response)


def order(response: Response | None) -> tuple[int, list[int]]:
    """What responses are sorted by: short ones first."""
    places = sorted(picked(response))
    return len(places), places


def words(response: Response | None) -> str:
    """Who gives a response: `a student who chooses A and C`."""
    match response:
        case Chosen(places):
            return f"a student who chooses {listed([option_letter(p) for p in sorted(places)])}"
        case Awarded(places):
            noun = "line" if len(places) == 1 else "lines"
            lines = listed([str(place + 1) for place in sorted(places)])
            return f"a student who is awarded {noun} {lines} of the rubric"
        case None:
            return "a student who chooses nothing"
        case _:
            assert_never(response)


def option_letter(place: int) -> str:
    """What an option is called by its place (from 0): A, B, and so on."""
    return chr(ord("A") + place) if place < 26 else f"option {place + 1}"


# -- all responses, or those that stand for all ---------------------------------------------------

MOST_OPTIONS = 12  # up to here every response is tried: 4096 of them
SAMPLE = 1500  # responses drawn beyond that, beside all extremes
MOST_PAIRS = 24  # options up to which two of them are chosen, or exchanged, in all ways
_FEW = 16  # responses that are not worth choosing among


def possible(question: Question) -> int:
    """How many responses there are, no answer among them."""
    match question.answer:
        case Choice() as choice:
            count = len(choice.options)
            return 2**count if choice.many else 1 + count
        case Written():
            return 1
        case _:
            assert_never(question.answer)


def responses(question: Question) -> Iterator[Response | None]:
    """Yield every response, no answer first, or a sample where there are too many.

    The sample is drawn from the question's own id, so it is the same every time.
    """
    match question.answer:
        case Choice() as choice:
            yield from map(choose, _selections(choice, question.id))
        case Written():
            yield None  # whatever is written, a person marks it
        case _:
            assert_never(question.answer)


def cover(question: Question) -> Iterator[Response | None]:
    """Yield responses in which each part stands alone, and beside all that can stand with it."""
    match question.answer:
        case Choice(many=True) as choice if 2 ** len(choice.options) > _FEW:
            places = range(len(choice.options))
            found = dict.fromkeys([frozenset[int](), *(frozenset({place}) for place in places)])
            for base in ends(choice):
                found |= dict.fromkeys([base, *(base ^ {place} for place in places)])
            yield from map(choose, found)
        case Choice() | Written():
            yield from responses(question)
        case _:
            assert_never(question.answer)


def _selections(choice: Choice, seed: str) -> Iterator[Places]:
    """Yield what can be chosen: all, or a sample that `seed` decides; nothing comes first."""
    places = range(len(choice.options))
    yield frozenset()
    for place in places:
        yield frozenset({place})
    if not choice.many:
        return
    if len(places) <= MOST_OPTIONS:
        for size in range(2, len(places) + 1):
            yield from map(frozenset, combinations(places, size))
        return
    yield from _sample(choice, seed)


def _sample(choice: Choice, seed: str) -> Iterator[Places]:
    import random

    places = range(len(choice.options))
    found = set(ends(choice))
    found |= {base ^ {place} for base in ends(choice) for place in places}
    if len(places) <= MOST_PAIRS:
        found |= {frozenset(pair) for pair in combinations(places, 2)}
    draw = random.Random(seed)
    for _ in range(SAMPLE):
        found.add(frozenset(i for i in places if draw.random() < 0.5))
    several = (chosen for chosen in found if len(chosen) > 1)
    yield from sorted(several, key=lambda chosen: (len(chosen), sorted(chosen)))


def ends(choice: Choice) -> tuple[Places, ...]:
    """The selections at the ends: nothing, everything, all that earn or do not, right and wrong."""
    everything = frozenset(range(len(choice.options)))
    gains = frozenset(i for i in everything if choice.options[i].points > 0)
    key = frozenset(i for i in everything if choice.options[i].correct)
    return frozenset(), everything, gains, everything - gains, key, everything - key


# -- options that nobody can tell apart -----------------------------------------------------------


def alike(kinds: Iterable[Hashable]) -> list[list[int]]:
    """The places of what is of the same kind, in groups."""
    groups: dict[Hashable, list[int]] = {}
    for place, kind in enumerate(kinds):
        groups.setdefault(kind, []).append(place)
    return list(groups.values())


def counts(groups: Sequence[Sequence[int]]) -> int:
    """How many selections there are where of each group only the number chosen matters."""
    return prod(len(group) + 1 for group in groups)


def counted(groups: Sequence[Sequence[int]]) -> Iterator[Places]:
    """Yield these selections: of each group, the first ones."""
    for sizes in product(*(range(len(group) + 1) for group in groups)):
        pairs = zip(groups, sizes, strict=True)
        yield frozenset(place for group, size in pairs for place in group[:size])
