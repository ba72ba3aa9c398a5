"""What an item awards → weights, rule, floor and cap that award exactly the same, or none.

Nothing is taken on trust: what is found is held against every response that the item is known
for, and where no weights agree with all of them, the first that differs is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from examc.core import limits, numbers
from examc.core.answers import Rule, Scoring
from examc.core.diagnostics import listed
from examc.core.records import Record, replace
from examc.core.responses import option_letter
from examc.core.schemes import ZERO, bounded
from examc.formats.qti21.readprocessing import Awards, Form, Mapped, Matched, Table

_MOST_NAMED = 12


class Marking(Record, frozen=True):
    """How a question is marked; `key` are the options that are checked."""

    weights: tuple[Fraction, ...]
    scoring: Scoring
    key: frozenset[int]


class NoMarking(Exception):
    """No weights, rule and bounds award what the item does; the text says for which response."""


class Shape(Record, frozen=True):
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

    def can_choose(self, count: int) -> bool:
        """Whether so many options can be chosen at once."""
        return count == 1 if self.single else not self.most or count <= self.most

    def best(self, weights: Iterable[Fraction]) -> Fraction:
        """The highest sum of weights that can be chosen; of one option, its weight."""
        if self.single:
            return max(weights, default=ZERO)
        above = sorted((weight for weight in weights if weight > 0), reverse=True)
        return sum(above[: self.most or None], ZERO)


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


def marks_of(form: Form) -> list[Fraction]:
    """The numbers that marks are made of: weights, or the marks themselves."""
    match form:
        case Mapped(weights):
            return list(weights)
        case Matched(_, right, wrong):
            return [right, wrong]
        case Table(marks):
            return list(marks.values())


def attainable(form: Form, shape: Shape) -> Fraction:
    """The highest mark that a response earns."""
    match form:
        case Mapped(weights):
            scoring = Scoring(Rule.SUM, form.lower, form.upper)
            return bounded(shape.best(weights), scoring)
        case Matched(key, right, wrong):
            return max(right, wrong) if key and shape.can_choose(len(key)) else wrong
        case Table(marks):
            return max(marks.values(), default=ZERO)


def marking(awards: Awards, points: Fraction, shape: Shape) -> Marking:
    """The marking of a foreign item; raises NoMarking."""
    form = awards.form
    if isinstance(form, Matched) and not shape.single:
        return _all_or_nothing(form, awards, points, shape)
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
    low, high = -shape.best(-weight for weight in weights), shape.best(weights)
    floor, cap = scoring.floor, scoring.cap
    low = low if cap is None else min(low, cap)
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


def _all_or_nothing(form: Matched, awards: Awards, points: Fraction, shape: Shape) -> Marking:
    """The rule all-or-nothing; where nothing matches, options that are worth nothing."""
    right, wrong = form.right, form.wrong
    if form.key is None or right == wrong:
        weights = (ZERO,) * shape.options
        if wrong < 0:
            raise NoMarking(f"every answer earns {numbers.show(wrong)}")
        scoring = Scoring(Rule.SUM, wrong, max(points, wrong))
        return _checked(Marking(weights, scoring, frozenset()), awards)
    if wrong < 0 or right < wrong or right > points:
        shown = f"{numbers.show(right)} for exactly {letters(form.key)}"
        raise NoMarking(f"the marks are {shown}, and {numbers.show(wrong)} for the rest")
    share = points / len(form.key)
    share = (
        share if limits.is_held(share) else points
    )  # what it is makes no difference to the marks
    weights = tuple(share if place in form.key else ZERO for place in range(shape.options))
    return Marking(weights, Scoring(Rule.ALL_OR_NOTHING, wrong, right), form.key)


# -- tables -------------------------------------------------------------------------------------

_Marks = Mapping[int, Fraction]


def _of_table(form: Table, awards: Awards, points: Fraction, shape: Shape) -> Marking:
    """The marking that agrees with a whole table."""
    marks = form.marks
    candidates = list(dict.fromkeys(_candidates(marks, awards, shape)))
    for weights in candidates[:1] if awards.declared else ():
        found = _bounds_for(weights, marks, points)
        if found:
            return _checked(_tidy(weights, found, points, shape), awards)
    key = _only_one(marks)
    if key is not None:
        return _all_or_nothing(key, awards, points, shape)
    for weights in candidates:
        found = _bounds_for(weights, marks, points)
        if found:
            return _checked(_tidy(weights, found, points, shape), awards)
    raise NoMarking(_difference(marks, candidates[-1]))


def _only_one(marks: _Marks) -> Matched | None:
    """The form of a table in which one response earns more than all others, which are alike."""
    values = sorted(set(marks.values()))
    best = [mask for mask, value in marks.items() if value == values[-1]]
    if len(values) != 2 or len(best) != 1 or len(marks) < 3 or values[0] < 0:
        return None
    return Matched(places(best[0]), values[1], values[0])


def _candidates(marks: _Marks, awards: Awards, shape: Shape) -> Iterator[tuple[Fraction, ...]]:
    """Yield weights that may explain a table, the declared ones first.

    A bound can only make smaller what an option adds to others, never larger or of other sign;
    so the largest that it ever adds is its weight, wherever that can be seen at all.
    """
    if awards.declared:
        yield awards.declared.weights
    yield tuple(_largest_step(marks, place, {0: ZERO}) for place in range(shape.options))
    yield tuple(_largest_step(marks, place, {}) for place in range(shape.options))
    yield tuple(marks.get(1 << place, ZERO) for place in range(shape.options))


def _largest_step(marks: _Marks, place: int, more: _Marks) -> Fraction:
    bit = 1 << place
    largest = ZERO
    for mask, value in (*more.items(), *marks.items()):
        if not mask & bit and mask | bit in marks:
            step = marks[mask | bit] - value
            if abs(step) > abs(largest):
                largest = step
    return largest


def _bounds_for(weights: tuple[Fraction, ...], marks: _Marks, points: Fraction) -> Scoring | None:
    """Bounds with which the weights award exactly these marks, if there are any."""
    low, high = min(marks.values()), max(marks.values())
    totals = _totals(weights, marks)
    for floor in dict.fromkeys((None, ZERO, low)):
        for cap in dict.fromkeys((None, points, high)):
            scoring = Scoring(Rule.SUM, floor, cap)
            if all(bounded(totals[mask], scoring) == value for mask, value in marks.items()):
                return scoring
    return None


def _totals(weights: tuple[Fraction, ...], marks: _Marks) -> dict[int, Fraction]:
    """The sum of the weights of each response."""
    totals = {0: ZERO}
    for mask in range(1, max(marks, default=0) + 1):
        rest = mask & (mask - 1)
        totals[mask] = totals[rest] + weights[(mask ^ rest).bit_length() - 1]
    return totals


def _difference(marks: _Marks, singles: tuple[Fraction, ...]) -> str:
    """In words, the first response that is worth something else than its options together."""
    totals = _totals(singles, marks)
    for mask in sorted(marks, key=lambda mask: (mask.bit_count(), mask)):
        if marks[mask] != totals[mask]:
            earned, added = numbers.show(marks[mask]), numbers.show(totals[mask])
            chosen = letters(places(mask))
            return f"{chosen} earn {earned} together, and {added} one by one"
    return "they follow no rule"


def places(mask: int) -> frozenset[int]:
    """The options that bits stand for."""
    return frozenset(place for place in range(mask.bit_length()) if mask >> place & 1)


def letters(places: Iterable[int]) -> str:
    """Options in words: `A, C and D`."""
    found = sorted(places)
    names = [option_letter(place) for place in found[:_MOST_NAMED]]
    names += [f"{len(found) - _MOST_NAMED} more"] * (len(found) > _MOST_NAMED)
    return listed(names)
