"""Words that point at a question by its number, which has another one in a version."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from examc.core.content import Text
from examc.core.content import walk as walk_content
from examc.core.model import Exam, Node, Question
from examc.core.source import Span
from examc.core.walking import texts, walk
from examc.formats.print.draws import Draw
from examc.lint import carets, numbered
from examc.lint.phrases import pointers


class Moved(NamedTuple):
    """Words that a version prints as they stand, and the number that is meant in each version."""

    words: str
    node: Node
    span: Span | None
    numbers: tuple[int | None, ...]
    """In the order of the versions; None where one does not have the question."""


def moved(exam: Exam, draws: Sequence[Draw]) -> Iterator[Moved]:
    """Yield the words that point at a question which has another number in some version."""
    places = [
        (at, place)
        for at, exercise in enumerate(exam.exercises)
        for place, item in enumerate(exercise.items)
        if isinstance(item, Question)
    ]
    shown = [{(q.exercise, q.item): n for n, q in enumerate(d.questions, 1)} for d in draws]
    for words, one, node, span in _numbered(exam):
        number = one.number
        if 0 < number <= len(places) and not (one.is_exercise and number <= len(exam.exercises)):
            numbers = tuple(own.get(places[number - 1]) for own in shown)
            if any(now != number for now in numbers):
                yield Moved(words, node, span, numbers)


def _numbered(exam: Exam) -> Iterator[tuple[str, numbered.Named, Node, Span | None]]:
    """Yield the words of an exam that say the number of a question, with the number."""
    for _, node in walk(exam):
        for text in texts(node):
            for part in walk_content(text):
                if isinstance(part, Text):
                    for words, one in _of_text(part.text):
                        place = carets.phrase(part.span, part.text, one.start, one.end)
                        yield words, one, node, place


def _of_text(text: str) -> Iterator[tuple[str, numbered.Named]]:
    if not any(char.isdigit() for char in text):
        return
    for match in pointers(text):
        if match.lastgroup != "question":
            continue
        for place, one in enumerate(numbered.named(text, match.start(), match.end())):
            whole = text[match.start() : one.end]
            yield (f"{text[one.start : one.end]!r} in {whole!r}" if place else repr(whole)), one
