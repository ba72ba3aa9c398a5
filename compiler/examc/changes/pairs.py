"""Which items and exercises of two exams are the same: by name, then by content, then by place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction

from examc.changes.matching import Pairing, alike, by_key, by_likeness, kept
from examc.changes.sides import Placed, Side
from examc.core.model import Question, item_noun, kind_of, parts
from examc.core.records import Record

NEAR = 0.3  # likeness that is enough between the same neighbours
SAME_EXERCISE = 0.5  # likeness that is needed elsewhere in the same exercise
FAR = 0.75  # likeness that is needed anywhere else; questions of one exam are much alike


class Pairs(Record, frozen=True):
    """The exercises and the items that two exams share."""

    exercises: Pairing
    items: Pairing


def pair(old: Side, new: Side) -> Pairs:
    """Pair everything that two exams share."""
    return _Matcher(old, new).run()


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

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.exercises = Pairing(len(old.exercises), len(new.exercises))
        self.items = Pairing(len(old.items), len(new.items))
        self.words = (old.words, new.words)
        # Two exams that share no id each have ids of their own making, which tell nothing.
        self.comparable = bool(old.names & new.names)

    def run(self) -> Pairs:
        """Pair by name, by content, by place, and by likeness anywhere."""
        self._exercises_by_name()
        self._items_by_name()
        self._items_by_content()
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
        for near in (True, False):
            self._same(_all_words, near, single=False)
        for words in (_own_words, _part_words):
            for near in (True, False):
                self._same(words, near, single=True)
        old, new = self.old.items, self.new.items
        by_key(  # an id that follows from the place in one exam, and was kept in the other
            self.items,
            lambda i: old[i].item.id or None,
            lambda j: new[j].item.id or None,
            single=True,
            allowed=lambda i, j: bool(old[i].name or new[j].name) and self._may_be_one(i, j),
        )

    def _same(self, words: "_Words", near: bool, *, single: bool) -> None:
        """Pair items of the same words; `near`: of the same exercise."""

        def left(i: int) -> Hashable | None:
            placed = self.old.items[i]
            key = words(self.old, placed)
            exercise = self.exercises.left.get(placed.exercise, -1 - placed.exercise)
            return (exercise, key) if near and key is not None else key

        def right(j: int) -> Hashable | None:
            placed = self.new.items[j]
            key = words(self.new, placed)
            return (placed.exercise, key) if near and key is not None else key

        def allowed(i: int, j: int) -> bool:
            if not single:
                return True
            far = not near and alike(self.old.words(i), self.new.words(j)) < SAME_EXERCISE
            return self._not_named_apart(i, j) and not far

        by_key(self.items, left, right, single=single, allowed=allowed)

    def _items_by_place(self, old: int, new: int) -> None:
        """Pair what is left over of two exercises: between the same neighbours, then anywhere."""
        lefts = [i for i in self.old.ranges[old] if i not in self.items.left]
        rights = [j for j in self.new.ranges[new] if j not in self.items.right]
        if not lefts or not rights:
            return
        inside = [(self.items.right[j], j) for j in self.new.ranges[new] if j in self.items.right]
        inside = [(i, j) for i, j in inside if self.old.items[i].exercise == old]
        for one, other in gaps(inside, lefts, rights):
            by_likeness(self.items, one, other, self.words, NEAR, self._may_be_one)
            self._in_turn(one, other)
        lefts = [i for i in lefts if i not in self.items.left]
        rights = [j for j in rights if j not in self.items.right]
        by_likeness(self.items, lefts, rights, self.words, SAME_EXERCISE, self._may_be_one)

    def _in_turn(self, lefts: list[int], rights: list[int]) -> None:
        """Pair as many as there are on both sides in order, if nothing else is new."""
        one = [i for i in lefts if i not in self.items.left]
        other = [j for j in rights if j not in self.items.right]
        if len(one) == len(other):
            for i, j in zip(one, other, strict=True):
                if self._may_be_one(i, j) and self._alike_but_for_words(i, j):
                    self.items.join(i, j)

    def _alike_but_for_words(self, i: int, j: int) -> bool:
        """Whether two items at one place differ in their own words at most."""
        one, other = self.old.items[i], self.new.items[j]
        if kind_of(one.item) != kind_of(other.item) or _points(one) != _points(other):
            return False
        return _part_words(self.old, one) == _part_words(self.new, other)

    def _may_be_one(self, i: int, j: int) -> bool:
        same = item_noun(self.old.items[i].item) == item_noun(self.new.items[j].item)
        return same and self._not_named_apart(i, j)

    def _not_named_apart(self, i: int, j: int) -> bool:
        """Whether no author gave the two different names."""
        named = self.old.items[i].name and self.new.items[j].name
        return not (named and self.comparable)


_Words = Callable[[Side, Placed], tuple[Hashable, ...] | None]


def _all_words(side: Side, placed: Placed) -> tuple[Hashable, ...] | None:
    own, inside = _own_words(side, placed), _part_words(side, placed)
    if own is None and inside is None:
        return None
    return kind_of(placed.item), _points(placed), own, inside


def _own_words(side: Side, placed: Placed) -> tuple[Hashable, ...] | None:
    return side.texts.key(placed.text) or None


def _part_words(side: Side, placed: Placed) -> tuple[Hashable, ...] | None:
    return tuple([side.texts.key(side.texts.line(part)) for part in parts(placed.item)]) or None


def _points(placed: Placed) -> Fraction | None:
    return placed.item.points if isinstance(placed.item, Question) else None


def _words(title: str) -> tuple[str, ...] | None:
    return tuple(title.split()) or None


def _exercise_words(side: Side, exercise: int) -> frozenset[str]:
    return frozenset().union(*(side.words(index) for index in side.ranges[exercise]))
