"""The exam's own data that QTI has no element for, as LOM metadata of the manifest.

LOM has a title, a language, keywords and a description. For the rest it has classifications
whose purpose and taxa come from a source of one's own: ours is `examc`, a taxon's id is the
name of a field, and its entry the value.
"""

from collections.abc import Sequence
from typing import NamedTuple

from examc.core import numbers
from examc.core.content import plain
from examc.core.model import Exam, Exercise


class Taxon(NamedTuple):
    """A field of our own and its value."""

    name: str
    value: str


class Classification(NamedTuple):
    """The fields of an exam or an exercise; `of` is the identifier of its section."""

    of: str
    taxa: list[Taxon]


class Metadata(NamedTuple):
    """What a manifest says about the exam."""

    title: str
    language: str
    description: str
    keywords: tuple[str, ...]
    exam: list[Taxon]
    exercises: list[Classification]


def metadata(exam: Exam, sections: Sequence[str]) -> Metadata:
    """The metadata of an exam whose exercises are these sections; empty fields are left out."""
    exercises = (
        Classification(section, _exercise(exercise))
        for section, exercise in zip(sections, exam.exercises, strict=True)
    )
    return Metadata(
        title=exam.title,
        language=exam.language,
        description=plain(exam.description),
        keywords=exam.tags,
        exam=_exam(exam),
        exercises=[exercise for exercise in exercises if exercise.taxa],
    )


def _exam(exam: Exam) -> list[Taxon]:
    course = exam.course
    return _taxa(
        ("course-code", course.code),
        ("course-name", course.name),
        ("course-year", course.year),
        ("course-period", course.period),
        ("date", exam.date),
        ("points", "" if exam.points is None else numbers.show(exam.points)),
        ("attempts", "" if exam.attempts is None else str(exam.attempts)),
    )


def _exercise(exercise: Exercise) -> list[Taxon]:
    return _taxa(
        ("points", "" if exercise.points is None else numbers.show(exercise.points)),
        ("bank", exercise.bank),
        ("updated", exercise.updated),
        *(("tag", tag) for tag in exercise.tags),
    )


def _taxa(*fields: tuple[str, str]) -> list[Taxon]:
    return [Taxon(name, value) for name, value in fields if value]
