"""How Moodle marks: fractions of the points, of one answer as it stands, of several added up.

The sum of a multiple response lies between 0 and 1; the one chosen fraction of a multiple choice is
not clamped (multichoice/question.php; measured on 4.5).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question
from examc.core.numbers import show
from examc.core.schemes import ZERO, One, Parts, Scheme, Sum
from examc.systems.marking import Bounds, Marking, Step

ONE = Fraction(1)
GRID_HELP = "choose a share of the points that Moodle has, such as 1/2, 1/3 or 3/4"


def of_shares(shares: Sequence[Fraction], points: Fraction, *, one: bool) -> Scheme:
    """How a question is marked whose answers have these shares of its points."""
    weights = tuple([share * points for share in shares])
    return One(weights) if one else Sum(weights, ZERO, points)


def of_places(keys: Sequence[int], size: int, points: Fraction) -> Parts:
    """How left sides are marked that have these right sides, of so many: each is worth as much."""
    each = points / max(len(keys), 1)
    parts = tuple(One(tuple(each if at == key else ZERO for at in range(size))) for key in keys)
    return Parts(parts, (each,) * len(keys), points)


def _bounds(question: ChoiceQuestion) -> Bounds | None:
    """A bound of a multiple choice is in the fractions themselves."""
    return None if not question.answer.many else (ZERO, question.points)


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    match feature:
        case Feature.FLOOR:
            return "gives a multiple response at least 0", "write floor=0, or a multiple choice"
        case Feature.CAP:
            help_line = "leave out cap: the points are the highest mark then"
            return f"gives up to {show(question.points)} here", help_line
        case Feature.ALL_OR_NOTHING:
            if not question.answer.many:
                return "has no such rule for these weights", "leave out rule=all-or-nothing"
            help_line = "leave out rule=all-or-nothing: each option then earns its weight"
            return "gives a part of the points for a part of an answer", help_line
        case _:
            return "has no fraction for a weight", way_out(question)


def way_out(question: ChoiceQuestion) -> str:
    """What to do about a weight off the grid."""
    if question.points.denominator != 1:
        return GRID_HELP
    return f"{GRID_HELP}, or build with --moodle-offgrid cloze"


def _steps(question: Question, given: Scheme) -> Iterator[Step]:
    from examc.systems.moodle import bends

    return bends.steps(question, given)


MARKING = Marking("Moodle", _bounds, _says, steps=_steps)
