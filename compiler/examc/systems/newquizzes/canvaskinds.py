"""How New Quizzes mark what is typed, and what has several parts, as far as Canvas' dialect says it."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from examc.core import schemes
from examc.core.answers import Rule
from examc.core.keys import Match
from examc.core.model import Question
from examc.core.records import replace
from examc.core.responses import Response
from examc.core.schemes import NumberKey, Parts, Run, Scheme, TextKey, Typing
from examc.systems.marking import Step

ALL_OR_NOTHING = "AllOrNothing"
"""The algorithm, in the metadata of an item, of parts that must all be right."""
EXACT = "TextEquivalence"
MATCHES = {"TextContainsAnswer": Match.CONTAINS, "TextRegex": Match.PATTERN}
"""Algorithms of a gap; all others compare texts, `EXACT` by letter case too."""


def of_numbers(accepted: Iterable[tuple[Fraction, Fraction]], points: Fraction) -> Typing:
    """Numbers within any of these ends."""
    return Typing(tuple(NumberKey(low, high, points) for low, high in accepted))


def of_texts(accepted: Iterable[tuple[str, Match, bool]], points: Fraction) -> Typing:
    """Texts, each with how it is compared, and whether letter case counts."""
    keys = (TextKey(text, how, exact, points) for text, how, exact in accepted)
    return Typing(tuple(keys))


def steps(question: Question, given: Scheme) -> Iterator[Step]:
    """Yield what becomes of a question: what the older quizzes make of it, but for how texts compare."""
    from examc.systems.canvas import bends

    return bends.steps(question, given, _each)


def _each(accepted: Sequence[tuple[str, Fraction]]) -> Typing:
    return Typing(tuple(TextKey(text, Match.TEXT, False, mark) for text, mark in accepted))


def all_or_nothing(scheme: Scheme, points: Fraction) -> Scheme:
    """Parts, or an order, that must be right as a whole."""
    if isinstance(scheme, Parts):
        return replace(scheme, points=points, rule=Rule.ALL_OR_NOTHING)

    def award(response: Response | None) -> Fraction | None:
        mark = schemes.award(scheme, response)
        return mark if mark is None or mark == points else schemes.ZERO

    return Run(0, award)
