"""Two exams: what changed in the exam itself, in its exercises, and in the order of all."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from examc.changes import items, settings, telling
from examc.changes.bends import Bends
from examc.changes.change import Change, Found, Impact, Position
from examc.changes.choices import ORDERS
from examc.changes.context import Context
from examc.changes.matching import kept
from examc.changes.pairs import Pairs, pair
from examc.changes.sides import Placed, Side
from examc.changes.words import picture_names
from examc.core.features import Feature
from examc.core.model import Exam, Exercise, Question, item_noun


def compare(
    a: Exam, b: Exam, files_a: Mapping[str, bytes], files_b: Mapping[str, bytes], bends: Bends
) -> list[Change]:
    """Tell everything that changed from one exam to the other, the most dangerous first."""
    comparison = _Comparison(a, b, files_a, files_b, bends)
    comparison.exam()
    if not comparison.flat:
        comparison.exercises()
    comparison.items()
    return comparison.changes()


class _Comparison:
    def __init__(
        self,
        a: Exam,
        b: Exam,
        files_a: Mapping[str, bytes],
        files_b: Mapping[str, bytes],
        bends: Bends,
    ) -> None:
        by_content = bool(files_a) and bool(files_b)
        struck = bends.keeps(Feature.STRIKETHROUGH)
        self.flat = bends.loses(Feature.EXERCISE)
        pictures = [picture_names(files, by_content=by_content) for files in (files_a, files_b)]
        self.old = Side(a, pictures[0], struck=struck, flat=self.flat)
        self.new = Side(b, pictures[1], struck=struck, flat=self.flat)
        self.same_pictures = all(
            pictures[1].get(path, name) == name for path, name in pictures[0].items()
        )
        self.pairs: Pairs = pair(self.old, self.new, flat=self.flat)
        self.found = Found(bends)
        self.context = Context(
            self.old,
            self.new,
            self.found,
            names=bool(self.old.names & self.new.names),
            part_names=bool(self.old.part_names & self.new.part_names),
        )

    def changes(self) -> list[Change]:
        """All changes in order."""
        items_of = self.pairs.items.in_order()
        both = ((self.old.items[i], self.new.items[j]) for i, j in items_of)
        self.found.entries = settings.joined(self.found.entries, both)
        return self.found.ordered()

    # -- the exam -------------------------------------------------------------------------------

    def exam(self) -> None:
        """Tell what changed in the exam itself."""
        a, b, context = self.old.exam, self.new.exam, self.context
        if a.title.split() != b.title.split():
            self.found.add("renamed", "", "title", a.title, b.title, "student")
        one, other = a.course, b.course
        for what, old, new in (
            ("course code", one.code, other.code),
            ("course name", one.name, other.name),
            ("year", one.year, other.year),
            ("period", one.period, other.period),
        ):
            context.value("", what, old, new, "student", Feature.COURSE)
        context.value("", "language", a.language, b.language, "student")
        context.value("", "date", a.date, b.date, "student", Feature.SCHEDULE)
        old, new = (f"{e.duration} minutes" if e.duration else "" for e in (a, b))
        context.value("", "duration", old, new, "student", Feature.SCHEDULE)
        context.text(
            "", "description", a.description, b.description, "student", feature=Feature.DESCRIPTION
        )
        context.points("", "stated points", a.points, b.points, "other", Feature.STATED_POINTS)
        context.value("", "id", a.id, b.id, "other", Feature.EXAM_ID)
        context.tags("", a.tags, b.tags)

    # -- exercises ------------------------------------------------------------------------------

    def exercises(self) -> None:
        """Tell which exercises came, went and moved, and what changed in the others."""
        pairing = self.pairs.exercises
        for i in pairing.free_left():
            self._whole("removed", self.old, i)
        for j in pairing.free_right():
            self._whole("added", self.new, j)
        pairs = pairing.in_order()
        stay = kept([i for i, _ in pairs])
        for index, (i, j) in enumerate(pairs):
            self.found.position = (j, -1, 1)
            where = self.new.places[j]
            if index not in stay:
                self.found.add("moved", where, "exercise", self.old.places[i], where, "student")
            self._exercise(where, self.old.exercises[i], self.new.exercises[j])
            names = self.old.exercise_names[i], self.new.exercise_names[j]
            if all(names) and self.context.names:
                self.context.value(where, "id", *names, "other")

    def _whole(self, kind: Literal["added", "removed"], side: Side, index: int) -> None:
        """Tell that an exercise came or went, with all that came or went in it."""
        taken = self.pairs.items.left if side is self.old else self.pairs.items.right
        own = [i for i in side.ranges[index] if i not in taken]
        asked = [item.points for i in own if isinstance(item := side.items[i].item, Question)]
        impact: Impact = "mark" if any(asked) else "student"
        count = f"{len(asked)} question" + "s" * (len(asked) != 1)
        shown = f"{side.exercises[index].title} · {count}"
        texts = (shown, "") if kind == "removed" else ("", shown)
        self.found.position = (index, -1, 0 if kind == "removed" else 1)
        self.found.add(kind, side.places[index], "exercise", *texts, impact)

    def _exercise(self, where: str, a: Exercise, b: Exercise) -> None:
        context = self.context
        if a.title.split() != b.title.split():
            self.found.add(
                "renamed",
                where,
                "exercise",
                a.title,
                b.title,
                "student",
                feature=Feature.EXERCISE,
                gone=True,
            )
        context.points(where, "stated points", a.points, b.points, "other", Feature.STATED_POINTS)
        context.value(where, "question bank", a.bank, b.bank, "other", Feature.BANK)
        context.value(
            where, "time of the last change", a.updated, b.updated, "other", Feature.UPDATED
        )
        states, feature = (a.shuffle, b.shuffle), Feature.QUESTION_SHUFFLE
        context.switch(where, "order of questions", ORDERS, states, "student", feature)
        context.tags(where, a.tags, b.tags)

    # -- items ----------------------------------------------------------------------------------

    def items(self) -> None:
        """Tell which items came, went and moved, and what changed in the others."""
        pairing = self.pairs.items
        for i in pairing.free_left():
            placed = self.old.items[i]
            exercise = self.pairs.exercises.left.get(placed.exercise)
            if exercise is not None:
                self._one("removed", self.old, placed, (exercise, placed.index, 0))
        moved = self._moved()
        for j in range(len(self.new.items)):
            new = self.new.items[j]
            self.found.position = (new.exercise, new.index, 1)
            if j in pairing.right:
                old = self.old.items[pairing.right[j]]
                if j in moved:
                    self._move(old, new)
                if not (self.same_pictures and _same(old, new)):
                    items.compare(self.context, old, new)
            elif new.exercise in self.pairs.exercises.right:
                self._one("added", self.new, new, self.found.position)

    def _one(
        self, kind: Literal["added", "removed"], side: Side, placed: Placed, position: Position
    ) -> None:
        """Tell that an item came or went."""
        noun = item_noun(placed.item)
        points = isinstance(placed.item, Question) and placed.item.points
        shown = telling.item(side, placed)
        texts = (shown, "") if kind == "removed" else ("", shown)
        alone = not any(
            isinstance(side.items[i].item, Question) for i in side.ranges[placed.exercise]
        )
        self.found.position = position
        self.found.add(
            kind,
            placed.where,
            noun,
            *texts,
            "mark" if points else "student",
            feature=items.BLOCKS.get(noun),
            partly=alone,  # a target without blocks puts them into the question after them
        )

    def _moved(self) -> set[int]:
        """The items of the new exam that moved: to another exercise, or among their own."""
        pairing, exercises = self.pairs.items, self.pairs.exercises
        moved: set[int] = set()
        for exercise, span in self.new.ranges.items():
            pairs = [(pairing.right[j], j) for j in span if j in pairing.right]
            origin = exercises.right.get(exercise)
            moved.update(j for i, j in pairs if self.old.items[i].exercise != origin)
            own = [(i, j) for i, j in pairs if j not in moved]
            stay = kept([i for i, _ in own])
            moved.update(j for index, (_, j) in enumerate(own) if index not in stay)
        return moved

    def _move(self, old: Placed, new: Placed) -> None:
        impact: Impact = "student"
        if not self.flat and self.pairs.exercises.right.get(new.exercise) == old.exercise:
            a, b = self.old.exercises[old.exercise], self.new.exercises[new.exercise]
            impact = "other" if a.shuffle and b.shuffle else "student"
        self.found.add("moved", new.where, item_noun(new.item), old.where, new.where, impact)


def _same(old: Placed, new: Placed) -> bool:
    """Whether two items are equal but for ids that follow from their places."""
    if old.name and new.name and old.name != new.name:
        return False
    return old.item == replace(new.item, id=old.item.id)
