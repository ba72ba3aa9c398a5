"""Warnings about what systems do with a package against what it says."""

import pytest

from examc.core.model import questions
from examc.core.responses import choose
from examc.core.scoring import mark
from examc.systems.canvas.limits import LONGEST_TEXT
from qti21.engine import subsets
from qti21.packages import CHOICE, HEAD, OPEN, RESPONSE, build
from support import choice_question

CLASSIC, NEW = "Canvas Classic", "Canvas New Quizzes"


def choice(weights: str, settings: str = "", points: str = "2") -> str:
    """A multiple choice question with these weights."""
    options = "".join(
        f"- [{'x' if float(weight) > 0 else ' '}] {{{weight}}} option {index}\n"
        for index, weight in enumerate(weights.split())
    )
    return f"## {points} pts · multiple choice {{#q {settings}}}\n\nWhich?\n\n{options}"


def response(weights: str, settings: str = "", points: str = "2") -> str:
    """A multiple response question with these weights."""
    return choice(weights, settings, points).replace("choice", "response")


@pytest.mark.parametrize(
    ("text", "classic", "new"),
    [
        (CHOICE, [], []),
        (choice("2 2 0 0"), ["X310"], ["X310"]),
        (choice("2 -2 -2"), [], []),  # a floor of 0 leaves no penalty
        (choice("2 -2 -2", "floor=none"), ["X311"], ["X311"]),
        (choice("2 -2 -2", "floor=-1"), ["X311"], ["X311"]),
        (choice("2 1 0.5"), ["X310"], ["X310"]),
        (choice("1 0"), ["X310"], ["X310"]),  # Canvas gives both points
        (choice("3 0 0", "cap=none"), ["X312"], ["X312"]),  # no more than the points
        (choice("2 2 1 -1", "floor=none"), ["X311", "X310"], ["X311", "X310"]),
        (choice("0 0"), ["X366"], []),
        (RESPONSE, [], ["X310"]),
        (response("1 1 -1 -1", "floor=none"), ["X311"], ["X311", "X310"]),
        (response("1 1 0 0"), ["X310"], ["X310"]),
        (response("1.5 0.5 -1 -1"), ["X310"], ["X310"]),
        (response("1 1 -1 -1", "cap=1"), ["X312"], ["X312", "X310"]),
        (response("1 1", "floor=none"), [], ["X310"]),
        (response("1 1 -1 -1", points="3"), ["X310"], ["X310"]),
        (response("1 1 -1 -1", "rule=all-or-nothing"), ["X313"], []),
        (response("2 -1 -1 -1"), ["X365"], ["X310"]),
        (response("2 -2 -2 -2"), ["X365"], []),
        (response("0 0 0"), ["X366"], []),
    ],
)
def test_marks_that_systems_give_otherwise(text: str, classic: list[str], new: list[str]) -> None:
    made = build(HEAD + text, flawed=True)
    assert (made.said(CLASSIC), made.said(NEW)) == (classic, new)
    assert made.said("QTI player") == []
    for diagnostic in made.report.diagnostics:
        if diagnostic.system:
            assert diagnostic.where == "exercise 1 › question 1"
            assert diagnostic.target == "qti"
            assert diagnostic.span is not None
            assert diagnostic.help
            assert diagnostic.message.startswith(diagnostic.system)


def test_a_message_names_a_student_who_gets_another_mark() -> None:
    made = build(HEAD + response("1 1 -1 -1", "cap=1"), flawed=True)
    said = {(d.system, d.code): d.message for d in made.report.diagnostics}
    assert said[CLASSIC, "X312"] == (
        "Canvas Classic gives the points of the question at most: "
        "a student who chooses A and B gets 2 instead of 1"
    )
    assert "chooses A gets 0 instead of 1" in said[NEW, "X310"]


def net_correct(weights: list[float], points: float, chosen: tuple[int, ...]) -> float:
    """What Canvas gives for several answers: right minus wrong, per right option, times points."""
    right = sum(weights[index] > 0 for index in chosen)
    total = sum(weight > 0 for weight in weights)
    return max(0.0, (2 * right - len(chosen)) / total * points)


@pytest.mark.parametrize("text", [RESPONSE, response("1 1", "floor=none")])
def test_without_a_warning_canvas_gives_the_same_mark(text: str) -> None:
    made = build(HEAD + text)
    (asked,) = questions(made.exam)
    asked = choice_question(asked)
    assert asked.answer.many
    weights = [float(option.points) for option in asked.answer.options]
    for chosen in subsets(made.item):
        assert net_correct(weights, float(asked.points), chosen) == float(
            mark(asked, choose(chosen))
        )


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("### criteria\n\n- {1} all\n", "rubric"),
        ("### levels\n\n- {1} all\n- {0} none\n", "rubric"),
        ("### solution\n\nSo.\n", "model answer"),
        (
            "### criteria\n\n- {1} all\n\n### solution\n\nSo.\n\n### for graders\n\nN\n",
            "rubric, the model answer and the notes for graders",
        ),
        (
            "### solution\n\nSo.\n\n### for graders\n\nNote.\n",
            "model answer and the notes for graders",
        ),
    ],
)
def test_texts_for_graders(part: str, what: str) -> None:
    made = build(HEAD + OPEN + "\n" + part)
    assert [d.message for d in made.report.diagnostics] == [f"Canvas drops the {what}"]
    assert made.codes() == ["X367"]


def test_long_prompts() -> None:
    """The blocks before a question count, since they stand in its stem."""
    frame = len('<div class="examc-stem"><p></p></div>')
    fits = "a" * (LONGEST_TEXT - frame)
    assert build(HEAD + OPEN.replace("Why?", fits)).said(CLASSIC) == []
    assert build(HEAD + OPEN.replace("Why?", fits + "a")).said(CLASSIC) == ["X368"]
    block = f"## text block {{#b}}\n\n{fits}\n\n"
    assert build(HEAD + block + OPEN).said(CLASSIC) == ["X368"]
