"""Our own package is read back up to exactly the losses that were reported."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

import strategies
from canvas.support import build, import_zip, write_exam
from examc.core.answers import Choice, Option, Rule, Scoring, Written
from examc.core.diagnostics import Diagnostic
from examc.core.features import Feature, Hold
from examc.core.model import (
    ChoiceQuestion,
    Course,
    Exam,
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    narrowed,
)
from examc.core.records import replace
from examc.formats.canvas.holds import STATEMENT
from examc.formats.canvas.points import number
from examc.formats.options import Options
from examc.systems.newquizzes.marks import NAME as NEW_QUIZZES
from support import DOT_PNG, exam_of

MARKS = {"X310", "X311", "X312", "X313", "X315"}
"""Codes after which a question has nothing but what Canvas and New Quizzes know."""


class Expected:
    """What remains of an exam after the losses that were said."""

    def __init__(self, exam: Exam, said: list[Diagnostic]) -> None:
        self.exam = exam
        self.said = {(d.code, d.where) for d in said if d.system != NEW_QUIZZES}
        lost = {f for f in Feature if STATEMENT[f].hold in (Hold.LOST, Hold.BENT)}
        always = {
            "COURSE",
            "DESCRIPTION",
            "TAGS",
            "BANK",
            "UPDATED",
            "STATED_POINTS",
            "CRITERIA",
            "LEVELS",
        }
        always |= {"SOLUTION", "NOTES", "SPACE", "FIXED_OPTION", "PART_ID", "REPEAT"}
        always |= {"FIXED_QUESTION", "FILES", "START"}
        assert {f.name for f in lost} == always | {"FREE_FORMATTED"}

    def of_exam(self) -> Exam:
        """The exam."""
        exam = self.exam
        return replace(
            exam,
            exercises=tuple(self.exercise(e, n) for n, e in enumerate(exam.exercises, 1)),
            course=Course(),
            date="",
            points=None,
            description=(),
            tags=(),
        )

    def exercise(self, exercise: Exercise, number: int) -> Exercise:
        """An exercise."""
        where = f"exercise {number}"
        items: list[Item] = []
        count = 0
        for item in exercise.items:
            if isinstance(item, TextBlock):
                items.append(replace(item, repeat=False))
            elif isinstance(item, ImageBlock):
                items.append(replace(item, repeat=False, space=None))
            else:
                count += 1
                items.append(self.question(item, f"{where} › question {count}"))
        shuffle = exercise.shuffle and ("X308", where) not in self.said
        return replace(
            exercise,
            items=tuple(items),
            points=None,
            bank="",
            updated="",
            tags=(),
            shuffle=shuffle,
        )

    def question(self, question: Question, where: str) -> Question:
        """A question."""
        points = Fraction(number(question.points))
        title = "" if ("X334", where) in self.said else question.title
        left = replace(question, points=points, title=title, solution=(), notes=(), tags=())
        match left.answer:
            case Choice() as choice:
                return self.choice(narrowed(left, choice), where)
            case Written():
                return replace(left, answer=Written())
            case _:
                raise AssertionError(left.answer)

    def choice(self, question: ChoiceQuestion, where: str) -> ChoiceQuestion:
        """A choice question: as it was, or as Canvas marks it."""
        options = tuple(
            self.option(option, f"{where} › option {n}")
            for n, option in enumerate(question.answer.options, 1)
        )
        shuffle = question.answer.shuffle and ("X327", where) not in self.said
        made = replace(question, answer=replace(question.answer, options=options, shuffle=shuffle))
        if not any((code, where) in self.said for code in MARKS):
            return made
        right = sum(option.correct for option in options)
        share = question.points
        wrong = Fraction(0)
        if question.answer.many:
            share /= max(right, 1)
            wrong = -share
        weighed = tuple(replace(o, points=share if o.correct else wrong) for o in options)
        rule = question.answer.scoring.rule if question.answer.many else Rule.SUM
        scoring = Scoring(rule, cap=question.points)
        return replace(made, answer=replace(made.answer, options=weighed, scoring=scoring))

    def option(self, option: Option, where: str) -> Option:
        """An option: what is checked is what is shown as right."""
        shown = option.correct != (("X314", where) in self.said)
        return replace(option, correct=shown, id="", fixed=False)


@pytest.mark.law
@given(strategies.exams())
def test_reading_gives_the_exam_but_for_what_was_said(exam: Exam) -> None:
    built = write_exam(exam, strategies.files_of(exam))
    again, files, report = import_zip(built.data)
    assert report.diagnostics == []
    expected = Expected(exam, built.diagnostics).of_exam()
    assert again == expected
    assert files == strategies.files_of(expected)


@pytest.mark.law
@given(strategies.exams())
def test_a_second_writing_gives_the_same_bytes(exam: Exam) -> None:
    built = write_exam(exam, strategies.files_of(exam))
    again, files, _ = import_zip(built.data)
    assert again is not None
    rewritten = write_exam(again, files)
    first, second = built.files, rewritten.files
    if exam.id:  # else the identifiers hold a digest of the course, which Canvas does not keep
        assert first == second
    third, files, _ = import_zip(rewritten.data)
    assert third is not None
    assert write_exam(third, files).data == rewritten.data


@settings(max_examples=60)
@given(strategies.exams(1))
def test_mathml_is_read_back_as_the_formula_that_it_was_made_of(exam: Exam) -> None:
    built = write_exam(exam, strategies.files_of(exam), Options(math="mathml"))
    again, _, report = import_zip(built.data)
    assert report.diagnostics == []
    assert again == Expected(exam, built.diagnostics).of_exam()


def test_what_canvas_shows_again_of_our_own_quiz_is_parted_at_its_headings() -> None:
    """Canvas exports a flat quiz, without sections: the headings are all that parts it."""
    built = build(
        "# One {#a}\n\n## 3 pts · open {#q}\n\nWhy?\n\n# Two {#b}\n\n## 1 pt · open {#r}\n\nHow?\n"
    )
    quiz = next(name for name in built.files if name.endswith("/exam.xml") or "exam." in name)
    text = built.files[quiz.split("/")[0] + f"/{quiz.split('/')[0]}.xml"].decode()
    flat = text.replace("qmd_toolvendor", "qmd_other")
    for ident in ("s_a.", "s_b."):
        start = text.index(f'<section ident="{ident}')
        flat = flat.replace(text[start : text.index(">", start) + 1], "")
    flat = flat.replace("</section>", "", 2)
    from canvas.support import export

    exam, _, _ = import_zip(export({"x/x.xml": flat}))
    assert exam is not None
    assert [exercise.title for exercise in exam.exercises] == ["One", "Two"]
    assert [len(exercise.items) for exercise in exam.exercises] == [1, 1]


def test_an_exam_keeps_its_ids_and_images_by_their_paths() -> None:
    source = (
        "---\ntitle: Resit\nid: resit-2022\n---\n\n# Part {#p}\n\n## 1 pt · open {#a--b}\n\n"
        "![d](b.png) ![e](<images/second dot.png>)\n"
    )
    files = {"b.png": DOT_PNG, "images/second dot.png": DOT_PNG + b"\n"}
    exam = exam_of(source, files)
    again, found, report = import_zip(write_exam(exam, files).data)
    assert again == exam
    assert found == files
    assert report.diagnostics == []
