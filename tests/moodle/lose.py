"""What remains of an exam in Moodle XML, by the losses that its writer reported, and by no others.

Each code of a loss has one rule here. What the rule needs to know (the value that was written) it
takes from the message, at the place in the exam that the diagnostic names.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from examc.core.answers import Choice, Option, Rule, Scoring, Written
from examc.core.diagnostics import Diagnostic
from examc.core.model import (
    A,
    ChoiceQuestion,
    Exam,
    Exercise,
    Feedback,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    WrittenQuestion,
    item_noun,
    narrowed,
)
from examc.core.records import replace
from examc.formats.moodle import graders
from examc.systems.moodle import grid, labels, limits

READ_ALL_THE_SAME = {"X302", "X308", "X322", "X323", "X346", "X372"}
"""What Moodle bends and a reader of the file has back: date and duration, the order of questions,
rubrics, and formulas that stay LaTeX."""

Lost = dict[tuple[str, str], list[str]]
"""The messages of losses, by code and place."""

_Node = TypeVar("_Node", Exercise, Item)


def lose(exam: Exam, losses: Iterable[Diagnostic]) -> Exam:
    """The exam that a reader finds in the file, if exactly these losses were reported."""
    lost: Lost = {}
    for loss in losses:
        lost.setdefault((loss.code, loss.where), []).append(loss.message)
    exercises = tuple(
        _exercise(exercise, f"exercise {number}", lost)
        for number, exercise in enumerate(exam.exercises, 1)
    )
    unused = {code for code, _ in lost} - READ_ALL_THE_SAME
    assert not unused, f"there is no rule for {unused}, or none at its place: {lost}"
    return replace(exam, exercises=exercises)


def _take(code: str, where: str, lost: Lost) -> list[str]:
    """The messages of a loss at a place; each is used once."""
    return lost.pop((code, where), [])


def _value(message: str, pattern: str) -> str:
    found = re.search(pattern, message)
    assert found is not None, message
    return found[1]


def _exercise(exercise: Exercise, where: str, lost: Lost) -> Exercise:
    exercise = _with_id(exercise, where, lost)
    counts: dict[str, int] = {}
    items: list[Item] = []
    for item in exercise.items:
        noun = item_noun(item)
        counts[noun] = counts.get(noun, 0) + 1
        items.append(_item(item, f"{where} › {noun} {counts[noun]}", lost))
    return replace(exercise, items=tuple(items))


def _with_id(node: _Node, where: str, lost: Lost) -> _Node:
    for message in _take("X329", where, lost):
        node = replace(node, id=_value(message, r"'([^']*)' is written$"))
    return node


def _item(item: Item, where: str, lost: Lost) -> Item:
    item = _with_id(item, where, lost)
    match item:
        case TextBlock():
            return item
        case ImageBlock():
            return replace(item, space=None) if _take("X326", where, lost) else item
        case Question():
            return _question(item, where, lost)


def _question(question: Question, where: str, lost: Lost) -> Question:
    match question.answer:
        case Choice() as choice:
            return _choice(narrowed(question, choice), where, lost)
        case Written(free=True) as written:
            made = replace(narrowed(question, written), answer=replace(written, free=False))
            return _open(made, where, lost) if _take("X333", where, lost) else question
        case Written() as written:
            return _open(narrowed(question, written), where, lost)
        case _:
            raise AssertionError("no rule for this kind")


def _open(question: WrittenQuestion, where: str, lost: Lost) -> WrittenQuestion:
    _take("X321", where, lost)  # graders see it all the same
    for message in _take("X326", where, lost):
        lines = int(_value(message, r"to (\d+) lines$"))
        answer = replace(question.answer, space=graders.space(lines))
        question = replace(question, answer=answer)
    return _asked(question, where, lost)


def _asked(question: Question[A], where: str, lost: Lost) -> Question[A]:
    for message in _take("X315", where, lost):
        question = replace(question, points=Fraction(_value(message, r"becomes (\S+)$")))
    if _take("X334", where, lost):
        title = labels.cut(labels.readable(question.title), limits.LONGEST_NAME - len("01.01 "))
        question = replace(question, title="" if title == labels.label(question.prompt) else title)
    if _take("X304", where, lost):
        found: dict[str, str] = {}
        for tag in map(labels.tag, question.tags):
            found.setdefault(tag.lower(), tag)
        question = replace(question, tags=tuple(tag for tag in found.values() if tag))
    return question


# -- choice questions -----------------------------------------------------------------------------


def _choice(question: ChoiceQuestion, where: str, lost: Lost) -> ChoiceQuestion:
    if _take("X321", where, lost):
        question = replace(question, feedback=Feedback(question.feedback.general))
    if _take("X325", where, lost):
        question = replace(question, notes=())
    if _take("X327", where, lost):
        question = replace(question, answer=replace(question.answer, shuffle=False))
    _take("X310", where, lost)  # that nothing can be rewarded changes no value
    old = question.points
    question = _asked(question, where, lost)
    if question.answer.scoring.rule is Rule.ALL_OR_NOTHING and _take("X313", where, lost):
        question = _without_rule(question, old)
    options = tuple(
        _option(option, f"{where} › option {number}", lost)
        for number, option in enumerate(question.answer.options, 1)
    )
    if old and question.answer.scoring.rule is Rule.SUM:
        ratio = question.points / old  # a weight is a share of the points, and follows them
        options = tuple(replace(option, points=option.points * ratio) for option in options)
    return _bounds(
        replace(question, answer=replace(question.answer, options=options)), old, where, lost
    )


def _without_rule(question: ChoiceQuestion, old: Fraction) -> ChoiceQuestion:
    """All-or-nothing as the nearest that Moodle has: any wrong option takes all away."""
    scoring = replace(question.answer.scoring, rule=Rule.SUM)
    question = replace(question, answer=replace(question.answer, scoring=scoring))
    if not question.answer.many:
        return question
    right = sum(option.correct for option in question.answer.options)
    share = grid.nearest(Fraction(1, right)) if right else Fraction(0)
    wrong = -old if right else Fraction(0)
    return replace(
        question,
        answer=replace(
            question.answer,
            options=tuple(
                replace(option, points=share * old if option.correct else wrong)
                for option in question.answer.options
            ),
        ),
    )


def _option(option: Option, where: str, lost: Lost) -> Option:
    for message in _take("X310", where, lost):
        written = _value(message, r": (\S+) \(\S+%\) is written")
        option = replace(option, points=Fraction(written))
    for message in _take("X314", where, lost):
        option = replace(option, correct="as right" in message)
    return option


def _bounds(question: ChoiceQuestion, old: Fraction, where: str, lost: Lost) -> ChoiceQuestion:
    """The bounds that Moodle has of its own, where others are lost."""
    scoring = question.answer.scoring
    cap = question.points if scoring.cap == old else scoring.cap
    floor = scoring.floor
    if _take("X312", where, lost):
        cap = question.points
    if _take("X311", where, lost):
        single = not question.answer.many
        below = single and any(option.points < 0 for option in question.answer.options)
        floor = None if below else Fraction(0)
    return replace(
        question, answer=replace(question.answer, scoring=Scoring(scoring.rule, floor, cap))
    )
