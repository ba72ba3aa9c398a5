"""Marking schemes: how a question is marked, as data that can be compared.

Marks and weights are in points, of options, of the lines of a rubric, of accepted answers, or of the
parts of an answer. Whoever marks by something else has a scheme that is run, and compared response
by response. No answer earns 0 under every scheme but one that is run.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar, TypeAlias, assert_never

from examc.core import typedtexts
from examc.core.answers import Rule
from examc.core.keys import Match, OrderRule
from examc.core.records import Meant, Record
from examc.core.responses import Places, Response

ZERO = Fraction(0)
ROUNDING = Fraction(1, 100_000)
"""Points that a system's own rounding may cost (Moodle stores seven decimals of a fraction)."""


class One(Record, frozen=True):
    """One option at most can be chosen; the mark of each."""

    marks: tuple[Fraction, ...]


class Sum(Record, frozen=True):
    """The weights of the chosen options, added up, within a floor and a cap; the floor wins.

    `most` is how many options can be chosen, 0 for any number.
    """

    weights: tuple[Fraction, ...]
    floor: Fraction | None = None
    cap: Fraction | None = None
    most: int = 0


class Key(Record, frozen=True):
    """All or nothing: `right` for exactly the options of the key, `wrong` for any others."""

    size: int
    key: Places
    right: Fraction
    wrong: Fraction = ZERO
    most: int = 0


class Run(Record, frozen=True):
    """Any other way to mark: `award` is asked for each response; None where it cannot be given."""

    size: int
    award: Callable[[Response | None], Fraction | None]
    most: int = 0


class NumberKey(Record, frozen=True):
    """A closed interval of numbers that earns a mark."""

    low: Fraction
    high: Fraction
    mark: Fraction


class TextKey(Record, frozen=True):
    """A text, a part of one, or a pattern that earns a mark; `exact`: letter case counts."""

    text: str
    match: Match
    exact: bool
    mark: Fraction


class Reading(Meant, frozen=True):
    """How typed text is read: as a number (None for none), and before it is held against a text.

    Two readings of one name are the same.
    """

    APART: ClassVar[frozenset[str]] = frozenset({"number", "text"})

    name: str
    number: Callable[[str], Fraction | None]
    text: Callable[[str], str]


def _number(text: str) -> Fraction | None:
    from examc.core import typednumbers

    return typednumbers.typed(text)


LANGUAGE = Reading("language", _number, typedtexts.cleaned)
"""As the language reads what is typed: see `typednumbers` and `typedtexts`."""


class Typing(Record, frozen=True):
    """The mark of the first key that fits what is typed, 0 where none does, within bounds."""

    keys: tuple[NumberKey | TextKey, ...]
    floor: Fraction | None = None
    cap: Fraction | None = None
    reading: Reading = LANGUAGE


class Order(Record, frozen=True):
    """Items in order: a mark by a rule of the language. Those not placed are left out at the end."""

    size: int
    rule: OrderRule
    points: Fraction


class Parts(Record, frozen=True):
    """Several parts: the sum of their marks within bounds, or `points` by how many are right.

    A part is right where its mark is its best one, `full`.
    """

    parts: "tuple[Scheme, ...]"
    full: tuple[Fraction, ...]
    points: Fraction
    rule: Rule = Rule.SUM
    floor: Fraction | None = None
    cap: Fraction | None = None


Selecting: TypeAlias = One | Sum | Key | Run
"""Schemes of options to choose from, or of whatever is run."""
Scheme: TypeAlias = Selecting | Typing | Order | Parts


def size_of(scheme: Scheme) -> int:
    """How many options there are; 0 where none is chosen."""
    match scheme:
        case One(marks):
            return len(marks)
        case Sum():
            return len(scheme.weights)
        case Key() | Run():
            return scheme.size
        case Typing() | Order() | Parts():
            return 0
        case _:
            assert_never(scheme)


def most_of(scheme: Scheme) -> int:
    """How many options can be chosen, 0 for any number, and where none is chosen."""
    match scheme:
        case One():
            return 1
        case Sum() | Key() | Run():
            return scheme.most
        case Typing() | Order() | Parts():
            return 0
        case _:
            assert_never(scheme)
