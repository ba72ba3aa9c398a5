"""One walk over all that two exams share, from the exam down to its items."""

from examc.changes import answers, fields, telling
from examc.changes.change import Change, Impact, Position
from examc.changes.matching import Pairing
from examc.changes.pairs import Pairs
from examc.changes.settings import joined
from examc.changes.sides import Placed, Side
from examc.changes.teller import Gone, Teller
from examc.core.model import ImageBlock, Item, Question, is_by_hand, item_noun, kind_of
from examc.core.records import replace


class Walk:
    """Collects every change between two sides whose exercises and items are paired.

    `same_pictures`: no path stands for two pictures, so that equal items need not be compared.
    """

    def __init__(
        self, old: Side, new: Side, pairs: Pairs, *, same_pictures: bool, together: bool
    ) -> None:
        self.old, self.new, self.pairs = old, new, pairs
        self.same_pictures = same_pictures
        self.teller = Teller(old, new, together=together)
        self.found = self.teller.found

    def run(self) -> list[Change]:
        """Every change, the most dangerous first."""
        place = self.teller.at(self.old.whole, self.new.whole)
        self.teller.table(place, fields.EXAM, self.old.exam, self.new.exam)
        self._exercises()
        self._items()
        pairs = self.pairs.items.in_order()
        both = [(self.old.items[i], self.new.items[j]) for i, j in pairs]
        self.found.entries = joined(self.found.entries, both)
        return self.found.ordered()

    # -- exercises --------------------------------------------------------------------------------

    def _exercises(self) -> None:
        """Tell which exercises came, went and moved, and what changed in the others."""
        pairing = self.pairs.exercises
        for i in pairing.free_left():
            self._whole("removed", self.old, i)
        for j in pairing.free_right():
            self._whole("added", self.new, j)
        moved = pairing.moved()
        for i, j in pairing.in_order():
            self.found.position = (j, -1, 1)
            old, new = self.old.places[i], self.new.places[j]
            place = self.teller.at(old, new)
            if j in moved:
                self.teller.moved("exercise", old, new, "student")
            self.teller.table(place, fields.EXERCISE, self.old.exercises[i], self.new.exercises[j])
            names = self.old.exercise_names[i], self.new.exercise_names[j]
            self.teller.name(place, *names, told=self.teller.names)

    def _whole(self, kind: Gone, side: Side, index: int) -> None:
        """Tell that an exercise came or went, with all that came or went in it."""
        taken = self.pairs.items.left if side is self.old else self.pairs.items.right
        own = [side.items[i].item for i in side.ranges[index] if i not in taken]
        asked = [item.points for item in own if isinstance(item, Question)]
        count = f"{len(asked)} question" + "s" * (len(asked) != 1)
        shown = f"{side.exercises[index].title} · {count}"
        self.found.position = (index, -1, 0 if kind == "removed" else 1)
        impact: Impact = "mark" if any(asked) else "student"
        self.teller.gone(kind, side.places[index], "exercise", shown, impact)

    # -- items ------------------------------------------------------------------------------------

    def _items(self) -> None:
        """Tell which items came, went and moved, and what changed in the others."""
        pairing = self.pairs.items
        for i in pairing.free_left():
            placed = self.old.items[i]
            exercise = self.pairs.exercises.left.get(placed.exercise)
            if exercise is not None:
                self._one("removed", self.old, placed, (exercise, placed.index, 0))
        moved = self._moved()
        for j, new in enumerate(self.new.items):
            self.found.position = (new.exercise, new.index, 1)
            if j in pairing.right:
                old = self.old.items[pairing.right[j]]
                if j in moved:
                    self._move(old, new)
                if not (self.same_pictures and _same(old, new)):
                    self._item(old, new)
            elif new.exercise in self.pairs.exercises.right:
                self._one("added", self.new, new, self.found.position)

    def _one(self, kind: Gone, side: Side, placed: Placed, position: Position) -> None:
        """Tell that an item came or went."""
        worth = isinstance(placed.item, Question) and placed.item.points
        self.found.position = position
        noun, shown = item_noun(placed.item), telling.item(side, placed)
        self.teller.gone(kind, placed.place, noun, shown, "mark" if worth else "student")

    def _moved(self) -> set[int]:
        """The items of the new exam that moved: to another exercise, or among their own."""
        pairing, exercises = self.pairs.items, self.pairs.exercises
        moved: set[int] = set()
        for exercise, span in self.new.ranges.items():
            own = Pairing(len(self.old.items), len(self.new.items))
            for j in span:
                if j in pairing.right:
                    origin = self.old.items[pairing.right[j]].exercise
                    if exercises.right.get(exercise) == origin:
                        own.join(pairing.right[j], j)
                    else:
                        moved.add(j)
            moved |= own.moved()
        return moved

    def _move(self, old: Placed, new: Placed) -> None:
        impact: Impact = "student"
        if self.pairs.exercises.right.get(new.exercise) == old.exercise:
            a, b = self.old.exercises[old.exercise], self.new.exercises[new.exercise]
            impact = "other" if a.shuffle and b.shuffle else "student"
        self.teller.moved(item_noun(new.item), old.place, new.place, impact)

    def _item(self, old: Placed, new: Placed) -> None:
        """Tell what changed in an item, its place apart."""
        a, b, tell = old.item, new.item, self.teller
        place = tell.at(old.place, new.place)
        tell.value(place, "kind", kind_of(a), kind_of(b), kind_impact(a, b))
        tell.name(place, old.name, new.name, told=tell.names)
        if isinstance(a, Question) and isinstance(b, Question):
            tell.table(place, fields.QUESTION, a, b)
            answers.tell(tell, old, new, a, b)
            tell.table(place, fields.AROUND, a, b)
        elif isinstance(b, Question) or isinstance(a, Question):
            tell.prose(place, "prompt", old.text, new.text, "student", own=False)
        else:
            tell.prose(place, item_noun(b), old.text, new.text, "student", own=True)
            tell.table(place, fields.BLOCK, a, b)
            if isinstance(a, ImageBlock) and isinstance(b, ImageBlock):
                tell.table(place, fields.IMAGE, a, b)


def kind_impact(old: Item, new: Item) -> Impact:
    """What another kind of item does; only blocks, and only questions marked by hand, earn the same."""
    if isinstance(old, Question) and isinstance(new, Question):
        same = is_by_hand(old) and is_by_hand(new)
    else:
        same = not isinstance(old, Question) and not isinstance(new, Question)
    return "student" if same else "mark"


def _same(old: Placed, new: Placed) -> bool:
    """Whether two items are equal but for ids that follow from their places."""
    if old.name and new.name and old.name != new.name:
        return False
    return old.item == replace(new.item, id=old.item.id)
