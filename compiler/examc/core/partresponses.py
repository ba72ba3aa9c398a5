"""The responses to try of an answer that is typed, and of an answer of several parts.

Of a part: no answer, each accepted answer, a number with one more digit, both edges of an interval and
one step outside, other letter case, blanks round it, a decimal comma, the unit that is shown, and
something else. Parts add
up, so that all of them are tried together only where there are few.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import assert_never

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
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.core.meaning import part_schemes
from examc.core.responses import Response, choose, filled, order, typed
from examc.core.schemes import ZERO, Scheme, award

MOST_TOGETHER = 8  # parts up to which the best and the worst response of each are all combined
MOST_WORK = 100_000  # responses times parts, beyond which some responses of each part stand for all
_FEWEST = 6  # responses of a part that are tried, of however many parts
_DIGITS = 12  # decimals of a number that has no end, as a student would type it
_MOST_COLUMNS = 4  # columns up to which every set of ticks is tried
_STRANGE = "zzz"


def of_key(key: Numeric | ShortAnswer, unit: str = "") -> Iterator[Response | None]:
    """Yield what to type, no answer first, each once."""
    found: dict[Response | None, None] = {None: None}
    for text in _numbers(key, unit) if isinstance(key, Numeric) else _texts(key):
        found[typed(text)] = None
    yield from found


def _numbers(key: Numeric, unit: str) -> Iterator[str]:
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
        if unit:
            yield f"{value} {unit}"
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


def together(answer: Composite) -> Iterator[Response | None]:
    """Yield responses to all parts: each response to one beside none and beside the best of others.

    Up to `MOST_TOGETHER` parts, the best and the worst response of each, and none, are combined.
    """
    of_parts = [list(responses) for responses in part_responses(answer)]
    if sum(map(len, of_parts)) * len(of_parts) > MOST_WORK:
        schemes = part_schemes(answer)
        of_parts = [
            _some(scheme, own, max(_FEWEST, MOST_WORK // len(of_parts) ** 2))
            for scheme, own in zip(schemes, of_parts, strict=True)
        ]
    best = [_best(scheme, own) for scheme, own in zip(part_schemes(answer), of_parts, strict=True)]
    found: dict[Response | None, None] = {None: None}
    if len(best) <= MOST_TOGETHER:
        for choice in product(*((None, own) for own in best)):
            found[filled(choice)] = None
    for place, responses in enumerate(of_parts):
        for response in responses:
            alone: list[Response | None] = [None] * len(best)
            alone[place] = response
            found[filled(alone)] = None
            beside = list(best)
            beside[place] = response
            found[filled(beside)] = None
    worst = [
        _worst(scheme, own) for scheme, own in zip(part_schemes(answer), of_parts, strict=True)
    ]
    for count in range(1, len(worst) + 1):
        found[filled([*worst[:count], *best[count:]])] = None
        found[filled([*worst[:count], *([None] * (len(worst) - count))])] = None
    yield from sorted(found, key=order)


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
        case Numeric():
            yield from of_key(key, key.unit)
        case ShortAnswer():
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


def _some(scheme: Scheme, responses: Sequence[Response | None], most: int) -> list[Response | None]:
    """No answer, the best and the worst response to a part, and others from all along the list."""
    step = -(-len(responses) // max(most - 3, 1))
    found = [None, _best(scheme, responses), _worst(scheme, responses), *responses[::step]]
    return list(dict.fromkeys(found))


def _best(scheme: Scheme, responses: Sequence[Response | None]) -> Response | None:
    return max(responses, key=lambda response: award(scheme, response) or ZERO)


def _worst(scheme: Scheme, responses: Sequence[Response | None]) -> Response | None:
    """The response that earns least; of those that earn as much, one that says something."""
    return min(responses, key=lambda r: (award(scheme, r) or ZERO, r is None))
