"""One of the two exams: its items in one row, each with its place, its own name and its texts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from examc.changes.words import Texts
from examc.core.answers import Criterion, Level, Option
from examc.core.content import Blocks, Paragraph
from examc.core.model import (
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    derived_exercise_id,
    derived_item_id,
    parts,
)
from examc.core.walking import walk


@dataclass(eq=False)
class Placed:
    """An item, and where it stands; `name` is its id, "" where that follows from its place."""

    item: Item
    where: str
    exercise: int
    index: int
    name: str
    text: Blocks
    part_places: list[str]


class Side:
    """An exam, and what its comparison needs; `flat` takes all items as of one exercise."""

    def __init__(self, exam: Exam, pictures: Mapping[str, str], *, struck: bool, flat: bool):
        self.exam = exam
        self.texts = Texts(pictures, struck=struck)
        self.exercises = exam.exercises
        self.places: list[str] = []
        self.items: list[Placed] = []
        self._collect(flat)
        self._words: dict[int, frozenset[str]] = {}

    def _collect(self, flat: bool) -> None:
        index = 0
        for where, node in walk(self.exam):
            match node:
                case Exam():
                    pass
                case Exercise():
                    self.places.append(where)
                    index = 0
                case Option() | Criterion() | Level():
                    self.items[-1].part_places.append(where)
                case Question() | TextBlock() | ImageBlock():
                    number = len(self.places) - 1
                    derived = derived_item_id(self.exercises[number].id, index + 1)
                    name = "" if node.id == derived else node.id
                    place = (0, len(self.items)) if flat else (number, index)
                    self.items.append(Placed(node, where, *place, name, text_of(node), []))
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
            texts = (placed.text, *(part.text for part in parts(placed.item)))
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
