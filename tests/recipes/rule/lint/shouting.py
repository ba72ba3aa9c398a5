"""The rule on titles in capitals."""

from collections.abc import Iterator

from examc.core.model import Exercise
from examc.lint.findings import Finding, Place

SHORTEST = 5  # letters; "MCQ" and "RNA" are names


def shouting_title(exercise: Exercise, place: Place) -> Iterator[Finding]:
    """The title of an exercise is all in capitals."""
    if exercise.title.isupper() and len(exercise.title) >= SHORTEST:
        help_line = f"write {exercise.title.capitalize()}"
        yield Finding(f"title {exercise.title!r} shouts", exercise.span, help_line)
