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
    course, words = exam.course, page.words
    return _list(
        page,
        "examc-exam",
        [
            ("title", words.title, exam.title if exam.title != name else ""),
            ("language", words.language, exam.language),
            ("course-code", words.course_code, course.code),
            ("course-name", words.course, course.name),
            ("course-year", words.year, course.year),
            ("course-period", words.period, course.period),
            ("date", words.date, exam.date),
            ("duration", words.minutes, str(exam.duration) if exam.duration else ""),
            ("points", words.points, "" if exam.points is None else numbers.show(exam.points)),
            ("attempts", words.attempts, "" if exam.attempts is None else str(exam.attempts)),
            *[("tag", words.tag, tag) for tag in exam.tags],
        ],
        _texts(exam, page),
    )


def _texts(exam: Exam, page: Page) -> str:
    """What is said about the exam, and what students should read first: a quiz has a place for it."""
    words = page.words
    texts = (
        ("description", words.about, exam.description),
        ("instructions", words.instructions, exam.instructions),
    )
    return "".join(
        f'\n<div class="examc-{key}"><p class="examc-label"><strong>{head}</strong></p>'
        f"{page.blocks(blocks)}</div>"
        for key, head, blocks in texts
        if blocks
    )


def of_exercise(exercise: Exercise, name: str, page: Page) -> entries.Text:
    """What stands in the category of an exercise; `name` is the category's without its number."""
    points, words = exercise.points, page.words
    return _list(
        page,
        "examc-exercise",
        [
            ("title", words.title, exercise.title if exercise.title != name else ""),
            ("bank", words.bank, exercise.bank),
            ("updated", words.updated, exercise.updated),
            ("points", words.points, "" if points is None else numbers.show(points)),
            ("shuffle", words.order, words.changes if exercise.shuffle else ""),
            ("pick", words.pick, "" if exercise.pick is None else str(exercise.pick)),
            *[("tag", words.tag, tag) for tag in exercise.tags],
        ],
    )


def _list(page: Page, name: str, rows: Iterable[Row], more: str = "") -> entries.Text:
    written = [
        f'<dt>{title}</dt><dd class="examc-{key}">{page.text(value)}</dd>\n'
        for key, title, value in rows
        if value
    ]
    listed = f'<dl class="{name}">\n{"".join(written)}</dl>' if written else ""
    return page.page(f"{listed}{more}")
