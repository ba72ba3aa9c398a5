"""Puts feedback on the lines of an answer: options, accepted answers, pairs, by their place."""

from collections.abc import Iterator, Mapping
from typing import TypeVar, assert_never

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Gap,
    Key,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import Blocks
from examc.core.keys import AcceptedNumber, AcceptedText, Pair
from examc.core.records import replace

Said = Mapping[int, Blocks]
"""Feedback by the place of its line (from 0), as `answers.answer_parts` counts them."""
L = TypeVar("L", Option, AcceptedNumber, AcceptedText, Pair)


def with_feedback(answer: Answer, said: Said) -> Answer:
    """An answer with feedback on its lines; a line that has none in any answer stays as it is."""
    places = iter(range(1_000_000))
    match answer:
        case Choice():
            return replace(answer, options=tuple(_lines(answer.options, places, said)))
        case TrueFalse():
            true, false = _lines(answer.options, places, said)
            return replace(answer, true=true, false=false)
        case Numeric() | ShortAnswer():
            return _key(answer, places, said)
        case FillIn(gaps=gaps):
            return replace(answer, gaps=tuple(_gap(gap, places, said) for gap in gaps))
        case Matching():
            return replace(answer, pairs=tuple(_lines(answer.pairs, places, said)))
        case Ordering() | Matrix() | Written() | Upload() | Program():
            return answer
        case _:
            assert_never(answer)


def _gap(gap: Gap, places: Iterator[int], said: Said) -> Gap:
    next(places)  # the gap is a line itself
    return replace(gap, key=_key(gap.key, places, said))


def _key(key: Key, places: Iterator[int], said: Said) -> Key:
    match key:
        case Choice():
            return replace(key, options=tuple(_lines(key.options, places, said)))
        case Numeric():
            return replace(key, accepted=tuple(_lines(key.accepted, places, said)))
        case ShortAnswer():
            return replace(key, accepted=tuple(_lines(key.accepted, places, said)))
        case _:
            assert_never(key)


def _lines(lines: tuple[L, ...], places: Iterator[int], said: Said) -> Iterator[L]:
    for line in lines:
        found = said.get(next(places), ())
        yield replace(line, feedback=found) if found else line
