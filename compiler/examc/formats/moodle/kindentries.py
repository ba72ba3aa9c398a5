"""Entries of a Moodle XML file that not every exam has: answers to type, pairs, orders, true or false."""

from dataclasses import dataclass
from typing import Literal

from examc.formats.moodle.entries import NO_HINT, ByResult, Common, Hint, Text, Xml


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted answer, as it is typed; `fraction` is a percentage of the grade.

    `tolerance` is that of a number, "" for a text.
    """

    fraction: str
    text: Xml
    feedback: Text
    tolerance: str = ""
    hint: Hint = NO_HINT


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(Common):
    """A statement that holds or not."""

    type: Literal["truefalse"] = "truefalse"
    answers: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerical(Common):
    """A number to type."""

    type: Literal["numerical"] = "numerical"
    answers: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer(Common):
    """A text to type; `case`: letter case counts."""

    type: Literal["shortanswer"] = "shortanswer"
    case: bool
    answers: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A left side, empty for a right side that is wrong everywhere, and its right side in plain text."""

    left: Text
    right: Xml
    hint: Hint = NO_HINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Common):
    """Left sides, each with a right side."""

    type: Literal["matching"] = "matching"
    pairs: tuple[Pair, ...]
    result: ByResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Common):
    """Items in their right order; `rule` is Moodle's word for how they are marked."""

    type: Literal["ordering"] = "ordering"
    rule: str
    items: tuple[Text, ...]
    result: ByResult
