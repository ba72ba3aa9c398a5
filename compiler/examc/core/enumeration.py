"""The responses to a question that are worth trying: all of them, or those that stand for all."""

from collections.abc import Iterator
from itertools import combinations
from typing import assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.model import Question
from examc.core.responses import Places, Response, choose
from examc.core.trials import trials

MOST_OPTIONS = 12  # up to here every response is tried: 4096 of them
SAMPLE = 1500  # responses drawn beyond that, beside all extremes
MOST_PAIRS = 24  # options up to which two of them are chosen, or exchanged, in all ways
_FEW = 16  # responses that are not worth choosing among


def possible(question: Question) -> int:
    """How many responses there are, no answer among them.

    What can be typed, and all parts of an answer together, has no end: of these, those that stand
    for all are all that there are.
    """
    match question.answer:
        case Choice() as choice:
            count = len(choice.options)
            return 2**count if choice.many else 1 + count
        case TrueFalse():
            return 3
        case Numeric() | ShortAnswer() | FillIn() | Matching() | Matrix() | Ordering():
            return len(trials(question).responses)
        case Written() | Upload() | Program():
            return 1
        case _:
            assert_never(question.answer)


def responses(question: Question) -> Iterator[Response | None]:
    """Yield every response, no answer first, or those that stand for all where there are too many.

    A sample is drawn from the question's own id, so it is the same every time.
    """
    match question.answer:
        case Choice() as choice:
            yield from map(choose, _selections(choice, question.id))
        case TrueFalse() | Numeric() | ShortAnswer() | FillIn() | Matching() | Ordering():
            yield from trials(question).responses
        case Matrix() | Written() | Upload() | Program():
            yield from trials(question).responses
        case _:
            assert_never(question.answer)


def cover(question: Question) -> Iterator[Response | None]:
    """Yield responses in which each part stands alone, and beside all that can stand with it."""
    if not isinstance(question.answer, Choice):
        yield from responses(question)
        return
    choice = question.answer
    if not choice.many or 2 ** len(choice.options) <= _FEW:
        yield from responses(question)
        return
    places = range(len(choice.options))
    found = dict.fromkeys([frozenset[int](), *(frozenset({place}) for place in places)])
    for base in ends(choice):
        found |= dict.fromkeys([base, *(base ^ {place} for place in places)])
    yield from map(choose, found)


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
    places = range(len(choice.options))
    found = set(ends(choice))
    found |= {base ^ {place} for base in ends(choice) for place in places}
    if len(places) <= MOST_PAIRS:
        found |= {frozenset(pair) for pair in combinations(places, 2)}
    from random import Random

    draw = Random(seed)
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
