"""What a question asks for: a closed union, one dataclass a kind of answer.

A kind is its fields and its parts here; what a response to it is worth stands in `scoring`. All
weights are exact, in points.
"""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.content import Blocks
from examc.core.source import Sourced


class Rule(Enum):
    """How the chosen options become a mark."""

    SUM = "sum"
    ALL_OR_NOTHING = "all-or-nothing"


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a choice question is marked; floor and cap bound the mark, None means no bound."""

    rule: Rule = Rule.SUM
    floor: Fraction | None = Fraction(0)
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Sourced):
    """One option of a choice question; `points` is its weight, `correct` whether it is checked."""

    text: Blocks
    points: Fraction
    correct: bool
    feedback: Blocks = ()
    id: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Sourced):
    """A part of a rubric that is awarded on its own."""

    text: Blocks
    points: Fraction
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Sourced):
    """One of several levels of which a grader chooses exactly one.

    `percent` is the share of the question's points as the author or another system printed it
    ("66.67"), empty where only points were given.
    """

    text: Blocks
    points: Fraction
    percent: str = ""
    name: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """A rubric whose awarded criteria are summed, and capped at the question's points."""

    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Levels:
    """A rubric of which exactly one level is awarded."""

    levels: tuple[Level, ...]


Rubric: TypeAlias = Criteria | Levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Options to choose from: one of them, or any number of them where `many`."""

    options: tuple[Option, ...]
    many: bool
    scoring: Scoring = Scoring()
    shuffle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text that a grader marks; `space` is the room for it, in pages.

    `free`: the author lays out the room in the prompt itself, so that there is no `space`.
    """

    rubric: Rubric | None = None
    space: Fraction | None = None
    free: bool = False


Answer: TypeAlias = Choice | Written
Part: TypeAlias = Option | Criterion | Level


def answer_parts(answer: Answer) -> tuple[Part, ...]:
    """The options of a choice, or the criteria or levels of a written answer."""
    match answer:
        case Choice():
            return answer.options
        case Written():
            return rubric_parts(answer.rubric)
        case _:
            assert_never(answer)


def rubric_parts(rubric: Rubric | None) -> tuple[Criterion | Level, ...]:
    """The criteria or levels of a rubric; none without one."""
    match rubric:
        case Criteria(criteria):
            return criteria
        case Levels(levels):
            return levels
        case None:
            return ()
        case _:
            assert_never(rubric)


def part_noun(part: Part) -> str:
    """What a place calls a part: "option", "criterion" or "level"."""
    match part:
        case Option():
            return "option"
        case Criterion():
            return "criterion"
        case Level():
            return "level"
        case _:
            assert_never(part)
