"""The marks of responses to several parts, out of a table of what each response to a part earns.

Parts are marked apart from each other, so that their marks are worked out once a part, and summed in
whole units for each response to all of them.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from operator import getitem
from typing import NamedTuple, TypeAlias, assert_never

from examc.core.answers import Rule, within
from examc.core.awarding import award
from examc.core.responses import Response
from examc.core.schemeforms import ZERO, Parts, Scheme

_Units: TypeAlias = list[int | None]
"""What each response to a part earns, in units; None for one that students cannot give."""


class _Column(NamedTuple):
    """What each response to a part earns, also in whole units of so many to a point."""

    marks: list[Fraction | None]
    unit: int
    whole: _Units

    def times(self, unit: int) -> _Units:
        """The same in units of so many to a point, which are as many or more."""
        factor = unit // self.unit
        return self.whole if factor == 1 else [n if n is None else n * factor for n in self.whole]


class Table:
    """Responses to several parts: those to each part, no answer first, and what whole ones pick.

    What a scheme makes of a part is worked out once, however many schemes have that part.
    """

    def __init__(
        self, of_parts: Sequence[Sequence[Response | None]], picks: Sequence[Sequence[int]]
    ) -> None:
        self.of_parts = of_parts
        self.picks = picks
        self._known: dict[tuple[int, int], tuple[Scheme, _Column]] = {}

    def marks(self, scheme: Scheme) -> list[Fraction | None] | None:
        """What a scheme awards to each whole response; None where it has not as many parts."""
        if not isinstance(scheme, Parts) or len(scheme.parts) != len(self.of_parts):
            return None
        columns = [self._column(part, place) for place, part in enumerate(scheme.parts)]
        counts = _missed(scheme, columns) if scheme.rule is not Rule.SUM else None
        unit = lcm(*[own.unit for own in columns])
        units = counts or [own.times(unit) for own in columns]
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

    def _column(self, part: Scheme, place: int) -> _Column:
        """What each response to the part of a place earns."""
        key = id(part), place
        if key not in self._known:
            marks = [award(part, response) for response in self.of_parts[place]]
            ratios = [None if mark is None else mark.as_integer_ratio() for mark in marks]
            unit = lcm(*[ratio[1] for ratio in ratios if ratio is not None])
            whole = [None if ratio is None else ratio[0] * (unit // ratio[1]) for ratio in ratios]
            self._known[key] = part, _Column(marks, unit, whole)
        return self._known[key][1]


def _missed(scheme: Parts, columns: Sequence[_Column]) -> list[_Units]:
    """1 for each response to a part that is not right, 0 for one that is."""
    return [
        [None if mark is None else int(mark != full) for mark in own.marks]
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


def _totals(columns: Sequence[_Units], picks: Sequence[Sequence[int]]) -> list[int | None]:
    """The sum of each response's parts; None where one of them cannot be given."""
    whole = [[mark or 0 for mark in own] for own in columns]
    if not any(None in own for own in columns):
        return [sum(map(getitem, whole, places)) for places in picks]
    return [
        None if None in map(getitem, columns, places) else sum(map(getitem, whole, places))
        for places in picks
    ]
