"""Answers that are typed, alone or in a gap: numbers by two bounds, texts by anchored patterns.

A number is a float between two ends, never `equal`, whose tolerance no two engines read alike. A text
is compared by a `patternMatch` per accepted answer (letters as `[Pp]`, blanks as `\\s+`); beside it
stands the mapping, and one right text, for readers who look at no patterns. The first accepted answer
that fits counts, as `responseIf`, `responseElseIf` and so on.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from examc.core import numbers, patternkeys
from examc.core.answers import Numeric, ShortAnswer
from examc.core.keys import AcceptedNumber, AcceptedText, Match
from examc.formats.qti21 import scores
from examc.formats.qti21.html import attribute
from examc.formats.qti21.rules import Branch, MapEntry, Response, Rule, Setting, Test, scored

Typed = Numeric | ShortAnswer
Accepted = AcceptedNumber | AcceptedText

NUMBER_LENGTH = 10
"""Characters that the box for a number is wide."""
_LONGEST_BOX = 60


def response(identifier: str, key: Typed) -> Response:
    """The declaration of what is typed."""
    match key:
        case Numeric():
            return Response(identifier=identifier, base_type="float", correct=_best_number(key))
        case ShortAnswer():
            return Response(
                identifier=identifier,
                base_type="string",
                correct=_best_text(key),
                entries=_entries(key),
            )
        case _:
            assert_never(key)


def _best_number(key: Numeric) -> list[str]:
    best = max(key.accepted, key=lambda one: one.points, default=None)
    if best is None or best.points <= 0:
        return []
    value = best.value
    exact = numbers.is_decimal(value)
    return [scores.lower_end(value) if exact else numbers.rounded(value, scores.PLACES)]


def _best_text(key: ShortAnswer) -> list[str]:
    """The text that is shown as right: the first of the highest weight, a plain one if it can be."""
    earning = [one for one in key.accepted if one.points > 0]
    plain = [one for one in earning if one.match is not Match.PATTERN]
    best = max(plain or earning, key=lambda one: one.points, default=None)
    if best is None:
        return []
    return [patternkeys.example(best.text) if best.match is Match.PATTERN else best.text]


def _entries(key: ShortAnswer) -> list[MapEntry]:
    case = "true" if key.case else "false"
    found: dict[str, MapEntry] = {}
    for one in key.accepted:
        if one.match is Match.TEXT:
            entry = MapEntry(key=attribute(one.text), value=scores.number(one.points), case=case)
            found.setdefault(one.text, entry)
    return list(found.values())


def length(key: Typed) -> int:
    """How many characters wide the box is."""
    match key:
        case Numeric():
            return NUMBER_LENGTH
        case ShortAnswer(accepted=texts):
            longest = max((len(one.text) for one in texts), default=0)
            return min(max(longest + longest // 2, NUMBER_LENGTH), _LONGEST_BOX)
        case _:
            assert_never(key)


def rule(identifier: str, key: Typed, outcome: str, shown: Sequence[Setting | None]) -> list[Rule]:
    """What the accepted answers earn; `shown` is the feedback on each of them, if any.

    No rule where nothing is accepted.
    """
    branches = []
    accepted: tuple[Accepted, ...] = key.accepted
    for one, feedback in zip(accepted, shown, strict=True):
        settings = [scored(outcome, one.points), *([feedback] if feedback else [])]
        branches.append(Branch(test(identifier, key, one), settings))
    return [Rule(branches)] if branches else []


def test(identifier: str, key: Typed, one: Accepted) -> Test:
    """Whether what is typed is an accepted answer."""
    match one:
        case AcceptedNumber(low=low, high=high):
            ends = scores.lower_end(low), scores.upper_end(high)
            return Test(kind="between", variable=identifier, low=ends[0], high=ends[1])
        case AcceptedText():
            exact = isinstance(key, ShortAnswer) and key.case
            pattern = patternkeys.expression(one.text, one.match, exact)
            return Test(kind="fits", variable=identifier, value=attribute(pattern))
        case _:
            assert_never(one)


def weights(key: Typed) -> list[Fraction]:
    """What the accepted answers are worth."""
    return [one.points for one in key.accepted]
