"""What rules award for pairs: by a mapping, by the key, or pair by pair."""

from fractions import Fraction

from examc.core.answers import Rule
from examc.core.meaning import best
from examc.core.schemeforms import ZERO, One, Parts, Scheme, Sum
from examc.files.xmltree import Element, characters, name
from examc.systems.player.interactions import Asked, Pairing
from examc.systems.player.shapes import Unknown, points_of_key


def lefts(asks: Asked) -> int:
    if not isinstance(asks, Pairing):
        raise Unknown
    return len(asks.lefts)


def nothing(asks: Pairing, left: int) -> Scheme:
    """A left side that earns nothing; with one right side at most, or any number of them."""
    return _left(asks, left, (ZERO,) * len(asks.rights))


def _left(asks: Pairing, left: int, marks: tuple[Fraction, ...]) -> Scheme:
    if any(side.most for side in asks.rights) or asks.most:
        raise Unknown
    most = asks.lefts[left].most
    if most not in (0, 1):
        raise Unknown
    return One(marks) if most else Sum(marks)


def with_points(scheme: Scheme, right: int, points: Fraction) -> Scheme:
    if isinstance(scheme, One):
        return One(_set(scheme.marks, right, points))
    assert isinstance(scheme, Sum)
    return Sum(_set(scheme.weights, right, points))


def _set(marks: tuple[Fraction, ...], place: int, points: Fraction) -> tuple[Fraction, ...]:
    return (*marks[:place], marks[place] + points, *marks[place + 1 :])


def pair_of(asks: Pairing, value: Element) -> tuple[int, int]:
    """The places of the sides of a pair."""
    if name(value) != "baseValue" or value.get("baseType") != "directedPair":
        raise Unknown
    words = characters(value).split()
    lefts, rights = ([s.identifier for s in side] for side in (asks.lefts, asks.rights))
    if len(words) != 2 or words[0] not in lefts or words[1] not in rights:
        raise Unknown
    return lefts.index(words[0]), rights.index(words[1])


def mapped(asks: Pairing) -> Scheme:
    """What the mapping of pairs gives each left side, within its bounds."""
    mapping = asks.declared.mapping
    if mapping is None or mapping.default:
        raise Unknown
    low, high = mapping.lower, mapping.upper
    if low is not None and high is not None:
        low = min(low, high)
    schemes = tuple(
        _left(
            asks,
            place,
            tuple(mapping.one(f"{left.identifier} {r.identifier}") for r in asks.rights),
        )
        for place, left in enumerate(asks.lefts)
    )
    full = tuple(best(scheme) for scheme in schemes)
    return Parts(schemes, full, ZERO, Rule.SUM, low, high)


def by_key(asks: Pairing, rule: Element) -> Scheme:
    """All the points for exactly the pairs of the key."""
    points = points_of_key(asks.declared.identifier, rule)
    correct = asks.declared.correct if isinstance(asks.declared.correct, tuple) else ()
    schemes = []
    for place, left in enumerate(asks.lefts):
        right = [f"{left.identifier} {side.identifier}" in correct for side in asks.rights]
        marks = tuple(Fraction(1 if one else -1, 1) for one in right)
        schemes.append(_left(asks, place, marks))
        if isinstance(schemes[-1], One) and sum(right) > 1:
            raise Unknown
    if len(set(correct)) < len(correct) or sum(map(_count, schemes)) != len(correct):
        raise Unknown
    full = tuple(best(scheme) for scheme in schemes)
    return Parts(tuple(schemes), full, points, Rule.ALL_OR_NOTHING)


def _count(scheme: Scheme) -> int:
    marks = (
        scheme.marks
        if isinstance(scheme, One)
        else scheme.weights
        if isinstance(scheme, Sum)
        else ()
    )
    return sum(mark > 0 for mark in marks)
