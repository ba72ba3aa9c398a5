"""The proof of the marks: the measured examples come out as measured, on the emitted files."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

from examc.core.answers import Choice
from examc.core.diagnostics import Report
from examc.core.enumeration import responses
from examc.core.model import Exam, questions
from examc.core.responses import choose, picked
from examc.files import workspace
from examc.formats import TARGETS
from examc.formats.options import Options
from examc.proof.verify import Cell, Proof, Verdict, prove
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline
from strategies import exams, files_of
from support import READ_BACK, ROOT, choice_question, exam_of

HEAD = "---\ntitle: T\n---\n\n# E {#e}\n\n"


def _question(heading: str, *options: str) -> Exam:
    body = "\n".join(f"- {option}" for option in options)
    return exam_of(f"{HEAD}## {heading}\n\nWhich?\n\n{body}\n")


def _prove(exam: Exam, options: Options = Options()) -> Proof:  # noqa: B008 - it is frozen
    outputs = {}
    for name, target in ((name, TARGETS[name]) for name in READ_BACK):
        data = target.write(exam, {}, options, Report())
        assert data is not None
        outputs[name] = data
    return prove(exam, outputs)


def _cells(exam: Exam, options: Options = Options()) -> dict[str, Cell]:  # noqa: B008
    proof = _prove(exam, options)
    return {
        system.word: cell for system, cell in zip(proof.systems, proof.rows[0].cells, strict=True)
    }


def _marks(cell: Cell) -> dict[str, str]:
    return {
        "".join("ABCDEFGH"[place] for place in sorted(picked(deviation.response))): str(
            deviation.awarded
        )
        for deviation in cell.deviations
    }


def _verdicts(exam: Exam, options: Options = Options()) -> dict[str, str]:  # noqa: B008
    return {word: cell.verdict.value for word, cell in _cells(exam, options).items()}


def test_equal_weights_are_the_same_everywhere_but_in_new_quizzes() -> None:
    exam = _question(
        "2 pts · multiple response {#q}", "[x] {+1} a", "[x] {+1} b", "[ ] {-1} c", "[ ] {-1} d"
    )
    verdicts = _verdicts(exam)
    assert verdicts.pop("new-quizzes") == "bends"
    assert set(verdicts.values()) == {"same"}


def test_one_right_option_becomes_radio_buttons_in_canvas() -> None:
    exam = _question(
        "2 pts · multiple response {#q}", "[x] {+2} a", "[ ] {-1} b", "[ ] {-1} c", "[ ] {-1} d"
    )
    cells = _cells(exam)
    for word in ("qti", "moodle", "ans"):
        assert cells[word].verdict is Verdict.SAME
        assert cells[word].compared.tried == 16
    assert cells["canvas-classic"].verdict is Verdict.BENDS
    assert _marks(cells["canvas-classic"])["AB"] == "None"


def test_the_second_full_answer_earns_nothing_in_canvas() -> None:
    exam = _question(
        "2 pts · multiple choice {#q}", "[x] {2} a", "[x] {2} b", "[ ] {0} c", "[ ] {0} d"
    )
    cells = _cells(exam)
    assert _marks(cells["canvas-classic"]) == {"B": "0"}
    assert _marks(cells["new-quizzes"]) == {"B": "0"}
    assert {cells[word].verdict for word in ("qti", "moodle", "ans")} == {Verdict.SAME}


def test_penalties_of_a_single_choice() -> None:
    options = ("[x] {2} a", "[ ] {-2} b", "[ ] {-2} c", "[ ] {-2} d")
    below = _cells(_question("2 pts · multiple choice {#q floor=none}", *options))
    assert below["moodle"].verdict is Verdict.SAME
    assert below["qti"].verdict is Verdict.SAME
    assert _marks(below["canvas-classic"]) == {"B": "0", "C": "0", "D": "0"}
    floored = _verdicts(_question("2 pts · multiple choice {#q}", *options))
    assert set(floored.values()) == {"same"}


def test_no_answer_is_no_penalty() -> None:
    exam = _question(
        "2 pts · multiple response {#q floor=1}", "[x] {+1} a", "[x] {+1} b", "[ ] {-1} c"
    )
    cells = _cells(exam)
    assert cells["qti"].verdict is Verdict.SAME  # the floor does not lift an empty answer


def test_off_grid_weights_bend_in_moodle_and_cloze_is_the_way_out() -> None:
    exam = _question(
        "2 pts · multiple response {#q}",
        "[x] {+0.75} a",
        "[x] {+1.25} b",
        "[ ] {-0.75} c",
        "[ ] {-3} d",
    )
    nearest = _cells(exam)["moodle"]
    assert _marks(nearest) == {"A": "4/5", "B": "6/5", "BC": "2/5", "ABC": "6/5"}
    assert _verdicts(exam, Options(offgrid="cloze"))["moodle"] == "same"


def test_nothing_correct_is_refused_by_canvas() -> None:
    exam = _question("1 pt · multiple response {#q}", "[ ] {0} a", "[ ] {0} b")
    assert _verdicts(exam)["canvas-classic"] == "refused"


def test_a_rubric_that_canvas_drops_is_lost() -> None:
    exam = exam_of(f"{HEAD}## 2 pts · open {{#q}}\n\nWhy?\n\n### criteria\n\n- {{2}} because\n")
    verdicts = _verdicts(exam)
    assert verdicts["canvas-classic"] == "lost"
    assert {verdicts[word] for word in ("qti", "moodle", "ans")} == {"same"}


@pytest.fixture(scope="module")
def resit() -> Proof:
    folder = ROOT / "sources" / "resit2022"
    loaded = workspace.load(str(folder / "exam.md"))
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    compiled = pipeline.build(reading, READ_BACK)
    assert reading.exam is not None
    return prove(reading.exam, compiled.outputs)


def test_the_real_exam_earns_the_same_marks(resit: Proof) -> None:
    for row in resit.rows:
        for system, cell in zip(resit.systems, row.cells, strict=True):
            if system.word in ("qti", "moodle", "ans"):
                assert cell.verdict is Verdict.SAME, (row.where, cell.words())


def test_canvas_deviates_where_predicted_and_nowhere_else(resit: Proof) -> None:
    index = [system.word for system in resit.systems].index("canvas-classic")
    bent = {row.question.id for row in resit.rows if row.cells[index].verdict is Verdict.BENDS}
    assert bent == {"contrastive-learning", "lambda-zero"}  # one right response; two full answers
    assert not any(row.cells[index].verdict is Verdict.REFUSED for row in resit.rows)


def test_every_response_of_the_real_exam_is_tried(resit: Proof) -> None:
    for row in resit.rows:
        question = row.question
        if isinstance(question.answer, Choice) and question.answer.many:
            assert {cell.compared.tried for cell in row.cells} == {
                2 ** len(question.answer.options)
            }
        elif isinstance(question.answer, Choice) and not question.answer.many:
            assert {cell.compared.tried for cell in row.cells} == {1 + len(question.answer.options)}


def test_many_options_are_sampled_with_all_extremes() -> None:
    lines = [f"[x] {{+1}} r{i}" for i in range(7)] + [f"[ ] {{-1}} w{i}" for i in range(7)]
    exam = _question("7 pts · multiple response {#q}", *lines)
    (question,) = questions(exam)
    question = choice_question(question)
    assert question.answer.many
    tried = list(responses(question))
    assert tried == list(responses(question))
    assert len(tried) == len(set(tried))
    ends = (), range(14), range(7), range(7, 14)
    assert set(map(choose, ends)) <= set(tried)
    assert len(tried) > 1000


@pytest.mark.law
@given(exams())
def test_questions_options_and_pictures_arrive(exam: Exam) -> None:
    files = files_of(exam)
    outputs = {}
    for name, target in ((name, TARGETS[name]) for name in READ_BACK):
        data = target.write(exam, files, Options(), Report())
        if data is not None:
            outputs[name] = data
    own = ("the text of", "the order of", "an image")
    for row, cell in prove(exam, outputs, files=files).cells():
        assert not [lost for lost in cell.lost if lost.startswith(own)], (row.where, cell)


def test_every_system_reads_a_target() -> None:
    assert {system.target for system in SYSTEMS} <= set(READ_BACK)
    assert len({system.word for system in SYSTEMS}) == len(SYSTEMS)


def test_a_deviation_is_told_in_words() -> None:
    exam = _question("2 pts · multiple choice {#q floor=none}", "[x] {2} a", "[ ] {-0.5} b")
    cell = _cells(exam)["canvas-classic"]
    assert cell.compared.worst is not None
    assert cell.compared.worst.size == Fraction(1, 2)
    assert cell.words() == "a student who chooses B gets 0 instead of -0.5"


def test_outputs_of_one_target_are_held_against_its_systems(tmp_path: Path) -> None:
    exam = _question("1 pt · multiple choice {#q}", "[x] {1} a", "[ ] {0} b")
    data = TARGETS["ans"].write(exam, {}, Options(), Report())
    assert data is not None
    assert [system.word for system in prove(exam, {"ans": data}).systems] == ["ans"]
