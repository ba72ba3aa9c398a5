"""How New Quizzes mark the further kinds of a package in Canvas' dialect, as they are written."""

from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core.answers import Choice, FillIn, Matching, Matrix, Numeric, Ordering, ShortAnswer
from examc.core.keys import Match, OrderRule
from examc.core.model import Question
from examc.core.schemes import Scheme
from examc.formats.canvas import choices, gaps, keys, pairs
from examc.systems.canvas import bends, kinds, literal
from examc.systems.newquizzes import canvaskinds

Sides: TypeAlias = Matching | Matrix | Ordering


def scheme(
    question: Question, answer: Numeric | ShortAnswer | FillIn | Sides, points: Fraction
) -> Scheme:
    """How a question is marked that is written with so many points."""
    match answer:
        case Numeric() as key:
            right = [key.accepted[place] for place in keys.numbers(question, key)]
            return canvaskinds.of_numbers([literal.interval(one) for one in right], points)
        case ShortAnswer() as short:
            lines = keys.texts(question, short)
            return canvaskinds.of_texts([(line.text, Match.TEXT, False) for line in lines], points)
        case FillIn() as filled:
            return _of_gaps(filled, points)
        case Matching() | Matrix() | Ordering() as sides:
            given = pairs.scheme(question, sides)
            return canvaskinds.all_or_nothing(given, points) if _is_whole(sides) else given
        case _:
            assert_never(answer)


def _is_whole(sides: Sides) -> bool:
    if isinstance(sides, Ordering):
        return sides.rule is OrderRule.ALL_OR_NOTHING
    return choices.is_whole(sides.scoring)


def _of_gaps(filled: FillIn, points: Fraction) -> Scheme:
    if all(isinstance(gap.key, Choice) for gap in filled.gaps):
        return bends.of_gaps(filled, points)
    each = kinds.share(points, len(filled.gaps))
    boxes = []
    for gap in filled.gaps:
        lines = keys.in_gap(gap.key)
        how = canvaskinds.MATCHES.get(gaps.algorithm(gap.key, lines), Match.TEXT)
        boxes.append(canvaskinds.of_texts([(line.text, how, False) for line in lines], each))
    return kinds.equal(boxes, points)
