"""Written questions: their rubric, criterion by criterion, and the room for the answer."""

from fractions import Fraction

from examc.changes import parts, telling
from examc.changes.change import Impact
from examc.changes.context import Context
from examc.changes.sides import Placed
from examc.core.answers import Criteria, Criterion, Level, Levels, Part, Rubric
from examc.core.features import Feature
from examc.core.model import WrittenQuestion
from examc.core.model import parts as parts_of


def compare(
    context: Context, old: Placed, new: Placed, a: WrittenQuestion, b: WrittenQuestion
) -> None:
    """Tell what changed in the rubric and the answer space of a written question."""
    if not a.answer.free and not b.answer.free:
        space(context, new.where, "answer space", a.answer.space, b.answer.space)
    match a.answer.rubric, b.answer.rubric:
        case None, None:
            pass
        case None, made if made is not None:
            shown = telling.rubric(made)
            context.found.add(
                "added", new.where, "rubric", "", shown, "mark", feature=feature_of(made)
            )
        case made, None if made is not None:
            shown = telling.rubric(made)
            context.found.add(
                "removed", new.where, "rubric", shown, "", "mark", feature=feature_of(made)
            )
        case (Criteria(), Criteria()) | (Levels(), Levels()):
            _entries(context, old, new, b.points / a.points if a.points else None)
        case one, other if one is not None and other is not None:
            shown = telling.rubric(one)
            feature = _bent(context, one, other)
            context.found.add(
                "changed",
                new.where,
                "rubric",
                shown,
                telling.rubric(other),
                "mark",
                feature=feature,
                gone=True,
            )


def space(
    context: Context, where: str, what: str, old: Fraction | None, new: Fraction | None
) -> None:
    """Tell that the room for an answer, or the height of an image, changed (in pages)."""
    if old != new:
        context.found.add(
            "changed",
            where,
            what,
            telling.space(old),
            telling.space(new),
            "student",
            feature=Feature.SPACE,
            gone=old is None or new is None,
            partly=True,
        )


def feature_of(rubric: Rubric) -> Feature:
    """The feature that a rubric is."""
    return Feature.CRITERIA if isinstance(rubric, Criteria) else Feature.LEVELS


def _bent(context: Context, one: Rubric, other: Rubric) -> Feature:
    """Of two kinds of rubric, the one that the target does not keep."""
    return feature_of(other) if context.found.bends.keeps(feature_of(one)) else feature_of(one)


def _entries(context: Context, old: Placed, new: Placed, ratio: Fraction | None) -> None:
    """Tell what changed among criteria or levels; `ratio` is the new points by the old ones."""
    pairing = parts.pair_parts(context, old, new)
    one, other = parts_of(old.item), parts_of(new.item)
    for index in pairing.free_left():
        parts.removed(context, old, index, _noun(one[index]), _worth(one[index]))
    moved = parts.moved(pairing)
    for index, entry in enumerate(other):
        if index not in pairing.right:
            parts.added(context, new, index, _noun(entry), _worth(entry))
            continue
        pair = pairing.right[index], index
        if index in moved:
            parts.tell_move(context, old, new, pair, _noun(entry), "other")
        before = one[pair[0]]
        if isinstance(before, Criterion | Level) and isinstance(entry, Criterion | Level):
            _entry(context, new.part_places[index], before, entry, ratio)
        parts.common(context, old, new, pair, _noun(entry), "mark")


def _entry(
    context: Context,
    where: str,
    old: Criterion | Level,
    new: Criterion | Level,
    ratio: Fraction | None,
) -> None:
    """Tell that the points or the name of a criterion or a level changed."""
    implied = (
        isinstance(old, Level)
        and isinstance(new, Level)
        and bool(old.percent)
        and old.percent == new.percent
        and ratio is not None
        and new.points == old.points * ratio
    )
    if not implied:
        feature = Feature.CRITERIA if isinstance(new, Criterion) else Feature.LEVELS
        context.points(where, "points", old.points, new.points, "mark", feature)
    if old.name != new.name:
        context.found.add("renamed", where, "name", old.name, new.name, "other")


def _noun(entry: Part) -> str:
    return "criterion" if isinstance(entry, Criterion) else "level"


def _worth(entry: Part) -> Impact:
    return "mark" if entry.points else "other"
