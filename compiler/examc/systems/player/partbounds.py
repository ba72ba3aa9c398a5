"""Bounds of marks in rules: of the whole, and the full mark of a part."""

from fractions import Fraction

from examc.core.meaning import best
from examc.core.records import replace
from examc.core.responses import Typed, filled
from examc.core.schemeforms import ZERO, One, Parts, Scheme, Sum, Typing
from examc.core.schemes import award
from examc.files.xmltree import Element, name, parts
from examc.systems.player.interactions import Asked, Boxes
from examc.systems.player.shapes import Unknown, number_of, one_branch, score, variable


def asks_for_all(scheme: Scheme, bound: Fraction) -> bool:
    """Whether a mark of at least `bound` is the full mark of a part."""
    full = best(scheme)
    match scheme:
        case One(marks):
            lower = [mark for mark in (ZERO, *marks) if mark < full]
        case Typing(keys):
            lower = [mark for mark in (ZERO, *(key.mark for key in keys)) if mark < full]
        case Sum(weights) if len(weights) <= _MOST_COLUMNS:
            sums = {ZERO}
            for weight in weights:
                sums |= {mark + weight for mark in sums}
            lower = [mark for mark in sums if mark < full]
        case _:
            return False
    return max(lower, default=bound - 1) < bound <= full


_MOST_COLUMNS = 10


def bounded(whole: Scheme, rule: Element) -> Scheme:
    """A scheme with a bound: `SCORE` above or below a number is that number."""
    test, sets = one_branch(rule)
    operands = [] if test is None else parts(test)
    if test is None or len(operands) != 2 or variable(operands[0]) != "SCORE":
        raise Unknown
    bound = number_of(operands[1])
    if score(sets) != bound or not isinstance(whole, Typing | Parts):
        raise Unknown
    if name(test) == "gt" and whole.cap is None and whole.floor is None:
        return replace(whole, cap=bound)
    if name(test) == "lt" and whole.floor is None:
        return replace(whole, floor=bound)
    raise Unknown


def gives_nothing_for_no_number(scheme: Scheme, asks: Asked) -> bool:
    """Whether what is no number is worth 0, as in a player, where it is no answer at all."""
    if not isinstance(asks, Boxes):
        return True
    numbers = [gap.declared.base_type in ("float", "integer") for gap in asks.gaps]
    if not any(numbers):
        return True
    given = [Typed("x") if own else None for own in numbers]
    return award(scheme, given[0] if asks.lone else filled(given)) == 0
