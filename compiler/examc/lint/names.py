"""Rules on names and ids: those that a system would cut, and those that will move."""

from collections.abc import Iterator

from examc.core import edits
from examc.core.model import (
    Exam,
    Exercise,
    Item,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    exercise_questions,
    questions,
)
from examc.core.rubrics import Criterion, Level
from examc.core.source import Span
from examc.lint.findings import Finding, Place
from examc.systems.moodle.limits import LONGEST_TAG

LONGEST = 200
"""Characters of a name. Moodle refuses names of categories and cuts names of questions beyond 255,
Canvas refuses titles beyond 255, and targets put a number or the exercise before the name."""


def long_exam_name(exam: Exam, _place: Place) -> Iterator[Finding]:
    """The title or a tag of the exam is longer than systems keep."""
    yield from _long("title", exam.title, exam.span)
    yield from _long_tags(exam.tags, exam.span)


def long_exercise_name(exercise: Exercise, _place: Place) -> Iterator[Finding]:
    """The title, the bank or a tag of an exercise is longer than systems keep."""
    yield from _long("title", exercise.title, exercise.span)
    yield from _long("bank", exercise.bank, exercise.span)
    yield from _long_tags(exercise.tags, exercise.span)


def long_question_name(question: Question, _place: Place) -> Iterator[Finding]:
    """The title or a tag of a question is longer than systems keep."""
    yield from _long("title", question.title, question.span)
    yield from _long_tags(question.tags, question.span)


def long_entry_name(entry: Criterion | Level, _place: Place) -> Iterator[Finding]:
    """The name of a criterion or level is longer than systems keep."""
    yield from _long("name", entry.name, entry.span)


def no_questions(exam: Exam, _place: Place) -> Iterator[Finding]:
    """No exercise of a source, which has places, asks anything, so that nobody could sit it."""
    if exam.span is not None and exam.exercises and not asks(exam):
        help_line = "write a line such as ## 2 pts · open, and below it what is asked"
        yield Finding("exam has no questions", exam.exercises[-1].span, help_line)


def asks(exam: Exam) -> bool:
    """Whether any exercise asks something."""
    return next(questions(exam), None) is not None


def empty_exercise(exercise: Exercise, place: Place) -> Iterator[Finding]:
    """An exercise asks nothing, and others do (or the exam is no source of ours)."""
    is_told_once = place.exam.span is not None and not place.asks
    if next(exercise_questions(exercise), None) is None and not is_told_once:
        help_line = "add a question such as ## 2 pts · open, or remove the exercise"
        message = f"exercise {exercise.title[:60]!r} has no questions"
        yield Finding(message, exercise.span, help_line)


def unstable_exercise_id(exercise: Exercise, place: Place) -> Iterator[Finding]:
    """An exercise has no id of its own, so the one it gets changes with its place."""
    own = exercise.id
    if own == derived_exercise_id(place.position) and not edits.has_id(exercise.span, own):
        message = f"exercise has no id of its own; {exercise.id!r} comes from its place"
        fix = edits.with_id(exercise.span, exercise.id)
        yield Finding(message, exercise.span, _add_name(exercise.span), fix=fix)


def unstable_item_id(item: Item, place: Place) -> Iterator[Finding]:
    """An item has no id of its own, so the one it gets changes with its place.

    A text that opens an exercise is left alone: it may stand there without a heading to hold an
    id, and its place is first by its nature.
    """
    if place.exercise is None or item.id != derived_item_id(place.exercise.id, place.position):
        return
    if place.position == 1 and isinstance(item, TextBlock):
        return
    if edits.has_id(item.span, item.id):
        return
    message = f"item has no id of its own; {item.id!r} comes from its place"
    fix = edits.with_id(item.span, item.id)
    yield Finding(message, item.span, _add_name(item.span), fix=fix)


def _add_name(span: Span | None) -> str:
    """How to name a node, in the spelling of the file that it stands in."""
    yaml = span is not None and span.root().source.is_yaml
    return f"add {'id: name' if yaml else '{#name} to its heading'}, and never change it"


def _long(noun: str, name: str, span: Span | None) -> Iterator[Finding]:
    if len(name) > LONGEST:
        message = f"{noun} has {len(name)} characters; systems cut or refuse it beyond {LONGEST}"
        yield Finding(message, span, "write a short one, and the rest in the text")


def _long_tags(tags: tuple[str, ...], span: Span | None) -> Iterator[Finding]:
    for tag in tags:
        if len(tag) > LONGEST_TAG:
            message = (
                f"tag {tag[:30] + '…'!r} has {len(tag)} characters; systems keep {LONGEST_TAG}"
            )
            yield Finding(message, span, "write a short one")
