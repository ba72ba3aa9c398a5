"""Feedback on the lines of an answer: what each is called, and to whom it is due.

An option's and an accepted answer's is for those who chose or typed it; a pair's for those who gave
its left side another right one.
"""

from collections.abc import Iterator
from typing import assert_never

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Key,
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
from examc.core.awarding import first_fitting
from examc.core.content import Blocks
from examc.core.keys import Pair
from examc.core.meaning import typing_keys
from examc.core.model import Question
from examc.core.recent import recent
from examc.core.records import Record
from examc.core.responses import Filled, Response, Typed, option_letter, picked


class Line(Record, frozen=True):
    """A line of an answer with its feedback; `label` is what the feedback is called."""

    label: str
    feedback: Blocks


def lines(question: Question) -> Iterator[Line]:
    """Yield the feedback of every line of an answer that can have one."""
    match question.answer:
        case Choice() | TrueFalse() | Numeric() | ShortAnswer() as answer:
            yield from _of_key(answer, "")
        case FillIn(gaps=gaps):
            for gap in gaps:
                yield from _of_key(gap.key, f" of gap {gap.id}")
        case Matching(pairs=pairs):
            yield from (_of_pair(place, pair) for place, pair in enumerate(pairs, 1))
        case Ordering() | Matrix() | Written() | Upload() | Program():
            return
        case _:
            assert_never(question.answer)


def due(question: Question, response: Response | None) -> tuple[Line, ...]:
    """The feedback on what a student answered; lines without any are left out."""
    return _dues(question).of(response)


@recent
def _dues(question: Question) -> "_Dues":
    return _Dues(question)


class _Dues:
    """The lines of a question's answer, and those that are due to each response asked about."""

    def __init__(self, question: Question) -> None:
        self.answer = question.answer
        self.known: dict[Response | None, tuple[Line, ...]] = {}
        self.is_silent = not any(line.feedback for line in lines(question))

    def of(self, response: Response | None) -> tuple[Line, ...]:
        """The lines with feedback on a response."""
        if self.is_silent or response is None:
            return ()
        if response not in self.known:
            found = _due(self.answer, response)
            self.known[response] = tuple([line for line in found if line.feedback])
        return self.known[response]


def _due(answer: Answer, response: Response) -> Iterator[Line]:
    match answer:
        case Choice() | TrueFalse() | Numeric() | ShortAnswer():
            yield from _due_of_key(answer, response, "")
        case FillIn(gaps=gaps) if isinstance(response, Filled):
            for gap, given in zip(gaps, response.parts, strict=True):
                yield from _due_of_key(gap.key, given, f" of gap {gap.id}")
        case Matching(pairs=pairs) if isinstance(response, Filled):
            rights = answer.rights
            for place, given in enumerate(response.parts):
                pair = pairs[place]
                if given is not None and picked(given) != {rights.index(pair.right)}:
                    yield _of_pair(place + 1, pair)
        case FillIn() | Matching() | Ordering() | Matrix() | Written() | Upload() | Program():
            return
        case _:
            assert_never(answer)


def _of_pair(place: int, pair: Pair) -> Line:
    return Line(f"feedback on pair {place}", pair.feedback)


def _of_key(key: Key | TrueFalse, of: str) -> Iterator[Line]:
    match key:
        case Choice() | TrueFalse():
            for place, option in enumerate(key.options):
                yield Line(f"feedback on option {option_letter(place)}{of}", option.feedback)
        case Numeric(accepted=numbers):
            yield from (_of_answer(place, one.feedback, of) for place, one in enumerate(numbers, 1))
        case ShortAnswer(accepted=texts):
            yield from (_of_answer(place, one.feedback, of) for place, one in enumerate(texts, 1))
        case _:
            assert_never(key)


def _of_answer(place: int, feedback: Blocks, of: str) -> Line:
    return Line(f"feedback on answer {place}{of}", feedback)


def _due_of_key(key: Key | TrueFalse, response: Response | None, of: str) -> Iterator[Line]:
    match key:
        case Choice() | TrueFalse():
            found = list(_of_key(key, of))
            yield from (found[place] for place in sorted(picked(response)))
        case Numeric() | ShortAnswer():
            if not isinstance(response, Typed):
                return
            place = first_fitting(typing_keys(key), response.text)
            if place is not None:
                yield _of_answer(place + 1, key.accepted[place].feedback, of)
        case _:
            assert_never(key)
