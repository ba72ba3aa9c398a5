"""The description of a category: what Moodle has no field for, in a list that people can read."""

from collections.abc import Iterable

from examc.core import numbers
from examc.core.model import Exam, Exercise
from examc.formats.moodle import entries
from examc.formats.moodle.html import Page

Row = tuple[str, str, str]
"""The name of a value for programs, its name for people, and the value."""


def of_exam(exam: Exam, name: str, page: Page) -> entries.Text:
    """What stands in the category of the exam; `name` is what the category is called."""
    course = exam.course
    return _list(
        page,
        "examc-exam",
        [
            ("title", "Title", exam.title if exam.title != name else ""),
            ("language", "Language", exam.language),
            ("course-code", "Course code", course.code),
            ("course-name", "Course", course.name),
            ("course-year", "Year", course.year),
            ("course-period", "Period", course.period),
            ("date", "Date", exam.date),
            ("duration", "Minutes", str(exam.duration) if exam.duration else ""),
            ("points", "Points", "" if exam.points is None else numbers.show(exam.points)),
            *[("tag", "Tag", tag) for tag in exam.tags],
        ],
    )


def of_exercise(exercise: Exercise, name: str, page: Page) -> entries.Text:
    """What stands in the category of an exercise; `name` is the category's without its number."""
    points = exercise.points
    return _list(
        page,
        "examc-exercise",
        [
            ("title", "Title", exercise.title if exercise.title != name else ""),
            ("bank", "Question bank", exercise.bank),
            ("updated", "Last change", exercise.updated),
            ("points", "Points", "" if points is None else numbers.show(points)),
            ("shuffle", "Order of questions", "changes" if exercise.shuffle else ""),
            *[("tag", "Tag", tag) for tag in exercise.tags],
        ],
    )


def _list(page: Page, name: str, rows: Iterable[Row]) -> entries.Text:
    written = [
        f'<dt>{title}</dt><dd class="examc-{key}">{page.text(value)}</dd>\n'
        for key, title, value in rows
        if value
    ]
    return page.page(f'<dl class="{name}">\n{"".join(written)}</dl>') if written else entries.EMPTY
