"""ANS: what it reads of a question in an ANS-style JSON file, by the names of its API."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from examc.core.responses import Response, picked
from examc.systems import words
from examc.systems.ans import marks
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Grade, Scale, Seen, SeenPart, Shows, View

_NAMES = {
    "question": "id exercise_id position category choice_type layout content fill_content points "
    "bonus feedback_correct feedback_incorrect feedback_mistake grading_type grading_description "
    "max_bound zero_bound partial_scoring start_with_zero new_page predefined_answer skippable "
    "stack_vertically word_limit trashed objective_ids objectives choices criteria rows columns "
    "cells created_at updated_at",
    "choice": "id content feedback points position qti_identifier uuid created_at updated_at",
    "criterion": "id name description points created_at updated_at",
}
"""The names that the API knows; it refuses others (422), but for ours, which begin with `x_`."""
_WRITTEN = ("open", "free_formatted", "code", "upload")
"""Categories of questions that a person marks."""
_ONE = {"criteria": False, "rubric": True}
"""Whether a grading type awards one line of its criteria."""
_BROKEN = (*(ValueError, LookupError, TypeError, AttributeError, ArithmeticError), RecursionError)
"""What comes of values that are not of the types which the API has, such as a position of 1e999."""


def view(data: bytes) -> View:
    """See an ANS-style JSON file; only names of the API count, ours (`x_…`) are not looked at."""
    try:
        assignment = json.loads(data)["assignment"]
        exercises = _in_order(assignment["exercises"])
        found = [_see(q) for exercise in exercises for q in _in_order(exercise["questions"])]
        if (assignment.get("grades_settings") or {}).get("guess_correction"):
            for seen in found:
                seen.faults += ("the marks: a correction for guessing",) if seen.scheme else ()
        return View(found)
    except _BROKEN as error:
        return View(refused=f"the file cannot be read: {error!r}")


def _in_order(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Parts by their position, without deleted ones; raises ValueError where two have one."""
    parts = [part for part in parts if not part.get("trashed")]
    positions = [part["position"] for part in parts]
    if len(set(positions)) < len(positions):
        raise ValueError("two have one position")
    return sorted(parts, key=lambda part: int(part["position"]))


def _see(question: dict[str, Any]) -> Seen:
    name = str(question.get("id") or question.get("position"))
    try:
        seen = Seen(name, number(str(question["points"])))
        _check_names(question, "question")
        seen.stem = words.of_html(question.get("content") or "")
        if question.get("bonus"):
            seen.faults += ("the points: a bonus is not in the total",)
        seen.graders = words.of_html(question.get("grading_description") or "")
        if question["category"] == "choice":
            _choice(question, seen)
        elif question["category"] == "match":
            _cells(question, seen)
        elif question["category"] in marks.UNHELD:
            seen.refused = marks.unheld(question["category"])
            seen.code = marks.UNHELD[question["category"]].code
        elif question["category"] in _WRITTEN:
            _written(question, seen)
        else:
            seen.refused = f"{question['category']!r} is no category, or not modelled here"
        return seen
    except (NotUnderstood, *_BROKEN) as error:
        return Seen(name, None, refused=f"the question cannot be read: {error}")


def _check_names(part: dict[str, Any], kind: str) -> None:
    known = _NAMES[kind].split()
    unknown = [name for name in part if name not in known and not name.startswith("x_")]
    if unknown:
        raise NotUnderstood(f"{unknown[0]!r} is no name of a {kind}")


# -- choices --------------------------------------------------------------------------------------


def _choice(question: dict[str, Any], seen: Seen) -> None:
    choices = _in_order(question["choices"])
    for choice in choices:
        _check_names(choice, "choice")
    weights = [number(str(choice["points"])) for choice in choices]
    points = seen.points or Fraction(0)
    seen.scheme = marks.of_choices(
        weights,
        points,
        one=_is_single(question),
        partial=bool(question.get("partial_scoring", True)),
        zero=bool(question.get("zero_bound", False)),
        maximum=bool(question.get("max_bound", False)),
    )
    seen.labels = tuple(words.of_html(choice.get("content") or "") for choice in choices)
    notes = [words.of_html(choice.get("feedback") or "") for choice in choices]
    seen.shows = _shows(question, notes, seen, points)


def _is_single(question: dict[str, Any]) -> bool:
    """Whether one choice can be made; raises ValueError for a type that there is not."""
    if question["choice_type"] not in ("single", "multiple"):
        raise ValueError(f"{question['choice_type']!r} is no type of choice")
    return bool(question["choice_type"] == "single")


def _shows(question: dict[str, Any], notes: list[str], seen: Seen, points: Fraction) -> Shows:
    """Feedback for correct, partially correct and completely wrong answers, and on each choice."""
    right, partly, wrong = (
        words.of_html(question.get(f"feedback_{kind}") or "")
        for kind in ("correct", "mistake", "incorrect")
    )

    def texts(response: Response | None) -> Iterator[str]:
        reached = Fraction(0) if response is None else seen.mark(response)
        yield right if reached >= points else partly if reached > 0 else wrong
        yield from (notes[place] for place in picked(response))

    return lambda response: frozenset(texts(response))


# -- rows and columns -----------------------------------------------------------------------------


def _cells(question: dict[str, Any], seen: Seen) -> None:
    rows, columns = _in_order(question["rows"]), _in_order(question["columns"])
    given: dict[tuple[object, object], Fraction] = {}
    for cell in question["cells"]:
        given[cell["row_id"], cell["column_id"]] = number(str(cell["points"]))
    seen.scheme = marks.of_cells(
        [[given.get((row["id"], c["id"]), Fraction(0)) for c in columns] for row in rows],
        seen.points or Fraction(0),
        one=_is_single(question),
        partial=bool(question.get("partial_scoring", True)),
        zero=bool(question.get("zero_bound", True)),
        maximum=bool(question.get("max_bound", True)),
    )
    names = tuple([str(column["name"]) for column in columns])
    seen.parts = tuple([SeenPart(str(row["name"]), names) for row in rows])
    seen.shows = _shows(question, [], seen, seen.points or Fraction(0))


# -- written answers ------------------------------------------------------------------------------


def _written(question: dict[str, Any], seen: Seen) -> None:
    seen.graded = frozenset(
        words.of_html(question.get(f"feedback_{kind}") or "")
        for kind in ("correct", "mistake", "incorrect")
    )
    criteria = question.get("criteria") or []
    if not criteria:
        return
    grades = tuple(_grade(criterion) for criterion in criteria)
    seen.scales = (Scale(grades, _ONE.get(str(question.get("grading_type")))),)
    offered = sum((grade.points or Fraction(0) for grade in grades), Fraction(0))
    bounded = question.get("max_bound") or seen.scales[0].one
    if not bounded and offered > (seen.points or Fraction(0)):
        seen.faults += ("the points: criteria may add up to more",)


def _grade(criterion: dict[str, Any]) -> Grade:
    _check_names(criterion, "criterion")
    text = f"{criterion.get('name') or ''} {words.of_html(criterion.get('description') or '')}"
    return Grade(text, number(str(criterion["points"])))
