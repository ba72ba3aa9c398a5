"""Which marking schemes give the same marks, as their structure shows."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

from examc.core.answers import Rule, within
from examc.core.awarding import award
from examc.core.meaning import best
from examc.core.recent import recent
from examc.core.records import replace
from examc.core.responses import Response
from examc.core.schemechanges import one_of
from examc.core.schemeforms import (
    ROUNDING,
    ZERO,
    Key,
    NumberKey,
    One,
    Order,
    Parts,
    Run,
    Scheme,
    Sum,
    TextKey,
    Typing,
)


def same(one: Scheme, other: Scheme) -> bool:
    """Whether two schemes of as many options give the same marks, as their structure shows.

    False where that does not show it: the marks may be the same all the same.
    """
    return one is other or _alike(one, other) or _alike(normal(one), normal(other))


def _alike(one: Scheme, other: Scheme) -> bool:
    match one, other:
        case One(), One():
            return all(map(near, one.marks, other.marks))
        case Sum(), Sum():
            off = sum(map(_off, one.weights, other.weights), ZERO)
            bounds = near(one.floor, other.floor) and near(one.cap, other.cap)
            return one.most == other.most and off <= ROUNDING and bounds
        case Key(), Key():
            sides = near(one.right, other.right) and near(one.wrong, other.wrong)
            return one.most == other.most and one.key == other.key and sides
        case Typing(), Typing():
            bounds = near(one.floor, other.floor) and near(one.cap, other.cap)
            return one.reading == other.reading and bounds and _same_keys(one.keys, other.keys)
        case Order(), Order():
            same_rule = one.size == other.size and one.rule is other.rule
            return same_rule and near(one.points, other.points)
        case Parts(), Parts():
            return _same_parts(one, other)
        case _:
            return False


def _same_keys(one: Sequence[NumberKey | TextKey], other: Sequence[NumberKey | TextKey]) -> bool:
    if len(one) != len(other):
        return False
    pairs = list(zip(one, other, strict=True))
    return all(
        replace(a, mark=ZERO) == replace(b, mark=ZERO) and near(a.mark, b.mark) for a, b in pairs
    )


def _same_parts(one: Parts, other: Parts) -> bool:
    if len(one.parts) != len(other.parts) or one.rule is not other.rule:
        return False
    bounds = near(one.floor, other.floor) and near(one.cap, other.cap)
    points = one.rule is Rule.SUM or near(one.points, other.points)
    off = sum(map(_off, one.full, other.full), ZERO) <= ROUNDING
    return bounds and points and off and all(map(same, one.parts, other.parts))


def near(one: Fraction | None, other: Fraction | None) -> bool:
    """Whether two marks are the same but for rounding."""
    if one is None or other is None:
        return one is other
    return one is other or one == other or abs(one - other) <= ROUNDING


def _off(one: Fraction, other: Fraction) -> Fraction:
    return ZERO if one is other or one == other else abs(one - other)


@recent
def normal(scheme: Scheme) -> Scheme:
    """The same marks in a form that more schemes share: no idle bound, no key that is a sum."""
    match scheme:
        case Sum() | Key() if scheme.most == 1:
            return one_of(scheme)
        case Sum():
            return _normal_sum(scheme)
        case Key():
            nothing = not scheme.key or scheme.right == scheme.wrong
            if nothing and scheme.wrong == 0 and scheme.most == 0:
                return Sum((ZERO,) * scheme.size)
            return scheme
        case Typing() if not scheme.keys or all(key.mark >= 0 for key in scheme.keys):
            return _without_bounds(scheme)
        case Parts():
            return _normal_parts(scheme)
        case One() | Run() | Typing() | Order():
            return scheme
        case _:
            assert_never(scheme)


def _normal_sum(scheme: Sum) -> Scheme:
    """A sum without idle bounds; one right option that any wrong one cancels is a key."""
    weights, floor, cap = scheme.weights, scheme.floor, scheme.cap
    if not weights:
        return scheme
    if floor is not None and cap is not None:
        cap = max(floor, cap)
    gains = [weight for weight in weights if weight > 0]
    losses = [weight for weight in weights if weight < 0]
    if floor == 0 and (cap is None or cap >= 0):
        if not gains:
            return Sum((ZERO,) * len(weights), most=scheme.most)
        (best, *others) = sorted(weights, reverse=True)
        if len(gains) == 1 and all(weight <= -best for weight in others):
            right = best if cap is None else min(best, cap)
            return Key(len(weights), frozenset({weights.index(best)}), right, most=scheme.most)
    if floor is not None and floor <= (sum(losses, ZERO) if losses else min(weights)):
        floor = None
    if cap is not None and cap >= (sum(gains, ZERO) if gains else max(weights)):
        cap = None
    return replace(scheme, floor=floor, cap=cap)


def _without_bounds(scheme: Typing) -> Typing:
    """Keys that earn nothing below 0, without a floor and cap that none of them comes near."""
    marks = [key.mark for key in scheme.keys]
    floor = None if scheme.floor is not None and scheme.floor <= 0 else scheme.floor
    cap = None if scheme.cap is not None and scheme.cap >= max([ZERO, *marks]) else scheme.cap
    return replace(scheme, floor=floor, cap=cap)


def _normal_parts(scheme: Parts) -> Parts:
    """The parts in their normal forms, without a bound that their sum never comes near."""
    if scheme.rule is not Rule.SUM:
        scheme = _counting(scheme)
    parts = tuple([normal(part) for part in scheme.parts])
    floor, cap = scheme.floor, scheme.cap
    low, high = sum(map(lowest, parts), ZERO), sum(map(best, parts), ZERO)
    if scheme.rule is not Rule.SUM:
        low, high = ZERO, scheme.points
    if floor is not None and floor <= low:
        floor = None
    if cap is not None and cap >= high:
        cap = None
    return replace(scheme, parts=parts, floor=floor, cap=cap)


def _counting(scheme: Parts) -> Parts:
    """The same where parts are right or not: what earns the full mark of one earns 1, or 0 if it is 0.

    Whatever the weights of a part are, they say no more than that.
    """
    found = [_right(part, full) for part, full in zip(scheme.parts, scheme.full, strict=True)]
    return replace(scheme, parts=tuple(found), full=tuple([best(part) for part in found]))


def _right(part: Scheme, full: Fraction) -> Scheme:
    """A part whose marks say whether it is right, as no answer is where the full mark is 0."""
    right = ZERO if full == 0 else Fraction(1)
    match part:
        case One(marks) if full == best(part):
            return One(tuple([right if mark == full else right - 1 for mark in marks]))
        case Sum(weights, None, None) if full == best(part):
            return Sum(tuple([Fraction((w > 0) - (w < 0), 1) for w in weights]), most=part.most)
        case Typing(keys, None, None) if full == best(part):
            own = [replace(key, mark=right if key.mark == full else right - 1) for key in keys]
            return replace(part, keys=tuple(own))
        case _:
            return part


def lowest(scheme: Scheme, responses: Iterable[Response | None] = ()) -> Fraction:
    """The lowest mark of any response, none among them; of a scheme that is run, of `responses`."""
    match scheme:
        case One(marks):
            return min([ZERO, *marks])
        case Sum(weights, floor, cap):
            if not weights:
                return ZERO
            losses = [weight for weight in weights if weight < 0]
            least = sum(losses, ZERO) if losses else min(weights)
            return min(ZERO, within(least, floor, cap))
        case Key():
            return min(ZERO, scheme.right, scheme.wrong)
        case Run():
            return min([ZERO, *(award(scheme, response) or ZERO for response in responses)])
        case Typing(keys, floor, cap):
            return min([ZERO, *(within(key.mark, floor, cap) for key in keys)])
        case Order():
            return ZERO
        case Parts():
            least = sum(map(lowest, scheme.parts), ZERO) if scheme.rule is Rule.SUM else ZERO
            return min(ZERO, within(least, scheme.floor, scheme.cap))
        case _:
            assert_never(scheme)
