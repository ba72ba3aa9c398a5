"""What the answers other than options are made of: accepted answers, pairs, rows, items in order.

All weights are exact, in points, and are those that count: what the author left out stands here
as what it means (design of the language, "Weights left out share the points equally").
"""

from enum import Enum
from fractions import Fraction

from examc.core.content import Blocks
from examc.core.records import Record
from examc.core.source import Sourced


class Match(Enum):
    """How a typed text is held against an accepted one."""

    TEXT = "text"
    CONTAINS = "contains"
    PATTERN = "pattern"


class OrderRule(Enum):
    """How the places of items become a mark."""

    ALL_OR_NOTHING = "all-or-nothing"
    PLACE = "place"
    NEIGHBOURS = "neighbours"


class AcceptedNumber(Sourced, frozen=True, kw_only=True):
    """A closed interval of numbers and what one in it earns; `written` is how the source says it."""

    points: Fraction
    low: Fraction
    high: Fraction
    value: Fraction
    written: str
    feedback: Blocks = ()
    id: str = ""


class AcceptedText(Sourced, frozen=True, kw_only=True):
    """A text, a part of a text, or a pattern (see `patterns`), and what an answer like it earns."""

    points: Fraction
    text: str
    match: Match = Match.TEXT
    feedback: Blocks = ()
    id: str = ""


class Label(Sourced, frozen=True, kw_only=True):
    """What students place, choose or tick by: an item in order, a column, a distractor."""

    text: Blocks
    id: str = ""


class Pair(Sourced, frozen=True, kw_only=True):
    """A left side, its right side (one line), what it earns, and what any other right side does."""

    left: Blocks
    right: Blocks
    points: Fraction
    wrong: Fraction = Fraction(0)
    feedback: Blocks = ()
    id: str = ""


class Cell(Record, frozen=True):
    """The place of a row and a column: what choosing it earns, and whether it is right."""

    points: Fraction
    correct: bool


class Row(Sourced, frozen=True, kw_only=True):
    """A row of a matrix, with one cell a column."""

    text: Blocks
    cells: tuple[Cell, ...]
    id: str = ""
