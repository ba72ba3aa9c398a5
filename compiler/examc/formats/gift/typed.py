"""Questions whose answer is typed in GIFT: numbers and short texts."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.answers import Numeric, ShortAnswer
from examc.core.features import Feature
from examc.core.keys import AcceptedNumber, AcceptedText
from examc.core.model import Question
from examc.core.records import Record
from examc.core.schemes import ZERO
from examc.core.typednumbers import spelling
from examc.formats.gift import signs
from examc.formats.gift.writing import ONE, Writing, lines, percent
from examc.systems.moodle import bends, reading, shares, typed
from examc.systems.moodle.typed import NumberAnswer

PLACES = 15
"""Decimals of a number that has no finite decimal."""


class _Interval(Record, frozen=True):
    """The middle of an interval and half its width, as decimals."""

    middle: Fraction
    half: Fraction

    @property
    def written(self) -> str:
        """As GIFT writes it."""
        return f"{numbers.decimal(self.middle)}:{numbers.decimal(self.half)}"


def numeric(writing: Writing, question: Question[Numeric]) -> list[str]:
    """A number to type: no answer costs marks in Moodle."""
    answer = question.answer
    exact = shares.of_typed(question)
    written = shares.on_grid(tuple(max(ZERO, share) for share in exact))
    found = [_interval(one) for one in answer.accepted]
    keys = [
        NumberAnswer(one.middle, one.half, share) for one, share in zip(found, written, strict=True)
    ]
    scheme = typed.of_numbers(keys, max(question.points, ZERO), comma=writing.comma)
    told = writing.tell_marks(question, scheme, [Feature.ANSWER_WEIGHT])
    _tell_weights(writing, question, written, told)
    for one, interval in zip(answer.accepted, found, strict=True):
        low, high = interval.middle - interval.half, interval.middle + interval.half
        if spelling(low, high, interval.middle) != one.written:
            message = f"GIFT writes {interval.written} for {one.written!r}"
            writing.losses.add(Feature.NUMERIC, one, message, note=True)
    answers = [
        f"={percent(share)}{interval.written}{writing.feedback(one, one.feedback)}"
        for one, interval, share in zip(answer.accepted, found, written, strict=True)
    ]
    answers += _remark(writing, question, written, "~")
    body = list(lines(answers, writing.general(question)))
    return ["{#", *body[1:]]


def _interval(one: AcceptedNumber) -> _Interval:
    """The middle and half the width, rounded outward where they have no finite decimal."""
    middle, half = (one.low + one.high) / 2, (one.high - one.low) / 2
    if numbers.is_decimal(middle) and numbers.is_decimal(half):
        return _Interval(middle, half)
    unit = Fraction(1, 10**PLACES)
    near = numbers.value(numbers.rounded(middle, PLACES))
    return _Interval(near, numbers.value(numbers.rounded(half + unit, PLACES)) if half else ZERO)


def short_answer(writing: Writing, question: Question[ShortAnswer]) -> list[str] | None:
    """A text to type; None for a question that is left out."""
    answer = question.answer
    exact = shares.of_typed(question)
    written = shares.on_grid(exact)
    texts = [pattern for one in answer.accepted for pattern in bends.patterns(one)]
    if ONE not in written:
        writing.leave_out(question, "Moodle loses a short answer of which none earns all points")
        return None
    if any("->" in text for text in texts):
        writing.leave_out(question, "an arrow -> in an answer makes Moodle take it for pairs")
        return None
    scheme = typed.of_texts(
        bends.text_answers(answer, written), max(question.points, ZERO), exact=False
    )
    told = writing.tell_marks(question, scheme, [Feature.ANSWER_WEIGHT])
    _tell_weights(writing, question, written, told)
    if answer.case:
        message = "GIFT cannot say that letter case counts: Moodle passes over it"
        writing.losses.add(Feature.TEXT_MATCH, question, message, "set it in Moodle")
    answers = list(_texts(writing, question, written))
    answers += _remark(writing, question, written, f"={percent(ZERO)}*")
    return list(lines(answers, writing.general(question)))


def _texts(
    writing: Writing, question: Question[ShortAnswer], written: tuple[Fraction, ...]
) -> Iterator[str]:
    for one, share in zip(question.answer.accepted, written, strict=True):
        patterns = bends.patterns(one)
        if [reading.accepted(pattern) for pattern in patterns] != [(one.text, one.match)]:
            _tell_text(writing, one, patterns)
        for pattern in patterns:
            plain = (
                f"[plain]{signs.escaped(pattern)}" if pattern[:1] == "[" else signs.escaped(pattern)
            )
            yield f"={percent(share)}{plain}{writing.feedback(one, one.feedback)}"


def _tell_text(writing: Writing, one: AcceptedText, patterns: tuple[str, ...]) -> None:
    message = f"GIFT writes {len(patterns)} text{'s' * (len(patterns) != 1)} for this answer"
    if not bends.held(one):
        message += ", and cannot write all that it means"
    writing.losses.add(Feature.TEXT_MATCH, one, message, "write the texts out")


def _tell_weights(
    writing: Writing,
    question: Question[Numeric] | Question[ShortAnswer],
    written: tuple[Fraction, ...],
    told: set[str],
) -> None:
    """Report weights and settings that are written otherwise, and ids of accepted answers."""
    is_bent = Feature.ANSWER_WEIGHT.code in told
    accepted: tuple[AcceptedNumber | AcceptedText, ...] = question.answer.accepted
    for one, share in zip(accepted, written, strict=True):
        feature = Feature.ANSWER_WEIGHT
        writing.weight(feature, question, one, one.points, share, bends=is_bent)
        if one.id:
            writing.losses.add(Feature.PART_ID, one, f"GIFT does not hold the id {one.id!r}")
    writing.scoring(question, question.answer.scoring, written, told, single=True)


def _remark(
    writing: Writing,
    question: Question[Numeric] | Question[ShortAnswer],
    written: tuple[Fraction, ...],
    sign: str,
) -> list[str]:
    """What all other answers get to read, where all accepted ones earn all points."""
    said = question.feedback.incorrect
    is_held = all(share == 1 for share in written)
    writing.without_results(question, but_wrong=is_held)
    return [f"{sign}{writing.feedback(question, said)}"] if said and is_held else []
