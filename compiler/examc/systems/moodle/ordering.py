"""How Moodle marks items in order, and what of a text is a numbered gap."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from examc.core import lazyre
from examc.core.keys import OrderRule
from examc.core.responses import Ordered, Response
from examc.core.schemes import ZERO, Order, Run

SHOWN = 6
"""Items that are shown where a file does not say that all are."""
_GAP = lazyre.compile(r"\[\[([1-9][0-9]{0,5})\]\]")
RULES = {
    OrderRule.ALL_OR_NOTHING: "ALL_OR_NOTHING",
    OrderRule.PLACE: "ABSOLUTE_POSITION",
    OrderRule.NEIGHBOURS: "RELATIVE_NEXT_EXCLUDE_LAST",
}
"""What Moodle calls the rules of the language."""


def gap_places(html: str) -> Iterator[int]:
    """Yield the options (from 0) that the gaps `[[n]]` of a text ask for, in order."""
    for found in _GAP.finditer(html):
        yield int(found[1]) - 1


def scheme(rule: str, size: int, points: Fraction) -> Order | Run:
    """How items are marked by a rule of Moodle's; a student who touches nothing has an answer.

    That is the order shown, by chance. It is taken to be nearly the right one: two items exchanged,
    or the first one last. All-or-nothing gives nothing for that, a rule of shares what chance can.
    """
    if rule == "ALL_OR_NOTHING":
        return Order(size, OrderRule.ALL_OR_NOTHING, points)
    share = _SHARES.get(rule, _next_excluding_last)

    def award(response: Response | None) -> Fraction | None:
        if response is None:
            near = ((1, 0, *range(2, size)), (*range(1, size), 0))
            return points * max(map(share, near))
        if not isinstance(response, Ordered) or len(response.items) != size:
            return None
        return points * share(response.items)

    return Run(0, award)


# -- rules: each the share of an order of items that are named by their right places --------------


def _absolute(items: Sequence[int]) -> Fraction:
    return Fraction(sum(place == item for place, item in enumerate(items)), len(items))


def _neighbours(items: Sequence[int]) -> int:
    return sum(one + 1 == other for one, other in pairwise(items))


def _next_excluding_last(items: Sequence[int]) -> Fraction:
    return Fraction(_neighbours(items), max(len(items) - 1, 1))


def _next_including_last(items: Sequence[int]) -> Fraction:
    ends = items[-1] == len(items) - 1
    return Fraction(_neighbours(items) + ends, len(items))


def _one_each_side(items: Sequence[int]) -> Fraction:
    """Of what stands before and behind each item, the ends of the list among it."""
    size = len(items)
    shown = [-1, *items, size]
    before = sum(one + 1 == other for one, other in pairwise(shown[:-1]))
    behind = sum(one + 1 == other for one, other in pairwise(shown[1:]))
    return Fraction(before + behind, 2 * size)


def _all_each_side(items: Sequence[int]) -> Fraction:
    """Of all pairs of items, those that are in the right order."""
    size = len(items)
    right = sum(one < other for place, one in enumerate(items) for other in items[place + 1 :])
    return Fraction(right, max(size * (size - 1) // 2, 1))


def _longest_ordered(items: Sequence[int]) -> Fraction:
    best: list[int] = []
    for place, item in enumerate(items):
        best.append(1 + max([best[at] for at in range(place) if items[at] < item], default=0))
    longest = max(best, default=0)
    return Fraction(longest if longest > 1 else 0, len(items))


def _longest_contiguous(items: Sequence[int]) -> Fraction:
    longest, run = 0, 1
    for one, other in pairwise(items):
        run = run + 1 if one < other else 1
        longest = max(longest, run)
    return Fraction(longest if longest > 1 else 0, len(items))


def _to_correct(items: Sequence[int]) -> Fraction:
    """Of each item, how near it is to its place, as a share of how far off it could be."""
    size = len(items)
    each = [size - 1 - abs(place - item) for place, item in enumerate(items)]
    return Fraction(sum(each), size * max(size - 1, 1)) if size else ZERO


_SHARES: dict[str, Callable[[Sequence[int]], Fraction]] = {
    "ABSOLUTE_POSITION": _absolute,
    "RELATIVE_NEXT_EXCLUDE_LAST": _next_excluding_last,
    "RELATIVE_NEXT_INCLUDE_LAST": _next_including_last,
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": _one_each_side,
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": _all_each_side,
    "LONGEST_ORDERED_SUBSET": _longest_ordered,
    "LONGEST_CONTIGUOUS_SUBSET": _longest_contiguous,
    "RELATIVE_TO_CORRECT": _to_correct,
}
