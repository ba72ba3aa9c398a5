"""One setting of a whole exam, such as the lowest mark, told once and not at every question."""

from collections import Counter
from collections.abc import Iterable, Iterator

from examc.changes.change import Change, Position, gravest
from examc.changes.fields import ORDER_OF_OPTIONS, ORDERS
from examc.changes.scoring import SETTINGS
from examc.changes.sides import Placed
from examc.core.model import ChoiceQuestion, as_choice
from examc.core.records import replace

Entry = tuple[Position, Change]
_SETTINGS = (*(what for what, _ in SETTINGS.values()), ORDER_OF_OPTIONS)


def joined(entries: list[Entry], pairs: Iterable[tuple[Placed, Placed]]) -> list[Entry]:
    """The same changes, but one where all questions that had a setting changed it alike.

    `pairs` are the items that both exams have. What changed in at least two questions, and in all
    that had the old value, of an exercise or of the exam, is one change of that.
    """
    groups: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        change = entry[1]
        if change.what in _SETTINGS:
            groups.setdefault((change.what, change.old, change.new), []).append(entry)
    groups = {key: found for key, found in groups.items() if len(found) > 1}
    if not groups:
        return entries
    counts = _counts(pairs)
    gone: set[int] = set()
    made: list[Entry] = []
    for (what, old, _), found in groups.items():
        for members, whole in _wholes(found, counts[what, old]):
            gone.update(id(entry) for entry in members)
            made.append(_one(members, whole))
    return [*made, *(entry for entry in entries if id(entry) not in gone)]


def _counts(pairs: Iterable[tuple[Placed, Placed]]) -> dict[tuple[str, str], Counter[int]]:
    """How many questions of each exercise (by its index in the new exam) have each old value."""
    counts: dict[tuple[str, str], Counter[int]] = {}
    for old, new in pairs:
        choice = as_choice(old.item)
        if choice is not None:
            for what, value in _values(choice):
                counts.setdefault((what, value), Counter())[new.exercise] += 1
    return counts


def _values(question: ChoiceQuestion) -> Iterator[tuple[str, str]]:
    for what, tell in SETTINGS.values():
        yield what, tell(question.answer.scoring)
    yield ORDER_OF_OPTIONS, ORDERS[question.answer.shuffle]


def _wholes(found: list[Entry], counts: Counter[int]) -> Iterator[tuple[list[Entry], bool]]:
    """Yield the changes that are one: of the exam (True), or of an exercise each."""
    exercises: dict[int, list[Entry]] = {}
    for entry in found:
        exercises.setdefault(entry[0][0], []).append(entry)
    if len(found) == counts.total() and len(exercises) > 1:
        yield found, True
        return
    for exercise, members in exercises.items():
        if len(members) > 1 and len(members) == counts[exercise]:
            yield members, False


def _one(members: list[Entry], whole: bool) -> Entry:
    """Several changes as one of the exam, or of their exercise."""
    position, first = members[0]
    where = "" if whole else first.where.partition(" › ")[0]
    impact = gravest(change.impact for _, change in members)
    what = f"{first.what} of {len(members)} questions"
    at = (-1 if whole else position[0], -1, 0)
    return at, replace(first, where=where, what=what, impact=impact)
