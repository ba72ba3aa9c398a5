"""The further kinds in Canvas and in New Quizzes: what their views see is what a build tells."""

import pytest

from examc.core.model import Question
from examc.systems.canvas import fromqti as classic
from examc.systems.comparing import compare
from examc.systems.marking import NO_KEY, NOT_TAKEN, is_of_marks
from examc.systems.newquizzes import view as newquizzes
from examc.systems.player import view as player
from examc.systems.view import Seen
from qti21 import kinds
from qti21.packages import Package, package

VIEWS = {
    "QTI player": player.view,
    "Canvas Classic": classic.view,
    "Canvas New Quizzes": newquizzes.view,
}
EVERY = pytest.mark.parametrize(
    "question",
    [pytest.param(kinds.asked(a, title=name), id=name) for name, a in kinds.ANSWERS.items()],
)
SYSTEMS = pytest.mark.parametrize("system", VIEWS)


def _made(name: str) -> Package:
    return package(kinds.exam(kinds.asked(kinds.ANSWERS[name], title=name)), flawed=True)


def _seen(made: Package, system: str) -> Seen:
    view = VIEWS[system](made.data)
    assert view.refused == ""
    (seen,) = view.questions
    return seen


def _told(made: Package, system: str) -> list[str]:
    return [d.code for d in made.report.diagnostics if d.system == system and is_of_marks(d)]


@SYSTEMS
@EVERY
def test_a_build_tells_what_a_view_sees(question: Question, system: str) -> None:
    made = package(kinds.exam(question), flawed=True)
    seen, told = _seen(made, system), _told(made, system)
    if seen.refused:
        assert told in ([NOT_TAKEN], [NO_KEY])
        return
    assert seen.scheme is not None
    assert bool(compare(question, seen.scheme).deviations) == bool(told), told


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("number", "X348", "compares a number with one text, as it is typed"),
        ("texts", "X373", "takes one text as right"),
        ("pairs", "X374", "gives each left side the same share, and takes no penalty"),
        ("matrix", "X374", "gives each left side the same share"),
        ("gaps", NOT_TAKEN, "makes a text to type of a drop-down that stands beside a box"),
        ("matrix, several", NOT_TAKEN, "each row has one column"),
        ("order", NOT_TAKEN, 'makes a question of type "Error" of an ordering'),
        ("false that costs", "X310", "gives all points or none for true or false"),
    ],
)
def test_what_canvas_does_is_told_with_a_way_out(name: str, code: str, words: str) -> None:
    made = _made(name)
    (told,) = [
        d for d in made.report.diagnostics if d.system == "Canvas Classic" and d.code == code
    ]
    assert words in told.message
    assert told.message.startswith("Canvas Classic ")
    assert told.help
    if code != "X310":
        assert "--target canvas" in told.help


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("true", "Canvas Classic"),
        ("true", "Canvas New Quizzes"),
        ("one drop-down", "Canvas Classic"),
        ("order", "Canvas New Quizzes"),
        ("pairs of thirds", "Canvas Classic"),
    ],
)
def test_what_is_marked_alike_is_not_told(name: str, system: str) -> None:
    assert _told(_made(name), system) == []


def test_students_see_the_same_texts_everywhere() -> None:
    made = _made("pairs")
    for system in VIEWS:
        parts = _seen(made, system).parts
        assert [part.label for part in parts] == ["France", "Spain", "Italy"]
        assert parts[0].choices == ("Paris", "Madrid", "Rome", "Vienna")
    drop_down = _made("one drop-down")
    for system in ("QTI player", "Canvas Classic"):
        seen = _seen(drop_down, system)
        assert [part.choices for part in seen.parts] == [("a", "b")]
        assert (seen.stem or "").split() == ["Fill", "in", "and", "that", "is", "all."]


def test_a_lowest_mark_above_0_is_not_given_for_what_is_no_number() -> None:
    assert "X311" in _told(_made("number, high floor"), "QTI player")
