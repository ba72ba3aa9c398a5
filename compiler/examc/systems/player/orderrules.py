"""What rules award for items in order: all or nothing, by place, or by neighbours."""

from collections.abc import Iterable
from itertools import pairwise

from examc.core import numbers
from examc.core.keys import OrderRule
from examc.core.schemeforms import Order, Scheme
from examc.files.xmltree import Element, characters, name, parts
from examc.systems.player.engine import Declaration
from examc.systems.player.interactions import Sorting
from examc.systems.player.shapes import (
    Unknown,
    added,
    branches,
    one_branch,
    only,
    points_of_key,
    target,
    variable,
)


def scheme(asks: Sorting, rules: list[Element]) -> Scheme:
    """All or nothing by the key, or a share for each place or each pair of neighbours."""
    size, declared = len(asks.ids), asks.declared
    if declared.correct != asks.ids or not rules:
        raise Unknown
    if len(rules) == 1 and len(branches(rules[0])) == 2:
        return Order(size, OrderRule.ALL_OR_NOTHING, points_of_key(declared.identifier, rules[0]))
    shares, asked = set(), []
    for rule in rules:
        test, sets = one_branch(rule)
        if test is None or len(sets) != 1 or target(sets[0]) != "SCORE":
            raise Unknown
        shares.add(added(sets[0]))
        asked.append(frozenset(_runs(test, declared)))
    if len(shares) != 1:
        raise Unknown
    ids, share = asks.ids, shares.pop()
    places = [frozenset({((n, own),)}) for n, own in enumerate(ids, 1)]
    pairs = [
        frozenset({((n, one), (n + 1, other)) for n in range(1, size)})
        for one, other in pairwise(ids)
    ]
    if sorted(map(sorted, asked)) == sorted(map(sorted, places)):
        return Order(size, OrderRule.PLACE, share * size)
    if sorted(map(sorted, asked)) == sorted(map(sorted, pairs)):
        return Order(size, OrderRule.NEIGHBOURS, share * (size - 1))
    raise Unknown


_Run = tuple[tuple[int, str], ...]
"""Places (from 1) and what stands there, in their order."""


def _runs(test: Element, declared: Declaration) -> Iterable[_Run]:
    """What a condition asks for: any of these runs."""
    if name(test) == "or":
        for option in parts(test):
            yield from _runs(option, declared)
        return
    inner = parts(test) if name(test) == "and" else [test]
    yield tuple(sorted(_at(match, declared) for match in inner))


def _at(match: Element, declared: Declaration) -> tuple[int, str]:
    if name(match) != "match" or [name(e) for e in parts(match)] != ["index", "baseValue"]:
        raise Unknown
    place, value = parts(match)
    index = numbers.whole(place.get("n", ""))
    if variable(only(place)) != declared.identifier or index is None:
        raise Unknown
    return index, characters(value).strip()
