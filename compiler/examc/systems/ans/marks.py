"""How ANS marks, by the names of its API (documented).

Points per choice are summed over the chosen ones, `zero_bound` and `max_bound` clamp the sum, and
without `partial_scoring` a question is worth everything or nothing; correct is a choice with
positive points.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from examc.core.answers import Rule, Scoring, TrueFalse
from examc.core.features import Feature
from examc.core.meaning import of_parts
from examc.core.model import ChoiceQuestion, Question
from examc.core.numbers import show
from examc.core.schemes import ZERO, Key, One, Scheme, Sum, one_of
from examc.systems.marking import Bounds, Marking, Step


def of_choices(
    weights: Sequence[Fraction],
    points: Fraction,
    *,
    one: bool,
    partial: bool,
    zero: bool,
    maximum: bool,
) -> Scheme:
    """How a choice question is marked; the last three are the API's booleans, `one` its type."""
    if not partial:
        key = frozenset(place for place, weight in enumerate(weights) if weight > 0)
        return Key(len(weights), key, points, most=1 if one else 0)
    floor, cap = ZERO if zero else None, points if maximum else None
    scheme: Sum | One = Sum(tuple(weights), floor, cap)
    return one_of(scheme) if one else scheme


def of_cells(
    rows: Sequence[Sequence[Fraction]],
    points: Fraction,
    *,
    one: bool,
    partial: bool,
    zero: bool,
    maximum: bool,
) -> Scheme:
    """How rows and columns with points a cell are marked, as the names of the API suggest (inferred)."""
    parts = tuple([One(tuple(row)) if one else Sum(tuple(row)) for row in rows])
    scoring = Scoring(
        Rule.SUM if partial else Rule.ALL_OR_NOTHING,
        ZERO if zero else None,
        points if maximum else None,
    )
    return of_parts(parts, scoring, points)


def unheld(category: str) -> str:
    """Why a question of a category cannot be given to ANS as it is meant."""
    return f"how its API holds and marks a question of category {category!r} is not public"


UNHELD = {"numeric": Feature.NUMERIC, "fill": Feature.FILL_IN, "order": Feature.ORDERING}
"""Categories of which the public API does not say how a key is held, by what they lose."""
UNHELD_HELP = "set its key there by hand; the file holds it in names that begin with x_"


def zero_bound(floor: Fraction | None) -> bool:
    """`zero_bound`: whether a mark below 0 counts as 0; a floor below 0 cannot be said."""
    return floor is not None and floor >= 0


def max_bound(cap: Fraction | None, points: Fraction) -> bool:
    """`max_bound`: whether a mark beyond the points counts as the points."""
    return cap is not None and cap <= points


def _bounds(question: ChoiceQuestion) -> Bounds:
    scoring = question.answer.scoring
    floor = ZERO if zero_bound(scoring.floor) else None
    return floor, question.points if max_bound(scoring.cap, question.points) else None


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    floor, cap = _bounds(question)
    scoring = question.answer.scoring
    match feature:
        case Feature.FLOOR:
            has = "no lowest mark" if floor is None else "0"
            return f"bends a lowest mark of {_bound(scoring.floor)} to {has}", _FLOOR_HELP
        case Feature.CAP:
            has = "no highest mark" if cap is None else "the points"
            help_line = "leave cap out, or write cap=none"
            return f"bends a highest mark of {_bound(scoring.cap)} to {has}", help_line
        case Feature.CHECK:
            does = "bends the key of all-or-nothing, and takes options with points as correct"
            return does, "give points to the checked options and to no others"
        case _:
            return "gives other marks", f"{_FLOOR_HELP}, and no cap"


_FLOOR_HELP = "write floor=0 or floor=none"


def _bound(value: Fraction | None) -> str:
    return "none" if value is None else show(value)


def _steps(question: Question, given: Scheme) -> Iterator[Step]:
    """Rows and columns: bounds and rules that the booleans of the API do not say."""
    does = "sums the points of cells, at least 0 or without bound, or marks all or nothing"
    match question.answer:
        case TrueFalse():
            yield Step(Feature.FLOOR, "gives other marks", f"{_FLOOR_HELP}, and no cap", given)
        case _:
            yield Step(Feature.PART_WEIGHT, does, f"{_FLOOR_HELP}, and no cap", given)


MARKING = Marking("ANS", _bounds, _says, key_by_weight=True, steps=_steps)
