"""One of the two exams: its items in one row, each with its place, its own name and its texts."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import assert_never, get_args

from examc.changes.change import Place
from examc.changes.words import Texts
from examc.core.answers import Gap, Option, Part
from examc.core.content import Blocks, Paragraph
from examc.core.keys import AcceptedNumber, AcceptedText, Label, Pair, Row
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Node,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    parts,
)
from examc.core.records import Mutable, field
from examc.core.rubrics import Criterion, Level
from examc.core.walking import texts, walk


class Placed(Mutable, eq=False):
    """An item, and where it stands; `name` is its id, "" where that follows from its place."""

    item: Item
    place: Place
    exercise: int
    index: int
    name: str
    text: Blocks
    parts: list[Place] = field(default_factory=list)


class Side:
    """An exam, and what its comparison needs.

    With a `source`, the exam is what a target's file says of that source, and the places told are
    those of the source.
    """

    def __init__(self, exam: Exam, pictures: Mapping[str, str], source: Exam | None = None) -> None:
        self.exam = exam
        self.texts = Texts(pictures)
        self.exercises = exam.exercises
        self.places: list[Place] = []
        self.items: list[Placed] = []
        self.of_source = source is not None
        self.written: dict[
            int, Blocks
        ] = {}  # a text as it is written in the source, by its identity
        self._collect({} if source is None else _origins(exam, source))
        self._words: dict[int, frozenset[str]] = {}

    def _collect(self, origins: Mapping[str, tuple[str, Node]]) -> None:
        index = 0
        for where, node in walk(self.exam):
            told, origin = origins.get(where, (where, node))
            place = Place(told, origin.span, _own_id(origin))
            if type(node) is type(origin) and not isinstance(node, ImageBlock):
                pairs = zip(texts(node), texts(origin), strict=True)
                self.written |= {id(text): source for text, source in pairs if text}
            match node:
                case Exam():
                    self.whole = place
                case Exercise():
                    self.places.append(place)
                    index = 0
                case Option() | Criterion() | Level() | AcceptedNumber() | AcceptedText():
                    self.items[-1].parts.append(place)
                case Gap() | Pair() | Label() | Row():
                    self.items[-1].parts.append(place)
                case Question() | TextBlock() | ImageBlock():
                    number = len(self.places) - 1
                    derived = derived_item_id(self.exercises[number].id, index + 1)
                    name = "" if node.id == derived else node.id
                    placed = Placed(node, place, number, index, name, text_of(node))
                    self.items.append(placed)
                    index += 1
                case _:
                    assert_never(node)

    @cached_property
    def ranges(self) -> dict[int, range]:
        """The items of each exercise, as a range of this row."""
        counts = Counter(placed.exercise for placed in self.items)
        found: dict[int, range] = {}
        start = 0
        for exercise in range(max(len(self.exercises), 1)):
            found[exercise] = range(start, start + counts[exercise])
            start += counts[exercise]
        return found

    @cached_property
    def exercise_names(self) -> list[str]:
        """The ids of the exercises, "" where an id follows from the place."""
        return [
            "" if exercise.id == derived_exercise_id(number) else exercise.id
            for number, exercise in enumerate(self.exercises, 1)
        ]

    @cached_property
    def names(self) -> set[str]:
        """All ids that exercises and items have of their own."""
        return {name for name in (*self.exercise_names, *(i.name for i in self.items)) if name}

    @cached_property
    def part_names(self) -> set[str]:
        """All ids of options, criteria and levels."""
        return {part.id for placed in self.items for part in parts(placed.item) if part.id}

    def words(self, index: int) -> frozenset[str]:
        """What is said in an item and its parts."""
        found = self._words.get(index)
        if found is None:
            placed = self.items[index]
            texts = (placed.text, *(self.texts.line(part) for part in parts(placed.item)))
            found = frozenset(key for text in texts for key in self.texts.key(text))
            self._words[index] = found
        return found


def text_of(item: Item) -> Blocks:
    """What an item says: the prompt of a question, the content of a block."""
    match item:
        case TextBlock():
            return item.content
        case ImageBlock():
            return (Paragraph((item.image,)),)
        case Question():
            return item.prompt
        case _:
            assert_never(item)


def _own_id(node: Node) -> str:
    return "" if isinstance(node, Exam) else node.id


def _origins(exam: Exam, source: Exam) -> dict[str, tuple[str, Node]]:
    """The place and the node in a source of each place of what a target's file says of it.

    Targets keep questions and their parts in order. Exercises and blocks are known again where
    there are as many as in the source; some targets put blocks into questions.
    """
    held, meant = _by_noun(exam), _by_noun(source)
    found: dict[str, tuple[str, Node]] = {}
    for noun, rows in held.items():
        origins = meant.get(noun, [])
        if len(rows) == len(origins):
            found.update(zip([where for where, _ in rows], origins, strict=True))
    return found


def _by_noun(exam: Exam) -> dict[str, list[tuple[str, Node]]]:
    """All nodes by what they are called, those of a question by the number of the question too."""
    found: dict[str, list[tuple[str, Node]]] = {}
    question = 0
    for where, node in walk(exam):
        noun = where.rpartition(" › ")[2].rstrip("0123456789")
        question += noun == "question "
        of = f"{question} {noun}" if isinstance(node, get_args(Part)) else noun
        found.setdefault(of, []).append((where, node))
    return found
