"""What Canvas Classic makes of the further kinds in a QTI 2.1 package, measured on its importer.

A box is a blank with one accepted text, that of `correctResponse`, compared but for letter case and
blanks at the ends: a number too. Blanks, drop-downs and left sides share the points equally, and nothing
costs any. Orders and uploads become a question of type "Error".
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.features import Feature
from examc.core.model import Question
from examc.core.responses import Filled, Response, Typed
from examc.core.schemes import ZERO, One, Parts, Run, Scheme
from examc.systems.marking import Step, otherwise

MIXED = (
    "makes a text to type of a drop-down that stands beside a box: its right answer is a name that"
    " no student can know"
)
"""What it does to a question with boxes and drop-downs."""
SEVERAL = "makes a matching of it, in which each row has one column"
"""What it does to a matrix in which several columns can be ticked."""
ERROR = 'makes a question of type "Error" of {}'
ADVICE = "build with --target canvas and upload that file to Canvas: it says more of this kind"

Place: TypeAlias = int | None
"""The right choice of a part; None where none is."""


def blank(text: str | None, points: Fraction) -> Run:
    """How the one box of a question is marked, whose right text this is; None where it has none."""

    def award(response: Response | None) -> Fraction | None:
        match response:
            case None:
                return ZERO
            case Typed(typed) | Filled((Typed(typed),)):
                return points if _is(text, typed) else ZERO
            case _:
                return None

    return Run(0, award)


def blanks(texts: Sequence[str | None], points: Fraction) -> Run:
    """How several boxes are marked, each worth as much."""
    share = points / max(len(texts), 1)

    def award(response: Response | None) -> Fraction | None:
        if response is None:
            return ZERO
        if not isinstance(response, Filled) or len(response.parts) != len(texts):
            return None
        given = zip(texts, response.parts, strict=True)
        return share * sum(isinstance(own, Typed) and _is(text, own.text) for text, own in given)

    return Run(0, award)


def _is(text: str | None, typed: str) -> bool:
    """Whether a typed text is the right one: what is inside is compared as it was typed."""
    return text is not None and typed.strip().lower() == text.strip().lower()


def shares(right: Sequence[Place], sizes: Sequence[int], points: Fraction) -> Parts:
    """How drop-downs, left sides or rows are marked, of as many choices: each is worth as much."""
    share = points / max(len(right), 1)
    parts = tuple(
        One(tuple(share if at == key else ZERO for at in range(size)))
        for key, size in zip(right, sizes, strict=True)
    )
    return Parts(parts, tuple(ZERO if key is None else share for key in right), points)


def steps(question: Question, given: Scheme) -> Iterator[Step]:
    """Yield the one thing that becomes of a question, by its kind."""
    match question.answer:
        case Numeric():
            does = "compares a number with one text, as it is typed"
            yield Step(Feature.NUMERIC, does, ADVICE, given)
        case ShortAnswer():
            does = "takes one text as right, in any letter case, and gives all points for it"
            yield Step(Feature.ANSWER_WEIGHT, does, ADVICE, given)
        case FillIn():
            does = "gives each gap the same share, for one text or option, and takes no penalty"
            yield Step(Feature.PART_WEIGHT, does, ADVICE, given)
        case Matching() | Matrix():
            does = "gives each left side the same share, and takes no penalty"
            yield Step(Feature.PART_WEIGHT, does, ADVICE, given)
        case Choice() | TrueFalse():
            help_line = "give one of the two all the points and the other 0"
            yield Step(
                Feature.WEIGHT, "gives all points or none for true or false", help_line, given
            )
        case Ordering():
            yield Step(Feature.ORDERING, ERROR.format("an ordering"), ADVICE, given)
        case Written() | Upload() | Program():
            yield from otherwise(question, given)
        case _:
            assert_never(question.answer)
