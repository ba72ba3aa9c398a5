"""The rubrics of an exam as the CSV that Canvas imports at Rubrics: a rubric an open question.

A row is a criterion; its ratings follow in threes. Canvas makes nothing of a row without a name of
the rubric, a name of the criterion, or ratings, and takes the highest rating as the points.
"""

import csv
import io
from collections.abc import Iterator

from examc.content import plain
from examc.formats.canvas import names
from examc.formats.canvas.points import number
from examc.model import Criteria, Criterion, Exam, Level, Levels, questions, rubric_of

HEAD = ("Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range")
RATING = ("Rating Name", "Rating Description", "Rating Points")
LONGEST_NAME = 60  # characters of a name that is made of a text

Row = tuple[str, ...]


def table(exam: Exam) -> bytes:
    """The rubrics of all open questions as UTF-8; empty where there is none."""
    rows = list(_rows(exam))
    if not rows:
        return b""
    ratings = max((len(row) - len(HEAD)) // len(RATING) for row in rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEAD + RATING * ratings, *rows])
    return text.getvalue().encode()


def _rows(exam: Exam) -> Iterator[Row]:
    for place, question in enumerate(questions(exam), 1):
        rubric = _name(exam, place, question.title)
        match rubric_of(question):
            case Criteria(criteria):
                for count, criterion in enumerate(criteria, 1):
                    yield _criterion(rubric, count, criterion)
            case Levels(levels):
                name = names.line(question.title) or f"Question {place}"
                yield _levels(rubric, name, levels)
            case None:
                pass


def _name(exam: Exam, place: int, title: str) -> str:
    """The name of a rubric, with the question's number in the exam: no two are alike."""
    end = f", question {place}" + (f": {names.line(title)}" if names.line(title) else "")
    start = names.line(exam.title)[: max(names.LONGEST_TITLE - len(end), 20)]
    return f"{start}{end}"[: names.LONGEST_TITLE]


def _criterion(rubric: str, count: int, criterion: Criterion) -> Row:
    """A criterion is met or not; one with negative points is a deduction."""
    text = plain(criterion.text)
    name = names.line(criterion.name) or _short(text) or f"Criterion {count}"
    met, unmet = ("met", "", number(criterion.points)), ("not met", "", "0")
    ratings = unmet + met if criterion.points < 0 else met + unmet
    return (rubric, name, text, "false", *ratings)


def _levels(rubric: str, name: str, levels: tuple[Level, ...]) -> Row:
    """A rubric of levels is one criterion, and the levels are its ratings."""
    ratings: list[str] = []
    for count, level in enumerate(levels, 1):
        text = plain(level.text)
        called = names.line(level.name) or _short(text) or f"Level {count}"
        ratings += [called, text, number(level.points)]
    return (rubric, name, "", "false", *ratings)


def _short(text: str) -> str:
    """The beginning of a text as a name."""
    if len(text) <= LONGEST_NAME:
        return text
    return text[:LONGEST_NAME].rpartition(" ")[0] + "…"
