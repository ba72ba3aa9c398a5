"""Two items that are one: what changed in a question, or in a block between questions."""

from collections.abc import Iterator
from typing import assert_never

from examc.changes import choices, rubrics
from examc.changes.change import Impact
from examc.changes.context import Context
from examc.changes.sides import Placed
from examc.core.answers import Choice, Written
from examc.core.content import Blocks
from examc.core.features import Feature
from examc.core.model import (
    Feedback,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    is_by_hand,
    item_noun,
    kind_of,
    narrowed,
    rubric_of,
)

BLOCKS = {"text block": Feature.TEXT_BLOCK, "image block": Feature.IMAGE_BLOCK}


def compare(context: Context, old: Placed, new: Placed) -> None:
    """Tell what changed in an item, its place apart."""
    a, b = old.item, new.item
    _kind(context, new.where, a, b)
    if context.names and old.name and new.name:
        context.value(new.where, "id", old.name, new.name, "other")
    block = isinstance(b, TextBlock | ImageBlock)
    noun = item_noun(b) if block else "prompt"
    if isinstance(a, Question) and isinstance(b, Question):
        context.points(new.where, "points", a.points, b.points, "mark", Feature.POINTS)
        if a.title != b.title and not context.found.bends.name(a.title, b.title):
            context.found.add("renamed", new.where, "title", a.title, b.title, "student")
    context.text(new.where, noun, old.text, new.text, "student", own=block)
    _inside(context, old, new)
    if isinstance(a, Question) and isinstance(b, Question):
        _around(context, new.where, a, b)


def _inside(context: Context, old: Placed, new: Placed) -> None:
    """Tell what changed in what only such items have; others share no more than their text."""
    a, b = old.item, new.item
    if isinstance(b, Question):
        if isinstance(a, Question):
            _answer(context, old, new, a, b)
    elif not isinstance(a, Question):
        _block(context, new.where, a, b)


def _answer(context: Context, old: Placed, new: Placed, a: Question, b: Question) -> None:
    before = a.answer
    match b.answer:
        case Choice() as answer:
            if isinstance(before, Choice):
                choices.compare(context, old, new, narrowed(a, before), narrowed(b, answer))
        case Written() as answer:
            if isinstance(before, Written):
                rubrics.compare(context, old, new, narrowed(a, before), narrowed(b, answer))
        case _:
            assert_never(b.answer)


def kind_impact(old: Item, new: Item) -> Impact:
    """What another kind of item does; only blocks, and only written questions, earn the same."""
    if isinstance(old, Question) and isinstance(new, Question):
        same = is_by_hand(old) and is_by_hand(new)
    else:
        same = not isinstance(old, Question) and not isinstance(new, Question)
    return "student" if same else "mark"


def _kind(context: Context, where: str, a: Item, b: Item) -> None:
    old, new = kind_of(a), kind_of(b)
    feature = None
    if isinstance(a, TextBlock | ImageBlock) and isinstance(b, TextBlock | ImageBlock):
        feature = Feature.IMAGE_BLOCK  # a picture that became a text with a picture in it
    elif {old, new} == {"open", "free formatted"}:
        feature = Feature.FREE_FORMATTED
    if old != new:
        impact = kind_impact(a, b)
        context.found.add("changed", where, "kind", old, new, impact, feature=feature, gone=True)


def _block(
    context: Context, where: str, a: TextBlock | ImageBlock, b: TextBlock | ImageBlock
) -> None:
    words, states = ("shown once", "repeated"), (a.repeat, b.repeat)
    context.switch(where, "repetition", words, states, "student", Feature.REPEAT)
    if isinstance(a, ImageBlock) and isinstance(b, ImageBlock):
        rubrics.space(context, where, "height", a.space, b.space)


def _around(context: Context, where: str, a: Question, b: Question) -> None:
    """Tell what changed around a question: feedback, model answer, notes, tags."""
    written = is_by_hand(b)
    for what, old, new, by_result in _feedback(a.feedback, b.feedback):
        partly = by_result and written
        feature = Feature.FEEDBACK
        context.text(where, what, old, new, "student", feature=feature, partly=partly)
    context.text(where, "model answer", a.solution, b.solution, "student", feature=Feature.SOLUTION)
    if not _absorbed(context, a, b):
        context.text(
            where,
            "notes for graders",
            a.notes,
            b.notes,
            "other",
            feature=Feature.NOTES,
            partly=not written,
        )
    context.tags(where, a.tags, b.tags)


def _feedback(old: Feedback, new: Feedback) -> Iterator[tuple[str, Blocks, Blocks, bool]]:
    """Yield the feedback texts: what each is called, both of it, and whether it is by result."""
    yield "feedback", old.general, new.general, False
    yield "feedback for full marks", old.correct, new.correct, True
    yield "feedback for less than full marks", old.incorrect, new.incorrect, True


def _absorbed(context: Context, a: Question, b: Question) -> bool:
    """Whether the notes may hold what the target has no other place for: rubric, model answer."""
    bends = context.found.bends
    if bool(a.solution) != bool(b.solution) and not bends.keeps(Feature.SOLUTION):
        return True
    made = [rubric for rubric in map(rubric_of, (a, b)) if rubric is not None]
    return len(made) == 1 and not bends.keeps(rubrics.feature_of(made[0]))
