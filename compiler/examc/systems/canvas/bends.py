"""What Canvas Classic does otherwise to the marks of typed answers and of several parts, in steps."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias, assert_never

from examc.core import schemes
from examc.core.answers import (
    Choice,
    FillIn,
    Key,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    Rule,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.features import Feature
from examc.core.model import Question
from examc.core.records import replace
from examc.core.schemes import ZERO, Parts, Scheme, Sum, Typing
from examc.systems.canvas import kinds, literal
from examc.systems.marking import Step

_WEIGHT_HELP = "give each accepted answer all the points or 0, or correct the marks in Canvas"
_ZERO = "counts whatever is no number as 0"
_ZERO_HELP = "ask for a number whose range does not hold 0, or tell students to type numbers only"
_TEXTS = "takes a text as it is typed but for letter case: no patterns, no part of a text"
_TEXTS_HELP = "accept every spelling as a text of its own"


Texts: TypeAlias = Callable[[Sequence[tuple[str, Fraction]]], Scheme]
"""How texts are compared, each with its mark."""


def steps(question: Question, given: Scheme, compared: Texts = kinds.of_texts) -> Iterator[Step]:
    """Yield what Canvas does otherwise to a question that has no options, and by which marks."""
    match question.answer:
        case TrueFalse():
            does = "gives all points or none for a true/false"
            help_line = "give one of the two all the points and the other 0"
            yield Step(Feature.WEIGHT, does, help_line, given)
        case Numeric():
            read = replace(_typing(schemes.meant(question)), reading=kinds.NUMBERS)
            yield Step(Feature.NUMERIC, _ZERO, _ZERO_HELP, read)
            yield Step(Feature.ANSWER_WEIGHT, _ALL, _WEIGHT_HELP, given)
        case ShortAnswer() as short:
            marks = [schemes.bounded(one.points, short.scoring) for one in short.accepted]
            lines = literal.text_lines(short.accepted, marks)
            same = compared([(text, mark) for _, text, mark in lines])
            yield Step(Feature.TEXT_MATCH, _TEXTS, _TEXTS_HELP, same)
            yield Step(Feature.ANSWER_WEIGHT, _ALL, _WEIGHT_HELP, given)
        case FillIn() | Matching() | Matrix():
            yield from _of_parts(question, given, compared)
        case Ordering():
            does = "gives a share of the points for each item in its place"
            yield Step(Feature.ORDERING, does, "write rule=place", given)
        case Choice() | Written() | Upload() | Program():
            return
        case _:
            assert_never(question.answer)


_ALL = "gives all points for each answer that it accepts, and takes none"


def _typing(scheme: Scheme) -> Typing:
    assert isinstance(scheme, Typing)
    return scheme


# -- several parts --------------------------------------------------------------------------------

_SHARES_HELP = "leave out the rule: each part then earns its weight"
_FLOOR_HELP = "write floor=0, or subtract the penalties in Canvas"
_CAP_HELP = "leave out cap: the points are the highest mark then"
_EQUAL_HELP = "give all parts the same weight, and 0 to what is wrong"


def _of_parts(question: Question, given: Scheme, compared: Texts) -> Iterator[Step]:
    """Yield the rule and bounds that are not there, how gaps are read, and the equal shares."""
    scheme = schemes.meant(question)
    assert isinstance(scheme, Parts)
    if scheme.rule is not Rule.SUM:
        scheme = replace(scheme, rule=Rule.SUM)
        does = "gives a part of the points for a part of an answer"
        yield Step(Feature.ALL_OR_NOTHING, does, _SHARES_HELP, scheme)
    scheme = replace(scheme, floor=ZERO)
    yield Step(Feature.FLOOR, "gives 0 at least", _FLOOR_HELP, scheme)
    scheme = replace(scheme, cap=question.points)
    yield Step(Feature.CAP, "gives the points of the question at most", _CAP_HELP, scheme)
    match question.answer:
        case FillIn(gaps=gaps):
            yield from _gaps(scheme, [gap.key for gap in gaps], compared)
        case Matrix(several=True):
            rows = [replace(part, most=1) for part in scheme.parts if isinstance(part, Sum)]
            scheme = replace(scheme, parts=tuple(rows))
            does = "lets students choose one column for each row"
            yield Step(Feature.MATRIX, does, "ask for each of them in a row of its own", scheme)
        case _:
            pass
    does = "gives every part an equal share, and takes nothing for a wrong one"
    yield Step(Feature.PART_WEIGHT, does, _EQUAL_HELP, given)


def _gaps(scheme: Parts, keys: list[Key], compared: Texts) -> Iterator[Step]:
    """Yield the same with its gaps as Canvas reads them, kind by kind."""
    if all(isinstance(key, Choice) for key in keys):
        return
    for kind, (feature, does, help_line) in _READING.items():
        parts = [
            _literal(key, compared) if isinstance(key, kind) else part
            for part, key in zip(scheme.parts, keys, strict=True)
        ]
        scheme = replace(scheme, parts=tuple(parts))
        yield Step(feature, does, help_line, scheme)


_READING: dict[type, tuple[Feature, str, str]] = {
    Choice: (
        Feature.FILL_IN,
        "has a box in place of each drop-down, since other gaps have boxes",
        "ask for drop-downs in a question of their own",
    ),
    ShortAnswer: (Feature.TEXT_MATCH, _TEXTS, _TEXTS_HELP),
    Numeric: (
        Feature.NUMERIC,
        "takes a number in a gap as a text",
        "ask for each number in a question of its own",
    ),
}


def _literal(key: Key, compared: Texts) -> Scheme:
    """A gap by the texts that are written for it, each with what it is meant to earn."""
    return compared([(text, mark) for _, text, mark in literal.gap_texts(key)])


# -- what is given --------------------------------------------------------------------------------


def of_gaps(answer: FillIn, points: Fraction) -> Parts:
    """How gaps are marked as they are written."""
    keys = [gap.key for gap in answer.gaps]
    each = kinds.share(points, len(keys))
    if all(isinstance(key, Choice) for key in keys):
        return kinds.equal([_drop_down(key, each) for key in keys], points)
    boxes = []
    for key in keys:
        lines = literal.gap_texts(key)
        right = literal.earning([mark for _, _, mark in lines], anything=True)
        boxes.append(kinds.of_texts([(lines[place][1], each) for place in right]))
    return kinds.equal(boxes, points)


def _drop_down(key: Key, each: Fraction) -> Scheme:
    assert isinstance(key, Choice)
    right = best([option.points for option in key.options])
    return kinds.of_one([place == right for place in range(len(key.options))], each)


def best(marks: list[Fraction]) -> int:
    """The place of what earns most: the one choice of a part that Canvas takes as right."""
    return max(range(len(marks)), key=lambda place: marks[place])
