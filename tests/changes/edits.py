"""Edits of an exam by the place of a node, and the two exams of this project as material."""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from examc.core.answers import Answer, Choice, Option, Written
from examc.core.content import Blocks, Paragraph, Text
from examc.core.model import (
    Exam,
    Exercise,
    Item,
    Node,
    Question,
    derived_exercise_id,
    derived_item_id,
)
from examc.core.records import replace
from examc.core.rubrics import Criteria, Criterion, Level, Levels
from examc.core.walking import walk
from support import ROOT, read_text, revised

Nodes = list[Any]
Files = dict[str, bytes]


@cache
def loaded(name: str) -> tuple[Exam, Files]:
    """An exam of `sources/`, with its images; of the tour its first two exercises.

    What can be edited in them is listed; the tour's other kinds have edits of their own.
    """
    folder = ROOT / "sources" / name
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    exam, images, report = read_text(files["exam.md"], files)
    assert exam is not None
    assert not report.failed
    if name == "tour":
        kept = exam.exercises[:2]
        exam = replace(exam, exercises=kept, points=Fraction(20), duration=90)
    return exam, images


def said(text: str) -> Blocks:
    """A paragraph."""
    return (Paragraph((Text(text),)),)


def node_at(exam: Exam, where: str) -> Any:
    """The node at a place."""
    return dict(walk(exam))[where]


def edited(exam: Exam, where: str, **fields: Any) -> Exam:
    """The exam with other fields in the node at a place."""
    target = node_at(exam, where)
    return _mapped(exam, lambda row: [revised(n, **fields) if n is target else n for n in row])


def removed(exam: Exam, where: str) -> Exam:
    """The exam without the node at a place; ids that follow from places are derived again."""
    target = node_at(exam, where)
    return renumbered(exam, _mapped(exam, lambda row: [n for n in row if n is not target]))


def inserted(exam: Exam, where: str, node: Node) -> Exam:
    """The exam with a node before the one at a place."""
    target = node_at(exam, where)
    make: Callable[[Nodes], Nodes] = lambda row: [
        m for n in row for m in ([node, n] if n is target else [n])
    ]
    return renumbered(exam, _mapped(exam, make))


def moved(exam: Exam, where: str, before: str) -> Exam:
    """The exam with the node at a place moved before the node at another place."""
    node, target = node_at(exam, where), node_at(exam, before)
    make: Callable[[Nodes], Nodes] = lambda row: [
        m for n in row if n is not node for m in ([node, n] if n is target else [n])
    ]
    return renumbered(exam, _mapped(exam, make))


def anonymous(exam: Exam) -> Exam:
    """The exam as if its author had given no ids to exercises, items and parts."""
    exercises = tuple(
        replace(exercise, id=derived_exercise_id(number))
        for number, exercise in enumerate(exam.exercises, 1)
    )
    bare = replace(exam, exercises=exercises)
    bare = _mapped(bare, lambda row: [_without_id(node) for node in row])
    return replace(
        bare,
        exercises=tuple(
            replace(
                exercise,
                items=tuple(
                    replace(item, id=derived_item_id(exercise.id, place))
                    for place, item in enumerate(exercise.items, 1)
                ),
            )
            for exercise in bare.exercises
        ),
    )


def renumbered(before: Exam, exam: Exam) -> Exam:
    """The exam with those ids derived again that followed from a place in the exam before."""
    own = "|".join(re.escape(exercise.id) for exercise in before.exercises)
    derived = re.compile(rf"(?:{own})-[0-9]+")
    exercises: list[Exercise] = []
    for number, exercise in enumerate(exam.exercises, 1):
        is_derived = re.fullmatch(r"e[0-9]+", exercise.id)
        name = derived_exercise_id(number) if is_derived else exercise.id
        items = tuple(
            replace(item, id=derived_item_id(name, place)) if derived.fullmatch(item.id) else item
            for place, item in enumerate(exercise.items, 1)
        )
        exercises.append(replace(exercise, id=name, items=items))
    return replace(exam, exercises=tuple(exercises))


def _without_id(node: Any) -> Any:
    return replace(node, id="") if isinstance(node, Option | Criterion | Level) else node


def _mapped(exam: Exam, make: Callable[[Nodes], Nodes]) -> Exam:
    """The exam with every row of nodes (exercises, items, options, …) made anew, outermost first."""
    exam = make([exam])[0]
    exercises = []
    for exercise in make(list(exam.exercises)):
        items = tuple(_item(item, make) for item in make(list(exercise.items)))
        exercises.append(exercise if items == exercise.items else replace(exercise, items=items))
    return replace(exam, exercises=tuple(exercises))


def _item(item: Item, make: Callable[[Nodes], Nodes]) -> Item:
    match item:
        case Question():
            answer = _answer(item.answer, make)
            return item if answer is item.answer else replace(item, answer=answer)
        case _:
            return item


def _answer(answer: Answer, make: Callable[[Nodes], Nodes]) -> Answer:
    match answer:
        case Choice():
            options = tuple(make(list(answer.options)))
            return answer if _same(options, answer.options) else replace(answer, options=options)
        case Written(rubric=Criteria(criteria)):
            made = tuple(make(list(criteria)))
            return answer if _same(made, criteria) else replace(answer, rubric=Criteria(made))
        case Written(rubric=Levels(levels)):
            made = tuple(make(list(levels)))
            return answer if _same(made, levels) else replace(answer, rubric=Levels(made))
        case _:
            return answer


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
