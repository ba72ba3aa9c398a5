"""Items of the further kinds in doubles, by an engine that shares nothing with ours."""

from fractions import Fraction

import pytest

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from examc.core.enumeration import responses
from examc.core.model import Question
from examc.core.numbers import parse_answer
from examc.core.responses import Filled, Ordered, Response, Typed, picked
from examc.core.schemes import ROUNDING, award, meant
from qti21 import kinds, randomkinds
from qti21.doubles import run
from qti21.packages import every, package

Given = dict[str, str | tuple[str, ...] | None]


def _typed(response: Response | None, number: bool) -> str | None:
    """What is typed; None for what is no number in a box for one, which no engine takes."""
    if not isinstance(response, Typed):
        return None
    text = response.text.strip() if number else response.text
    return text if not number or parse_answer(text) is not None else None


def _given(question: Question, order: list[str], response: Response | None) -> Given:
    """The variables of a response, by the identifiers that items of ours have."""
    answer = question.answer
    given = response.parts if isinstance(response, Filled) else ()
    match answer:
        case Numeric() | ShortAnswer():
            return {"RESPONSE": _typed(response, isinstance(answer, Numeric))}
        case FillIn(gaps=gaps):
            found: Given = {}
            for place, (gap, own) in enumerate(zip(gaps, given, strict=bool(given)), 1):
                if isinstance(gap.key, Choice):
                    chosen = [f"GAP_{place}_{at + 1}" for at in picked(own)]
                    found[f"GAP_{place}"] = chosen[0] if chosen else None
                else:
                    found[f"GAP_{place}"] = _typed(own, isinstance(gap.key, Numeric))
            return found
        case Matching() | Matrix():
            pairs = [
                f"LEFT_{left} RIGHT_{at + 1}"
                for left, own in enumerate(given, 1)
                for at in sorted(picked(own))
            ]
            return {"RESPONSE": tuple(pairs) or None}
        case Ordering():
            items = response.items if isinstance(response, Ordered) else ()
            return {"RESPONSE": tuple(order[item] for item in items) or None}
        case _:
            raise AssertionError(answer)


def _fits_a_double(response: Response | None) -> bool:
    """Whether all numbers have fewer digits than doubles tell apart."""
    match response:
        case Filled(parts):
            return all(map(_fits_a_double, parts))
        case Typed(text):
            return sum(map(str.isdigit, text)) <= 15
        case _:
            return True


def _agrees(question: Question) -> None:
    made = package(kinds.exam(question), flawed=True)
    told = {d.code for d in made.report.diagnostics if d.system == "QTI player"}
    key = [value.text or "" for value in every(made.item, "value")]
    for response in filter(_fits_a_double, responses(question)):
        given = _given(question, key, response)
        answered = any(value is not None for value in given.values())
        expected = award(meant(question), response) if answered else Fraction(0)
        assert expected is not None
        score, shown = run(made.item, given)
        if not told:
            assert abs(Fraction(score) - expected) <= ROUNDING, response
        full = "correct_fb" if expected >= question.points else "incorrect_fb"
        assert told or full in shown, (response, score)
        assert {"correct_fb", "incorrect_fb"} & shown != {"correct_fb", "incorrect_fb"}


RULED = [name for name in kinds.ANSWERS if name not in ("true", "false that costs")]


@pytest.mark.parametrize("name", RULED)
def test_marks_and_feedback_in_doubles(name: str) -> None:
    _agrees(kinds.asked(kinds.ANSWERS[name]))


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_marks_and_feedback_of_generated_questions_in_doubles(start: int) -> None:
    for seed in range(start, start + 10):
        question = randomkinds.question(seed)
        if not isinstance(question.answer, TrueFalse):
            _agrees(question)
