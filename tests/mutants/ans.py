"""Changes of an ANS-style JSON file: points, bounds, flags and texts of its questions."""

import copy
import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any, TypeAlias

from mutants.mutant import Mutant, other_numbers

Question: TypeAlias = dict[str, Any]
Change: TypeAlias = Callable[[Question], None]
Changes: TypeAlias = Iterator[tuple[str, Change]]

_MARKS = "every response earns the same marks"
_ONE_TYPE = "its criteria do not add up to more than the points"
_OUR_OWN = "a name of ours, which ANS does not read"


def of_file(data: bytes) -> Iterator[Mutant]:
    """Yield all changes of a file with one question."""
    root = json.loads(data)
    question = _question(root)
    changes = [*_common(question)]
    changes += _choice(question) if question["category"] == "choice" else _written(question)
    for what, change in changes:
        made = copy.deepcopy(root)
        change(_question(made))
        yield Mutant(what, json.dumps(made).encode(), _same(question, _question(made)))


def _question(root: dict[str, Any]) -> Question:
    found: Question = root["assignment"]["exercises"][0]["questions"][0]
    return found


def _same(before: Question, after: Question) -> str:
    """Why a change is no change: only names of ours differ, or no response's mark does."""
    if _positions(before) != _positions(after):
        return ""
    ours, theirs = ({k: v for k, v in q.items() if k[:2] != "x_"} for q in (before, after))
    if ours == theirs:
        return _OUR_OWN
    if _contents(before) != _contents(after):
        return ""
    if before["category"] != "choice" or after["category"] != "choice":
        return _same_grading(before, after)
    marks = ("points", "partial_scoring", "zero_bound", "max_bound", "choices")
    if {k: v for k, v in ours.items() if k not in marks} != {
        k: v for k, v in theirs.items() if k not in marks
    }:
        return ""
    return (
        _MARKS
        if before["points"] == after.get("points") and _marks(before) == _marks(after)
        else ""
    )


def _positions(question: Question) -> list[object]:
    return [choice.get("position") for choice in question.get("choices", [])]


def _contents(question: Question) -> list[object]:
    return [question["content"], *(choice["content"] for choice in question.get("choices", []))]


def _same_grading(before: Question, after: Question) -> str:
    """`max_bound` is of no account where nothing can be above the points."""
    if {**before, "max_bound": 0} != {**after, "max_bound": 0} or "criteria" not in before:
        return ""
    offered = sum(Fraction(criterion["points"]) for criterion in before["criteria"])
    return _ONE_TYPE if offered <= Fraction(before["points"]) else ""


def _marks(question: Question) -> list[tuple[Fraction, list[str]]]:
    """The mark of each response, as ANS documents its fields, with the feedback on its choices."""
    choices, points = question["choices"], Fraction(question["points"])
    most = 1 if question["choice_type"] == "single" else len(choices)
    found: list[tuple[Fraction, list[str]]] = []
    for size in range(most + 1):
        for chosen in combinations(choices, size):
            total = sum((Fraction(choice["points"]) for choice in chosen), Fraction(0))
            if question.get("max_bound"):
                total = min(total, points)
            if question.get("zero_bound"):
                total = max(total, Fraction(0))
            if question.get("partial_scoring") is False:
                key = [choice for choice in choices if Fraction(choice["points"]) > 0]
                total = points if list(chosen) == key else Fraction(0)
            found.append((total, [choice.get("feedback", "") for choice in chosen]))
    return found


def _set(name: str, value: object) -> Change:
    def change(part: Question) -> None:
        part[name] = value

    return change


def _without(name: str) -> Change:
    def change(part: Question) -> None:
        del part[name]

    return change


def _at(name: str, place: int, change: Change | None) -> Change:
    """A change of one of several parts; None takes the part out."""

    def made(question: Question) -> None:
        if change is None:
            question[name].pop(place)
        else:
            change(question[name][place])

    return made


def _common(question: Question) -> Changes:
    for value in other_numbers(question["points"]):
        yield f"worth {value}", _set("points", value)
    yield "worth something", _set("points", "two")
    yield "another question", _set("content", "<p>?</p>")
    yield "no points", _without("points")
    yield "a bonus", _set("bonus", True)
    yield "another title of ours", _set("x_title", "Other")
    other = "open" if question["category"] == "choice" else "choice"
    yield f"category {other}", _set("category", other)


def _choice(question: Question) -> Changes:
    for name in ("zero_bound", "max_bound", "partial_scoring"):
        given = question[name]
        yield f"{name} {not given}", _set(name, not given)
        if given is not (name == "partial_scoring"):
            yield f"no {name}", _without(name)
    other = "single" if question["choice_type"] == "multiple" else "multiple"
    yield f"choice_type {other}", _set("choice_type", other)
    yield "choice_type some", _set("choice_type", "some")
    for place, choice in enumerate(question["choices"]):
        for what, change in _of_choice(choice, question["choices"][place - 1]["position"]):
            yield f"choice {place + 1} {what}", _at("choices", place, change)
    for place in range(1, len(question["choices"])):
        yield f"texts of {place} and {place + 1} swapped", _swapped("content", place)
        yield f"places of {place} and {place + 1} swapped", _swapped("position", place)
    for name in ("feedback_correct", "feedback_incorrect", "feedback_mistake"):
        if name in question:
            yield f"no {name}", _without(name)
            yield f"another {name}", _set(name, "<p>?</p>")


def _of_choice(choice: Question, other_place: int) -> Iterator[tuple[str, Change | None]]:
    for value in other_numbers(choice["points"]):
        yield f"worth {value}", _set("points", value)
    yield "left out", None
    yield "says something else", _set("content", "<p>?</p>")
    yield "at the place of another", _set("position", other_place)
    if "feedback" in choice:
        yield "without feedback", _without("feedback")
        yield "with other feedback", _set("feedback", "<p>?</p>")


def _swapped(name: str, place: int) -> Change:
    """Exchange something of a choice and the one before it."""

    def change(question: Question) -> None:
        one, other = question["choices"][place - 1], question["choices"][place]
        one[name], other[name] = other[name], one[name]

    return change


def _written(question: Question) -> Changes:
    for place in range(len(question.get("criteria", []))):
        for what, change in (
            ("worth more", _set("points", "9.0")),
            ("left out", None),
            ("says nothing", _set("description", "")),
        ):
            yield f"criterion {place + 1} {what}", _at("criteria", place, change)
    if "grading_type" in question:
        other = "rubric" if question["grading_type"] == "criteria" else "criteria"
        yield f"grading_type {other}", _set("grading_type", other)
    if "max_bound" in question:
        yield "no bound", _set("max_bound", False)
    if "grading_description" in question:
        yield "nothing for graders", _without("grading_description")
        yield "other words for graders", _set("grading_description", "<p>?</p>")
