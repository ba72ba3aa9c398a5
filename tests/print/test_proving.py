"""The proof that a version marks as its source: every mistake that a version could have is found."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeVar

import pytest

from examc.core.answers import (
    Choice,
    FillIn,
    Matching,
    Matrix,
    Numeric,
    Ordering,
    Rule,
    ShortAnswer,
    TrueFalse,
    Written,
)
from examc.core.keys import Match
from examc.core.model import Exam, Question, questions
from examc.core.records import replace
from examc.core.rubrics import Criteria, Levels
from examc.formats.options import Options
from examc.formats.print import write
from examc.formats.print.draws import Draw, applied, draw
from examc.formats.print.proving import marks_alike
from examc.verbs import pipeline
from support import exam_of

T = TypeVar("T")
SOURCE = """---
title: T
id: t
shuffle: options
scoring:
  floor: none
---

# A {#a shuffle=questions}

## 2 pts · multiple response {#choice}

Which?

- [x] {+1} one
- [x] {+1} two
- [ ] {-1} three
- [ ] {-1} four

## 2 pts · multiple response {#whole rule=all-or-nothing}

Which?

- [x] one
- [x] two
- [ ] three

## 1 pt · true/false {#truth answer=true}

So?

## 1 pt · numeric {#number}

How many?

### answer

- 3.14 ± 0.01

## 1 pt · short answer {#text}

Who?

### answer

- Ada

## 3 pts · fill in {#gaps}

The [[menu]], the [[other]] and the [[word]].

### answer: menu

- [x] {1} a
- [ ] {0} b
- [ ] {0} c

### answer: other

- [x] {1} d
- [ ] {0} e

### answer: word

- {1} Paris

## 2 pts · matching {#pairs}

Match.

### pairs

- {1} a → x
- {1 wrong=-1} b → y
- → z

## 3 pts · ordering {#order}

Order.

### order

1. alpha
2. beta
3. gamma

## 2 pts · matrix {#cells}

Which?

|    | one | two |
| -- | --- | --- |
| r1 | x   |     |
| r2 |     | x   |

## 2 pts · open {#criteria}

Why?

### criteria

- {1} this
- {1} that

## 2 pts · open {#levels}

Why?

### levels

- {2} all
- {1} half

# Pool {#p pick=2}

## 1 pt · true/false {#always answer=true .always}

P?

## 1 pt · true/false {#p1 answer=false}

Q?

## 1 pt · true/false {#p2 answer=false}

R?
"""


@pytest.fixture(scope="module")
def exam() -> Exam:
    return exam_of(SOURCE)


def swapped(parts: Iterable[T]) -> tuple[T, ...]:
    first, second, *rest = parts
    return (second, first, *rest)


def changed(exam: Exam, own: str, change: Callable[[Question], Question]) -> Exam:
    """The exam with one question changed."""
    exercises = []
    for exercise in exam.exercises:
        items = [
            change(one) if isinstance(one, Question) and one.id == own else one
            for one in exercise.items
        ]
        exercises.append(replace(exercise, items=tuple(items)))
    assert tuple(exercises) != exam.exercises, own
    return replace(exam, exercises=tuple(exercises))


def _options_swapped(question: Question) -> Question:
    assert isinstance(question.answer, Choice)
    return replace(
        question, answer=replace(question.answer, options=swapped(question.answer.options))
    )


def _key_swapped(question: Question) -> Question:
    """The texts stay, and what two unlike options earn changes places."""
    answer = question.answer
    assert isinstance(answer, Choice)
    right = next(one for one in answer.options if one.correct)
    wrong = next(one for one in answer.options if not one.correct)
    other = {
        right: replace(right, correct=False, points=wrong.points),
        wrong: replace(wrong, correct=True, points=right.points),
    }
    return replace(
        question, answer=replace(answer, options=tuple(other.get(o, o) for o in answer.options))
    )


def _weight(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Choice)
    heavier = replace(answer.options[0], points=answer.options[0].points + Fraction(1, 3))
    return replace(question, answer=replace(answer, options=(heavier, *answer.options[1:])))


def _rule(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Choice)
    scoring = replace(answer.scoring, rule=Rule.ALL_OR_NOTHING)
    return replace(question, answer=replace(answer, scoring=scoring))


def _floor(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Choice)
    return replace(
        question, answer=replace(answer, scoring=replace(answer.scoring, floor=Fraction(0)))
    )


def _truth(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, TrueFalse)
    true = replace(answer.true, points=answer.false.points)
    false = replace(answer.false, points=answer.true.points)
    return replace(question, answer=replace(answer, true=true, false=false))


def _number(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Numeric)
    wider = replace(answer.accepted[0], low=answer.accepted[0].low - Fraction(1, 1000))
    return replace(question, answer=replace(answer, accepted=(wider,)))


def _text(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, ShortAnswer)
    other = replace(answer.accepted[0], match=Match.CONTAINS)
    return replace(question, answer=replace(answer, accepted=(other,)))


def _gaps_swapped(question: Question) -> Question:
    assert isinstance(question.answer, FillIn)
    return replace(question, answer=replace(question.answer, gaps=swapped(question.answer.gaps)))


def _gap_key(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, FillIn)
    menu = answer.gaps[0]
    assert isinstance(menu.key, Choice)
    better = tuple(replace(one, points=Fraction(1)) for one in menu.key.options)
    gap = replace(menu, key=replace(menu.key, options=better))
    return replace(question, answer=replace(answer, gaps=(gap, *answer.gaps[1:])))


def _typed_gap(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, FillIn)
    word = answer.gaps[-1]
    assert isinstance(word.key, ShortAnswer)
    gap = replace(word, key=replace(word.key, case=True))
    return replace(question, answer=replace(answer, gaps=(*answer.gaps[:-1], gap)))


def _pairs_crossed(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Matching)
    one, two = answer.pairs
    crossed = (replace(one, right=two.right), replace(two, right=one.right))
    return replace(question, answer=replace(answer, pairs=crossed))


def _pair_weight(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Matching)
    one, two = answer.pairs
    return replace(question, answer=replace(answer, pairs=(one, replace(two, wrong=Fraction(0)))))


def _items_swapped(question: Question) -> Question:
    assert isinstance(question.answer, Ordering)
    return replace(question, answer=replace(question.answer, items=swapped(question.answer.items)))


def _cells(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Matrix)
    row = replace(answer.rows[0], cells=swapped(answer.rows[0].cells))
    return replace(question, answer=replace(answer, rows=(row, *answer.rows[1:])))


def _columns_swapped(question: Question) -> Question:
    assert isinstance(question.answer, Matrix)
    return replace(
        question, answer=replace(question.answer, columns=swapped(question.answer.columns))
    )


def _rubric(question: Question) -> Question:
    answer = question.answer
    assert isinstance(answer, Written)
    match answer.rubric:
        case Criteria(criteria):
            first = replace(criteria[0], points=Fraction(1, 2))
            return replace(
                question, answer=replace(answer, rubric=Criteria((first, *criteria[1:])))
            )
        case Levels(levels):
            first_level = replace(levels[0], points=Fraction(1, 2))
            return replace(
                question, answer=replace(answer, rubric=Levels((first_level, *levels[1:])))
            )
        case None:
            raise AssertionError


MISTAKES = [
    ("choice", _options_swapped),
    *[("choice", change) for change in (_key_swapped, _weight, _rule, _floor)],
    *[("whole", change) for change in (_options_swapped, _key_swapped)],
    ("whole", lambda question: replace(question, points=Fraction(3))),
    *[("truth", _truth), ("number", _number), ("text", _text)],
    *[("gaps", change) for change in (_gaps_swapped, _gap_key, _typed_gap)],
    *[("pairs", _pairs_crossed), ("pairs", _pair_weight)],
    *[("order", _items_swapped), ("cells", _cells), ("cells", _columns_swapped)],
    ("order", lambda question: replace(question, points=Fraction(4))),
    *[("criteria", _rubric), ("levels", _rubric)],
]


@pytest.mark.parametrize(("own", "change"), MISTAKES)
def test_a_version_whose_questions_mark_otherwise_is_found(
    exam: Exam, own: str, change: Callable[[Question], Question]
) -> None:
    version = draw(exam, "A", shuffled=True)
    made = applied(exam, version)
    assert marks_alike(exam, made, version)
    assert not marks_alike(exam, changed(made, own, change), version)


def test_lists_of_places_that_are_not_those_of_the_paper_are_found(exam: Exam) -> None:
    version = draw(exam, "A", shuffled=True)
    made = applied(exam, version)
    tried = 0
    for at, one in enumerate(version.questions):
        wrong = []
        if one.options:
            wrong.append(replace(one, options=swapped(one.options)))
            wrong.append(replace(one, options=one.options[:1] * len(one.options)))
        if one.gaps:
            (name, order), *rest = one.gaps
            wrong.append(replace(one, gaps=((name, swapped(order)), *rest)))
            wrong.append(replace(one, gaps=tuple(rest)))
        if one.lines:
            wrong.append(replace(one, lines=one.lines[:1] * len(one.lines)))
        wrong.append(replace(one, item=version.questions[at - 1].item))
        for other in wrong:
            told = [*version.questions[:at], other, *version.questions[at + 1 :]]
            assert not marks_alike(exam, made, replace(version, questions=tuple(told))), other
            tried += 1
    assert tried > 20


def test_a_version_that_lacks_a_question_or_has_one_twice_is_found(exam: Exam) -> None:
    version = draw(exam, "A", shuffled=True)
    short = replace(version, questions=version.questions[:-1])
    assert not marks_alike(exam, applied(exam, version), short)
    for items in (version.items[0][:-1], (*version.items[0][:-1], version.items[0][0])):
        other = replace(version, items=(items, version.items[1]))
        lists = [o for p in items for o in version.questions if (o.exercise, o.item) == (0, p)]
        pool = [o for o in version.questions if o.exercise == 1]
        other = replace(other, questions=(*lists, *pool))
        assert not marks_alike(exam, applied(exam, other), other)
    drawn = next(o for o in version.questions if o.exercise == 1 and o.item != 0)
    rest = tuple(o for o in version.questions if o.exercise == 0)
    without = replace(version, items=(version.items[0], (drawn.item,)), questions=(*rest, drawn))
    assert not marks_alike(exam, applied(exam, without), without)


def test_no_paper_is_printed_of_a_version_that_marks_otherwise(
    exam: Exam, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrongly(exam: Exam, version: Draw) -> Exam:
        return changed(applied(exam, version), "choice", _key_swapped)

    monkeypatch.setattr(write, "applied", wrongly)
    built = pipeline.convert("exam.md", SOURCE.encode(), ["print"], options=Options(versions=2))
    assert [one.code for one in built.diagnostics if one.severity.value == "error"] == ["X381"]
    assert not built.files.get("print")
    assert len(list(questions(exam))) == 14
