"""Words that point at a question by its number, which has another one in a version."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from examc.core import lazyre
from examc.core.content import Text
from examc.core.content import walk as walk_content
from examc.core.model import Exam, Node, Question
from examc.core.source import Span
from examc.core.walking import texts, walk
from examc.formats.print.draws import Draw
from examc.lint import carets
from examc.lint.phrases import pointers

_NUMBERED = lazyre.compile(r"(?:question|vraag|frage|pregunta)s?\s+(\d{1,4})", re.IGNORECASE)


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
    for words, number, node, span in _numbered(exam):
        if 0 < number <= len(places):
            numbers = tuple(one.get(places[number - 1]) for one in shown)
            if any(one != number for one in numbers):
                yield Moved(words, node, span, numbers)


def _numbered(exam: Exam) -> Iterator[tuple[str, int, Node, Span | None]]:
    """Yield the words of an exam that say the number of a question, with the number."""
    for _, node in walk(exam):
        for text in texts(node):
            for part in walk_content(text):
                if isinstance(part, Text) and _NUMBERED.search(part.text):
                    for match in pointers(part.text):
                        found = _NUMBERED.fullmatch(match[0])
                        if match.lastgroup == "question" and found:
                            place = carets.phrase(part.span, part.text, match.start(), match.end())
                            yield match[0], int(found[1]), node, place
