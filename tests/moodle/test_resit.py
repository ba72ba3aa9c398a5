"""A real exam in Moodle: complete, its marks unchanged, its losses real."""

from collections import Counter
from fractions import Fraction

import pytest
from lxml import etree

from examc.core import scoring
from examc.core.diagnostics import Diagnostic
from examc.core.model import Exam, ImageBlock, TextBlock, rubric_of
from examc.core.model import questions as questions_of
from examc.core.responses import choose
from examc.core.rubrics import Criteria, Levels
from moodle import scorer
from moodle.support import questions, written
from moodle.test_html import filtered
from support import ROOT, choice_question, exam_of

SOURCE = ROOT / "sources" / "resit2022"


@pytest.fixture(scope="module")
def resit() -> tuple[Exam, etree._Element, list[Diagnostic]]:
    files = {
        path.relative_to(SOURCE).as_posix(): path.read_bytes()
        for path in sorted(SOURCE.rglob("*.png"))
    }
    made = exam_of((SOURCE / "exam.md").read_text(encoding="utf-8"), files)
    quiz, losses = written(made, files)
    return made, quiz, losses


Resit = tuple[Exam, etree._Element, list[Diagnostic]]


def test_all_questions_and_points_are_there(resit: Resit) -> None:
    made, quiz, _ = resit
    asked = [q for q in questions(quiz) if q.get("type") != "description"]
    assert len(asked) == 37
    assert sum(Fraction(q.findtext("defaultgrade") or "") for q in asked) == 100
    assert len(questions(quiz)) == sum(len(exercise.items) for exercise in made.exercises)
    assert len(quiz.findall("question[@type='category']")) == 1 + len(made.exercises)


def test_every_answer_earns_what_the_exam_means(resit: Resit) -> None:
    made, quiz, _ = resit
    elements = {q.findtext("idnumber"): q for q in questions(quiz)}
    tried = 0
    for question in questions_of(made):
        element = elements[question.id]
        if element.get("type") != "multichoice":
            continue
        question = choice_question(question)
        assert question.answer.many != (element.findtext("single") == "true")
        for chosen in scorer.selections(element):
            assert scorer.mark(element, chosen) == scoring.mark(question, choose(chosen)), (
                question.id
            )
            tried += 1
    assert tried > 60


def test_every_image_is_there(resit: Resit) -> None:
    _made, quiz, _ = resit
    shown = etree.tostring(quiz, encoding="unicode").count("@@PLUGINFILE@@/")
    assert shown == len(quiz.findall(".//file")) == 6


def test_no_filter_of_moodle_changes_a_text(resit: Resit) -> None:
    _, quiz, _ = resit
    for text in quiz.iterfind(".//text"):
        assert "🙂" not in filtered(text.text or "")


def test_the_losses_are_real_and_complete(resit: Resit) -> None:
    made, _, losses = resit
    items = [item for exercise in made.exercises for item in exercise.items]
    rubrics = [rubric_of(item) for item in items]
    legal = {Fraction(n, 40) for n in (2, 3, 5, 10, 20, 25, 30, 35, 40)}
    spaces = [
        getattr(item if isinstance(item, ImageBlock) else item.answer, "space", None)
        for item in items
        if not isinstance(item, TextBlock)
    ]
    assert Counter(loss.code for loss in losses) == {
        "X310": 3,  # penalties of one multiple choice, below its floor of 0
        "X322": sum(isinstance(rubric, Criteria) for rubric in rubrics),
        "X323": sum(isinstance(rubric, Levels) for rubric in rubrics),
        "X326": sum(space is not None and space not in legal for space in spaces),
        "X333": 1,
    }
    assert all(loss.message.endswith("no mark changes") for loss in losses if loss.code == "X310")
