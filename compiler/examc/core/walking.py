"""Every node of an exam with its place in words, and the texts and images in them."""

from collections.abc import Iterator
from typing import assert_never

from examc.core.answers import Gap, Option, part_noun
from examc.core.content import Blocks, Image, Paragraph
from examc.core.content import walk as walk_text
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Pair, Row
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Node,
    Question,
    TextBlock,
    item_noun,
    parts,
)
from examc.core.recent import latest
from examc.core.rubrics import Criterion, Level


def walk(exam: Exam) -> Iterator[tuple[str, Node]]:
    """Yield every node with its place in words, `exercise 2 › question 5 › option 3`.

    Questions are counted within their exercise; blocks have a count of their own.
    """
    return iter(_places(exam))


@latest
def _places(exam: Exam) -> list[tuple[str, Node]]:
    """Every node with its place; rules, targets and systems ask for them in turn."""
    return list(_walked(exam))


def _walked(exam: Exam) -> Iterator[tuple[str, Node]]:
    yield "", exam
    for number, exercise in enumerate(exam.exercises, 1):
        where = f"exercise {number}"
        yield where, exercise
        counts = {"question": 0, "text block": 0, "image block": 0}
        for item in exercise.items:
            noun = item_noun(item)
            counts[noun] += 1
            place = f"{where} › {noun} {counts[noun]}"
            yield place, item
            yield from _parts(place, item)


def _parts(place: str, item: Item) -> Iterator[tuple[str, Node]]:
    """Yield the lines of an answer; those of a gap are counted within it."""
    counts: dict[str, int] = {}
    within = place
    for part in parts(item):
        noun = part_noun(part)
        if isinstance(part, Gap):
            within = f"{place} › gap {part.id}"
            counts = {}
            yield within, part
            continue
        counts[noun] = counts.get(noun, 0) + 1
        yield f"{within} › {noun} {counts[noun]}", part


def texts(node: Node) -> Iterator[Blocks]:
    """Yield the texts of one node (not those of the nodes inside it), in order of reading."""
    match node:
        case Exam():
            yield node.description
            yield node.instructions
        case Exercise():
            pass
        case TextBlock():
            yield node.content
        case ImageBlock():
            yield (Paragraph((node.image,)),)
        case Option():
            yield node.text
            yield node.feedback
        case Criterion() | Level() | Label() | Row():
            yield node.text
        case AcceptedNumber() | AcceptedText():
            yield node.feedback
        case Pair():
            yield node.left
            yield node.right
            yield node.feedback
        case Gap():
            pass
        case Question():
            yield node.prompt
            yield from (node.feedback.general, node.feedback.correct, node.feedback.incorrect)
            yield node.solution
            yield node.notes
        case _:
            assert_never(node)


def images(exam: Exam) -> Iterator[Image]:
    """Yield every image of an exam, in order."""
    for _, node in walk(exam):
        for text in texts(node):
            for part in walk_text(text):
                if isinstance(part, Image):
                    yield part
