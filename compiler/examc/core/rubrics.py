"""What a person marks by: criteria that are summed, or levels of which one is awarded.

All weights are exact, in points.
"""

from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.content import Blocks
from examc.core.records import Meant
from examc.core.source import Sourced


class Criterion(Sourced, frozen=True, kw_only=True):
    """A part of a rubric that is awarded on its own."""

    text: Blocks
    points: Fraction
    name: str = ""
    id: str = ""


class Level(Sourced, frozen=True, kw_only=True):
    """One of several levels of which a grader chooses exactly one.

    `percent` is the share of the question's points as the author or another system printed it
    ("66.67"), empty where only points were given.
    """

    text: Blocks
    points: Fraction
    percent: str = ""
    name: str = ""
    id: str = ""


class Criteria(Meant, frozen=True):
    """A rubric whose awarded criteria are summed, and capped at the question's points."""

    criteria: tuple[Criterion, ...]


class Levels(Meant, frozen=True):
    """A rubric of which exactly one level is awarded."""

    levels: tuple[Level, ...]


Rubric: TypeAlias = Criteria | Levels


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
