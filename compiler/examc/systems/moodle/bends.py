"""What Moodle does otherwise to the marks of typed answers and of several parts, step by step."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from examc.core import lazyre, patternkeys, schemes
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
from examc.core.keys import AcceptedText, Match
from examc.core.model import Question
from examc.core.numbers import show
from examc.core.records import replace
from examc.core.schemes import ZERO, Parts, Scheme, Typing
from examc.core.typedtexts import cleaned
from examc.systems.marking import Step
from examc.systems.moodle import typed
from examc.systems.moodle.typed import TextAnswer

MOST_TEXTS = 50
"""Texts up to which a pattern is written out."""
_LITERAL = lazyre.compile(r"(?:[^\\.\[\](){}|?*+^$]|\\[^\w\s])*")
_ESCAPED = lazyre.compile(r"\\(.)")

COSTS_HELP = "ask it as a short answer, or leave out the weight"
OFF_GRID_HELP = (
    "choose shares of the points that Moodle has, such as 1/2, 1/3 or 3/4, or build with"
    " --moodle-offgrid cloze where the points are whole"
)


def patterns(answer: AcceptedText) -> tuple[str, ...]:
    """An accepted text as Moodle can hold it: one text or several, `*` for any run."""
    match answer.match:
        case Match.TEXT:
            return (typed.escaped(cleaned(answer.text)),)
        case Match.CONTAINS:
            return (typed.anywhere(cleaned(answer.text)),)
        case Match.PATTERN:
            return _of_pattern(answer.text)


def _of_pattern(pattern: str) -> tuple[str, ...]:
    found = patternkeys.all_texts(pattern, MOST_TEXTS)
    if found:
        return tuple(typed.escaped(text) for text in found)
    bits = pattern.split(".*")
    if len(bits) > 1 and all(_LITERAL.fullmatch(bit) for bit in bits):
        return ("*".join(typed.escaped(_ESCAPED.sub(r"\1", bit)) for bit in bits),)
    return tuple(typed.escaped(text) for text in patternkeys.several(pattern))


def held(answer: AcceptedText) -> bool:
    """Whether the texts that Moodle holds are all that an accepted pattern means."""
    if answer.match is not Match.PATTERN:
        return True
    return bool(patternkeys.all_texts(answer.text, MOST_TEXTS)) or "*" in "".join(patterns(answer))


def text_answers(key: ShortAnswer, shares: Sequence[Fraction]) -> list[TextAnswer]:
    """The texts that are written of a key, each with the share of its accepted answer."""
    pairs = zip(key.accepted, shares, strict=True)
    return [TextAnswer(pattern, share) for one, share in pairs for pattern in patterns(one)]


# -- steps ----------------------------------------------------------------------------------------


def steps(question: Question, given: Scheme) -> Iterator[Step]:
    """Yield what Moodle does otherwise to a question that has no options, and by which marks."""
    match question.answer:
        case Numeric() as number:
            yield from _of_number(question, number, given)
        case ShortAnswer() as short:
            yield from _of_text(question, short, given)
        case FillIn() | Matching() | Matrix():
            yield from _of_parts(question, given)
        case Ordering():
            does = "marks the order that is shown where a student moves nothing"
            help_line = "use rule=all-or-nothing, under which it earns marks by rare chance only"
            yield Step(Feature.ORDERING, does, help_line, given)
        case TrueFalse():
            yield Step(Feature.WEIGHT, "has no fraction for a weight", OFF_GRID_HELP, given)
        case Choice() | Written() | Upload() | Program():
            return
        case _:
            assert_never(question.answer)


_READS = "reads a number whatever stands behind it, and a comma by the language of its pages"
_READS_HELP = "tell students how to type it; nothing else in Moodle marks a number by itself"
_BLANKS = "takes blanks inside a text as they are typed, and writes out a pattern as far as it can"
_BLANKS_HELP = "accept other spellings as texts of their own"


def _of_number(question: Question, number: Numeric, given: Scheme) -> Iterator[Step]:
    yield _unbounded(question)
    if isinstance(given, Typing):
        read = replace(given, keys=_with_marks(given, schemes.meant(question)))
        yield Step(Feature.NUMERIC, _READS, _READS_HELP, read)
    does, help_line = "has no fraction for a weight", OFF_GRID_HELP
    if any(schemes.bounded(one.points, number.scoring) < 0 for one in number.accepted):
        does, help_line = "takes no points for a number", COSTS_HELP
    yield Step(Feature.ANSWER_WEIGHT, does, help_line, given)


def _unbounded(question: Question) -> Step:
    """Typed answers whose bounds are in their marks; what fits none of them is worth 0."""
    meant = schemes.meant(question)
    assert isinstance(meant, Typing)
    keys = tuple(
        replace(key, mark=schemes.within(key.mark, meant.floor, meant.cap)) for key in meant.keys
    )
    scheme = replace(meant, keys=keys, floor=None, cap=None)
    return Step(Feature.FLOOR, "gives nothing for any other answer", "write floor=0", scheme)


def _with_marks(given: Typing, meant: Scheme) -> tuple[schemes.NumberKey | schemes.TextKey, ...]:
    """Moodle's keys with the marks that are meant, as far as there are as many."""
    if not isinstance(meant, Typing) or len(meant.keys) > len(given.keys):
        return given.keys
    marks = [schemes.within(key.mark, meant.floor, meant.cap) for key in meant.keys]
    marks += [key.mark for key in given.keys[len(marks) :]]
    return tuple(replace(key, mark=mark) for key, mark in zip(given.keys, marks, strict=True))


def _of_text(question: Question, short: ShortAnswer, given: Scheme) -> Iterator[Step]:
    points = question.points
    yield _unbounded(question)
    if points > 0:
        marks = [schemes.bounded(one.points, short.scoring) for one in short.accepted]
        answers = text_answers(short, [mark / points for mark in marks])
        read = typed.of_texts(answers, points, exact=short.case)
        yield Step(Feature.TEXT_MATCH, _BLANKS, _BLANKS_HELP, read)
    yield Step(Feature.ANSWER_WEIGHT, "has no fraction for a weight", OFF_GRID_HELP, given)


# -- several parts --------------------------------------------------------------------------------

_SHARES_HELP = "leave out the rule: each part then earns its weight"
_FLOOR_HELP = "write floor=none, or leave out what costs marks"
_EQUAL_HELP = "give all parts the same weight, or build with --moodle-offgrid cloze"


def _of_parts(question: Question, given: Scheme) -> Iterator[Step]:
    """Yield the rule and the bounds that are lost, how gaps are read, the whole weights, the rest."""
    scheme = schemes.meant(question)
    assert isinstance(scheme, Parts)
    if scheme.rule is not Rule.SUM:
        scheme = replace(scheme, rule=Rule.SUM)
        does = "gives a part of the points for a part of an answer"
        yield Step(Feature.ALL_OR_NOTHING, does, _SHARES_HELP, scheme)
    if schemes.lowest(given) < 0:
        scheme = replace(scheme, floor=None)
        yield Step(Feature.FLOOR, "has no lowest mark here", _FLOOR_HELP, scheme)
        scheme = replace(scheme, cap=None)
        yield Step(Feature.CAP, "has no highest mark here", "leave out cap", scheme)
    if isinstance(question.answer, FillIn):
        for feature, read in ((Feature.TEXT_MATCH, _read_texts), (Feature.NUMERIC, _read_numbers)):
            scheme = read(scheme, [gap.key for gap in question.answer.gaps], given)
            does, help_line = _READING[feature]
            yield Step(feature, does, help_line, scheme)
    total = sum(given.full, ZERO) if isinstance(given, Parts) else question.points
    if question.points > 0 and total not in (0, question.points):
        scheme = schemes.scaled(scheme, total / question.points)
        does = f"takes whole weights of parts, {show(total)} points together"
        help_line = f"set the mark of this question to {show(question.points)} in the quiz"
        yield Step(Feature.POINTS, does, help_line, scheme)
    does, help_line = (
        "gives every part an equal share, and takes nothing for a wrong one",
        _EQUAL_HELP,
    )
    if isinstance(question.answer, FillIn):
        does, help_line = "takes nothing for a wrong number in a gap", "leave out its weight"
    yield Step(Feature.PART_WEIGHT, does, help_line, given)


_READING = {
    Feature.TEXT_MATCH: (_BLANKS, _BLANKS_HELP),
    Feature.NUMERIC: (_READS, _READS_HELP),
}


def _read_texts(scheme: Parts, keys: Sequence[Key], given: Scheme) -> Parts:
    """The parts with their texts as Moodle reads them."""
    parts = [
        _read_text(part, key, full)
        for part, key, full in zip(scheme.parts, keys, scheme.full, strict=True)
    ]
    return replace(scheme, parts=tuple(parts))


def _read_text(part: Scheme, key: Key, full: Fraction) -> Scheme:
    if not isinstance(key, ShortAnswer) or full <= 0:
        return part
    answers = text_answers(key, [one.points / full for one in key.accepted])
    return typed.of_texts(answers, full, exact=key.case)


def _read_numbers(scheme: Parts, keys: Sequence[Key], given: Scheme) -> Parts:
    """The parts with their numbers as Moodle reads them, as far as what is given shows it."""
    theirs = given.parts if isinstance(given, Parts) else (given,)
    if len(theirs) != len(keys):
        return scheme
    parts = [
        replace(other, keys=_with_marks(other, part))
        if isinstance(key, Numeric) and isinstance(other, Typing)
        else part
        for part, key, other in zip(scheme.parts, keys, theirs, strict=True)
    ]
    return replace(scheme, parts=tuple(parts))
