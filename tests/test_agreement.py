"""What the build warns of and what the clients find is one thing: neither cries wolf nor sleeps."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core import numbers
from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import ChoiceQuestion, Exam, Exercise, Question, parts
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof.arrival import written
from examc.proof.verify import Verdict, prove
from examc.systems import CLIENTS
from strategies import POINTS, exams, files_of

WEIGHTS = (*POINTS[:6], Fraction(0), Fraction(-1), Fraction(-2), Fraction(-1, 2), Fraction(5, 4))


@st.composite
def choice_questions(draw: st.DrawFn) -> ChoiceQuestion:
    """A choice question whose marks may be anything; every other one is of equal shares."""
    points = draw(st.sampled_from((*POINTS[:5], Fraction(2), Fraction(3))))
    single = draw(st.booleans())
    count = draw(st.integers(2, 4))
    right = draw(st.integers(0, count))
    share = points if single else points / max(right, 1)
    if draw(st.booleans()):
        weights = [
            share if place < right else draw(st.sampled_from((Fraction(0), -share)))
            for place in range(count)
        ]
    else:
        weights = [draw(st.sampled_from(WEIGHTS)) for _ in range(count)]
    options = tuple(
        Option(
            text=(Paragraph((Text("abcd"[place]),)),),
            points=weight,
            correct=draw(st.booleans()) if draw(st.integers(0, 5)) == 0 else weight > 0,
        )
        for place, weight in enumerate(weights)
    )
    rules = st.sampled_from((Rule.SUM, Rule.SUM, Rule.SUM, Rule.ALL_OR_NOTHING))
    floors = st.sampled_from((Fraction(0), Fraction(0), None, Fraction(-1), Fraction(1)))
    caps = st.sampled_from((points, points, None, Fraction(2), Fraction(2, 3)))
    scoring = Scoring(draw(rules), draw(floors), draw(caps))
    answer = Choice(options=options, many=not single, scoring=scoring)
    return Question(id="q", points=points, prompt=(Paragraph((Text("Which?"),)),), answer=answer)


def _judged(question: ChoiceQuestion, target: str, client: str) -> tuple[bool, list[str]]:
    """Whether the client finds other marks, and what the build said."""
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))
    report = Report()
    data = TARGETS[target].write(exam, {}, Options(), report)
    assert data is not None
    proof = prove(exam, {target: data}, tuple(c for c in CLIENTS if c.word == client))
    (cell,) = proof.rows[0].cells
    differs = cell.verdict in (Verdict.BENDS, Verdict.REFUSED)
    return differs, [f"{d.code} {d.message}" for d in report.diagnostics]


def _said(messages: list[str], *codes: str) -> list[str]:
    return [message for message in messages if message.split()[0] in codes]


@pytest.mark.law
@given(choice_questions())
def test_a_standard_player_never_differs(question: ChoiceQuestion) -> None:
    differs, _ = _judged(question, "qti", "qti")
    assert not differs


@pytest.mark.law
@given(choice_questions())
def test_canvas_classic_differs_where_the_build_says_so(question: ChoiceQuestion) -> None:
    differs, messages = _judged(question, "qti", "canvas-classic")
    told = _said(messages, "X361", "X362", "X363", "X364", "X365", "X366")
    assert bool(told) is differs, told


@pytest.mark.law
@given(choice_questions())
def test_moodle_differs_where_the_build_says_so(question: ChoiceQuestion) -> None:
    """But for a question that can earn nothing in our language either, where none is right."""
    differs, messages = _judged(question, "moodle", "moodle")
    told = [
        message
        for message in _said(messages, "X310", "X311", "X312", "X313")
        if not message.endswith("no mark changes") and "nothing is chosen" not in message
    ]
    assert bool(told) is differs, told


@pytest.mark.law
@given(choice_questions())
def test_ans_differs_where_the_build_says_so(question: ChoiceQuestion) -> None:
    """A weight such as 1/3 is told as well, though six decimals of it change no mark to speak of."""
    differs, messages = _judged(question, "ans", "ans")
    told = _said(messages, "X311", "X312", "X313", "X314")
    assert bool(told) is differs, told
    weights = [option.points for option in question.answer.options]
    rounded = _said(messages, "X310")
    assert len(rounded) == sum(not numbers.is_decimal(weight) for weight in weights)


@pytest.mark.law
@given(choice_questions())
def test_canvas_differs_where_the_build_says_so(question: ChoiceQuestion) -> None:
    """Canvas imports a question without a right option; it warns, and gives nobody points."""
    differs, messages = _judged(question, "canvas", "canvas")
    assert bool(_said(messages, "X310", "X311", "X312", "X313")) is differs, messages


FEEDBACK, RUBRIC, SOLUTION, NOTES = "feedback", "rubric", "model answer", "notes for graders"
CANVAS = {"X321": (FEEDBACK,), "X367": (RUBRIC, SOLUTION, NOTES)}
TOLD: dict[str, dict[str, tuple[str, ...]]] = {
    "qti": {"X321": (FEEDBACK,)},
    "canvas-classic": CANVAS,
    "new-quizzes": {**CANVAS, "X369": (FEEDBACK,)},
    "moodle": {"X321": (FEEDBACK,), "X325": (NOTES,)},
    "ans": {"X321": (FEEDBACK,)},
    "canvas": {
        "X321": (FEEDBACK,),
        "X322": (RUBRIC,),
        "X323": (RUBRIC,),
        "X324": (SOLUTION,),
        "X325": (NOTES,),
    },
}
"""What a code of the build says of texts that a client does not show; X367 lists which."""


def _texts_of(question: Question, family: str) -> list[Blocks]:
    match family:
        case "feedback":
            said = question.feedback
            own = [said.general, said.correct, said.incorrect]
            return own + [part.feedback for part in parts(question) if isinstance(part, Option)]
        case "rubric":
            return [part.text for part in parts(question)]
        case "model answer":
            return [question.solution]
        case _:
            return [question.notes]


def _told(found: list[Diagnostic], client: str) -> set[str]:
    """The families of texts that the build says a client loses."""
    return {
        family
        for said in found
        for family in TOLD[client].get(said.code, ())
        if said.code != "X367" or family in said.message
    }


@pytest.mark.law
@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=60)
@given(exams())
def test_texts_are_lost_where_the_build_says_so(target: str, exam: Exam) -> None:
    """But for texts without a letter, which no client can look for."""
    report, files = Report(), files_of(exam)
    data = TARGETS[target].write(exam, files, Options(), report)
    if data is None:
        return
    proof = prove(exam, {target: data}, files=files)
    words = {client.name: client.word for client in proof.clients}
    for row, cell in proof.cells():
        if cell.verdict is Verdict.REFUSED:
            continue
        here = [d for d in report.diagnostics if d.where.split(" › ")[:2] == row.where.split(" › ")]
        families = (FEEDBACK, RUBRIC, SOLUTION, NOTES)
        lost = {family for family in families for label in cell.lost if label.startswith(family)}
        told = _told(here, words[cell.client])
        assert lost <= told, cell
        for family in told - lost:
            texts = filter(None, _texts_of(row.question, family))
            assert not all(map(written, texts)), (family, cell)


def test_an_error_off_the_grid_writes_nothing() -> None:
    weights = (Fraction(3, 8), Fraction(5, 8))
    options = tuple(
        Option(text=(Paragraph((Text(text),)),), points=weight, correct=True)
        for text, weight in zip("ab", weights, strict=True)
    )
    question = Question(
        id="q",
        points=Fraction(1),
        prompt=(Paragraph((Text("Which?"),)),),
        answer=Choice(options=options, many=True, scoring=Scoring(cap=Fraction(1))),
    )
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))
    report = Report()
    assert TARGETS["moodle"].write(exam, {}, Options(offgrid="error"), report) is None
    assert {d.code for d in report.diagnostics} == {"X316"}
