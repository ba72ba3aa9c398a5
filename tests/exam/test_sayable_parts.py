"""Parts of questions of other systems that no source can say as they are: written near to it, and told."""

from fractions import Fraction as F

import pytest

from examc.core.answers import Answer, Matching, Matrix, Ordering, Program, Scoring, Upload
from examc.core.content import (
    Blocks,
    BulletList,
    LineBreak,
    Math,
    Paragraph,
    Text,
)
from examc.core.diagnostics import Report
from examc.core.keys import Cell, Label, Pair, Row
from examc.core.model import Exam, Exercise, Question, questions
from examc.formats.exam.proving import proved
from examc.formats.exam.write import SPELLINGS
from support import exam_of


def _text(words: str) -> Blocks:
    return (Paragraph((Text(words),)),)


def _pair(left: Blocks, right: Blocks) -> Pair:
    return Pair(left=left, right=right, points=F(1))


SCORING = Scoring(cap=F(2))
LINES = (
    Paragraph((Text("makes"), LineBreak(), Math("x\ny", display=True))),
    BulletList((_text("ATP"), _text("heat"))),
)
MATCHING = Matching(
    pairs=(_pair(_text("a"), LINES), _pair((), _text("b"))),
    distractors=(Label(text=_text("b")), Label(text=_text("c")), Label(text=_text("c"))),
    scoring=SCORING,
)
YES, NO = Cell(F(1), True), Cell(F(0), False)
TWINS = Matrix(
    columns=(Label(text=_text("yes")), Label(text=_text("yes")), Label(text=())),
    rows=(Row(text=LINES, cells=(YES, NO, NO)), Row(text=_text("b"), cells=(NO, YES, NO))),
    scoring=SCORING,
)
EARNING = Matrix(
    columns=(Label(text=_text("yes")), Label(text=_text("no"))),
    rows=(
        Row(text=_text("a"), cells=(YES, Cell(F(1, 2), False))),
        Row(text=_text("b"), cells=(YES, NO)),
    ),
    several=True,
    scoring=SCORING,
)
CASES: dict[str, tuple[Answer, set[str]]] = {
    "lines, and twins of right sides": (
        MATCHING,
        {
            "pair without a left side: '…' stands for it",
            "right side of several lines stands on one",
            "right sides that look alike stand once",
        },
    ),
    "columns of one name": (
        TWINS,
        {
            "columns that are called alike are numbered",
            "column without a text: '…' stands for it",
            "row of several lines stands on one",
        },
    ),
    "cells that earn points": (EARNING, {"a cell that earns points is a right one"}),
    "an item without a text": (
        Ordering(items=(Label(text=()), Label(text=_text("b")))),
        {"item without a text: '…' stands for it"},
    ),
    "types of files": (
        Upload(types=("image/*", ".pdf")),
        {"types of files that are no endings of names are left out"},
    ),
    "a start with line ends of its own": (Program(start="a\r\nb\n\n", language="C\nsharp"), set()),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("name", CASES)
def test_what_no_source_can_say(name: str, spelling: str) -> None:
    answer, told = CASES[name]
    question = Question(id="q", points=F(2), prompt=_text("What?"), answer=answer)
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))
    report = Report()
    text = proved(exam, {}, spelling, report)
    assert text is not None
    assert {entry.message for entry in report.diagnostics} == told
    (again,) = questions(exam_of(text, name=SPELLINGS[spelling]))
    assert type(again.answer) is type(answer)


def test_what_stands_for_a_right_side_of_several_lines() -> None:
    question = Question(id="q", points=F(2), prompt=_text("What?"), answer=MATCHING)
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))
    text = proved(exam, {}, "md", Report())
    assert text is not None
    assert "- {1} a → makes $x y$ ATP heat\n" in text
    assert "- {1} … → b\n- → c\n" in text
