"""The outline of a file: its exercises, and their questions and blocks, with points."""

from enum import Enum
from fractions import Fraction
from typing import assert_never

from examc.core.content import plain
from examc.core.model import (
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    exercise_points,
    kind_of,
)
from examc.core.numbers import show
from examc.core.records import Mutable, field
from examc.core.source import Position, Span
from examc.verbs.editing.desk import Look

_LONGEST = 60  # characters of a name


class What(Enum):
    """What an entry of the outline is."""

    EXERCISE = "exercise"
    QUESTION = "question"
    BLOCK = "block"


class Entry(Mutable):
    """An exercise, a question or a block; `end` is where the next one of the file begins."""

    name: str
    detail: str
    what: What
    start: Position
    end: Position
    head: Position
    """Where its heading ends."""
    inner: list["Entry"] = field(default_factory=list)


def outline(look: Look, path: str, end: Position) -> list[Entry]:
    """The exercises of an exam that stand in a file, in order; `end` is the file's.

    Of an exam with errors, those that can be told.
    """
    exam = look.reading.exam
    found: list[Entry] = []
    for exercise in exam.exercises if exam is not None else ():
        items = [entry for item in exercise.items if (entry := _item(item, path, end))]
        own = _exercise(exercise, path, end)
        if own is not None:
            own.inner = items
            found.append(own)
        else:
            found += items
    found.sort(key=lambda entry: entry.start)
    _bound(found, end)
    return found


def _bound(entries: list[Entry], end: Position) -> None:
    """Let each entry reach up to the next one."""
    for number, entry in enumerate(entries):
        following = entries[number + 1].start if number + 1 < len(entries) else end
        entry.end = max(following, entry.head)
        entry.inner.sort(key=lambda inner: inner.start)
        _bound(entry.inner, entry.end)


def _exercise(exercise: Exercise, path: str, end: Position) -> Entry | None:
    detail = points(exercise_points(exercise))
    name = exercise.title or "exercise"
    return _entry(What.EXERCISE, name, detail, exercise.span, path, end)


def _item(item: Item, path: str, end: Position) -> Entry | None:
    match item:
        case Question():
            detail = f"{points(item.points)} · {kind_of(item)}"
            name = item.title or plain(item.prompt)
        case TextBlock():
            detail, name = "text block", plain(item.content)
        case ImageBlock():
            detail, name = "image block", item.image.src
        case _:
            assert_never(item)
    what = What.QUESTION if isinstance(item, Question) else What.BLOCK
    return _entry(what, name or item.id, detail, item.span, path, end)


def _entry(
    what: What, name: str, detail: str, span: Span | None, path: str, end: Position
) -> Entry | None:
    root = span.root() if span is not None else None
    if root is None or root.source.path != path:
        return None
    words = " ".join(name.split())
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    start, head = (root.line, root.column), (root.end_line, root.end_column)
    return Entry(shown or "…", detail, what, start, max(end, head), head)


def points(value: Fraction) -> str:
    """A number of points in words."""
    return f"{show(value)} pt{'s' * (value != 1)}"
