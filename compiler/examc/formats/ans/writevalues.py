"""Writes the small values of ANS-style JSON: names, room, tags, the course."""

from fractions import Fraction

from examc.core.model import (
    Course,
)
from examc.formats.ans import names, values
from examc.formats.ans.dump import Json
from examc.formats.ans.writekinds import Fields, some


def named(title: str) -> Fields:
    """A name, which the API demands to have a character."""
    return {"name": title} if title else {"name": "–", "x_title": ""}


def text(value: Fraction | None) -> str | None:
    """A number as exact text; None for none."""
    return None if value is None else values.exact(value)


def space(value: Fraction | None) -> Json:
    """Room for an answer, or the height of an image, as a share of a page."""
    if value is None:
        return None
    return {"num": value.numerator, "den": value.denominator, "unit": "page"}


def tag(tag: str) -> Json:
    """A tag as a pair: `level: 3` has a key of its own, a word has not."""
    key, _, value = tag.partition(": ")
    if key and value and key != names.TAG:
        return {"key": key, "value": value}
    return {"key": names.TAG, "value": tag}


def course(course: Course) -> Json:
    """The course that an exam belongs to; None for none."""
    if course == Course():
        return None
    year = values.year(course.year)
    return some(
        name=course.name,
        course_code=course.code or None,
        year=year,
        x_year=course.year if course.year and course.year != str(year) else None,
        x_period=course.period or None,
    )
