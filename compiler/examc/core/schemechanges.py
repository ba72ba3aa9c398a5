"""Marking schemes changed: every mark multiplied, options in another order, one option at most."""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from examc.core.answers import within
from examc.core.awarding import award
from examc.core.records import replace
from examc.core.responses import Response, choose, picked
from examc.core.schemeforms import (
    ZERO,
    Key,
    One,
    Order,
    Parts,
    Run,
    Scheme,
    Sum,
    Typing,
    size_of,
)


def one_of(scheme: Scheme) -> One:
    """The same marks, where one option at most can be chosen."""
    if isinstance(scheme, One):
        return scheme
    if isinstance(scheme, Sum):
        return One(tuple([within(one, scheme.floor, scheme.cap) for one in scheme.weights]))
    alone = [award(scheme, choose((place,))) for place in range(size_of(scheme))]
    return One(tuple([ZERO if mark is None else mark for mark in alone]))


def scaled(scheme: Scheme, factor: Fraction) -> Scheme:
    """The same scheme with every mark multiplied by a factor of 0 or more."""
    match scheme:
        case One(marks):
            return One(tuple([factor * mark for mark in marks]))
        case Sum(weights, floor, cap):
            weights = tuple([factor * weight for weight in weights])
            return Sum(weights, _times(factor, floor), _times(factor, cap), scheme.most)
        case Key():
            return replace(scheme, right=factor * scheme.right, wrong=factor * scheme.wrong)
        case Run():
            return replace(scheme, award=lambda given: _times(factor, scheme.award(given)))
        case Typing():
            keys = tuple([replace(key, mark=factor * key.mark) for key in scheme.keys])
            floor, cap = _times(factor, scheme.floor), _times(factor, scheme.cap)
            return replace(scheme, keys=keys, floor=floor, cap=cap)
        case Order():
            return replace(scheme, points=factor * scheme.points)
        case Parts():
            return _scaled_parts(scheme, factor)
        case _:
            assert_never(scheme)


def _scaled_parts(scheme: Parts, factor: Fraction) -> Parts:
    return replace(
        scheme,
        parts=tuple([scaled(part, factor) for part in scheme.parts]),
        full=tuple([factor * full for full in scheme.full]),
        points=factor * scheme.points,
        floor=_times(factor, scheme.floor),
        cap=_times(factor, scheme.cap),
    )


def _times(factor: Fraction, mark: Fraction | None) -> Fraction | None:
    return None if mark is None else factor * mark


def moved(scheme: Scheme, places: Sequence[int]) -> Scheme:
    """The same scheme with its options in another order: option `places[i]` becomes option i."""
    match scheme:
        case One(marks):
            return One(tuple([marks[place] for place in places]))
        case Sum(weights):
            return replace(scheme, weights=tuple([weights[place] for place in places]))
        case Key():
            key = frozenset(new for new, old in enumerate(places) if old in scheme.key)
            return replace(scheme, key=key)
        case Run():
            given = scheme.award
            return replace(scheme, award=lambda response: given(moved_response(response, places)))
        case Typing() | Order() | Parts():
            return scheme  # nothing to choose from
        case _:
            assert_never(scheme)


def moved_choice(response: Response | None, places: Sequence[int]) -> Response | None:
    """A choice of a part by other places; what is typed stays as it is."""
    return moved_response(response, places) if picked(response) else response


def moved_response(response: Response | None, places: Sequence[int]) -> Response | None:
    """The response in an order in which option i of this one is option `places[i]`."""
    return choose(places[place] for place in picked(response))
