"""The responses to try of an answer that is typed, and of an answer of several parts.

Of a part: no answer, each accepted answer, a number with one more digit, both edges of an interval and
one step outside, other letter case, blanks round it, a decimal comma, the unit that is shown, and
something else. Parts add
up, so that all of them are tried together only where there are few.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias, assert_never

from examc.core import numbers
from examc.core.answers import (
    Choice,
    Composite,
    FillIn,
    Key,
    Matching,
    Matrix,
    Numeric,
    ShortAnswer,
)
from examc.core.awarding import award
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.meaning import part_schemes
from examc.core.recent import recent
from examc.core.responses import Response, choose, order, typed
from examc.core.schemeforms import ZERO, Scheme

MOST_TOGETHER = 8  # parts up to which the best and the worst response of each are all combined
MOST_WORK = 100_000  # responses times parts, beyond which some responses of each part stand for all
_FEWEST = 6  # responses of a part that are tried, of however many parts
_DIGITS = 12  # decimals of a number that has no end, as a student would type it
_MOST_COLUMNS = 4  # columns up to which every set of ticks is tried
_STRANGE = "zzz"


@recent
def of_key(key: Numeric | ShortAnswer) -> tuple[Response | None, ...]:
    """What to type, no answer first, each once."""
    found: dict[Response | None, None] = {None: None}
    for text in _numbers(key) if isinstance(key, Numeric) else _texts(key):
        found[typed(text)] = None
    return tuple(found)


def _numbers(key: Numeric) -> Iterator[str]:
    for one in key.accepted:
        value = _shown(one.value, one)
        yield value
        yield f"{value}0" if "." in value else f"{value}.0"
        yield from (_shown(one.low, one), _shown(one.high, one))
        step = _step(one)
        yield from (_shown(one.low - step, one), _shown(one.high + step, one))
        yield f"  {value} "
        if "." in value:
            yield value.replace(".", ",")
        if key.unit:
            yield f"{value} {key.unit}"
    yield _STRANGE
    yield "0"


def _shown(value: Fraction, one: AcceptedNumber) -> str:
    """A number as a student types it; one without an end is cut to within the interval."""
    if numbers.is_decimal(value):
        return numbers.decimal(value)
    text = numbers.rounded(value, _DIGITS)
    within = one.low <= numbers.value(text) <= one.high
    return text if within or value != one.value else numbers.rounded(value, _DIGITS + 8)


def _step(one: AcceptedNumber) -> Fraction:
    """The smallest step that the ends of an interval are written in."""
    places = 0
    for value in (one.low, one.high, one.value):
        text = numbers.decimal(value) if numbers.is_decimal(value) else "." + "0" * _DIGITS
        places = max(places, len(text.partition(".")[2]))
    return Fraction(1, 10**places)


def _texts(key: ShortAnswer) -> Iterator[str]:
    for one in key.accepted:
        text = _example(one)
        yield text
        yield from (text.swapcase(), text.upper(), text.lower())
        yield f"  {text} "
        if " " in text:
            yield text.replace(" ", "  ")
        yield f"{_STRANGE} {text} {_STRANGE}"
        if one.match is Match.PATTERN:
            from examc.core import patternkeys

            yield from patternkeys.several(one.text)
            yield from patternkeys.others(one.text)
    yield _STRANGE


def _example(one: AcceptedText) -> str:
    if one.match is not Match.PATTERN:
        return one.text
    from examc.core import patternkeys

    return patternkeys.example(one.text)


# -- several parts --------------------------------------------------------------------------------


Picks: TypeAlias = tuple[int, ...]
"""Which response to each part a response to all of them is made of, by its place."""


def together(
    answer: Composite,
) -> tuple[tuple[tuple[Response | None, ...], ...], tuple[Picks, ...]]:
    """The responses to each part, no answer first, and those to all parts, the shortest first.

    Each response to a part stands beside none to the others, and beside the best of the others. Up to
    `MOST_TOGETHER` parts, the best and no response of each are combined.
    """
    schemes = part_schemes(answer)
    of_parts = [tuple(responses) for responses in part_responses(answer)]
    if sum(map(len, of_parts)) * len(of_parts) > MOST_WORK:
        most = max(_FEWEST, MOST_WORK // len(of_parts) ** 2)
        of_parts = [_some(scheme, own, most) for scheme, own in zip(schemes, of_parts, strict=True)]
    marks = [
        [award(scheme, response) or ZERO for response in own]
        for scheme, own in zip(schemes, of_parts, strict=True)
    ]
    found = dict.fromkeys(_picks(marks))
    orders = [[_flat(response) for response in own] for own in of_parts]

    def length(places: Picks) -> tuple[int, list[int]]:
        flat = [number for own, place in zip(orders, places, strict=True) for number in own[place]]
        return len(places) - places.count(0), flat

    return tuple(of_parts), tuple(sorted(found, key=length))


def _flat(response: Response | None) -> list[int]:
    size, places = order(response)
    return [size, *places]


def _picks(marks: Sequence[Sequence[Fraction]]) -> Iterator[Picks]:
    """Yield what responses to all parts are made of, by the marks of each response to a part."""
    best, worst = [_best(own) for own in marks], [_worst(own) for own in marks]
    none = (0,) * len(marks)
    yield none
    if len(best) <= MOST_TOGETHER:
        yield from product(*((0, place) for place in best))
    for part, own in enumerate(marks):
        for place in range(len(own)):
            yield (*none[:part], place, *none[part + 1 :])
            yield (*best[:part], place, *best[part + 1 :])
    for count in range(1, len(worst) + 1):
        yield (*worst[:count], *best[count:])
        yield (*worst[:count], *none[count:])


def part_responses(answer: Composite) -> Iterator[Iterator[Response | None]]:
    """Yield, for each part of an answer, the responses to it that are worth trying."""
    match answer:
        case FillIn(gaps=gaps):
            for gap in gaps:
                yield _of_gap(gap.key)
        case Matching(pairs=pairs):
            for _ in pairs:
                yield _one_of(len(answer.rights))
        case Matrix(columns=columns, rows=rows):
            for _ in rows:
                yield _any_of(len(columns)) if answer.several else _one_of(len(columns))
        case _:
            assert_never(answer)


def _of_gap(key: Key) -> Iterator[Response | None]:
    match key:
        case Choice():
            yield from _one_of(len(key.options))
        case Numeric() | ShortAnswer():
            yield from of_key(key)
        case _:
            assert_never(key)


def _one_of(size: int) -> Iterator[Response | None]:
    yield None
    yield from (choose((place,)) for place in range(size))


def _any_of(size: int) -> Iterator[Response | None]:
    """Yield every set of few columns; of many, each alone, and all but each."""
    if size <= _MOST_COLUMNS:
        for ticks in product((False, True), repeat=size):
            yield choose(place for place, tick in enumerate(ticks) if tick)
        return
    everything = frozenset(range(size))
    yield from (None, choose(everything))
    for place in range(size):
        yield from (choose((place,)), choose(everything - {place}))


def _some(
    scheme: Scheme, responses: Sequence[Response | None], most: int
) -> tuple[Response | None, ...]:
    """No answer, the best and the worst response to a part, and others from all along the list."""
    marks = [award(scheme, response) or ZERO for response in responses]
    step = -(-len(responses) // max(most - 3, 1))
    ends = (responses[_best(marks)], responses[_worst(marks)])
    return tuple(dict.fromkeys([None, *ends, *responses[::step]]))


def _best(marks: Sequence[Fraction]) -> int:
    return max(range(len(marks)), key=marks.__getitem__)


def _worst(marks: Sequence[Fraction]) -> int:
    """The place of what earns least; of those that earn as much, one that says something."""
    return min(range(len(marks)), key=lambda place: (marks[place], place == 0))
