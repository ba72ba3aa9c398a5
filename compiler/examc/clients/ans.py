"""ANS: what the fields of its questions mean for a mark.

Points per choice are summed over the chosen ones, `zero_bound` and `max_bound` clamp the sum, and
without `partial_scoring` a question is worth everything or nothing (documented by ANS).
"""

import json
from fractions import Fraction
from typing import Any

from examc.clients.view import FEEDBACK, NOTES, RUBRIC, SOLUTION, Award, Chosen, Seen, View
from examc.qtiengine import NotUnderstood, number

NAME = "ANS"


def view(data: bytes) -> View:
    """See an ANS-style JSON file; only names of the API count, ours (`x_…`) are not looked at."""
    try:
        root = json.loads(data)
        exercises = root["assignment"]["exercises"]
        return View([_see(q) for exercise in exercises for q in exercise["questions"]])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return View(refused=f"the file cannot be read: {error!r}")


def _see(question: dict[str, Any]) -> Seen:
    name = str(question.get("id") or question.get("position"))
    try:
        points = number(str(question["points"]))
        seen = Seen(name, points, carries=_carried(question))
        if question["category"] == "choice":
            _choice(question, seen)
        return seen
    except (NotUnderstood, KeyError, TypeError) as error:
        return Seen(name, None, refused=f"the question cannot be read: {error}")


def _choice(question: dict[str, Any], seen: Seen) -> None:
    choices = question["choices"]
    weights = [number(str(choice["points"])) for choice in choices]
    seen.options, seen.single = len(choices), question["choice_type"] == "single"
    seen.shown = frozenset(i for i, choice in enumerate(choices) if choice.get("feedback"))
    if question.get("partial_scoring", True):
        seen.award = _sum(question, weights, seen.points or Fraction(0))
    else:
        seen.award = _exact(weights, seen.points or Fraction(0))


def _sum(question: dict[str, Any], weights: list[Fraction], points: Fraction) -> Award:
    low, high = question.get("zero_bound", False), question.get("max_bound", False)

    def award(chosen: Chosen) -> Fraction:
        total = sum((weights[place] for place in chosen), Fraction(0))
        total = min(total, points) if high else total
        return max(total, Fraction(0)) if low else total

    return award


def _exact(weights: list[Fraction], points: Fraction) -> Award:
    key = frozenset(place for place, weight in enumerate(weights) if weight > 0)
    return lambda chosen: points if chosen == key and chosen else Fraction(0)


def _carried(question: dict[str, Any]) -> frozenset[str]:
    found: set[str] = set()
    if question.get("feedback_correct") or question.get("feedback_incorrect"):
        found.add(FEEDBACK)
    if question.get("criteria"):
        found.add(RUBRIC)
    if question.get("grading_description"):
        found |= {SOLUTION, NOTES}
    return frozenset(found)
