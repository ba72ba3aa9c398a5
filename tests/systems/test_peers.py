"""Packages that other compilers made, proved against what their authors meant.

Their known defects are found, and what is right in them is seen as right.
"""

from pathlib import Path

import pytest
from qti_package_maker.package_interface import QTIPackageInterface

from examc.core.model import Exam
from examc.files import workspace
from examc.proof.verify import Cell, Verdict, prove
from examc.systems.table import SYSTEMS
from examc.verbs import pipeline, proving
from support import exam_of

CHOICE = ("MC", ("What is 2 + 3?", ["5", "6", "7"], "5"))
RESPONSE = ("MA", ("Which are even?", ["4", "5", "6", "7"], ["4", "6"]))
MEANT = {
    "MC": "## 1 pt · multiple choice {#q}\n\nWhat is 2 + 3?\n\n"
    "- [x] {1} 5\n- [ ] {0} 6\n- [ ] {0} 7\n",
    "MA": "## 1 pt · multiple response {#q rule=all-or-nothing}\n\nWhich are even?\n\n"
    "- [x] 4\n- [ ] 5\n- [x] 6\n- [ ] 7\n",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """qti-package-maker writes into the current folder."""
    monkeypatch.chdir(tmp_path)


def _made(question: tuple[str, tuple[object, ...]], engine: str) -> bytes:
    maker = QTIPackageInterface("peer", verbose=False)
    maker.add_item(*question)
    maker.save_package(engine)
    (path,) = Path().glob("*.zip")
    return path.read_bytes()


def _cells(kind: str, target: str, data: bytes) -> dict[str, Cell]:
    exam: Exam = exam_of(f"---\ntitle: T\n---\n\n# E {{#e}}\n\n{MEANT[kind]}")
    systems = tuple(system for system in SYSTEMS if system.target == target)
    cells = prove(exam, {target: data}, systems).rows[0].cells
    return {system.word: cell for system, cell in zip(systems, cells, strict=True)}


@pytest.mark.parametrize("question", [CHOICE, RESPONSE], ids=["MC", "MA"])
def test_items_that_award_nothing_and_are_no_questions_in_canvas(
    question: tuple[str, tuple[object, ...]],
) -> None:
    """Its processing sets no outcome, and its references have other identifiers than its items."""
    cells = _cells(question[0], "qti", _made(question, "blackboard_qti_v2_1"))
    assert cells["qti"].verdict is Verdict.BENDS
    awarded = {d.awarded for d in cells["qti"].deviations if d.meant}
    assert awarded == {0}  # the right answer of its author earns nothing
    assert cells["canvas-classic"].verdict is Verdict.REFUSED
    assert "identifier" in cells["canvas-classic"].reason
    assert any("the points" in lost for lost in cells["qti"].lost)  # none are named anywhere


def test_a_right_choice_in_canvas_own_dialect_is_seen_as_right() -> None:
    cells = _cells("MC", "canvas", _made(CHOICE, "canvas_qti_v1_2"))
    assert cells["canvas"].verdict is Verdict.SAME


def test_canvas_gives_parts_where_its_author_meant_all_or_nothing() -> None:
    cells = _cells("MA", "canvas", _made(RESPONSE, "canvas_qti_v1_2"))
    assert cells["canvas"].verdict is Verdict.BENDS
    assert {str(d.awarded) for d in cells["canvas"].deviations} == {"1/2"}


@pytest.mark.parametrize("engine", ["blackboard_qti_v2_1", "canvas_qti_v1_2"])
def test_a_foreign_file_is_proved_itself(engine: str) -> None:
    data = _made(CHOICE, engine)
    (path,) = Path().glob("*.zip")
    loaded = workspace.load(str(path))
    reading = pipeline.read(loaded.path, loaded.data, loaded.folder)
    result = proving.verify(reading, ("qti", "canvas"))
    assert result.own == ("canvas" if "canvas" in engine else "qti")
    verdicts = dict(
        zip(
            (system.word for system in result.proof.systems),
            (cell.verdict for cell in result.proof.rows[0].cells),
            strict=True,
        )
    )
    refused = verdicts["canvas-classic"] is Verdict.REFUSED
    assert refused is (result.own == "qti")  # what we would write of it is not refused
    assert any("the file itself" in line for line in result.lines)
    told = [entry.message for entry in result.notes]
    assert any("nothing marks it there" in words for words in told) is (result.own == "qti")
    assert data
