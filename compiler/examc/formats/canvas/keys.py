"""What is written of typed answers, how Canvas marks that, and whom it shows feedback to."""

from collections.abc import Callable
from fractions import Fraction

from examc.core import partresponses, schemes
from examc.core.answers import Key, Numeric, ShortAnswer
from examc.core.awarding import first_fitting
from examc.core.keys import AcceptedNumber
from examc.core.meaning import typing_keys
from examc.core.model import Question
from examc.core.numbers import decimal
from examc.core.records import Record
from examc.core.responses import Typed
from examc.core.schemes import Scheme
from examc.formats.canvas.points import kept
from examc.formats.canvas.shapes import Within
from examc.systems.canvas import kinds, literal


class Line(Record, frozen=True):
    """A text that is written for the accepted answer of a place (from 0)."""

    place: int
    text: str


def numbers(question: Question, key: Numeric) -> list[int]:
    """The places of the numbers that are written as right."""
    marks = [schemes.bounded(one.points, key.scoring) for one in key.accepted]
    return literal.earning(marks, anything=question.points <= 0)


def texts(question: Question, key: ShortAnswer) -> list[Line]:
    """The texts that are written as right, each once."""
    marks = [schemes.bounded(one.points, key.scoring) for one in key.accepted]
    return _once(literal.text_lines(key.accepted, marks), anything=question.points <= 0)


def in_gap(key: Key) -> list[Line]:
    """The same for a gap that is typed, whatever its key is."""
    return _once(literal.gap_texts(key), anything=True)


def _once(lines: list[tuple[int, str, Fraction]], *, anything: bool) -> list[Line]:
    found: dict[str, Line] = {}
    for at in literal.earning([mark for _, _, mark in lines], anything=anything):
        place, text, _ = lines[at]
        if kinds.folded(text):
            found.setdefault(kinds.folded(text), Line(place, text))
    return list(found.values())


def scheme(question: Question, key: Numeric | ShortAnswer) -> Scheme:
    """How Canvas marks a typed answer as it is written."""
    points = kept(question.points)
    match key:
        case Numeric():
            right = [key.accepted[place] for place in numbers(question, key)]
            return kinds.of_numbers([literal.interval(one) for one in right], points)
        case ShortAnswer():
            return kinds.of_texts([(line.text, points) for line in texts(question, key)])


def within(one: AcceptedNumber) -> Within:
    """An interval as conditions say it."""
    low, high = map(decimal, literal.interval(one))
    if not literal.has_middle(one):
        return Within(low, high)
    margin = decimal(one.high - one.value) if one.high > one.value else ""
    return Within(low, high, decimal(one.value), margin)


# -- feedback -------------------------------------------------------------------------------------


def misfed(key: Numeric | ShortAnswer, fit: Callable[[str], int | None]) -> set[int]:
    """The places of answers whose feedback others see than those whom it is due to.

    `fit` says which answer Canvas takes a typed text for.
    """
    found: set[int | None] = set()
    accepted = typing_keys(key)
    for response in partresponses.of_key(key):
        if isinstance(response, Typed):
            ours, theirs = first_fitting(accepted, response.text), fit(response.text)
            found |= {ours, theirs} if ours != theirs else set()
    return {place for place in found if place is not None}


def fit_text(lines: list[Line]) -> Callable[[str], int | None]:
    """Which line a typed text is taken for, by the place of its answer."""
    known = {kinds.folded(line.text): line.place for line in lines}
    return lambda text: known.get(kinds.folded(text)) if text.strip() else None


def fit_number(key: Numeric, written: list[int]) -> Callable[[str], int | None]:
    """Which of the numbers that are written what is typed is taken for."""
    ends = [(place, literal.interval(key.accepted[place])) for place in written]

    def fit(text: str) -> int | None:
        value = kinds.number(text)
        return next((place for place, (low, high) in ends if low <= value <= high), None)

    return fit
