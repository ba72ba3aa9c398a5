"""Warnings about what Canvas does with a package against what it says."""

import pytest

from examc.core.model import questions
from examc.core.scoring import mark
from examc.formats.qti21.canvas import LONGEST_STEM
from qti21.engine import subsets
from qti21.packages import CHOICE, HEAD, OPEN, RESPONSE, Package, build
from support import choice_question


def canvas(made: Package) -> list[str]:
    """The codes about Canvas, in order."""
    return [code for code in made.codes() if code.startswith("X36")]


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
    ("text", "codes"),
    [
        (CHOICE, []),
        (choice("2 2 0 0"), ["X361"]),
        (choice("2 -2 -2"), []),  # a floor of 0 leaves no penalty
        (choice("2 -2 -2", "floor=none"), ["X362"]),
        (choice("2 -2 -2", "floor=-1"), ["X362"]),
        (choice("2 1 0.5"), ["X363"]),
        (choice("1 0"), ["X363"]),  # Canvas gives both points
        (choice("3 0 0", "cap=none"), ["X363"]),  # Canvas gives no more than the points
        (choice("2 2 1 -1", "floor=none"), ["X361", "X362", "X363"]),
        (choice("0 0"), ["X366"]),
        (RESPONSE, []),
        (response("1 1 -1 -1", "floor=none"), ["X364"]),
        (response("1 1 0 0"), ["X364"]),
        (response("1.5 0.5 -1 -1"), ["X364"]),
        (response("1 1 -1 -1", "cap=1"), ["X364"]),
        (response("1 1", "floor=none"), []),
        (response("1 1 -1 -1", points="3"), ["X364"]),
        (response("1 1 -1 -1", "rule=all-or-nothing"), ["X364"]),
        (response("2 -1 -1 -1"), ["X365"]),
        (response("0 0 0"), ["X366"]),
    ],
)
def test_marks_that_canvas_gives_otherwise(text: str, codes: list[str]) -> None:
    made = build(HEAD + text, flawed=True)
    assert canvas(made) == codes
    for diagnostic in made.report.diagnostics:
        if diagnostic.code in codes:
            assert diagnostic.where == "exercise 1 › question 1"
            assert diagnostic.target == "qti"
            assert diagnostic.span is not None
            assert diagnostic.help


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
        assert net_correct(weights, float(asked.points), chosen) == float(mark(asked, chosen))


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
    fits = "a" * (LONGEST_STEM - frame)
    assert canvas(build(HEAD + OPEN.replace("Why?", fits))) == []
    assert canvas(build(HEAD + OPEN.replace("Why?", fits + "a"))) == ["X368"]
    block = f"## text block {{#b}}\n\n{fits}\n\n"
    assert canvas(build(HEAD + block + OPEN)) == ["X368"]
