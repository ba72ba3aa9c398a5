"""Whether a change of weights, keys or bounds changes the mark of any answer; tried, not guessed."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from examc.model import ChoiceQuestion, MultipleChoice, Rule
from examc.scoring import mark

MOST_OPTIONS = 12  # up to here every answer is tried: 4096 of them
ENDS = 2  # options chosen, or left out, in the answers that are tried beyond


def differ(old: ChoiceQuestion, new: ChoiceQuestion) -> bool:
    """Whether some answer earns another mark; both have the same options in the same order.

    Exact for any multiple choice, for all-or-nothing, and up to 12 options. Beyond, it is False
    only where answers at both ends earn the same and the bounds prove it for all others.
    """
    if old.scoring.rule is new.scoring.rule is Rule.ALL_OR_NOTHING:
        return _tried(old, new, _witnesses(old, new))
    if _same_by_bounds(old, new):
        return False
    if isinstance(old, MultipleChoice) or len(old.options) <= MOST_OPTIONS:
        return _tried(old, new, _answers(old))
    return True


def matters(question: ChoiceQuestion, index: int) -> bool:
    """Whether choosing an option (its index, from 0) can make a difference to the mark."""
    if isinstance(question, MultipleChoice):
        return mark(question, (index,)) != 0
    if question.scoring.rule is Rule.SUM and question.options[index].points == 0:
        return False
    others = [i for i in range(len(question.options)) if i != index]
    if len(others) >= MOST_OPTIONS:
        return True
    return any(
        mark(question, chosen) != mark(question, (*chosen, index))
        for size in range(len(others) + 1)
        for chosen in combinations(others, size)
    )


def _tried(old: ChoiceQuestion, new: ChoiceQuestion, answers: Iterator[tuple[int, ...]]) -> bool:
    return any(mark(old, chosen) != mark(new, chosen) for chosen in answers)


def _answers(question: ChoiceQuestion) -> Iterator[tuple[int, ...]]:
    """Every answer that can be given, the short ones first."""
    count = len(question.options)
    most = min(count, 1) if isinstance(question, MultipleChoice) else count
    for size in range(1, most + 1):
        yield from combinations(range(count), size)


def _witnesses(old: ChoiceQuestion, new: ChoiceQuestion) -> Iterator[tuple[int, ...]]:
    """The answers that tell two all-or-nothing questions apart: both keys, and one that is none."""
    keys = [
        tuple(i for i, option in enumerate(question.options) if option.correct)
        for question in (old, new)
    ]
    yield from keys
    count = len(old.options)
    for size in range(1, ENDS + 1):
        for chosen in combinations(range(count), size):
            if chosen not in keys:
                yield chosen
                return


def _same_by_bounds(old: ChoiceQuestion, new: ChoiceQuestion) -> bool:
    """Whether the same bounds hold every answer that a changed weight is part of."""
    bounds = _reached(old)
    if bounds != _reached(new) or Rule.ALL_OR_NOTHING in (old.scoring.rule, new.scoring.rule):
        return False
    pairs = zip(old.options, new.options, strict=True)
    changed = [i for i, (one, other) in enumerate(pairs) if one.points != other.points]
    return all(_held(old, i, *bounds) and _held(new, i, *bounds) for i in changed)


def _reached(question: ChoiceQuestion) -> tuple[Fraction | None, Fraction | None]:
    """The floor and the cap, each None where no answer comes below or above it."""
    weights = [option.points for option in question.options]
    several = not isinstance(question, MultipleChoice)
    penalties = [weight for weight in weights if weight < 0] if several else []
    rewards = [weight for weight in weights if weight > 0] if several else []
    lowest = sum(penalties) if penalties else min(weights, default=Fraction(0))
    highest = sum(rewards) if rewards else max(weights, default=Fraction(0))
    floor, cap = question.scoring.floor, question.scoring.cap
    return (
        floor if floor is not None and lowest < floor else None,
        cap if cap is not None and highest > cap else None,
    )


def _held(
    question: ChoiceQuestion, index: int, floor: Fraction | None, cap: Fraction | None
) -> bool:
    """Whether every answer with this option earns the floor, or every one the cap."""
    single = isinstance(question, MultipleChoice)
    others = [] if single else [o.points for i, o in enumerate(question.options) if i != index]
    own = question.options[index].points
    if floor is not None and own + sum(points for points in others if points > 0) <= floor:
        return True
    return cap is not None and own + sum(points for points in others if points < 0) >= cap
