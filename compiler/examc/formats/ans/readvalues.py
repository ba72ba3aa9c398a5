"""Reads the small values of ANS-style JSON: names, dates, tags, the course."""

from fractions import Fraction

from examc.core import limits
from examc.core.model import (
    Course,
)
from examc.formats.ans import names, values
from examc.formats.ans.objects import Object
from examc.formats.foreign.quoting import quoted


def trashed(inner: Object, noun: str) -> bool:
    """Whether a part lies in the bin, which is told; `noun` names it."""
    if not inner.flag("trashed"):
        return False
    inner.tell("R410", "trashed", f"{noun} is in the bin, and is left out")
    return True


def name(inner: Object, otherwise: str) -> str:
    """The title of a part, `otherwise` where it has none."""
    if "x_title" in inner.data:
        return inner.line("x_title")
    name = inner.line("name")
    if not name:
        inner.tell_here("R404", "name is not given", 'write "name": "…"')
    return name or otherwise


def given_id(inner: Object, fields: tuple[str, ...]) -> str:
    """The id of the API, which we only write where ours is the same; else one of ours."""
    number = inner.whole("id")
    found = [("id", str(number))] if number is not None else []
    found += [(name, inner.line(name)) for name in fields if inner.has(name)]
    legal = [text for _, text in found if limits.is_id(text)]
    for name, text in found:
        if text and text != (legal[0] if legal else ""):
            inner.tell("R527", name, f"{quoted(text)} is not kept as the identifier")
    return legal[0] if legal else ""


def language(assignment: Object) -> str:
    """The tag of the language, English where it is not given, which is told."""
    language = assignment.line("x_language")
    if not language:
        assignment.tell_here("R530", "language is not given; en is assumed")
        return "en"
    if not limits.is_language(language):
        assignment.tell("R406", "x_language", f"{quoted(language)} is not a language", "write en")
        return "en"
    return language


def course(assignment: Object) -> Course:
    """The course that the exam belongs to."""
    course = assignment.child("x_course", names.COURSE)
    if course is None:
        return Course()
    number, year = course.whole("year"), course.line("x_year")
    if year and number is not None and values.year(year) != number:
        course.tell("R413", "x_year", "this is another year, and is left out")
        year = ""
    if not year and number is not None:
        year = str(number)
    return Course(course.line("course_code"), course.line("name"), year, course.line("x_period"))


def date(assignment: Object) -> str:
    """The day of the exam, ISO 8601; "" where it is not given."""
    date, start = assignment.line("x_date"), assignment.line("start_at")
    if not date and start:
        assignment.tell("R410", "start_at", "the time of the day has no place in the exam")
        date = start[:10]
    if date and not limits.is_date(date):
        name = "x_date" if assignment.has("x_date") else "start_at"
        assignment.tell("R406", name, f"{quoted(date)} is not a date", "write 2022-02-14")
        return ""
    return date


def counted(inner: Object, name: str) -> int | None:
    """A count of attempts or questions, above 0."""
    count = inner.whole(name)
    if count is not None and not 0 < count <= limits.MOST_ENTRIES:
        inner.tell("R406", name, f"{count} is no such number", "write 1")
        return None
    return count


def duration(assignment: Object) -> int | None:
    """The time for the exam, in minutes."""
    minutes = assignment.whole("x_duration")
    if minutes is not None and not 0 < minutes <= limits.LONGEST_MINUTES:
        assignment.tell("R406", "x_duration", f"{minutes} is no number of minutes", "write 180")
        return None
    return minutes


def stated(inner: Object, name: str) -> Fraction | None:
    """The points that a part states of itself; None where it states none."""
    points = inner.exact(name)
    if points is not None and not 0 <= points <= limits.LARGEST_POINTS:
        inner.tell("R406", name, "this is no number of points", 'write "10.0"')
        return None
    return points


def updated(exercise: Object) -> str:
    """The time of the last change, ISO 8601; "" where it is not given."""
    own, given = exercise.line("x_updated"), exercise.line("updated_at")
    if given and not values.is_timestamp(given):
        exercise.tell("R406", "updated_at", f"{quoted(given)} is not a time", "2023-03-15T14:00")
        given = ""
    if own and not (values.is_timestamp(own) or limits.is_date(own)):
        exercise.tell("R406", "x_updated", f"{quoted(own)} is not a time", "write 2023-03-15")
        own = ""
    return given or own


def tags(exercise: Object) -> list[str]:
    """The tags of an exercise; one with a key of its own is `key: value`."""
    found: list[str] = []
    for tag in exercise.children("tags", names.TAGGED):
        key, value = tag.line("key"), tag.line("value")
        text = value if key in ("", names.TAG) else f"{key}: {value}" if value else key
        if text:
            found.append(text)
    return found
