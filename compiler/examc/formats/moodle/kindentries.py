"""Entries of a Moodle XML file that not every exam has: answers to type, pairs, orders, true or false."""

from typing import Literal

from examc.core.records import Record
from examc.formats.moodle.entries import NO_HINT, ByResult, Common, Hint, Text, Xml


class Accepted(Record, frozen=True):
    """An accepted answer, as it is typed; `fraction` is a percentage of the grade.

    `tolerance` is that of a number, "" for a text.
    """

    fraction: str
    text: Xml
    feedback: Text
    tolerance: str = ""
    hint: Hint = NO_HINT


class TrueFalse(Common, frozen=True, kw_only=True):
    """A statement that holds or not."""

    type: Literal["truefalse"] = "truefalse"
    answers: tuple[Accepted, ...]


class Numerical(Common, frozen=True, kw_only=True):
    """A number to type."""

    type: Literal["numerical"] = "numerical"
    answers: tuple[Accepted, ...]


class ShortAnswer(Common, frozen=True, kw_only=True):
    """A text to type; `case`: letter case counts."""

    type: Literal["shortanswer"] = "shortanswer"
    case: bool
    answers: tuple[Accepted, ...]


class Pair(Record, frozen=True):
    """A left side, empty for a right side that is wrong everywhere, and its right side in plain text."""

    left: Text
    right: Xml
    hint: Hint = NO_HINT


class Matching(Common, frozen=True, kw_only=True):
    """Left sides, each with a right side."""

    type: Literal["matching"] = "matching"
    pairs: tuple[Pair, ...]
    result: ByResult


class Ordering(Common, frozen=True, kw_only=True):
    """Items in their right order; `rule` is Moodle's word for how they are marked."""

    type: Literal["ordering"] = "ordering"
    rule: str
    items: tuple[Text, ...]
    result: ByResult
