"""What an item awards → weights, rule, floor and cap that award exactly the same, or none.

Nothing is taken on trust: what is found is held against every response that the item is known
for, and where no weights agree with all of them, the first that differs is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from examc import numbers
from examc.formats.qti21.readprocessing import Awards, Form, Mapped, Matched, Table
from examc.model import MultipleChoice, MultipleResponse, Option, Rule, Scoring
from examc.scoring import ZERO, bounded, mark, positive

_HELP_BITS = 26


@dataclass(frozen=True, slots=True)
class Marking:
    """How a question is marked; `key` are the options that are checked."""

    weights: tuple[Fraction, ...]
    scoring: Scoring
    key: frozenset[int]


class NoMarking(Exception):
    """No weights, rule and bounds award what the item does; the text says for which response."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be chosen: one of so many options or several, `most` at most (0 for any number)."""

    options: int
    single: bool
    most: int = 0

    def masks(self) -> Iterator[int]:
        """Yield the responses that can be given, as bits, the empty one left out."""
        if self.single:
            yield from (1 << place for place in range(self.options))
            return
        for mask in range(1, 1 << self.options):
            if not self.most or mask.bit_count() <= self.most:
                yield mask


def scaled(awards: Awards, factor: Fraction) -> Awards:
    """The awards with every mark multiplied."""
    return replace(
        awards,
        form=_scaled(awards.form, factor),
        empty=awards.empty * factor,
        declared=_scaled_mapping(awards.declared, factor) if awards.declared else None,
    )


def _scaled(form: Form, factor: Fraction) -> Form:
    match form:
        case Mapped():
            return _scaled_mapping(form, factor)
        case Matched(key, right, wrong):
            return Matched(key, right * factor, wrong * factor)
        case Table(marks):
            return Table({mask: value * factor for mask, value in marks.items()})


def _scaled_mapping(form: Mapped, factor: Fraction) -> Mapped:
    def times(value: Fraction | None) -> Fraction | None:
        return None if value is None else value * factor

    weights = tuple(weight * factor for weight in form.weights)
    return Mapped(weights, times(form.lower), times(form.upper))


def attainable(form: Form, shape: Shape) -> Fraction:
    """The highest mark that a response earns."""
    match form:
        case Mapped(weights):
            scoring = Scoring(Rule.SUM, form.lower, form.upper)
            if shape.single:
                return bounded(max(weights, default=ZERO), scoring)
            best = sorted((weight for weight in weights if weight > 0), reverse=True)
            return bounded(sum(best[: shape.most or None], ZERO), scoring)
        case Matched(key, right, wrong):
            return wrong if key is None else max(right, wrong)
        case Table(marks):
            return max(marks.values(), default=ZERO)


def marking(awards: Awards, points: Fraction, shape: Shape) -> Marking:
    """The marking of a foreign item; raises NoMarking."""
    form = awards.form
    if isinstance(form, Matched) and not shape.single:
        return _all_or_nothing(form, points, shape)
    if isinstance(form, Mapped):
        scoring = Scoring(Rule.SUM, form.lower, form.upper)
        return _checked(_tidy(form.weights, scoring, points, shape), awards)
    if shape.single:
        marks = _singles(form, shape)
        return _checked(_tidy(marks, Scoring(Rule.SUM, None, None), points, shape), awards)
    assert isinstance(form, Table)
    return _of_table(form, awards, points, shape)


def _checked(found: Marking, awards: Awards) -> Marking:
    """With the options checked that earn something, or those listed where none does."""
    key = frozenset(place for place, weight in enumerate(found.weights) if weight > 0)
    return replace(found, key=key or awards.listed)


def _tidy(
    weights: tuple[Fraction, ...], scoring: Scoring, points: Fraction, shape: Shape
) -> Marking:
    """With the usual bounds (0 and the points) in place of those that make no difference."""
    low = min(weights, default=ZERO) if shape.single else -positive(-w for w in weights)
    high = max(weights, default=ZERO) if shape.single else positive(weights)
    floor, cap = scoring.floor, scoring.cap
    if floor is None or floor <= low:
        floor = ZERO if low >= 0 else None
    if cap is None or cap >= high:
        cap = points if high <= points else None
    return Marking(weights, Scoring(Rule.SUM, floor, cap), frozenset())


def _singles(form: Matched | Table, shape: Shape) -> tuple[Fraction, ...]:
    """What each option earns that is chosen alone."""
    if isinstance(form, Table):
        return tuple(form.marks[1 << place] for place in range(shape.options))
    return tuple(
        form.right if form.key == frozenset({place}) else form.wrong
        for place in range(shape.options)
    )


def _all_or_nothing(form: Matched, points: Fraction, shape: Shape) -> Marking:
    """The rule all-or-nothing; where nothing matches, options that are worth nothing."""
    right, wrong = form.right, form.wrong
    if form.key is None or right == wrong:
        weights = (ZERO,) * shape.options
        if wrong < 0:
            raise NoMarking(f"every answer earns {numbers.show(wrong)}")
        return Marking(weights, Scoring(Rule.SUM, wrong, max(points, wrong)), frozenset())
    if wrong < 0 or right < wrong or right > points:
        shown = f"{numbers.show(right)} for exactly {letters(_mask(form.key))}"
        raise NoMarking(f"the marks are {shown}, and {numbers.show(wrong)} for the rest")
    share = points / len(form.key)
    weights = tuple(share if place in form.key else ZERO for place in range(shape.options))
    return Marking(weights, Scoring(Rule.ALL_OR_NOTHING, wrong, right), form.key)


# -- tables -------------------------------------------------------------------------------------


def _of_table(form: Table, awards: Awards, points: Fraction, shape: Shape) -> Marking:
    """The marking that agrees with a whole table; the rule all-or-nothing first."""
    exact = _single_key(form.marks, points, shape)
    if exact is not None:
        return exact
    first: tuple[tuple[Fraction, ...], Scoring] | None = None
    for weights in dict.fromkeys(_candidates(form.marks, awards, shape)):
        for scoring in _bounds(form.marks, points):
            first = first or (weights, scoring)
            if _deviation(form.marks, weights, scoring) is None:
                return _checked(_tidy(weights, scoring, points, shape), awards)
    assert first is not None
    raise NoMarking(_difference(form.marks, *first))


def _single_key(
    marks: "dict[int, Fraction] | object", points: Fraction, shape: Shape
) -> Marking | None:
    return None
