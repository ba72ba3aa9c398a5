"""Feedback on the lines of an answer: what each is called, and to whom it is due.

An option's and an accepted answer's is for those who chose or typed it; a pair's for those who gave
its left side another right one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from examc.core.answers import (
    Choice,
    FillIn,
    Gap,
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
from examc.core.content import Blocks
from examc.core.keys import Pair
from examc.core.meaning import typing_keys
from examc.core.model import Question
from examc.core.responses import Filled, Response, Typed, option_letter, picked
from examc.core.schemes import fits


@dataclass(frozen=True, slots=True)
class Line:
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


def due(question: Question, response: Response | None) -> Iterator[Line]:
    """Yield the feedback on what a student answered."""
    match question.answer:
        case Choice() | TrueFalse() | Numeric() | ShortAnswer() as answer:
            yield from _due_of_key(answer, response, "")
        case FillIn(gaps=gaps) if isinstance(response, Filled):
            for gap, given in zip(gaps, response.parts, strict=True):
                yield from _due_of_gap(gap, given)
        case Matching(pairs=pairs) as matching if isinstance(response, Filled):
            right = [matching.rights.index(pair.right) for pair in pairs]
            for place, given in enumerate(response.parts):
                if given is not None and picked(given) != {right[place]}:
                    yield _of_pair(place + 1, pairs[place])
        case FillIn() | Matching() | Ordering() | Matrix() | Written() | Upload() | Program():
            return
        case _:
            assert_never(question.answer)


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


def _due_of_gap(gap: Gap, response: Response | None) -> Iterator[Line]:
    yield from _due_of_key(gap.key, response, f" of gap {gap.id}")


def _due_of_key(key: Key | TrueFalse, response: Response | None, of: str) -> Iterator[Line]:
    found = list(_of_key(key, of))
    match key:
        case Choice() | TrueFalse():
            yield from (found[place] for place in sorted(picked(response)))
        case Numeric() | ShortAnswer():
            if isinstance(response, Typed):
                fitting = (fits(accepted, response.text) for accepted in typing_keys(key))
                yield from [line for line, fit in zip(found, fitting, strict=True) if fit][:1]
        case _:
            assert_never(key)
