"""Versions of a print: what they show, and that all of them mark alike."""

import json
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings

from examc.core.answers import Choice, Ordering
from examc.core.model import Exam, Question, as_choice, questions, total_points
from examc.core.records import replace
from examc.core.responses import choose
from examc.core.scoring import mark
from examc.formats.options import Options
from examc.formats.print.draws import Draw, Shown, applied, draw
from examc.formats.print.proving import marks_alike
from examc.lint import numbered
from examc.lint.phrases import pointers
from examc.verbs import pipeline
from strategies import exams
from support import exam_of

EXAM = """---
title: T
id: t1
shuffle: {shuffle}
---

# Choices {{#a shuffle={order}}}

## text block {{#intro}}

Read this.

## 1 pt · multiple choice {{#one fixed shuffle={shuffle}}}

Which one?

- [x] {{+1}} first
- [ ] {{0}} second
- [ ] {{-1}} third
- [ ] {{0 fixed}} none

## 3 pts · ordering {{#two}}

Put these in order.

### order

1. alpha
2. beta
3. gamma

## 2 pts · matching {{#three}}

Match these.

### pairs

- a → x
- b → y
- → z

## 1 pt · true/false {{#four answer=true}}

So?

# Pool {{#b pick=2 shuffle={order}}}

## 1 pt · true/false {{#always answer=true .always .fixed}}

Yes?

## 1 pt · true/false {{#p answer=true}}

P?

## 1 pt · true/false {{#q answer=false}}

Q?

## 1 pt · true/false {{#r answer=false}}

R?
"""


def _exam(shuffle: str = "options", order: str = "questions") -> Exam:
    return exam_of(EXAM.format(shuffle=shuffle, order=order))


def _printed(exam: Exam, version: Draw) -> Iterator[tuple[Question, Question, Shown]]:
    """Each question of a version, with the one of the source and the list of its places."""
    made = questions(applied(exam, version))
    for question, one in zip(made, version.questions, strict=True):
        source = exam.exercises[one.exercise].items[one.item]
        assert isinstance(source, Question)
        yield question, source, one


@settings(max_examples=60)
@given(exams(largest=3))
def test_all_versions_of_any_exam_mark_alike(exam: Exam) -> None:
    for letter in ("A", "B"):
        version = draw(exam, letter, shuffled=True)
        assert marks_alike(exam, applied(exam, version), version)
        assert total_points(applied(exam, version)) == total_points(exam)
        for question, source, one in _printed(exam, version):
            if (choice := as_choice(question)) is None:
                assert question.points == source.points
                continue
            places = range(min(len(choice.answer.options), 5))
            for chosen in (c for size in (0, 1, 2) for c in combinations(places, size)):
                in_source = [one.options[place] for place in chosen]
                assert mark(question, choose(chosen)) == mark(source, choose(in_source))


def test_pins_and_blocks_stay_and_the_rest_moves() -> None:
    exam = _exam()
    orders = set()
    for letter in "ABCDEFGH":
        version = draw(exam, letter, shuffled=True)
        assert version.items[0][:2] == (0, 1)  # the block, and the question that is pinned
        orders.add((version.items[0], version.questions[0].options))
        assert version.questions[0].options[3] == 3
        assert version.items[1][0] == 0
        assert len(version.items[1]) == 2
    assert len(orders) > 5
    assert len({draw(exam, letter, shuffled=True).items[1] for letter in "ABCDEFGH"}) > 1


def test_nothing_moves_where_the_source_allows_nothing_or_there_are_no_versions() -> None:
    for exam, shuffled in ((_exam("none", "none"), True), (_exam(), False)):
        version = draw(exam, "A", shuffled=shuffled)
        assert version.items[0] == (0, 1, 2, 3, 4)
        assert version.questions[0].options == (0, 1, 2, 3)


def test_what_is_shown_shuffled_does_not_hang_on_the_right_order() -> None:
    exam = _exam()
    question = next(q for q in questions(exam) if isinstance(q.answer, Ordering))
    assert isinstance(question.answer, Ordering)
    other = replace(question, answer=replace(question.answer, items=question.answer.items[::-1]))
    items = tuple(other if item is question else item for item in exam.exercises[0].items)
    turned = replace(exam, exercises=(replace(exam.exercises[0], items=items), exam.exercises[1]))
    seen = []
    for source, asked in ((exam, question), (turned, other)):
        (lines,) = [
            o.lines
            for q, _, o in _printed(source, draw(source, "", shuffled=False))
            if q.id == "two"
        ]
        assert isinstance(asked.answer, Ordering)
        seen.append([asked.answer.items[place].text for place in lines])
    assert seen[0] == seen[1]


def test_the_orders_are_written_as_data() -> None:
    source = EXAM.format(shuffle="options", order="questions").encode()
    built = pipeline.convert("exam.md", source, ["print"], options=Options(versions=2))
    files = built.files["print"]
    assert list(files) == [
        *("exam-A.pdf", "exam-B.pdf", "key-A.pdf", "key-B.pdf", "grading.pdf", "versions.json"),
    ]
    told = json.loads(files["versions.json"])
    exam = _exam()
    for shown, letter in zip(told["versions"], "AB", strict=True):
        version = draw(exam, letter, shuffled=True)
        assert shown["version"] == letter
        assert [one["number"] for one in shown["questions"]] == [1, 2, 3, 4, 5, 6]
        for one, (question, _, places) in zip(
            shown["questions"], _printed(exam, version), strict=True
        ):
            assert one["id"] == question.id
            if isinstance(question.answer, Choice):
                assert one["options"] == [place + 1 for place in places.options]
    assert told["versions"][0]["pages"] == told["versions"][1]["pages"]


def test_words_that_name_a_question_of_another_number_are_told() -> None:
    lines = [f"## 1 pt · true/false {{#q{n} answer=true}}\n\nIs {n}?\n" for n in range(5)]
    lines[4] = lines[4].replace("Is 4?", "See question 2, questions 9 and 3, and Vraag 1.")
    source = "---\ntitle: T\nshuffle: questions\n---\n\n# A {#a}\n\n" + "\n".join(lines)
    reading = pipeline.read("exam.md", source.encode())
    assert reading.exam is not None
    draws = [draw(reading.exam, letter, shuffled=True) for letter in "AB"]
    shown = [[one.item for one in version.questions] for version in draws]
    built = pipeline.build(reading, ["print"], Options(versions=2)).diagnostics
    told = {one.message.split("'")[1]: one for one in built if one.code == "X398"}
    for words, place in (("question 2", 1), ("Vraag 1", 0), ("3", 2)):
        now = [order.index(place) + 1 for order in shown]
        assert (words in told) is (now != [place + 1] * 2)
        if now[0] != now[1]:
            assert f"question {now[0]} in version A, and question {now[1]}" in told[words].message
    assert told.keys() <= {"question 2", "Vraag 1", "3"}
    assert told["question 2"].span is not None
    usual = pipeline.build(reading, ["print"]).diagnostics
    assert "X398" not in {one.code for one in usual}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("question 3", [("question 3", 3, False)]),
        ("Questions 2 and 3", [("Questions 2", 2, False), ("3", 3, False)]),
        ("vragen 2, 3 en 4", [("vragen 2", 2, False), ("3", 3, False), ("4", 4, False)]),
        ("Fragen 2–4", [("Fragen 2", 2, False), ("4", 4, False)]),
        ("pregunta 12", [("pregunta 12", 12, False)]),
        ("exercise 3", [("exercise 3", 3, True)]),
        ("opgave 3", [("opgave 3", 3, True)]),
        ("Aufgaben 3 und 5", [("Aufgaben 3", 3, True), ("5", 5, True)]),
        ("Übung 3", [("Übung 3", 3, True)]),
        ("exercice 3", [("exercice 3", 3, True)]),
        ("problèmes 3 et 4", [("problèmes 3", 3, True), ("4", 4, True)]),
        ("ejercicio 3", [("ejercicio 3", 3, True)]),
        ("question 2, 3.5 times", [("question 2", 2, False)]),
        ("part 3", []),
        ("question b", []),
        ("fragen 2 Personen", []),
        ("vragen 2 mensen", []),
        ("2 questions", []),
    ],
)
def test_numbers_of_questions_are_found_in_five_languages(
    words: str, found: list[tuple[str, int, bool]]
) -> None:
    """What the linter calls a pointer at a question, and no other words, may name a number."""
    text = f"So {words}."
    named = [
        (text[one.start : one.end], one.number, one.is_exercise)
        for match in pointers(text)
        if match.lastgroup == "question"
        for one in numbered.named(text, match.start(), match.end())
    ]
    assert named == found


def test_an_exercise_of_that_number_is_what_is_meant() -> None:
    lines = [f"## 1 pt · true/false {{#q{n} answer=true}}\n\nIs {n}?\n" for n in range(5)]
    lines[0] = lines[0].replace("Is 0?", "Siehe Aufgabe 1, Aufgabe 2 und Frage 1.")
    for heads in (["# A {#a}"], ["# A {#a}", "# B {#b}\n\n## 1 pt · open {#o}\n\nWhy?"]):
        source = "---\ntitle: T\nshuffle: questions\n---\n\n" + "\n\n".join(
            [heads[0], *lines, *heads[1:]]
        )
        built = pipeline.convert("exam.md", source.encode(), ["print"], options=Options(versions=3))
        told = {one.message.split("'")[1] for one in built.diagnostics if one.code == "X398"}
        assert "Frage 1" in told
        assert "Aufgabe 1" not in told
        assert ("Aufgabe 2" in told) is (len(heads) == 1)


def test_losses_of_versions_are_told() -> None:
    def codes(shuffle: str, order: str, versions: int) -> list[str]:
        source = EXAM.format(shuffle=shuffle, order=order).encode()
        built = pipeline.convert("exam.md", source, ["print"], options=Options(versions=versions))
        assert built.files
        return [entry.code for entry in built.diagnostics if entry.target]

    assert {"X308", "X327", "X356"} <= set(codes("options", "questions", 0))
    assert not {"X308", "X327", "X391"} & set(codes("options", "questions", 2))
