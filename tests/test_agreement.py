"""What the build warns of and what the systems find is one thing: neither cries wolf nor sleeps."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core import enumeration, numbers, schemes
from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.content import Blocks, Paragraph, Text
from examc.core.diagnostics import Diagnostic, Report
from examc.core.losses import Losses
from examc.core.model import ChoiceQuestion, Exam, Exercise, Question, is_by_hand, parts
from examc.core.parts import part_text
from examc.core.schemes import Scheme
from examc.formats import TARGETS
from examc.formats.ans import bounds as ansbounds
from examc.formats.canvas import marking as canvasmarking
from examc.formats.canvas import newquizzes
from examc.formats.moodle import bounds, cloze, weights
from examc.formats.options import Options
from examc.formats.qti21 import systems as qtisystems
from examc.proof import fedback
from examc.proof.arrival import written
from examc.proof.verify import Cell, Verdict, prove
from examc.systems.comparing import differs
from examc.systems.marking import changes_marks
from examc.systems.moodle import shares
from examc.systems.table import SYSTEMS
from strategies import PARTED, POINTS, TYPED, exams, files_of

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


def _exam(question: ChoiceQuestion) -> Exam:
    return Exam(title="T", exercises=(Exercise(id="e", title="E", items=(question,)),))


def _foretold(question: ChoiceQuestion, target: str, options: Options) -> dict[str, Scheme | None]:
    """How each system will mark what a writer is about to write, as the writer knows it."""
    match target:
        case "qti":
            return {m.system: scheme for m, scheme in qtisystems.schemes(question)}
        case "qti3":
            schemes = qtisystems.schemes(question)
            return {m.system: scheme for m, scheme in schemes if m.system == "QTI player"}
        case "canvas":
            key = canvasmarking.plan(question).key
            return {
                "Canvas Classic": canvasmarking.scheme(question, key),
                "Canvas New Quizzes": newquizzes.scheme(question),
            }
        case "moodle":
            exact = shares.of_options(question)
            barred = cloze.bar(question, exact) if options.offgrid == "cloze" else ""
            plan = weights.plan(
                question, options.offgrid, barred, Losses(_exam(question), "moodle", Report())
            )
            return {"Moodle": bounds.scheme(question, plan.fractions)}
        case "ans":
            return {"ANS": ansbounds.scheme(question)}
        case _:
            raise AssertionError(target)


MARKED = tuple(dict.fromkeys(system.target for system in SYSTEMS))
"""The targets that some system marks."""
UNLIKE = [name for name in MARKED if name != "qti3"]
"""Those without QTI 3, which is QTI 2.1 in other names (tests/qti21/test_qti3.py)."""
FURTHER = TYPED | PARTED
"""All kinds but those of options and of text alone, which are generated with them."""
MARKS = {"X310", "X311", "X312", "X313", "X314", "X365", "X366"}


@pytest.mark.law
@pytest.mark.parametrize("target", MARKED)
@given(choice_questions(), st.sampled_from(("", "nearest", "cloze")))
def test_build_and_verify_agree(target: str, question: ChoiceQuestion, offgrid: str) -> None:
    """The scheme foretold is the one that a view reads, and both say the same of it."""
    exam, options, report = _exam(question), Options(offgrid=offgrid), Report()
    data = TARGETS[target].write(exam, {}, options, report)
    assert data is not None
    systems = [system for system in SYSTEMS if system.target == target]
    foretold = _foretold(question, target, options)
    assert foretold.keys() == {system.name for system in systems}
    for system in systems:
        (seen,) = system.view(data).questions
        expected = foretold[system.name]
        if expected is None or seen.scheme is None:
            assert expected is seen.scheme is None
            assert seen.refused
        else:
            assert schemes.same(expected, seen.scheme) or not differs(
                question, expected, seen.scheme
            )
    for _, cell in prove(exam, {target: data}, tuple(systems)).cells():
        said = [d for d in report.diagnostics if d.system == cell.system.name and d.code in MARKS]
        told = {d.code for d in said} - ({"X366"} if target == "canvas" else set())
        assert told == set(cell.codes)
        differs_there = cell.verdict in (Verdict.BENDS, Verdict.REFUSED)
        assert bool(told) is differs_there
        at_options = {d.message for d in said if "option" in d.where}
        if not at_options and cell.verdict is Verdict.BENDS:
            assert {fact.message for fact in cell.facts} <= {d.message for d in said}


@pytest.mark.law
@pytest.mark.parametrize("target", UNLIKE)
@given(exams(kinds=FURTHER))
def test_the_build_names_every_question_that_verify_finds_bent(target: str, exam: Exam) -> None:
    """Question by question and of every kind, written ones too, under the codes that accept it."""
    report, files = Report(), files_of(exam)
    data = TARGETS[target].write(exam, files, Options(), report)
    if data is None:
        return
    for row, cell in prove(exam, {target: data}, files=files).cells():
        here = [d for d in report.diagnostics if d.where.split(" › ")[:2] == row.where.split(" › ")]
        own = {d.code for d in here if d.system == cell.system.name}
        told = {d.code for d in here if d.system == cell.system.name and changes_marks(d)}
        told -= {"X366"} if target == "canvas" else set()
        if cell.verdict in (Verdict.BENDS, Verdict.REFUSED):
            assert cell.codes
            assert set(cell.codes) <= own | {"X315"} & {d.code for d in here}, cell
            assert told <= {*cell.codes, "X315"}, (told, cell)
        else:
            assert not told, (told, cell)


@pytest.mark.law
@given(choice_questions())
def test_a_standard_player_never_differs(question: ChoiceQuestion) -> None:
    report = Report()
    data = TARGETS["qti"].write(_exam(question), {}, Options(), report)
    assert data is not None
    player = tuple(system for system in SYSTEMS if system.word == "qti")
    (cell,) = prove(_exam(question), {"qti": data}, player).rows[0].cells
    assert not cell.codes
    assert "QTI player" not in {d.system for d in report.diagnostics if changes_marks(d)}


@pytest.mark.law
@given(choice_questions())
def test_a_weight_that_ans_rounds_is_told_once(question: ChoiceQuestion) -> None:
    """Though six decimals of it change no mark to speak of."""
    report = Report()
    TARGETS["ans"].write(_exam(question), {}, Options(), report)
    rounded = [d for d in report.diagnostics if d.code == "X310" and not d.system]
    marks = [option.points for option in question.answer.options]
    assert len(rounded) == sum(not numbers.is_decimal(weight) for weight in marks)


FEEDBACK, RUBRIC, SOLUTION, NOTES = "feedback", "rubric", "model answer", "notes for graders"
ANSWERED: dict[str, tuple[str, ...]] = {"X321": (FEEDBACK,), "X375": (FEEDBACK,)}
CANVAS: dict[str, tuple[str, ...]] = {"X321": (FEEDBACK,), "X367": (RUBRIC, SOLUTION, NOTES)}
TOLD: dict[str, dict[str, tuple[str, ...]]] = {
    "qti": ANSWERED,
    "canvas-classic": {**CANVAS, "X369": (FEEDBACK,)},
    "new-quizzes": {**CANVAS, "X369": (FEEDBACK,)},
    "moodle": {**ANSWERED, "X325": (NOTES,)},
    "ans": ANSWERED,
    "canvas": {
        **ANSWERED,
        "X322": (RUBRIC,),
        "X323": (RUBRIC,),
        "X324": (SOLUTION,),
        "X325": (NOTES,),
    },
    "canvas-new-quizzes": {
        "X321": (FEEDBACK,),
        "X322": (RUBRIC,),
        "X323": (RUBRIC,),
        "X324": (SOLUTION,),
        "X325": (NOTES,),
        "X369": (FEEDBACK,),
    },
}
"""What a code of the build says of texts that a system does not show; X367 lists which."""


def _feedback_due(question: Question) -> list[Blocks]:
    """The feedback that some student is to see."""
    said, scheme = question.feedback, schemes.meant(question)
    if is_by_hand(question):
        return [said.general, said.correct, said.incorrect]
    found = [said.general]
    for response in enumeration.responses(question):
        mark = schemes.award(scheme, response) or Fraction(0)
        if question.points > 0 and mark >= question.points:
            found.append(said.correct)
        elif question.points > 0 and response is not None:
            found.append(said.incorrect)
        found += [line.feedback for line in fedback.due(question, response)]
    return found


def _texts_of(question: Question, family: str) -> list[Blocks]:
    match family:
        case "feedback":
            return _feedback_due(question)
        case "rubric":
            return [part_text(part) for part in parts(question)]
        case "model answer":
            return [question.solution]
        case _:
            return [question.notes]


def _told(found: list[Diagnostic], system: str) -> set[str]:
    """The families of texts that the build says a system loses."""
    return {
        family
        for said in found
        for family in TOLD[system].get(said.code, ())
        if said.code != "X367" or family in said.message
        if (said.code, system) != ("X369", "canvas-classic") or "Canvas Classic" in said.message
    }


def _goes_with_a_mark(label: str, question: Question, cell: Cell) -> bool:
    """Whether it is feedback on what a system reads otherwise, which is told for the marks of it.

    Where a question has no points, none differ, and nothing tells that blanks are read otherwise.
    """
    read_otherwise = {"X348", "X373", "X374", "X376"} & set(cell.codes) or not question.points
    return ", also to " in label or bool(read_otherwise and "on answer" in label)


_LETTERS = 4
"""So many of a text are not found in a page by chance."""


def _is_within_another(text: Blocks, question: Question) -> bool:
    """Whether a text for after the answer is, letter by letter, a part of another one."""
    said = question.feedback
    others = [said.general, said.correct, said.incorrect, question.solution, question.notes]
    others += [part.feedback for part in parts(question) if hasattr(part, "feedback")]
    return any(other is not text and written(text) in written(other) for other in others if other)


@pytest.mark.law
@pytest.mark.parametrize("target", UNLIKE)
@settings(max_examples=60)
@given(exams(kinds=FURTHER))
def test_texts_are_lost_where_the_build_says_so(target: str, exam: Exam) -> None:
    """But for texts of few letters, which stand anywhere by chance, and those due to nobody.

    Feedback by the result is due to nobody where a question has no points, and goes with the mark
    where that is another; words that stand in another text as well are found there.
    """
    report, files = Report(), files_of(exam)
    data = TARGETS[target].write(exam, files, Options(), report)
    if data is None:
        return
    proof = prove(exam, {target: data}, files=files)
    for row, cell in proof.cells():
        if cell.verdict is Verdict.REFUSED:
            continue
        here = [d for d in report.diagnostics if d.where.split(" › ")[:2] == row.where.split(" › ")]
        families = (FEEDBACK, RUBRIC, SOLUTION, NOTES)
        labels = [label for label in cell.lost if not _goes_with_a_mark(label, row.question, cell)]
        lost = {family for family in families for label in labels if label.startswith(family)}
        told = _told(here, cell.system.word)
        assert lost <= told, cell
        for family in told - lost if labels == list(cell.lost) else ():
            due = list(filter(None, _texts_of(row.question, family)))
            goes_with_marks = not row.question.points or cell.verdict is Verdict.BENDS
            by_result = family == FEEDBACK and goes_with_marks
            elsewhere = any(_is_within_another(text, row.question) for text in due)
            is_short = any(len(written(text)) < _LETTERS for text in due)
            excused = by_result or elsewhere or not due or is_short
            assert excused, (family, cell)


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
