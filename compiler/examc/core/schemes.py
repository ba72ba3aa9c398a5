"""Marking schemes: how a question is marked, as data that can be compared.

A scheme is of one part: one response, one mark. Whoever marks by something else than weights,
bounds or a key has a scheme that is run, and compared response by response. Marks and weights are
in points, of options or of the lines of a rubric. No answer earns 0 under every scheme but one that
is run.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.answers import Choice, Criteria, Levels, Rubric, Rule, Scoring, Written
from examc.core.model import Question
from examc.core.responses import Places, Response, choose, picked

ZERO = Fraction(0)
ROUNDING = Fraction(1, 100_000)
"""Points that a system's own rounding may cost (Moodle stores seven decimals of a fraction)."""


@dataclass(frozen=True, slots=True)
class One:
    """One option at most can be chosen; the mark of each."""

    marks: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """The weights of the chosen options, added up, within a floor and a cap; the floor wins.

    `most` is how many options can be chosen, 0 for any number.
    """

    weights: tuple[Fraction, ...]
    floor: Fraction | None = None
    cap: Fraction | None = None
    most: int = 0


@dataclass(frozen=True, slots=True)
class Key:
    """All or nothing: `right` for exactly the options of the key, `wrong` for any others."""

    size: int
    key: Places
    right: Fraction
    wrong: Fraction = ZERO
    most: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Any other way to mark: `award` is asked for each response; None where it cannot be given."""

    size: int
    award: Callable[[Response | None], Fraction | None]
    most: int = 0


Scheme: TypeAlias = One | Sum | Key | Run


def size_of(scheme: Scheme) -> int:
    """How many options there are."""
    match scheme:
        case One(marks):
            return len(marks)
        case Sum():
            return len(scheme.weights)
        case Key() | Run():
            return scheme.size
        case _:
            assert_never(scheme)


def most_of(scheme: Scheme) -> int:
    """How many options can be chosen, 0 for any number."""
    return 1 if isinstance(scheme, One) else scheme.most


def award(scheme: Scheme, response: Response | None) -> Fraction | None:
    """The mark of a response; None where students cannot give it."""
    if isinstance(scheme, Run):
        return None if _is_too_much(scheme, response) else scheme.award(response)
    if _is_too_much(scheme, response):
        return None
    places = picked(response)
    if not places:
        return ZERO
    match scheme:
        case One(marks):
            return marks[next(iter(places))]
        case Sum(weights, floor, cap):
            return _within(sum([weights[place] for place in places], ZERO), floor, cap)
        case Key():
            return scheme.right if places == scheme.key else scheme.wrong
        case _:
            assert_never(scheme)


def _is_too_much(scheme: Scheme, response: Response | None) -> bool:
    most = most_of(scheme)
    return bool(most) and len(picked(response)) > most


def meant(question: Question) -> Scheme:
    """How the language marks a question."""
    match question.answer:
        case Choice() as choice:
            return _of_choice(choice, question.points)
        case Written() as written:
            return _of_rubric(written.rubric, question.points)
        case _:
            assert_never(question.answer)


def _of_rubric(rubric: Rubric | None, points: Fraction) -> Scheme:
    """One level, or the sum of criteria up to the points; nothing to award without a rubric."""
    match rubric:
        case Levels(levels):
            return One(tuple([level.points for level in levels]))
        case Criteria(criteria):
            return Sum(tuple([criterion.points for criterion in criteria]), cap=points)
        case None:
            return Sum((), cap=points)
        case _:
            assert_never(rubric)


def _of_choice(choice: Choice, points: Fraction) -> Scheme:
    scoring, options = choice.scoring, choice.options
    if scoring.rule is Rule.ALL_OR_NOTHING:
        key = frozenset(place for place, option in enumerate(options) if option.correct)
        right, wrong = bounded(points, scoring), bounded(ZERO, scoring)
        return Key(len(options), key, right, wrong, most=0 if choice.many else 1)
    weights = tuple([option.points for option in options])
    if not choice.many:
        return One(tuple([bounded(weight, scoring) for weight in weights]))
    return Sum(weights, scoring.floor, scoring.cap)


def bounded(value: Fraction, scoring: Scoring) -> Fraction:
    """A mark within the floor and the cap; the floor wins."""
    return _within(value, scoring.floor, scoring.cap)


def one_of(scheme: Scheme) -> One:
    """The same marks, where one option at most can be chosen."""
    if isinstance(scheme, One):
        return scheme
    alone = [award(scheme, choose((place,))) for place in range(size_of(scheme))]
    return One(tuple([ZERO if mark is None else mark for mark in alone]))


def scaled(scheme: Scheme, factor: Fraction) -> Scheme:
    """The same scheme with every mark multiplied by a factor of 0 or more."""
    match scheme:
        case One(marks):
            return One(tuple([factor * mark for mark in marks]))
        case Sum(weights, floor, cap):
            weights = tuple([factor * weight for weight in weights])
            return Sum(weights, _times(factor, floor), _times(factor, cap), scheme.most)
        case Key():
            return replace(scheme, right=factor * scheme.right, wrong=factor * scheme.wrong)
        case Run():
            return replace(scheme, award=lambda given: _times(factor, scheme.award(given)))
        case _:
            assert_never(scheme)


def _times(factor: Fraction, mark: Fraction | None) -> Fraction | None:
    return None if mark is None else factor * mark


def moved(scheme: Scheme, places: Sequence[int]) -> Scheme:
    """The same scheme with its options in another order: option `places[i]` becomes option i."""
    match scheme:
        case One(marks):
            return One(tuple([marks[place] for place in places]))
        case Sum(weights):
            return replace(scheme, weights=tuple([weights[place] for place in places]))
        case Key():
            key = frozenset(new for new, old in enumerate(places) if old in scheme.key)
            return replace(scheme, key=key)
        case Run():
            given = scheme.award
            return replace(scheme, award=lambda response: given(moved_response(response, places)))
        case _:
            assert_never(scheme)


def moved_response(response: Response | None, places: Sequence[int]) -> Response | None:
    """The response in an order in which option i of this one is option `places[i]`."""
    return choose(places[place] for place in picked(response))


# -- equal by structure ---------------------------------------------------------------------------


def same(one: Scheme, other: Scheme) -> bool:
    """Whether two schemes of as many options give the same marks, as their structure shows.

    False where that does not show it: the marks may be the same all the same.
    """
    return _alike(one, other) or _alike(normal(one), normal(other))


def _alike(one: Scheme, other: Scheme) -> bool:
    match one, other:
        case One(), One():
            return all(map(near, one.marks, other.marks))
        case Sum(), Sum():
            off = sum(map(_off, one.weights, other.weights), ZERO)
            bounds = near(one.floor, other.floor) and near(one.cap, other.cap)
            return one.most == other.most and off <= ROUNDING and bounds
        case Key(), Key():
            sides = near(one.right, other.right) and near(one.wrong, other.wrong)
            return one.most == other.most and one.key == other.key and sides
        case _:
            return False


def near(one: Fraction | None, other: Fraction | None) -> bool:
    """Whether two marks are the same but for rounding."""
    if one is None or other is None:
        return one is other
    return one == other or abs(one - other) <= ROUNDING


def _off(one: Fraction, other: Fraction) -> Fraction:
    return ZERO if one == other else abs(one - other)


def normal(scheme: Scheme) -> Scheme:
    """The same marks in a form that more schemes share: no idle bound, no key that is a sum."""
    match scheme:
        case Sum() | Key() if scheme.most == 1:
            return one_of(scheme)
        case Sum():
            return _normal_sum(scheme)
        case Key():
            nothing = not scheme.key or scheme.right == scheme.wrong
            if nothing and scheme.wrong == 0 and scheme.most == 0:
                return Sum((ZERO,) * scheme.size)
            return scheme
        case One() | Run():
            return scheme
        case _:
            assert_never(scheme)


def _normal_sum(scheme: Sum) -> Scheme:
    """A sum without idle bounds; one right option that any wrong one cancels is a key."""
    weights, floor, cap = scheme.weights, scheme.floor, scheme.cap
    if not weights:
        return scheme
    if floor is not None and cap is not None:
        cap = max(floor, cap)
    gains = [weight for weight in weights if weight > 0]
    losses = [weight for weight in weights if weight < 0]
    if floor == 0 and (cap is None or cap >= 0):
        if not gains:
            return Sum((ZERO,) * len(weights), most=scheme.most)
        (best, *others) = sorted(weights, reverse=True)
        if len(gains) == 1 and all(weight <= -best for weight in others):
            right = best if cap is None else min(best, cap)
            return Key(len(weights), frozenset({weights.index(best)}), right, most=scheme.most)
    if floor is not None and floor <= (sum(losses, ZERO) if losses else min(weights)):
        floor = None
    if cap is not None and cap >= (sum(gains, ZERO) if gains else max(weights)):
        cap = None
    return replace(scheme, floor=floor, cap=cap)


def lowest(scheme: Scheme, responses: Iterable[Response | None] = ()) -> Fraction:
    """The lowest mark of any response, none among them; of a scheme that is run, of `responses`."""
    match scheme:
        case One(marks):
            return min([ZERO, *marks])
        case Sum(weights, floor, cap):
            if not weights:
                return ZERO
            losses = [weight for weight in weights if weight < 0]
            least = sum(losses, ZERO) if losses else min(weights)
            return min(ZERO, _within(least, floor, cap))
        case Key():
            return min(ZERO, scheme.right, scheme.wrong)
        case Run():
            return min([ZERO, *(award(scheme, response) or ZERO for response in responses)])
        case _:
            assert_never(scheme)


def _within(value: Fraction, floor: Fraction | None, cap: Fraction | None) -> Fraction:
    if cap is not None and value > cap:
        value = cap
    return floor if floor is not None and value < floor else value
