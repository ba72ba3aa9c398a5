"""Which question each block between questions travels with.

QTI 2.1 has no item without an interaction that systems take for a text: Canvas makes an error of
it, and its New Quizzes nothing. So a block stands in the stem of the question after it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from examc.core.model import Exercise, ImageBlock, Question, StimulusBlock, TextBlock


class Stem(NamedTuple):
    """A question and the blocks that its stem shows: copies of repeated ones, new ones, last ones.

    Copies and new blocks come before the prompt, `after` and copies of `later` blocks below it.
    """

    question: Question
    copies: tuple[StimulusBlock, ...] = ()
    before: tuple[StimulusBlock, ...] = ()
    after: tuple[StimulusBlock, ...] = ()
    later: tuple[StimulusBlock, ...] = ()


def stems(exercise: Exercise) -> list[Stem]:
    """The stems of an exercise in order; none where it has no question.

    Blocks one after another travel together, and those that repeat do so up to the next block. Where
    students get some of the questions only, all of them show every block.
    """
    found: list[Stem] = []
    waiting: list[StimulusBlock] = []
    repeated: tuple[StimulusBlock, ...] = ()
    for item in exercise.items:
        if isinstance(item, TextBlock | ImageBlock):
            waiting.append(item)
            repeated = ()
            continue
        found.append(Stem(item, repeated, tuple(waiting)))
        repeated = (*repeated, *(block for block in waiting if block.repeat))
        waiting = []
    if found and waiting:
        found[-1] = found[-1]._replace(after=tuple(waiting))
    return found if exercise.pick is None else [_with_all(stem, exercise) for stem in found]


def _with_all(stem: Stem, exercise: Exercise) -> Stem:
    """A stem with copies of all blocks of its exercise that it has not itself, in their order."""
    own = {id(block) for block in (*stem.before, *stem.after)}
    place = next(n for n, item in enumerate(exercise.items) if item is stem.question)
    blocks = [
        (n, item)
        for n, item in enumerate(exercise.items)
        if isinstance(item, TextBlock | ImageBlock) and id(item) not in own
    ]
    return stem._replace(
        copies=tuple(block for n, block in blocks if n < place),
        later=tuple(block for n, block in blocks if n > place),
    )


def blocks_after(exercise: Exercise) -> Iterator[StimulusBlock]:
    """Yield the blocks after which an exercise has no question."""
    last = max((i for i, item in enumerate(exercise.items) if not _is_block(item)), default=-1)
    for item in exercise.items[last + 1 :]:
        if isinstance(item, TextBlock | ImageBlock):
            yield item


def _is_block(item: object) -> bool:
    return isinstance(item, TextBlock | ImageBlock)
