"""What a target is known not to keep, and which changes that explains.

A change is explained where one side is simply without a feature that the target loses or bends:
tags that are gone, a free formatted question that became an open one. Where both sides have the
feature and differ, somebody changed it, and that is told; the exceptions are values that targets
round or prefix, and scoring: see `explain`, `rounds` and `name`. What a target holds partly
explains only the cases that are known; of those that change a mark, only that a sum stands for
all-or-nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from examc.core.features import KEPT, Feature, Hold, Statement
from examc.systems.moodle.limits import LONGEST_TAG

ROUNDING = Fraction(1, 10_000)
"""Points: more than any target rounds by (Moodle keeps five decimals of a percentage)."""

_SHORTEST_BEGINNING = 20

_SCORING = frozenset({Feature.WEIGHT, Feature.FLOOR, Feature.CAP, Feature.ALL_OR_NOTHING})


@dataclass(frozen=True, slots=True)
class Bends:
    """The bending that a target's statement admits; an empty statement admits none."""

    statement: Statement

    def keeps(self, feature: Feature) -> bool:
        """Whether the target keeps a feature whole."""
        return self._hold(feature) is Hold.KEPT

    def loses(self, feature: Feature) -> bool:
        """Whether the target loses a feature, wherever it is used."""
        return self._hold(feature) is Hold.LOST

    def explain(self, feature: Feature, gone: bool, partly: bool = False) -> bool:
        """Whether a change is what the target is known to do to a feature.

        `gone`: one side is without the feature. Scoring that a target loses or bends as a whole
        explains every change of it, since a reader can only put the usual in its place. `partly`:
        the case is known to be one that a target which holds the feature partly does not hold.
        """
        match self._hold(feature):
            case Hold.KEPT:
                return False
            case Hold.PARTLY:
                return partly
            case Hold.LOST | Hold.BENT:
                return gone or feature in _SCORING

    def rounds(self, feature: Feature, old: Fraction | None, new: Fraction | None) -> bool:
        """Whether two numbers are the same but for a target's rounding."""
        if self.keeps(feature) or old is None or new is None:
            return False
        return abs(old - new) < ROUNDING

    def name(self, old: str, new: str) -> bool:
        """Whether one title is the other with a number before it, or cut off, or gone."""
        if self.keeps(Feature.TITLE):
            return False
        short, long = sorted((old, new), key=len)
        cut = short.removesuffix("…").rstrip()
        beginning = len(cut) >= _SHORTEST_BEGINNING and long.startswith(cut)
        return not short or beginning or long.endswith(f" {short}")

    def tags(self, old: Iterable[str], new: Iterable[str]) -> bool:
        """Whether tags differ only in letter case, or by being cut off, or are gone."""
        one, other = ({tag.casefold()[:LONGEST_TAG] for tag in tags} for tags in (old, new))
        return not self.keeps(Feature.TAGS) and (one == other or not one or not other)

    def _hold(self, feature: Feature) -> Hold:
        return self.statement.get(feature, KEPT).hold


NO_BENDS = Bends({})
