"""What the lines of an answer have in common: a text, what they are worth, a name."""

from fractions import Fraction
from typing import assert_never

from examc.core.answers import Gap, Option, Part
from examc.core.content import Blocks, Code, Paragraph, Text
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Match, Pair, Row
from examc.core.rubrics import Criterion, Level


def part_text(part: Part) -> Blocks:
    """What a line says, feedback left out; of an accepted answer, the answer itself."""
    match part:
        case Option() | Criterion() | Level() | Label() | Row():
            return part.text
        case AcceptedNumber():
            return (Paragraph((Text(part.written),)),)
        case AcceptedText():
            word = () if part.match is Match.TEXT else (Text(f"{part.match.value} "),)
            return (Paragraph((*word, Code(part.text))),)
        case Pair():
            return (*part.left, *part.right)
        case Gap():
            return (Paragraph((Text(part.id),)),)
        case _:
            assert_never(part)


def part_points(part: Part) -> Fraction:
    """What a line is worth, in points; of a row its best cell, of what has no weight 0."""
    match part:
        case Option() | Criterion() | Level() | AcceptedNumber() | AcceptedText() | Pair():
            return part.points
        case Row():
            return max((cell.points for cell in part.cells), default=Fraction(0))
        case Label() | Gap():
            return Fraction(0)
        case _:
            assert_never(part)


def part_name(part: Part) -> str:
    """The name that a rubric gives a line; "" for none."""
    return part.name if isinstance(part, Criterion | Level) else ""


def part_feedback(part: Part) -> Blocks:
    """The feedback on a line: on an option, an accepted answer or a pair; () for none."""
    match part:
        case Option() | AcceptedNumber() | AcceptedText() | Pair():
            return part.feedback
        case Criterion() | Level() | Gap() | Label() | Row():
            return ()
        case _:
            assert_never(part)
