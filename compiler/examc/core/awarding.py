"""What a response earns under a marking scheme."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from examc.core import typedtexts
from examc.core.answers import Rule, within
from examc.core.keys import Match, OrderRule
from examc.core.recent import recent
from examc.core.responses import Filled, Ordered, Response, Typed, picked
from examc.core.schemeforms import (
    LANGUAGE,
    ZERO,
    Key,
    NumberKey,
    One,
    Order,
    Parts,
    Reading,
    Run,
    Scheme,
    Selecting,
    Sum,
    TextKey,
    Typing,
    most_of,
)


def award(scheme: Scheme, response: Response | None) -> Fraction | None:
    """The mark of a response; None where students cannot give it."""
    match scheme:
        case One() | Sum() | Key() | Run():
            return _of_selection(scheme, response)
        case Typing():
            return typing_marks(scheme)(response)
        case Order():
            return _of_order(scheme, response)
        case Parts():
            return _of_parts(scheme, response)
        case _:
            assert_never(scheme)


def _of_selection(scheme: Selecting, response: Response | None) -> Fraction | None:
    if _is_too_much(scheme, response):
        return None
    if isinstance(scheme, Run):
        return scheme.award(response)
    places = picked(response)
    if not places:
        return ZERO
    match scheme:
        case One(marks):
            return marks[next(iter(places))]
        case Sum(weights, floor, cap):
            return within(sum([weights[place] for place in places], ZERO), floor, cap)
        case Key():
            return scheme.right if places == scheme.key else scheme.wrong
        case _:
            assert_never(scheme)


@recent
def typing_marks(scheme: Typing) -> Callable[[Response | None], Fraction | None]:
    """What a scheme awards to whatever is typed; its keys and marks are made ready once."""
    read, fitting = scheme.reading.text, _fitting(scheme.keys, scheme.reading)
    marks = [within(key.mark, scheme.floor, scheme.cap) for key in scheme.keys]
    other = within(ZERO, scheme.floor, scheme.cap)

    def mark(response: Response | None) -> Fraction | None:
        if not isinstance(response, Typed):
            return None if response is not None else ZERO
        if not read(response.text).strip():
            return ZERO
        found = fitting(response.text)
        return other if found is None else marks[found]

    return mark


def first_fitting(
    keys: Sequence[NumberKey | TextKey], text: str, reading: Reading = LANGUAGE
) -> int | None:
    """The place of the first accepted answer that fits what is typed."""
    return _fitting(keys, reading)(text)


def _fitting(keys: Sequence[NumberKey | TextKey], reading: Reading) -> Callable[[str], int | None]:
    """Tells the first key that fits a text, which is read once; bounds are compared as whole numbers."""
    ready = [_bounds(key) if isinstance(key, NumberKey) else key for key in keys]
    kinds = set(map(type, keys))
    is_number, is_text = NumberKey in kinds, TextKey in kinds

    def first(text: str) -> int | None:
        number = reading.number(text) if is_number else None
        over, under = (0, 0) if number is None else number.as_integer_ratio()
        plain = reading.text(text) if is_text else ""
        for place, key in enumerate(ready):
            if isinstance(key, TextKey):
                if _fits_text(plain, key.text, key.match, key.exact):
                    return place
            elif under:
                low, of_low, high, of_high = key
                if low * under <= over * of_low and over * of_high <= high * under:
                    return place
        return None

    return first


def _bounds(key: NumberKey) -> tuple[int, int, int, int]:
    """Both ends of an interval, each above and below its line."""
    return *key.low.as_integer_ratio(), *key.high.as_integer_ratio()


def fits(key: NumberKey | TextKey, text: str, reading: Reading = LANGUAGE) -> bool:
    """Whether what is typed fits an accepted answer."""
    return first_fitting((key,), text, reading) is not None


def _fits_text(text: str, accepted: str, how: Match, exact: bool) -> bool:
    match how:
        case Match.TEXT:
            return typedtexts.same(text, accepted, exact)
        case Match.CONTAINS:
            return typedtexts.contains(text, accepted, exact)
        case Match.PATTERN:
            from examc.core import patternkeys

            return patternkeys.matches(accepted, text, exact)
        case _:
            assert_never(how)


def _of_order(scheme: Order, response: Response | None) -> Fraction | None:
    if not isinstance(response, Ordered):
        return None if response is not None else ZERO
    items, size = response.items, scheme.size
    match scheme.rule:
        case OrderRule.ALL_OR_NOTHING:
            return scheme.points if items == tuple(range(size)) else ZERO
        case OrderRule.PLACE:
            right = sum(place == item for place, item in enumerate(items))
            return scheme.points * right / size
        case OrderRule.NEIGHBOURS:
            right = sum(one + 1 == other for one, other in pairwise(items))
            return scheme.points * right / max(size - 1, 1)
        case _:
            assert_never(scheme.rule)


def _of_parts(scheme: Parts, response: Response | None) -> Fraction | None:
    if response is None:
        return ZERO
    if not isinstance(response, Filled) or len(response.parts) != len(scheme.parts):
        return None
    marks = [award(part, own) for part, own in zip(scheme.parts, response.parts, strict=True)]
    known = [mark for mark in marks if mark is not None]
    if len(known) < len(marks):
        return None
    return within(_together(scheme, known), scheme.floor, scheme.cap)


def _together(scheme: Parts, marks: Sequence[Fraction]) -> Fraction:
    missed = sum(mark != full for mark, full in zip(marks, scheme.full, strict=True))
    match scheme.rule:
        case Rule.SUM:
            return sum(marks, ZERO)
        case Rule.ALL_OR_NOTHING:
            return scheme.points if not missed else ZERO
        case Rule.KPRIM:
            return {0: scheme.points, 1: scheme.points / 2}.get(missed, ZERO)
        case _:
            assert_never(scheme.rule)


def _is_too_much(scheme: Selecting, response: Response | None) -> bool:
    most = most_of(scheme)
    return bool(most) and len(picked(response)) > most
