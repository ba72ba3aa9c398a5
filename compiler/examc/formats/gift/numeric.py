"""Numbers to type, as GIFT has them: with a tolerance, or as a range."""

from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.answers import Numeric
from examc.core.keys import AcceptedNumber
from examc.core.records import Record
from examc.core.schemes import ZERO
from examc.core.typednumbers import LARGEST, Interval, spelling
from examc.formats.foreign.quoting import quoted
from examc.formats.gift import signs
from examc.formats.gift.one import POINTS, NoQuestion, One
from examc.formats.gift.pieces import Part, Piece, pieces
from examc.systems.moodle import reading

_COMMA = lazyre.compile(r"[+-]?[0-9]*,[0-9]+(?:[eE][+-]?[0-9]+)?")


class _Given(Record, frozen=True):
    piece: Piece
    found: Interval
    share: Fraction


def numeric(one: One, answers: Part) -> Numeric:
    """A number to type; no answer costs marks in Moodle, and what `~` begins is for all others."""
    told, others = answers.part(1).cut("~")
    given = [_given(one, piece) for piece in pieces(told, "=") if _is_said(piece)]
    kept, last = reading.without_remark(
        given, lambda one: one.found == reading.ANY_NUMBER, lambda one: one.share
    )
    remark = last.piece.feedback if last is not None else None
    if others is not None:
        _, remark = others.cut("#")
        kept = given
    if not kept:
        raise NoQuestion("it has no accepted number", "write one, as in {#3.14:0.01}")
    more: tuple[AcceptedNumber, ...] = ()
    if remark is not None and remark.text:
        if all(entry.share == 1 for entry in kept):
            one.incorrect = one.text(remark)
        else:
            more = (_accepted(one, reading.ANY_NUMBER, ZERO, remark, remark),)
    shares = [entry.share for entry in kept] + [ZERO] * len(more)
    accepted = [
        _accepted(one, entry.found, entry.share, entry.piece.text, entry.piece.feedback)
        for entry in kept
    ]
    scoring = reading.usual(shares, POINTS, single=True)
    return Numeric(accepted=(*accepted, *more), scoring=scoring)


def _is_said(piece: Piece) -> bool:
    return bool(piece.text.text or piece.feedback or piece.weight)


def _accepted(
    one: One, found: Interval, share: Fraction, at: Part, feedback: Part | None
) -> AcceptedNumber:
    return AcceptedNumber(
        points=share * POINTS,
        low=found.low,
        high=found.high,
        value=found.value,
        written=spelling(found.low, found.high, found.value),
        feedback=one.text(feedback),
        span=one.span(at),
    )


def _given(one: One, piece: Piece) -> _Given:
    share = one.share(piece.weight, piece.text) if piece.weight else Fraction(1)
    if share < 0:
        message = f"Moodle takes no points for a number: {piece.weight}% is worth 0"
        one.tell("R562", message, "ask it as a short answer", at=piece.text)
        share = ZERO
    return _Given(piece, _interval(one, piece.text), share)


def _interval(one: One, part: Part) -> Interval:
    text = signs.shown(part.text).strip()
    if text == reading.ANY:
        return reading.ANY_NUMBER
    if text.find("..") > 0:
        low, high = (_number(one, end, part) for end in text.split("..", 1))
        found = Interval(min(low, high), max(low, high), (low + high) / 2)
        if low > high:
            message = f"{quoted(text)} ends below its beginning, so that Moodle accepts no number"
            one.tell("R573", f"{message}; it is read turned round", "turn it round", at=part)
    else:
        value, _, tolerance = text.partition(":")
        half = _number(one, tolerance, part) if tolerance.strip() else ZERO
        found = reading.around(_number(one, value, part), half)
    if max(abs(found.low), abs(found.high)) > LARGEST:
        raise NoQuestion(f"the accepted number {quoted(text)} is too large")
    return found


def _number(one: One, written: str, at: Part) -> Fraction:
    """A number of a file; of one with a decimal comma it is told that Moodle reads it otherwise."""
    text = written.strip()
    exact = numbers.parse_answer(text)
    if exact is None and _COMMA.fullmatch(text):
        exact = numbers.parse_answer(text.replace(",", "."))
        message = f"{quoted(text)} is read with a decimal comma; Moodle takes any number for right"
        one.tell("R561", message, "write a point, which Moodle reads in every language", at=at)
    if exact is None:
        message = f"the accepted number {quoted(text)} is none"
        raise NoQuestion(message, "write a number such as 3.14")
    return exact
