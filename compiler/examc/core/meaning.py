"""How the language marks each kind of answer: the scheme that a question means."""

from fractions import Fraction
from typing import assert_never

from examc.core.answers import (
    UNBOUNDED,
    Choice,
    Composite,
    FillIn,
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
    bounded,
    within,
)
from examc.core.answers import (
    Key as GapKey,
)
from examc.core.model import Question
from examc.core.recent import recent
from examc.core.rubrics import Criteria, Levels, Rubric
from examc.core.schemeforms import (
    ZERO,
    Key,
    NumberKey,
    One,
    Order,
    Parts,
    Run,
    Scheme,
    Sum,
    TextKey,
    Typing,
)


@recent
def meant(question: Question) -> Scheme:
    """How the language marks a question."""
    match question.answer:
        case Choice() as choice:
            return _of_choice(choice, question.points)
        case TrueFalse() as both:
            marks = [bounded(option.points, both.scoring) for option in both.options]
            return One(tuple(marks))
        case Numeric() | ShortAnswer() as key:
            return _typing(key, key.scoring)
        case FillIn() | Matching() | Matrix() as several:
            return of_parts(part_schemes(several), several.scoring, question.points)
        case Ordering() as ordering:
            return Order(len(ordering.items), ordering.rule, question.points)
        case Written() | Upload() | Program() as graded:
            return _of_rubric(graded.rubric, question.points)
        case _:
            assert_never(question.answer)


def _of_rubric(rubric: Rubric | None, points: Fraction) -> Scheme:
    """One level, or the sum of criteria up to the points; nothing to award without a rubric."""
    match rubric:
        case Levels(levels):
            return One(tuple([level.points for level in levels]))
        case Criteria(criteria):
            return Sum(tuple([criterion.points for criterion in criteria]), cap=points)
        case None:
            return Sum((), cap=points)
        case _:
            assert_never(rubric)


def _of_choice(choice: Choice, points: Fraction) -> Scheme:
    scoring, options = choice.scoring, choice.options
    if scoring.rule is Rule.ALL_OR_NOTHING:
        key = frozenset(place for place, option in enumerate(options) if option.correct)
        right, wrong = bounded(points, scoring), bounded(ZERO, scoring)
        return Key(len(options), key, right, wrong, most=0 if choice.many else 1)
    weights = tuple([option.points for option in options])
    if not choice.many:
        return One(tuple([bounded(weight, scoring) for weight in weights]))
    return Sum(weights, scoring.floor, scoring.cap)


def part_schemes(answer: Composite) -> tuple[Scheme, ...]:
    """How each part of an answer is marked on its own, without the bounds of the sum."""
    match answer:
        case FillIn(gaps=gaps):
            return tuple(_of_key(gap.key) for gap in gaps)
        case Matching(pairs=pairs):
            rights = answer.rights
            return tuple(
                One(tuple(pair.points if right == pair.right else pair.wrong for right in rights))
                for pair in pairs
            )
        case Matrix(rows=rows):
            weights = [tuple(cell.points for cell in row.cells) for row in rows]
            return tuple(Sum(row) if answer.several else One(row) for row in weights)
        case _:
            assert_never(answer)


def _of_key(key: GapKey) -> Scheme:
    match key:
        case Choice():
            return One(tuple(option.points for option in key.options))
        case Numeric() | ShortAnswer():
            return _typing(key, UNBOUNDED)
        case _:
            assert_never(key)


def _typing(key: Numeric | ShortAnswer, scoring: Scoring) -> Typing:
    return Typing(typing_keys(key), scoring.floor, scoring.cap)


@recent
def typing_keys(key: Numeric | ShortAnswer) -> tuple[NumberKey | TextKey, ...]:
    """The accepted answers, in order, as what is held against something typed."""
    match key:
        case Numeric(accepted=numbers):
            return tuple(NumberKey(one.low, one.high, one.points) for one in numbers)
        case ShortAnswer(accepted=texts, case=case):
            return tuple(TextKey(one.text, one.match, case, one.points) for one in texts)
        case _:
            assert_never(key)


def of_parts(schemes: tuple[Scheme, ...], scoring: Scoring, points: Fraction) -> Parts:
    """Parts that are marked by these schemes, in a question worth `points`."""
    full = tuple(best(scheme) for scheme in schemes)
    return Parts(schemes, full, points, scoring.rule, scoring.floor, scoring.cap)


def best(scheme: Scheme) -> Fraction:
    """The best mark of a scheme that is data; of one that is run, 0."""
    match scheme:
        case One(marks):
            return max([ZERO, *marks])
        case Sum(weights, floor, cap):
            return within(sum([w for w in weights if w > 0], ZERO), floor, cap)
        case Key():
            return max(ZERO, scheme.right, scheme.wrong)
        case Typing(keys, floor, cap):
            return max([ZERO, *(within(key.mark, floor, cap) for key in keys)])
        case Order():
            return scheme.points
        case Parts():
            total = scheme.points if scheme.rule is not Rule.SUM else sum(scheme.full, ZERO)
            return within(total, scheme.floor, scheme.cap)
        case Run():
            return ZERO
        case _:
            assert_never(scheme)
