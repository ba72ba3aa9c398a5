"""How a choice question is marked: between our scoring and the API's three booleans."""

from fractions import Fraction

from examc.core.answers import Rule, Scoring
from examc.core.model import ChoiceQuestion


def partial(question: ChoiceQuestion) -> bool:
    """`partial_scoring`: without it a question earns all its points or none (documented)."""
    return question.answer.scoring.rule is Rule.SUM


def zero(floor: Fraction | None) -> bool:
    """`zero_bound`: whether a mark below 0 counts as 0 (documented); a floor below 0 cannot be said."""
    return floor is not None and floor >= 0


def maximum(cap: Fraction | None, points: Fraction) -> bool:
    """`max_bound`: whether a mark beyond the points counts as the points (documented)."""
    return cap is not None and cap <= points


def is_plain_floor(scoring: Scoring) -> bool:
    """Whether `zero_bound` says the floor exactly."""
    return scoring.floor is None or scoring.floor == 0


def is_plain_cap(scoring: Scoring, points: Fraction) -> bool:
    """Whether `max_bound` says the cap exactly."""
    return scoring.cap is None or scoring.cap == points


def is_plain_rule(question: ChoiceQuestion) -> bool:
    """Whether `partial_scoring` says the rule exactly; of one answer it says nothing certain."""
    return partial(question) or bool(question.answer.many)


def key_differs(question: ChoiceQuestion) -> bool:
    """Whether ANS takes other options as the full answer than those that are checked.

    Its choices have no check: an option with positive points is correct (documented).
    """
    return any(option.correct != (option.points > 0) for option in question.answer.options)
