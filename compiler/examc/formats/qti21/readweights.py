"""Finds what the parts of an answer earn, by trying each of them alone and beside the best others.

A bound hides a part of what a response earns, never more than there is: so the larger of the two
steps that a choice makes is what it is worth. Whether that explains the marks is then tried out.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from examc.core.answers import Rule, Scoring
from examc.core.records import Mutable, Record
from examc.core.responses import Response, filled
from examc.core.schemes import ZERO
from examc.formats.qti21.readtrial import Trial
from examc.systems.reading import NotUnderstood

MOST_CHOICES = 3_000
"""Choices of all parts, of which each is tried alone and beside others."""
MOST_TOGETHER = 1_000
"""Answers of all parts that are tried where no part earns anything alone."""


class Weighed(Record, frozen=True):
    """A way to mark: what each choice of each part earns, and how the parts become a mark."""

    weights: tuple[tuple[Fraction, ...], ...]
    scoring: Scoring
    points: Fraction


class Choices(Record, frozen=True):
    """The responses to each part that are told apart, and of each part the one that is right.

    `join` makes the response to the question of those to its parts.
    """

    parts: tuple[tuple[Response, ...], ...]
    right: tuple[Response | None, ...]
    join: Callable[[Sequence[Response | None]], Response | None] = filled


class Weighing(Mutable):
    """Weighs the parts of an item."""

    trial: Trial
    choices: Choices
    stated: Fraction | None

    def ways(self) -> Iterator[Weighed]:
        """Yield the ways in which the item may mark, the plainest first; raises NotUnderstood."""
        count = sum(map(len, self.choices.parts))
        if count > MOST_CHOICES:
            raise NotUnderstood(f"the {count} choices of its parts are too many to try")
        best = self._best()
        full = self._earns(best)
        for empty in dict.fromkeys((self.trial.earns(None), ZERO)):
            yield from self._sums(self._weights(best, empty), full)
        if full > 0:
            yield from self._whole(best, full)

    # -- which is best --------------------------------------------------------------------------

    def _best(self) -> tuple[Response | None, ...]:
        """The response that is right in every part; where none is known, what earns most alone."""
        found: list[Response | None] = []
        for place, own in enumerate(self.choices.parts):
            right = self.choices.right[place]
            alone = {one: self._alone(place, one) for one in own}
            most = max(own, key=lambda one: alone[one], default=None)
            earned = ZERO if right is None else alone.get(right, ZERO)
            found.append(most if most is not None and alone[most] > max(earned, ZERO) else right)
        if self._mark(found) is None:
            found = list(self.choices.right)
        return tuple(found) if self._earns(found) > 0 else self._together() or tuple(found)

    def _together(self) -> tuple[Response | None, ...] | None:
        """What earns most of all that fill every part, where they are few; None if nothing does."""
        parts = [own or (None,) for own in self.choices.parts]
        if prod(map(len, parts)) > MOST_TOGETHER:
            return None
        best = max(product(*parts), key=self._earns)
        return best if self._earns(best) > 0 else None

    def _mark(self, parts: Sequence[Response | None]) -> Fraction | None:
        return self.trial.mark(self.choices.join(parts))

    def _earns(self, parts: Sequence[Response | None]) -> Fraction:
        return self._mark(parts) or ZERO

    def _alone(self, place: int, one: Response) -> Fraction:
        return self._earns(self._with(self._nothing(), place, one))

    def _nothing(self) -> tuple[Response | None, ...]:
        return (None,) * len(self.choices.parts)

    def _with(
        self, base: Sequence[Response | None], place: int, one: Response | None
    ) -> tuple[Response | None, ...]:
        return (*base[:place], one, *base[place + 1 :])

    # -- sums -----------------------------------------------------------------------------------

    def _sums(self, weights: tuple[tuple[Fraction, ...], ...], full: Fraction) -> Iterator[Weighed]:
        """Yield sums of weights, within the bounds that may explain the marks."""
        total = full if self.stated is None else self.stated
        together = sum((max(ZERO, *row) if row else ZERO for row in weights), ZERO)
        if any(weight for row in weights for weight in row):
            low = min(self._earns(worst) for worst in self._worst(weights))
            for scoring in _bounds(weights, total, together, full, low):
                yield Weighed(weights, scoring, total)

    def _weights(
        self, best: tuple[Response | None, ...], empty: Fraction
    ) -> tuple[tuple[Fraction, ...], ...]:
        """What each choice is worth, where no answer at all earns so much."""
        return tuple(
            tuple(self._weight(best, place, one, empty) for one in own)
            for place, own in enumerate(self.choices.parts)
        )

    def _weight(
        self, best: tuple[Response | None, ...], place: int, one: Response, empty: Fraction
    ) -> Fraction:
        """The larger of two steps: from nothing, and from all others right."""
        alone = self._alone(place, one) - empty
        for others in self._beside(best, place):
            without = self._with(others, place, None)
            if all(part is None for part in without):
                continue
            mark = self._mark(self._with(others, place, one))
            if mark is not None:
                beside = mark - self._earns(without)
                return alone if abs(alone) >= abs(beside) else beside
        return alone

    def _beside(
        self, best: tuple[Response | None, ...], place: int
    ) -> Iterator[tuple[Response | None, ...]]:
        """Yield all others right; then all but one, where each choice can be used once.

        Of two parts, the other one then has something else that earns.
        """
        yield best
        others = [other for other in range(len(best)) if other != place]
        yield from (self._with(best, other, None) for other in others)
        if len(others) == 1:
            (other,) = others
            ranked = sorted(self.choices.parts[other], key=lambda one: -self._alone(other, one))
            yield from (self._with(best, other, one) for one in ranked[:2])

    def _worst(
        self, weights: tuple[tuple[Fraction, ...], ...]
    ) -> Iterator[tuple[Response | None, ...]]:
        """Yield the responses in which each part costs most, and no answer."""
        yield self._nothing()
        worst: list[Response | None] = []
        for own, row in zip(self.choices.parts, weights, strict=True):
            least = min(row, default=ZERO)
            worst.append(own[row.index(least)] if least < 0 else None)
        yield tuple(worst)

    # -- the whole ------------------------------------------------------------------------------

    def _whole(self, best: tuple[Response | None, ...], full: Fraction) -> Iterator[Weighed]:
        """Yield all or nothing, and half for all but one, with the choices that are right."""
        share = full / len(best)
        rows = tuple(
            tuple(share if self._is_right(best, place, one, full) else ZERO for one in own)
            for place, own in enumerate(self.choices.parts)
        )
        for rule in (Rule.ALL_OR_NOTHING, Rule.KPRIM):
            yield Weighed(rows, Scoring(rule, ZERO, full), full)

    def _is_right(
        self, best: tuple[Response | None, ...], place: int, one: Response, full: Fraction
    ) -> bool:
        return one == best[place] or self._mark(self._with(best, place, one)) == full


def _bounds(
    weights: tuple[tuple[Fraction, ...], ...],
    total: Fraction,
    together: Fraction,
    full: Fraction,
    low: Fraction,
) -> Iterator[Scoring]:
    """Yield bounds that may explain a sum, the usual ones first."""
    costs = any(weight < 0 for row in weights for weight in row)
    floors = dict.fromkeys((ZERO, None, low) if low >= 0 else (None, low))
    caps = dict.fromkeys((total, full, None) if together > total else (total,))
    for floor in floors if costs else (ZERO,):
        for cap in caps:
            yield Scoring(Rule.SUM, floor, cap)
