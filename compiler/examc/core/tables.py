"""The marks of responses to several parts, out of a table of what each response to a part earns.

Parts are marked apart from each other, so that their marks are worked out once a part, and summed in
whole units for each response to all of them.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias, assert_never

from examc.core.answers import Rule, within
from examc.core.awarding import award
from examc.core.responses import Response
from examc.core.schemeforms import ZERO, Parts, Scheme

_Column: TypeAlias = list[int | None]
"""What each response to a part earns, in units; None for one that students cannot give."""


class Table:
    """Responses to several parts: those to each part, no answer first, and what whole ones pick.

    What a scheme makes of a part is worked out once, however many schemes have that part.
    """

    def __init__(
        self, of_parts: Sequence[Sequence[Response | None]], picks: Sequence[Sequence[int]]
    ) -> None:
        self.of_parts = of_parts
        self.picks = picks
        self._known: dict[tuple[int, int], tuple[Scheme, list[Fraction | None]]] = {}

    def marks(self, scheme: Scheme) -> list[Fraction | None] | None:
        """What a scheme awards to each whole response; None where it has not as many parts."""
        if not isinstance(scheme, Parts) or len(scheme.parts) != len(self.of_parts):
            return None
        columns = [self._column(part, place) for place, part in enumerate(scheme.parts)]
        counts = _missed(scheme, columns) if scheme.rule is not Rule.SUM else None
        unit = lcm(*{mark.denominator for own in columns for mark in own if mark is not None})
        units = counts or [[_in(unit, mark) for mark in own] for own in columns]
        totals = _totals(units, self.picks)
        known: dict[int | None, Fraction | None] = {None: None}
        for total in dict.fromkeys(totals):
            if total is not None:
                mark = Fraction(total, unit) if counts is None else _of_missed(scheme, total)
                known[total] = within(mark, scheme.floor, scheme.cap)
        found = [known[total] for total in totals]
        return [
            mark if any(places) else ZERO for mark, places in zip(found, self.picks, strict=True)
        ]

    def _column(self, part: Scheme, place: int) -> list[Fraction | None]:
        """What each response to the part of a place earns."""
        key = id(part), place
        if key not in self._known:
            self._known[key] = part, [award(part, response) for response in self.of_parts[place]]
        return self._known[key][1]


def _in(unit: int, mark: Fraction | None) -> int | None:
    return None if mark is None else mark.numerator * (unit // mark.denominator)


def _missed(scheme: Parts, columns: Sequence[Sequence[Fraction | None]]) -> list[_Column]:
    """1 for each response to a part that is not right, 0 for one that is."""
    return [
        [None if mark is None else int(mark != full) for mark in own]
        for own, full in zip(columns, scheme.full, strict=True)
    ]


def _of_missed(scheme: Parts, missed: int) -> Fraction:
    """What as many parts that are not right leave of the points."""
    match scheme.rule:
        case Rule.ALL_OR_NOTHING:
            return ZERO if missed else scheme.points
        case Rule.KPRIM:
            return {0: scheme.points, 1: scheme.points / 2}.get(missed, ZERO)
        case Rule.SUM:
            raise AssertionError("the marks of these are added up")
        case _:
            assert_never(scheme.rule)


def _totals(columns: Sequence[_Column], picks: Sequence[Sequence[int]]) -> list[int | None]:
    """The sum of each response's parts; None where one of them cannot be given."""
    if not any(None in own for own in columns):
        whole = [[mark or 0 for mark in own] for own in columns]
        return [
            sum([own[place] for own, place in zip(whole, places, strict=True)]) for places in picks
        ]
    found: list[int | None] = []
    for places in picks:
        marks = [own[place] for own, place in zip(columns, places, strict=True)]
        found.append(None if None in marks else sum([mark or 0 for mark in marks]))
    return found
