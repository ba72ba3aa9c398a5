"""How questions are marked, as data for the script of the page (`templates/html/marks.js`).

All marks of a question are whole numbers over one denominator `d`, so that the script adds and
compares without rounding. A whole number that a double does not hold is written as a text.
"""

from fractions import Fraction
from math import lcm
from typing import TypeAlias, assert_never

from examc.core import patternkeys
from examc.core.answers import Rule
from examc.core.keys import Match, OrderRule
from examc.core.model import Question, is_by_hand
from examc.core.patternnodes import BLANK, Any, Class
from examc.core.schemes import (
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
    meant,
)
from examc.core.typedtexts import compared, fold

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
_EXACT = 2**53 - 1  # the largest whole number that a double holds with all below it


def of_question(question: Question) -> Json:
    """The scheme of a question that a program marks, and its points; None for one by hand."""
    if is_by_hand(question):
        return None
    scheme = meant(question)
    whole = lcm(question.points.denominator, *_denominators(scheme))
    numbers = _Numbers(whole)
    return {"d": _whole(whole), "points": numbers.of(question.points), **numbers.scheme(scheme)}


def _denominators(scheme: Scheme) -> list[int]:
    """What all marks of a scheme become whole numbers over, as factors."""
    match scheme:
        case One(marks):
            return [mark.denominator for mark in marks]
        case Sum(weights, floor, cap):
            return [value.denominator for value in (*weights, *_given(floor, cap))]
        case Key():
            return [scheme.right.denominator, scheme.wrong.denominator]
        case Typing(keys, floor, cap):
            values = [*(key.mark for key in keys), *_given(floor, cap)]
            return [value.denominator for value in values]
        case Order(size, _, points):
            return [points.denominator * size * max(size - 1, 1)]
        case Parts():
            own = (*scheme.full, *_given(scheme.floor, scheme.cap))
            inner = [one for part in scheme.parts for one in _denominators(part)]
            return [2 * scheme.points.denominator, *(v.denominator for v in own), *inner]
        case Run():
            return []  # no question means one
        case _:
            assert_never(scheme)


def _given(*values: Fraction | None) -> list[Fraction]:
    return [value for value in values if value is not None]


def _whole(value: int) -> Json:
    return value if abs(value) <= _EXACT else str(value)


class _Numbers:
    """Writes schemes whose marks are whole numbers over `whole`."""

    def __init__(self, whole: int) -> None:
        self.whole = whole

    def of(self, value: Fraction) -> Json:
        """A mark."""
        return _whole(value.numerator * (self.whole // value.denominator))

    def bounds(self, floor: Fraction | None, cap: Fraction | None) -> dict[str, Json]:
        """The bounds that there are."""
        found = {"floor": floor, "cap": cap}
        return {name: self.of(value) for name, value in found.items() if value is not None}

    def scheme(self, scheme: Scheme) -> dict[str, Json]:
        """A scheme, under the name of its form."""
        match scheme:
            case One(marks):
                return {"one": [self.of(mark) for mark in marks]}
            case Sum(weights, floor, cap):
                made: dict[str, Json] = {"sum": [self.of(weight) for weight in weights]}
                return made | self.bounds(floor, cap) | _most(scheme.most)
            case Key(_, key):
                right: dict[str, Json] = {"key": [*sorted(key)], "right": self.of(scheme.right)}
                return right | {"wrong": self.of(scheme.wrong)} | _most(scheme.most)
            case Typing(keys, floor, cap):
                typing: dict[str, Json] = {"typing": [self.key(key) for key in keys]}
                return typing | self.bounds(floor, cap)
            case Order(size, rule, points):
                return {"order": size, "rule": _ORDERS[rule], "all": self.of(points)}
            case Parts():
                parts: dict[str, Json] = {
                    "parts": [self.scheme(part) for part in scheme.parts],
                    "full": [self.of(mark) for mark in scheme.full],
                    "rule": _RULES[scheme.rule],
                    "all": self.of(scheme.points),
                }
                return parts | self.bounds(scheme.floor, scheme.cap)
            case Run():
                raise NotImplementedError("no question means a scheme that is run")
            case _:
                assert_never(scheme)

    def key(self, key: NumberKey | TextKey) -> Json:
        """An accepted answer: an interval, a text as it is compared, or the machine of a pattern."""
        match key:
            case NumberKey(low, high, mark):
                return {"low": _quotient(low), "high": _quotient(high), "mark": self.of(mark)}
            case TextKey(text, how, exact, mark):
                made: dict[str, Json] = {"exact": exact, "mark": self.of(mark)}
                return made | _text(text, how, exact)
            case _:
                assert_never(key)


_ORDERS = {
    OrderRule.ALL_OR_NOTHING: "whole",
    OrderRule.PLACE: "place",
    OrderRule.NEIGHBOURS: "neighbours",
}
_RULES = {Rule.SUM: "sum", Rule.ALL_OR_NOTHING: "whole", Rule.KPRIM: "kprim"}


def _most(most: int) -> dict[str, Json]:
    return {"most": most} if most else {}


def _quotient(value: Fraction) -> Json:
    """A number of any size, as numerator and denominator in decimal digits."""
    return [str(value.numerator), str(value.denominator)]


def _text(text: str, how: Match, exact: bool) -> dict[str, Json]:
    match how:
        case Match.TEXT:
            return {"is": compared(text, exact)}
        case Match.CONTAINS:
            return {"contains": compared(text, exact)}
        case Match.PATTERN:
            return {"pattern": _machine(text, exact)}
        case _:
            assert_never(how)


def _machine(pattern: str, exact: bool) -> Json:
    """The machine that takes what a pattern fits, state by state; None for one that is no pattern.

    A step is a character (folded unless letter case counts), the ends of ranges in a row behind
    whether they are what is not taken, or None for any character; and the state that it leads to.
    """
    machine = patternkeys.machine(pattern)
    if machine is None:
        return None
    return {
        "steps": [[[_test(test, exact), end] for test, end in steps] for steps in machine.steps],
        "jumps": [list(jumps) for jumps in machine.jumps],
        "end": machine.end,
    }


def _test(test: str | Class | Any, exact: bool) -> Json:
    match test:
        case str():
            return test if exact or test == BLANK else fold(test)
        case Class():
            ends = patternkeys.ranges(test, exact)
            return [test.negated, *(ord(end) for pair in ends for end in pair)]
        case Any():
            return None
        case _:
            assert_never(test)
