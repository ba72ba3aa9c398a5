"""What one version of an exam shows: which questions, and in which order they and their parts stand.

A draw is a list of places alone, seeded by the exam's id and the letter of the version; `applied`
makes the exam of it; `proving` holds that against the source.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar, assert_never

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Gap,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.content import Blocks, plain
from examc.core.model import Exam, Exercise, Item, Question
from examc.core.records import Record, replace

T = TypeVar("T")
Order = tuple[int, ...]
"""Places in the source, from 0, in the order in which they are shown."""


class Shown(Record, frozen=True):
    """A question of a version: where it stands in the source, and the order of its parts.

    `options` are those of a choice, `gaps` those of each gap with a drop-down, by its id. `lines`
    are the right sides of a matching or the items of an ordering, which have no order in a scheme.
    """

    exercise: int
    item: int
    options: Order = ()
    gaps: tuple[tuple[str, Order], ...] = ()
    lines: Order = ()


class Draw(Record, frozen=True):
    """A version: its letter, and the items of each exercise in order."""

    letter: str
    items: tuple[tuple[int, ...], ...]
    questions: tuple[Shown, ...]


def draw(exam: Exam, letter: str, *, shuffled: bool) -> Draw:
    """The version of a letter; what may change its order does so where it is `shuffled`."""
    seed = f"{exam.id or exam.title}\n{letter}"
    items = tuple(
        _items(exercise, f"{seed}\n{place}", shuffled=shuffled)
        for place, exercise in enumerate(exam.exercises)
    )
    questions = []
    for at, exercise in enumerate(exam.exercises):
        for place in items[at]:
            item = exercise.items[place]
            if isinstance(item, Question):
                questions.append(_shown(at, place, item, f"{seed}\n{item.id}", shuffled=shuffled))
    return Draw(letter, items, tuple(questions))


def applied(exam: Exam, version: Draw) -> Exam:
    """The exam as a version shows it."""
    shown = {(one.exercise, one.item): one for one in version.questions}
    exercises = []
    for at, exercise in enumerate(exam.exercises):
        items: list[Item] = []
        for place in version.items[at]:
            item = exercise.items[place]
            one = shown.get((at, place))
            items.append(_arranged(item, one) if isinstance(item, Question) and one else item)
        exercises.append(replace(exercise, items=tuple(items)))
    return replace(exam, exercises=tuple(exercises))


def _items(exercise: Exercise, seed: str, *, shuffled: bool) -> tuple[int, ...]:
    """The items of an exercise that are shown: of a pool so many questions as are drawn, in order."""
    places = list(range(len(exercise.items)))
    asked = [p for p in places if isinstance(exercise.items[p], Question)]
    if exercise.pick is not None:
        always = [p for p in asked if _question(exercise, p).always]
        others = [p for p in _mixed(asked, seed + "\npick") if p not in always]
        drawn = {*always, *others[: max(exercise.pick - len(always), 0)]}
        places = [p for p in places if p not in asked or p in drawn]
    if not (shuffled and exercise.shuffle):
        return tuple(places)
    moved = list(places)
    for run in _runs(exercise, places):
        for at, place in zip(run, _mixed([places[at] for at in run], seed), strict=True):
            moved[at] = place
    return tuple(moved)


def _runs(exercise: Exercise, places: Sequence[int]) -> list[list[int]]:
    """Where questions stand that may change places: none moves past a block or from a fixed place."""
    runs: list[list[int]] = [[]]
    for at, place in enumerate(places):
        item = exercise.items[place]
        if not isinstance(item, Question):
            runs.append([])
        elif not item.fixed:
            runs[-1].append(at)
    return runs


def _question(exercise: Exercise, place: int) -> Question:
    item = exercise.items[place]
    assert isinstance(item, Question)
    return item


def _shown(at: int, place: int, question: Question, seed: str, *, shuffled: bool) -> Shown:
    match question.answer:
        case Choice() as choice:
            options = _options(choice, seed, shuffled=shuffled)
            return Shown(at, place, options=options)
        case FillIn(gaps=gaps):
            orders = [
                (gap.id, _options(gap.key, f"{seed}\n{gap.id}", shuffled=shuffled))
                for gap in gaps
                if isinstance(gap.key, Choice)
            ]
            return Shown(at, place, gaps=tuple(orders))
        case Matching() as matching:
            return Shown(at, place, lines=_hidden(matching.rights, seed))
        case Ordering() as ordering:
            return Shown(at, place, lines=_hidden([one.text for one in ordering.items], seed))
        case TrueFalse() | Numeric() | ShortAnswer() | Matrix() | Written() | Upload() | Program():
            return Shown(at, place)
        case _:
            assert_never(question.answer)


def _options(choice: Choice, seed: str, *, shuffled: bool) -> Order:
    """The options of a choice in the order of a version; fixed ones keep their places."""
    order = list(range(len(choice.options)))
    if shuffled and choice.shuffle:
        free = [place for place in order if not choice.options[place].fixed]
        for place, moved in zip(free, _mixed(free, seed), strict=True):
            order[place] = moved
    return tuple(order)


def _hidden(lines: Sequence[Blocks], seed: str) -> Order:
    """An order of lines that does not tell in which one the source has them.

    It hangs on what the lines say, so that it is the same whatever their order in the source is;
    it may be that order by chance, as any other.
    """
    texts = [plain(line) for line in lines]
    return tuple(sorted(range(len(texts)), key=lambda place: (_digest(seed, texts[place]), place)))


def _mixed(places: Sequence[int], seed: str) -> list[int]:
    return sorted(places, key=lambda place: _digest(seed, str(place)))


def _digest(seed: str, text: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{text}".encode()).digest()


def _ordered(parts: tuple[T, ...], order: Order) -> tuple[T, ...]:
    return tuple(parts[place] for place in order)


def _arranged(question: Question, one: Shown) -> Question:
    return replace(question, answer=_of(question.answer, one))


def _of(answer: Answer, one: Shown) -> Answer:
    """An answer with its options in the order of a version."""
    match answer:
        case Choice():
            return replace(answer, options=_ordered(answer.options, one.options))
        case FillIn():
            orders = dict(one.gaps)
            return replace(answer, gaps=tuple(_of_gap(gap, orders) for gap in answer.gaps))
        case TrueFalse() | Numeric() | ShortAnswer() | Matching() | Ordering() | Matrix():
            return answer
        case Written() | Upload() | Program():
            return answer
        case _:
            assert_never(answer)


def _of_gap(gap: Gap, orders: dict[str, Order]) -> Gap:
    if not isinstance(gap.key, Choice):
        return gap
    key = gap.key
    return replace(gap, key=replace(key, options=_ordered(key.options, orders[gap.id])))
