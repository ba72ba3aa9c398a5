"""What each version of an exam shows, as data: `NAME.versions.json`."""

import json
from collections.abc import Sequence

from examc.core.model import Exam, Question
from examc.formats.print.draws import Draw, Order, Shown


def as_json(exam: Exam, versions: Sequence[tuple[Draw, int]]) -> bytes:
    """The versions, each with its number of pages; places in the source are counted from 1."""
    shown = {
        "exam": exam.id or exam.title,
        "versions": [
            {
                "version": version.letter,
                "pages": pages,
                "questions": [
                    _question(exam, number, one) for number, one in enumerate(version.questions, 1)
                ],
            }
            for version, pages in versions
        ],
    }
    return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode()


def _question(exam: Exam, number: int, one: Shown) -> dict[str, object]:
    exercise = exam.exercises[one.exercise]
    item = exercise.items[one.item]
    place = sum(isinstance(other, Question) for other in exercise.items[: one.item + 1])
    found: dict[str, object] = {
        "number": number,
        "id": item.id,
        "where": f"exercise {one.exercise + 1} › question {place}",
    }
    if one.options:
        found["options"] = _places(one.options)
    if one.gaps:
        found["gaps"] = {name: _places(order) for name, order in one.gaps}
    if one.lines:
        found["lines"] = _places(one.lines)
    return found


def _places(order: Order) -> list[int]:
    return [place + 1 for place in order]
