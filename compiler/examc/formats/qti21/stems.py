"""Which question each block between questions travels with.

QTI 2.1 has no item without an interaction that systems take for a text: Canvas makes an error of
it, and its New Quizzes nothing. So a block stands in the stem of the question after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from examc.core.model import Exercise, ImageBlock, Question, StimulusBlock, TextBlock


@dataclass(frozen=True, slots=True)
class Stem:
    """A question and the blocks that its stem shows: copies of repeated ones, new ones, last ones.

    Copies and new blocks come before the prompt, `after` comes below it.
    """

    question: Question
    copies: tuple[StimulusBlock, ...] = ()
    before: tuple[StimulusBlock, ...] = ()
    after: tuple[StimulusBlock, ...] = ()


def stems(exercise: Exercise) -> list[Stem]:
    """The stems of an exercise in order; none where it has no question.

    Blocks one after another travel together, and those that repeat do so up to the next block.
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
        found[-1] = replace(found[-1], after=tuple(waiting))
    return found


def blocks_after(exercise: Exercise) -> Iterator[StimulusBlock]:
    """Yield the blocks after which an exercise has no question."""
    last = max((i for i, item in enumerate(exercise.items) if not _is_block(item)), default=-1)
    for item in exercise.items[last + 1 :]:
        if isinstance(item, TextBlock | ImageBlock):
            yield item


def _is_block(item: object) -> bool:
    return isinstance(item, TextBlock | ImageBlock)
