"""Codes of earlier versions in an `allow`: what they accept, and what is said of them."""

import pytest

from examc import lint
from examc.core.diagnostics import Diagnostic, Severity
from examc.core.model import Exam
from examc.core.oldcodes import OLD_CODES, OldCode
from lint.support import exam_text, silenced
from support import exam_of

WHERE = "exercise 1 › question 1"


@pytest.fixture(autouse=True)
def _old(monkeypatch: pytest.MonkeyPatch) -> None:
    old = {
        "L901": OldCode("many-full-answers", ("L204", "L203")),
        "X901": OldCode("canvas-weights", ("X310",), "qti", "Canvas Classic"),
        "V901": OldCode(
            "classic-marks",
            ("X310", "X311"),
            "qti",
            "Canvas Classic",
            of_build=False,
            of_proof=True,
        ),
    }
    for code, entry in old.items():
        monkeypatch.setitem(OLD_CODES, code, entry)


def _text(word: str) -> str:
    heading = f"## 2 pts · multiple choice {{#q allow={word}}}"
    return exam_text(f"{heading}\n\nWhich?\n\n- [x] {{2}} a\n- [x] {{2}} b\n")


def _loss(code: str = "X310", target: str = "qti", system: str = "Canvas Classic") -> Diagnostic:
    return Diagnostic(
        code, "x", where=WHERE, target=target, system=system, severity=Severity.WARNING
    )


def _left(word: str, *found: Diagnostic, complete: bool = False) -> list[str]:
    left = lint.silence(exam_of(_text(word)), found, complete=complete)
    return [f"{entry.code} {entry.message}" for entry in left]


@pytest.mark.parametrize("word", ["L901", "l901", "many-full-answers"])
def test_an_old_code_still_silences(word: str) -> None:
    assert silenced(_text(word)) == ["L252:6"]


def test_the_note_says_what_it_was_for() -> None:
    (note,) = lint.silence(exam_of(_text("L901")), [_loss("L204")], complete=False)
    assert note.severity is Severity.NOTE
    assert note.message == "'L901' is now called L204"
    assert note.help == "write allow=L204"
    assert (note.span and note.span.line) == 6


def test_it_names_all_where_it_silences_nothing_yet() -> None:
    assert _left("X901") == ["L252 'X901' is now called X310"]
    assert _left("V901") == ["L252 'V901' is now called X310 and X311"]


def test_it_accepts_its_system_alone() -> None:
    assert _left("X901", _loss()) == ["L252 'X901' is now called X310"]
    others = [_loss(target="canvas"), _loss(system="Canvas New Quizzes"), _loss("X311")]
    assert _left("X901", *others)[:3] == ["X310 x", "X310 x", "X311 x"]


def test_one_of_a_proof_accepts_nothing_of_the_build() -> None:
    assert _left("V901", _loss(), complete=True)[0] == "X310 x"
    exam: Exam = exam_of(_text('"V901,X901"'))
    found = [_loss(), _loss("X311")]
    left = lint.accept(exam, found, {("qti", "Canvas Classic")})
    assert [entry.code for entry in left] == ["L252"]


def test_one_of_the_build_accepts_nothing_of_a_proof() -> None:
    assert lint.accept(exam_of(_text("X901")), [_loss()], ()) == [_loss()]


def test_it_is_unused_only_where_all_is_known() -> None:
    assert _left("X901")[0].startswith("L252")
    assert _left("X901", complete=True) == ["L250 allow of 'X901' silences nothing here"]
    assert _left("V901", complete=True)[0].startswith("L252")
    exam = exam_of(_text("V901"))
    assert [entry.code for entry in lint.accept(exam, [], {("qti", "Canvas Classic")})] == ["L250"]
    assert lint.accept(exam, [], ()) == []


def test_the_note_can_be_silenced_itself() -> None:
    assert _left('"L901,L252"', _loss("L204")) == []
