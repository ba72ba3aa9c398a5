"""Ten random edits are ten changes, with ids and without, and each keeps its own words."""

import random
from fractions import Fraction

import pytest

from changes.edits import anonymous, edited, loaded, node_at, said
from changes.test_edits import EDITS
from examc.changes import Change, compare
from examc.core.answers import Option
from examc.core.model import Exam, Exercise, ImageBlock, Question, TextBlock
from examc.core.rubrics import Criterion, Level
from examc.core.walking import walk

STRUCTURE = (
    "exercise moved",
    "exercise added",
    "text block added",
    "question added",
    "question moved",
)


def _owner(change: Change) -> str:
    """The item, the exercise or the field of the exam that an edit is of."""
    return " › ".join(change.where.split(" › ")[:2]) or change.what


def _chosen(seed: int) -> list[str]:
    """Nine edits of nine different things, and one that changes the places of others."""
    shuffled = [
        name
        for name, (_, change) in EDITS.items()
        if change.kind in ("changed", "reworded", "renamed")
    ]
    generator = random.Random(seed)
    generator.shuffle(shuffled)
    owners: dict[str, str] = {}
    for name in shuffled:
        owners.setdefault(_owner(EDITS[name][1]), name)
    moved = "exercise 2 › question 4"  # the question that one of the last edits moves
    free = [name for owner, name in owners.items() if owner != moved]
    return [*free[:9], generator.choice(STRUCTURE)]


def _told(change: Change) -> tuple[str, ...]:
    return change.kind, change.what, change.old, change.new, change.impact


@pytest.mark.parametrize("seed", range(40))
def test_ten_edits_of_a_small_exam(seed: int) -> None:
    exam, files = loaded("tour")
    before = exam if seed % 2 else anonymous(exam)
    after = before
    names = _chosen(seed)
    for name in names:
        after = EDITS[name][0](after)
    found = compare(before, after, files, files)
    assert sorted(map(_told, found)) == sorted(_told(EDITS[name][1]) for name in names)


def _edit(exam: Exam, where: str) -> Exam:
    """One edit of whatever stands at a place."""
    node = node_at(exam, where)
    match node:
        case Exercise():
            return edited(exam, where, title=f"{node.title} again")
        case Option():
            return edited(exam, where, text=(*node.text, *said("Really.")))
        case Criterion():
            return edited(exam, where, points=node.points + Fraction(1, 4))
        case Level():
            return edited(exam, where, text=(*node.text, *said("Really.")))
        case Question():
            return edited(exam, where, prompt=(*node.prompt, *said("Explain.")))
        case TextBlock():
            return edited(exam, where, content=said("Something else altogether."))
        case ImageBlock():
            return edited(exam, where, space=Fraction(7))
        case _:
            return edited(exam, where, title="Another title")


@pytest.mark.parametrize("seed", range(40))
def test_ten_edits_of_a_real_exam(seed: int) -> None:
    exam, files = loaded("resit2022")
    before = exam if seed % 2 else anonymous(exam)
    places = random.Random(seed).sample([where for where, _ in walk(before)], 10)
    after = before
    for where in places:
        after = _edit(after, where)
    found = compare(before, after, files, files)
    assert sorted(change.where for change in found) == sorted(places), found
    back = compare(after, before, files, files)
    assert sorted((c.where, c.what, c.new, c.old) for c in back) == sorted(
        (c.where, c.what, c.old, c.new) for c in found
    )
