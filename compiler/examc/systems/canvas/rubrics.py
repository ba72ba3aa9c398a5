"""Canvas' import of rubrics from a CSV: what a person who marks finds there.

A row is a criterion, rows of one rubric name are one rubric, and ratings follow in threes (read in
rubric_csv_importer.rb, rubric_import.rb, rubric.rb). A quiz has no rubric a question, so a grader
goes by the question's number in the rubric's name.
"""

import csv
import io
import re
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.numbers import rounded
from examc.core.records import Record
from examc.systems.canvas.limits import LONGEST_NAME
from examc.systems.view import Grade, Scale

BESIDE = "not beside the answers, but in NAME.rubrics.csv, which is imported at Rubrics"

_NAME, _CRITERION, _TEXT = "Rubric Name", "Criteria Name", "Criteria Description"
_RANGE = "Criteria Enable Range"
_RATING = ("rating name", "rating description", "rating points")
_PLACE = lazyre.compile(r", question (\d+)")
_LIST_NUMBER = lazyre.compile(r"^ *\d+\. ", re.MULTILINE)
_NUMBER = lazyre.compile(r"\s*([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)", re.ASCII)


class _Fails(Exception):
    """The whole import fails."""


class _Criterion(Record, frozen=True):
    name: str
    text: str
    ratings: tuple[tuple[str, str, Fraction], ...]
    ranges: bool
    """Whether a rating is worth any points down to those of the next one."""


def scales(data: bytes) -> dict[int, Scale]:
    """The rubric of each question by its number; only those that Canvas makes."""
    try:
        head, *rows = list(csv.reader(io.StringIO(data.decode())))
        rubrics: dict[str, list[_Criterion]] = {}
        for row in rows:
            rubrics.setdefault(_cell(head, row, _NAME), []).append(_criterion(head, row))
    except (ValueError, csv.Error, _Fails):
        return {}
    found = {}
    for name, criteria in rubrics.items():
        place = _PLACE.search(name)
        number = numbers.whole(place[1]) if place else None
        if number is not None and len(name) <= LONGEST_NAME and all(map(_is_whole, criteria)):
            found[number] = _scale(criteria)
    return found


def _cell(head: list[str], row: list[str], column: str) -> str:
    """The cell of the first column of a name, "" where there is none."""
    place = head.index(column) if column in head else len(row)
    return row[place] if place < len(row) else ""


def _criterion(head: list[str], row: list[str]) -> _Criterion:
    """A row; raises _Fails for a rating without points."""
    columns = [[i for i, name in enumerate(head) if kind in name.lower()] for kind in _RATING]
    ratings = []
    for places in zip(*columns, strict=False):
        name, text, points = (row[place] if place < len(row) else "" for place in places)
        if name and not points:
            raise _Fails
        if name:
            ratings.append((name, text, _points(points)))
    ranges = _cell(head, row, _RANGE).lower() in ("true", "1")
    return _Criterion(_cell(head, row, _CRITERION), _cell(head, row, _TEXT), tuple(ratings), ranges)


def _is_whole(criterion: _Criterion) -> bool:
    return bool(criterion.name.strip() and criterion.ratings)


def _scale(criteria: list[_Criterion]) -> Scale:
    """One criterion whose ratings say something is a choice between them; else rows add up.

    Canvas shows ratings from the highest down; a grader goes by their words, whatever the order.
    """
    ratings = criteria[0].ratings
    if len(criteria) == 1 and any(text for _, text, _ in ratings):
        ranges = criteria[0].ranges
        grades = [Grade(_words(name, text), None if ranges else p) for name, text, p in ratings]
        return Scale(tuple(grades), one=True)
    return Scale(tuple(Grade(_words(c.name, c.text), _worth(c)) for c in criteria), one=False)


def _words(name: str, text: str) -> str:
    """What a grader reads, with the numbers of lists and without them."""
    return f"{name} {text} {_LIST_NUMBER.sub('', text)}"


def _worth(criterion: _Criterion) -> Fraction | None:
    """What meeting a criterion adds or takes: its rating that is farthest from 0."""
    points = [given for _, _, given in criterion.ratings]
    return None if criterion.ranges else max(points, key=abs)


def _points(text: str) -> Fraction:
    """Points as Canvas reads them: what a number begins with, on two decimals; else 0."""
    match = _NUMBER.match(text.replace(",", "."))
    found = numbers.parse_shown(match[1]) if match else None
    return Fraction(0) if found is None else numbers.value(rounded(found, 2))
