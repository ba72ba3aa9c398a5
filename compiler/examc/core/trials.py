"""The responses to a question that are tried, each once, and how those to several parts are made up.

Of what can be typed, and of several parts together, these stand for all there are. Of the options of
a choice they are selected elsewhere (`enumeration`), since there all can be tried, or a sample.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple, assert_never

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
from examc.core.awarding import award, typing_marks
from examc.core.meaning import meant
from examc.core.model import Question
from examc.core.recent import recent
from examc.core.responses import Ordered, Response, choose, filled, order
from examc.core.schemeforms import Scheme, Typing
from examc.core.tables import Table

MOST_ITEMS = 5  # items up to which every order is tried: 120 of them
_ORDERS = 120  # orders drawn beyond MOST_ITEMS, beside those that are near the right one


class Trials(NamedTuple):
    """Responses, each once, and their places from the shortest one to the longest.

    `table` says of several parts what the responses are made of.
    """

    responses: tuple[Response | None, ...]
    ranked: tuple[int, ...]
    table: Table | None = None


@recent
def trials(question: Question) -> Trials:
    """The responses to try of a question, no answer among them; none of a choice."""
    match question.answer:
        case FillIn() | Matching() | Matrix() as several:
            from examc.core import partresponses

            of_parts, picks = partresponses.together(several)
            whole = [
                filled([own[place] for own, place in zip(of_parts, places, strict=True)])
                for places in picks
            ]
            return Trials(tuple(whole), tuple(range(len(whole))), Table(of_parts, picks))
        case TrueFalse():
            return _ranked((None, choose((0,)), choose((1,))))
        case Numeric() | ShortAnswer() as key:
            from examc.core import partresponses

            return _ranked(partresponses.of_key(key))
        case Ordering(items=items):
            orders = map(Ordered, _orders(len(items), question.id))
            return _ranked((None, *orders))
        case Written() | Upload() | Program():
            return _ranked((None,))  # whatever is handed in, a person marks it
        case Choice():
            return Trials((), ())
        case _:
            assert_never(question.answer)


def _ranked(responses: tuple[Response | None, ...]) -> Trials:
    places = sorted(range(len(responses)), key=lambda place: order(responses[place]))
    return Trials(responses, tuple(places))


def _orders(size: int, seed: str) -> Iterator[tuple[int, ...]]:
    """Yield every order of items, or those near the right one, its reverse, and some drawn."""
    right = tuple(range(size))
    if size <= MOST_ITEMS:
        yield from permutations(right)
        return
    found = dict.fromkeys([right, right[::-1]])
    for place in range(size - 1):
        swapped = list(right)
        swapped[place], swapped[place + 1] = place + 1, place
        found[tuple(swapped)] = None
        found[(*right[place + 1 :], *right[: place + 1])] = None
    from random import Random  # drawn from only where there are many

    draw = Random(seed)
    for _ in range(_ORDERS):
        found[tuple(draw.sample(right, size))] = None
    yield from found


@recent
def meant_marks(question: Question) -> tuple[Fraction | None, ...]:
    """What each of the responses tried is worth, in their order."""
    return awarded(meant(question), trials(question))


def awarded(scheme: Scheme, tried: Trials) -> tuple[Fraction | None, ...]:
    """What a scheme awards to each of the responses tried, in their order, as `award` does."""
    found = None if tried.table is None else tried.table.marks(scheme)
    if found is not None:
        return tuple(found)
    if isinstance(scheme, Typing):
        return tuple(map(typing_marks(scheme), tried.responses))
    return tuple([award(scheme, response) for response in tried.responses])
