"""Which items and exercises of two exams are the same: by name, then by content, then by place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from examc.diff.matching import Pairing, alike, by_key, by_likeness, kept
from examc.diff.sides import Placed, Side, kind_of, parts
from examc.model import QuestionBase, item_noun

NEAR = 0.3  # likeness that is enough between the same neighbours
SAME_EXERCISE = 0.5  # likeness that is needed elsewhere in the same exercise
FAR = 0.75  # likeness that is needed anywhere else; questions of one exam are much alike
MOST_DIFFERENT = 2  # parts in which two items at one place may differ and still be one item


@dataclass(frozen=True, slots=True)
class Pairs:
    """The exercises and the items that two exams share."""

    exercises: Pairing
    items: Pairing


def pair(old: Side, new: Side, *, flat: bool) -> Pairs:
    """Pair everything that two exams share; `flat` takes all items as of one exercise."""
    return _Matcher(old, new, flat).run()


def gaps(
    pairs: list[tuple[int, int]], lefts: list[int], rights: list[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left over on both sides between the same two neighbours.

    `pairs` are in the order of the right; those that moved are no neighbours.
    """
    stay = sorted(kept([i for i, _ in pairs]))
    found: dict[int, tuple[list[int], list[int]]] = {}
    for side, free in ((0, lefts), (1, rights)):
        anchors = [pairs[k][side] for k in stay]
        for index in free:
            gap = found.setdefault(bisect_left(anchors, index), ([], []))
            gap[side].append(index)
    yield from (found[number] for number in sorted(found))


class _Matcher:
    """Pairs from what is sure to what is likely."""

    def __init__(self, old: Side, new: Side, flat: bool) -> None:
        self.old, self.new = old, new
        self.flat = flat
        count = (1, 1) if flat else (len(old.exercises), len(new.exercises))
        self.exercises = Pairing(*count)
        self.items = Pairing(len(old.items), len(new.items))
        self.words = (old.words, new.words)
        # Two exams that share no id each have ids of their own making, which tell nothing.
        self.comparable = bool(old.names & new.names)

    def run(self) -> Pairs:
        """Pair by name, by content, by place, and by likeness anywhere."""
        if self.flat:
            self.exercises.join(0, 0)
        else:
            self._exercises_by_name()
        self._items_by_name()
        self._items_by_content()
        if not self.flat:
            self._exercises_by_items()
            self._exercises_by_place()
        for old, new in self.exercises.in_order():
            self._items_by_place(old, new)
        free = self.items.free_left(), self.items.free_right()
        by_likeness(self.items, *free, self.words, FAR, self._may_be_one)
        return Pairs(self.exercises, self.items)

    # -- exercises ------------------------------------------------------------------------------

    def _exercises_by_name(self) -> None:
        old, new = self.old, self.new
        by_key(
            self.exercises,
            lambda i: old.exercise_names[i] or None,
            lambda j: new.exercise_names[j] or None,
            single=True,
        )
        by_key(
            self.exercises,
            lambda i: _words(old.exercises[i].title),
            lambda j: _words(new.exercises[j].title),
        )

    def _exercises_by_items(self) -> None:
        """Pair the exercises that share most items."""
        votes: Counter[tuple[int, int]] = Counter()
        for i, j in self.items.in_order():
            votes[self.old.items[i].exercise, self.new.items[j].exercise] += 1
        for (i, j), count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            smaller = min(len(self.old.exercises[i].items), len(self.new.exercises[j].items))
            free = i not in self.exercises.left and j not in self.exercises.right
            if free and 2 * count >= smaller:
                self.exercises.join(i, j)

    def _exercises_by_place(self) -> None:
        pairing = self.exercises
        free = pairing.free_left(), pairing.free_right()
        for lefts, rights in gaps(pairing.in_order(), *free):
            if len(lefts) == len(rights):
                for i, j in zip(lefts, rights, strict=True):
                    if self._exercises_alike(i, j):
                        pairing.join(i, j)

    def _exercises_alike(self, i: int, j: int) -> bool:
        one, other = _exercise_words(self.old, i), _exercise_words(self.new, j)
        return not one or not other or alike(one, other) >= NEAR

    # -- items ----------------------------------------------------------------------------------

    def _items_by_name(self) -> None:
        old, new = self.old.items, self.new.items
        by_key(
            self.items, lambda i: old[i].name or None, lambda j: new[j].name or None, single=True
        )

    def _items_by_content(self) -> None:
        """Pair what is said in the same words: all of it, the prompt, or the parts."""
        for key, single in ((_signature, False), (_text, True), (_parts, True)):
            for near in (True, False):
                by_key(
                    self.items,
                    lambda i, key=key, near=near: self._key(self.old, i, key, near),  # type: ignore[misc]
                    lambda j, key=key, near=near: self._key(self.new, j, key, near),  # type: ignore[misc]
                    single=single,
                    allowed=self._not_named_apart if single else None,
                )
