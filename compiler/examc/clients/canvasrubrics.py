"""Canvas' import of rubrics from a CSV: what a person who marks finds there.

A row is a criterion, rows of one rubric name are one rubric, and ratings follow in threes. Where a
name or all ratings are missing, nothing is made (spec/models/rubric_import_spec.rb, read). A quiz
has no rubric a question, so a grader goes by the question's number in the rubric's name.
"""

import csv
import io
import re
from fractions import Fraction

from examc.clients.view import Grade, Scale
from examc.qtiengine import NotUnderstood, number

BESIDE = "not beside the answers, but in rubrics.csv, which is imported at Rubrics"

_HEAD = ["Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range"]
_PLACE = re.compile(r"question (\d+)", re.IGNORECASE)


def scales(data: bytes) -> dict[int, Scale]:
    """The rubric of each question by its number; empty where nothing would be imported."""
    try:
        head, *rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    except (ValueError, csv.Error):
        return {}
    if head[: len(_HEAD)] != _HEAD or any(not _is_whole(row) for row in rows):
        return {}
    rubrics: dict[str, list[list[str]]] = {}
    for row in rows:
        rubrics.setdefault(row[0], []).append(row)
    found = {}
    for name, lines in rubrics.items():
        place = _PLACE.search(name)
        if place:
            found[int(place[1])] = _scale(lines)
    return found


def _is_whole(row: list[str]) -> bool:
    return len(row) > len(_HEAD) and bool(row[0].strip() and row[1].strip() and row[4].strip())


def _scale(rows: list[list[str]]) -> Scale:
    """One criterion whose ratings say something is a choice between them; else rows add up."""
    ratings = _ratings(rows[0])
    if len(rows) == 1 and any(description for _, description, _ in ratings):
        grades = [Grade(f"{name} {text}", points) for name, text, points in ratings]
        return Scale(tuple(grades), one=True)
    return Scale(tuple(Grade(f"{row[1]} {row[2]}", _worth(row)) for row in rows), one=False)


def _worth(row: list[str]) -> Fraction | None:
    """What meeting a criterion adds or takes: its rating that is farthest from 0."""
    points = [given for _, _, given in _ratings(row)]
    known = [given for given in points if given is not None]
    return max(known, key=abs) if known and len(known) == len(points) else None


def _ratings(row: list[str]) -> list[tuple[str, str, Fraction | None]]:
    cells = row[len(_HEAD) :]
    threes = zip(cells[::3], cells[1::3], cells[2::3], strict=False)
    return [(name, text, _points(points)) for name, text, points in threes if name or points]


def _points(text: str) -> Fraction | None:
    try:
        return number(text.replace(",", "."))
    except NotUnderstood:
        return None
