"""What an item has that is marked by rules of its own: responses, scores of parts, rules, feedback.

Around every kind stands one frame: nothing answered is worth 0; else the rules of the kind, then the
bounds, then feedback for everyone and by the mark.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from markupsafe import Markup

from examc.core import numbers, schemes
from examc.core.answers import Rule as ScoringRule
from examc.core.answers import Scoring
from examc.core.model import Question, parts
from examc.core.records import Mutable, Record, field
from examc.formats.qti21 import names, rules, scores
from examc.formats.qti21.rules import Branch, PartScore, Response, Rule, Setting, Test


class Box(Record, frozen=True):
    """The one box of a question in which an answer is typed, and the unit behind it."""

    length: int
    unit: Markup


class Associable(Record, frozen=True):
    """A left or right side of a matching, a row or column of a matrix."""

    identifier: str
    most: int
    content: Markup
    label: Markup
    css: str = ""


class Pairs(Record, frozen=True):
    """Two sets of which pairs are made."""

    css: str
    shuffle: bool
    lefts: list[Associable]
    rights: list[Associable]


class Sortable(Record, frozen=True):
    """An item to put in order."""

    identifier: str
    content: Markup
    label: Markup


class Scored(Mutable, kw_only=True):
    """The fields of an item that rules mark; of `box`, `pairs` and `order` one may be there.

    Gaps stand in the stem. `lowest` is the normalMinimum of the score.
    """

    responses: list[Response]
    rules: list[Rule]
    scores: list[PartScore] = field(default_factory=list)
    box: Box | None = None
    pairs: Pairs | None = None
    order: list[Sortable] | None = None
    lowest: str = "0"
    without_answer: list[Setting] = field(default_factory=list)


Shown = Mapping[str, Setting]
"""What brings a feedback on the screen, by the feedback's identifier."""


def framed(
    made: Scored, question: Question, scoring: Scoring, shown: Shown, weights: Iterable[Fraction]
) -> Scored:
    """The item with its bounds and the feedback on the question behind the rules of its kind.

    `weights` are those that the score is a sum of.
    """
    made.rules += rules.bounds(scoring)
    made.lowest = _lowest(question)
    bounds = [bound for bound in (scoring.floor, scoring.cap) if bound]
    full = scores.reached(question.points, [*weights, *bounds])
    made.rules += _by_mark(shown, full)
    result = names.CORRECT_FEEDBACK if question.points <= 0 else names.INCORRECT_FEEDBACK
    made.without_answer = [shown[own] for own in (names.GENERAL_FEEDBACK, result) if own in shown]
    return made


_PLACES = 12
"""Decimals of a lowest score: fewer than weights have, so that rounded ones sum to the same."""


def _lowest(question: Question) -> str:
    worst = numbers.rounded(schemes.lowest(schemes.meant(question)), _PLACES)
    return scores.number(numbers.value(worst))


def _by_mark(shown: Shown, full: str) -> list[Rule]:
    found = []
    if names.GENERAL_FEEDBACK in shown:
        found.append(rules.always(shown[names.GENERAL_FEEDBACK]))
    for own, kind in ((names.CORRECT_FEEDBACK, "from"), (names.INCORRECT_FEEDBACK, "below")):
        if own in shown:
            test = Test(kind=kind, variable=names.SCORE, low=full)
            found.append(rules.when(test, shown[own]))
    return found


def of_lines(question: Question, shown: Shown) -> list[Setting | None]:
    """The feedback on each line of an answer, in the order of its lines; None for none."""
    count = len(parts(question))
    return [shown.get(names.option_feedback(place)) for place in range(1, count + 1)]


def mapped_bounds(scoring: Scoring) -> tuple[str, str]:
    """The bounds of a mapping; a floor above the cap wins, as it does in the language."""
    floor, cap = scoring.floor, scoring.cap
    if floor is not None and cap is not None:
        cap = max(floor, cap)
    return "" if floor is None else scores.number(floor), "" if cap is None else scores.number(cap)


def total(
    made: Scored, rule: ScoringRule, earned: Sequence[tuple[str, str]], points: Fraction
) -> None:
    """Add how the scores of the parts become the score; `earned` is each with its full mark."""
    match rule:
        case ScoringRule.SUM:
            made.rules.append(rules.sum_of([outcome for outcome, _ in earned]))
        case ScoringRule.ALL_OR_NOTHING:
            made.rules.append(all_right(Test(kind="all", others=tuple(earned)), points))
        case ScoringRule.KPRIM:
            made.scores.append(PartScore(names.RIGHT))
            made.rules += _kprim(earned, points)
        case _:
            assert_never(rule)


def all_right(test: Test, points: Fraction) -> Rule:
    """All the points where a test holds, and 0 where it does not."""
    right = Branch(test, [rules.scored(names.SCORE, points)])
    return Rule([right, Branch(None, [rules.scored(names.SCORE, Fraction(0))])])


def _kprim(earned: Sequence[tuple[str, str]], points: Fraction) -> list[Rule]:
    """The points as written where every part is right, half where all but one are, else 0."""
    full = numbers.value(scores.number(points))
    one = Setting(outcome=names.RIGHT, value="1", more=True)
    counted = [rules.when(Test(kind="from", variable=own, low=low), one) for own, low in earned]
    count = len(earned)
    branches = [
        Branch(
            Test(kind="from", variable=names.RIGHT, low=str(least)),
            [rules.scored(names.SCORE, mark)],
        )
        for least, mark in ((count, full), (count - 1, full / 2))
    ]
    return [*counted, Rule([*branches, Branch(None, [rules.scored(names.SCORE, Fraction(0))])])]
