"""The rules of an item that is marked by more than one mapping: tests, settings, branches.

They are data that the template lays out. An item of these kinds has one shape, which our reader and
the proof know: nothing answered is 0; else the points of the answer or of each part, their sum, the
bounds of the sum, and feedback.
"""

from collections.abc import Sequence
from fractions import Fraction

from examc.core.answers import Scoring
from examc.core.records import Mutable, Record, field
from examc.formats.qti21 import names, scores


class Test(Record, frozen=True, kw_only=True):
    """What a branch asks of a variable; `kind` is the shape, the other fields what it needs.

    `between`: a number from `low` to `high`. `fits`: a text that a pattern fits. `is`: the one value
    chosen. `holds`: one of these `values` is among those given. `correct`: all that is right.
    `places`: values one behind the other, from one of these places on. `from` and `above` and
    `below`: a number held against `low`. `all`: every number of `others` is at least its bound.
    `answered`: something is given.
    """

    kind: str
    variable: str = ""
    base_type: str = ""
    value: str = ""
    low: str = ""
    high: str = ""
    values: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


class Setting(Record, frozen=True, kw_only=True):
    """An outcome, and what it is set to: a value, the mapping of a response, or a sum.

    `more`: the value is added to what the outcome has.
    """

    outcome: str
    base_type: str = "float"
    value: str = ""
    more: bool = False
    mapped: str = ""
    summed: tuple[str, ...] = ()


class Branch(Record, frozen=True):
    """What is set where a test holds; without a test, where none before it does."""

    test: Test | None
    settings: list[Setting]


class Rule(Record, frozen=True):
    """Branches, of which the first that holds is taken."""

    branches: list[Branch]


class MapEntry(Record, frozen=True, kw_only=True):
    """A value and its points; `case` says whether letter case counts, "" where it is no text."""

    key: str
    value: str
    case: str = ""


class Response(Mutable, kw_only=True):
    """A response as it is declared."""

    identifier: str
    base_type: str
    cardinality: str = "single"
    correct: list[str] = field(default_factory=list)
    entries: list[MapEntry] = field(default_factory=list)
    lower: str = ""
    upper: str = ""


class PartScore(Record, frozen=True):
    """An outcome for the points of a part; `maximum` is "" where it can earn none."""

    identifier: str
    maximum: str = ""
    interpretation: str = ""


def scored(outcome: str, points: Fraction, *, more: bool = False) -> Setting:
    """Points that an outcome is set to, or that are added to it."""
    return Setting(outcome=outcome, value=scores.number(points), more=more)


def always(setting: Setting) -> Rule:
    """A setting that asks for nothing."""
    return Rule([Branch(None, [setting])])


def when(test: Test, *settings: Setting) -> Rule:
    """Settings where a test holds."""
    return Rule([Branch(test, list(settings))])


def bounds(scoring: Scoring) -> list[Rule]:
    """The bounds of the sum: the cap first, so that a floor above it wins."""
    found = []
    for kind, bound in (("above", scoring.cap), ("below", scoring.floor)):
        if bound is not None:
            text = scores.number(bound)
            test = Test(kind=kind, variable=names.SCORE, low=text)
            found.append(when(test, scored(names.SCORE, bound)))
    return found


def sum_of(outcomes: Sequence[str]) -> Rule:
    """The score as the sum of those of all parts."""
    return always(Setting(outcome=names.SCORE, summed=tuple(outcomes)))
