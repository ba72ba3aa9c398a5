"""What the answer of a question uses that a target may not hold."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    Choice,
    Composite,
    FillIn,
    Graded,
    Key,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    Scoring,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.features import Feature
from examc.core.model import (
    Question,
)
from examc.core.rubrics import Criteria, Levels


def key_uses(key: Key) -> Iterator[tuple[Feature, str]]:
    """What a typed answer uses, alone or in a gap; what a drop-down's options use, they say."""
    match key:
        case Numeric():
            if key.unit:
                yield Feature.UNIT, f"the unit {key.unit!r}"
        case ShortAnswer():
            if key.case:
                yield Feature.TEXT_MATCH, "that letter case counts"
        case Choice():
            if key.shuffle:
                yield Feature.OPTION_SHUFFLE, "that the options change their order"
        case _:
            assert_never(key)


def answer_uses(question: Question) -> Iterator[tuple[Feature, str]]:
    match question.answer:
        case Choice() as choice:
            yield from _scoring_uses(choice.scoring, question.points)
            if choice.shuffle:
                yield Feature.OPTION_SHUFFLE, "that the options change their order"
        case TrueFalse() as both:
            yield Feature.TRUE_FALSE, "this true/false question"
            yield from _scoring_uses(both.scoring, question.points)
        case Numeric() as numeric:
            yield Feature.NUMERIC, "this numeric question"
            yield from _scoring_uses(numeric.scoring, question.points)
            yield from key_uses(numeric)
        case ShortAnswer() as short:
            yield Feature.SHORT_ANSWER, "this short answer question"
            yield from _scoring_uses(short.scoring, question.points)
            yield from key_uses(short)
        case FillIn() | Matching() | Matrix() as several:
            yield from _composite_uses(several, question.points)
        case Ordering() as ordering:
            yield Feature.ORDERING, f"the ordering by {ordering.rule.value}"
        case Written() | Upload() | Program() as graded:
            yield from _graded_uses(graded)
        case _:
            assert_never(question.answer)


def _composite_uses(answer: Composite, points: Fraction) -> Iterator[tuple[Feature, str]]:
    match answer:
        case FillIn():
            yield Feature.FILL_IN, "this fill in question"
        case Matching():
            yield Feature.MATCHING, "this matching question"
        case Matrix():
            yield Feature.MATRIX, "this matrix question"
        case _:
            assert_never(answer)
    yield Feature.PART_WEIGHT, "the weights of its parts"
    yield from _scoring_uses(answer.scoring, points)


def _scoring_uses(scoring: Scoring, points: Fraction) -> Iterator[tuple[Feature, str]]:
    if scoring.floor != 0:
        floor = "no lowest mark" if scoring.floor is None else f"a lowest mark of {scoring.floor}"
        yield Feature.FLOOR, floor
    if scoring.cap != points:
        cap = "no highest mark" if scoring.cap is None else f"a highest mark of {scoring.cap}"
        yield Feature.CAP, cap
    if scoring.rule is not Rule.SUM:
        yield Feature.ALL_OR_NOTHING, f"the {scoring.rule.value} rule"


def _graded_uses(answer: Graded) -> Iterator[tuple[Feature, str]]:
    match answer.rubric:
        case Criteria(criteria):
            noun = "criterion" if len(criteria) == 1 else "criteria"
            yield Feature.CRITERIA, f"the rubric of {len(criteria)} {noun}"
        case Levels(levels):
            noun = "level" if len(levels) == 1 else "levels"
            yield Feature.LEVELS, f"the rubric of {len(levels)} {noun}"
        case None:
            pass
        case _:
            assert_never(answer.rubric)
    match answer:
        case Written():
            if answer.free:
                yield Feature.FREE_FORMATTED, "that this question is free formatted"
            elif answer.space is not None:
                yield Feature.SPACE, "the answer space"
        case Upload():
            yield Feature.UPLOAD, "this upload question"
            if (answer.fewest, answer.most) != (1, 1) or answer.types or answer.size is not None:
                yield Feature.FILES, "the number, types or size of files"
        case Program():
            yield Feature.CODE, "this code question"
            if answer.language or answer.start:
                yield Feature.START, "the language or the starting text"
            if answer.space is not None:
                yield Feature.SPACE, "the answer space"
        case _:
            assert_never(answer)
