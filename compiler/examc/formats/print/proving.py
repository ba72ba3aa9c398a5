"""Whether a version of a print marks as its source does, by responses that are marked in both.

Who is given the version, and answers as somebody who is given the source, picks what stands at other
places: the lists of places of the version say at which. Both read the same words there, and both
must earn the same.
"""

from collections.abc import Hashable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias, assert_never

from examc.core.answers import (
    Answer,
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Option,
    Ordering,
    Program,
    ShortAnswer,
    TrueFalse,
    Upload,
    Written,
)
from examc.core.enumeration import cover
from examc.core.model import Exam, Exercise, Question, questions
from examc.core.responses import Awarded, Filled, Response, choose, filled, picked
from examc.core.rubrics import Rubric, rubric_parts
from examc.core.scoring import mark
from examc.formats.print.draws import Draw, Order, Shown

Words: TypeAlias = tuple[Hashable, ...]
"""What stands at places that a response can name, in their order, with the ticks of the key."""


def marks_alike(exam: Exam, made: Exam, version: Draw) -> bool:
    """Whether all questions of the exam made for a version mark as those of the source do."""
    asked = tuple(questions(made))
    if len(asked) != len(version.questions):
        return False
    for place, exercise in enumerate(exam.exercises):
        if not _is_whole(exercise, [o.item for o in version.questions if o.exercise == place]):
            return False
    for question, one in zip(asked, version.questions, strict=True):
        source = exam.exercises[one.exercise].items[one.item]
        if not isinstance(source, Question) or not _is_alike(source, question, one):
            return False
    return True


def _is_whole(exercise: Exercise, shown: Sequence[int]) -> bool:
    """Whether all questions of an exercise are shown, once; of a pool so many as are drawn of it."""
    asked = {at: one for at, one in enumerate(exercise.items) if isinstance(one, Question)}
    if len(set(shown)) < len(shown) or not set(shown) <= asked.keys():
        return False
    if exercise.pick is None or exercise.pick >= len(asked):
        return len(shown) == len(asked)
    always = {at for at, question in asked.items() if question.always}
    return len(shown) == exercise.pick and always <= set(shown)


def _is_alike(source: Question, made: Question, one: Shown) -> bool:
    groups = _groups(source.answer)
    orders = _orders(source.answer, one)
    if (made.prompt, made.points) != (source.prompt, source.points):
        return False
    if not _are_permutations(source.answer, one, groups, orders):
        return False
    moved = [
        words if order is None else tuple([words[place] for place in order])
        for words, order in zip(groups, orders, strict=True)
    ]
    if _groups(made.answer) != moved:
        return False
    back = [None if order is None else _inverse(order) for order in orders]
    there = ((one, _given(one, source.answer, back)) for one in _tried(source))
    here = ((_given(one, made.answer, orders), one) for one in _tried(made))
    return all(mark(source, one) == mark(made, other) for one, other in chain(there, here))


def _inverse(order: Order) -> Order:
    places = [0] * len(order)
    for at, place in enumerate(order):
        places[place] = at
    return tuple(places)


def _are_permutations(
    answer: Answer, one: Shown, groups: Sequence[Words], orders: Sequence[Order | None]
) -> bool:
    """Whether each list of a version has every place once: of what moves, and of what is lettered."""
    sizes = [
        (order, len(words))
        for words, order in zip(groups, orders, strict=True)
        if order is not None
    ]
    if isinstance(answer, Matching | Ordering):
        sizes.append((one.lines, len(groups[-1])))
    return all(sorted(order) == list(range(size)) for order, size in sizes)


def _groups(answer: Answer) -> list[Words]:
    """What is read at the places of an answer, group by group of those that are named alike."""
    match answer:
        case Choice(options=options):
            return [_options(options)]
        case TrueFalse(options=options):
            return [tuple([option.correct for option in options])]
        case FillIn(gaps=gaps):
            return [_options(g.key.options) if isinstance(g.key, Choice) else () for g in gaps]
        case Matching(pairs=pairs):
            return [tuple([pair.left for pair in pairs]), answer.rights]
        case Ordering(items=items):
            return [tuple([item.text for item in items])]
        case Matrix(rows=rows, columns=columns):
            return [tuple([row.text for row in rows]), tuple([one.text for one in columns])]
        case Written(rubric=rubric) | Upload(rubric=rubric) | Program(rubric=rubric):
            return [tuple([line.text for line in rubric_parts(rubric)])]
        case Numeric() | ShortAnswer():
            return []
        case _:
            assert_never(answer)


def _options(options: Sequence[Option]) -> Words:
    return tuple([(option.text, option.correct) for option in options])


def _orders(answer: Answer, one: Shown) -> list[Order | None]:
    """The order of each group in a version; None for one that stays as it is."""
    match answer:
        case Choice():
            return [one.options]
        case FillIn(gaps=gaps):
            orders = dict(one.gaps)
            return [orders.get(g.id, ()) if isinstance(g.key, Choice) else None for g in gaps]
        case TrueFalse() | Matching() | Ordering() | Matrix() | Numeric() | ShortAnswer():
            return [None] * len(_groups(answer))
        case Written() | Upload() | Program():
            return [None]
        case _:
            assert_never(answer)


def _given(
    response: Response | None, answer: Answer, places: Sequence[Order | None]
) -> Response | None:
    """A response in which what stood at a place stands at `places[place]` of its group."""
    match answer:
        case Choice():
            return _chosen(response, places[0])
        case FillIn() if isinstance(response, Filled):
            return filled(map(_chosen, response.parts, places))
        case _:
            return response


def _chosen(response: Response | None, places: Order | None) -> Response | None:
    return response if places is None else choose(places[place] for place in picked(response))


def _tried(question: Question) -> Iterator[Response | None]:
    """Yield the responses to mark: of what a person marks, what that person may award."""
    match question.answer:
        case Written(rubric=rubric) | Upload(rubric=rubric) | Program(rubric=rubric):
            yield from _awards(rubric)
        case Choice() | TrueFalse() | Numeric() | ShortAnswer() | FillIn():
            yield from cover(question)
        case Matching() | Ordering() | Matrix():
            yield from cover(question)
        case _:
            assert_never(question.answer)


def _awards(rubric: Rubric | None) -> Iterator[Response | None]:
    lines = range(len(rubric_parts(rubric)))
    yield None
    yield from (Awarded(frozenset({line})) for line in lines)
    yield Awarded(frozenset(lines))
