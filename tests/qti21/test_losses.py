"""What a package bends or loses is reported where it stands, and nothing else is."""

from fractions import Fraction

import pytest

from examc.core.features import Feature, Hold
from examc.core.records import replace
from examc.formats.qti21.holds import STATEMENT
from examc.formats.qti21.names import NAME
from qti21.packages import CHOICE, HEAD, OPEN, RESPONSE, Package, build, package
from support import choice_question, exam_of


def losses(made: Package) -> list[tuple[str, str, str]]:
    """Code, message and place of all losses, those of systems left out."""
    return [
        (d.code, d.message.removeprefix(f"{NAME} "), d.where)
        for d in made.report.diagnostics
        if not d.code.startswith("X36") and not d.system
    ]


def test_every_feature_is_answered() -> None:
    assert set(STATEMENT) == set(Feature)
    for feature, holding in STATEMENT.items():
        assert holding.how or holding.hold is Hold.KEPT, feature
        assert not holding.how.endswith("."), feature


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OPEN.replace("Why?", "~~x~~"), "X340"),
        (OPEN.replace("Why?", "3. x"), "X341"),
        (OPEN.replace("Why?", '[x](https://example.org "t")'), "X342"),
        (OPEN.replace("open", "free formatted"), "X333"),
    ],
)
def test_bent_features(text: str, code: str) -> None:
    made = build(HEAD + text)
    assert made.codes() == [code]
    diagnostic = made.report.diagnostics[0]
    assert diagnostic.target == "qti"
    assert diagnostic.where == "exercise 1 › question 1"
    assert diagnostic.span is not None
    assert diagnostic.message.startswith("QTI 2.1 bends ")


@pytest.mark.parametrize(
    "text",
    [
        OPEN.replace("Why?", "*a* **b** `c` H~2~ x^2^\n\n```py\nx\n```\n\n1. a\n\n> b"),
        OPEN.replace("open", "open · 1/2 page") + "\n### feedback\n\nF\n",
        RESPONSE.replace("#q", '#q floor=none cap=1.5 title="T" tags="a" shuffle=options'),
        RESPONSE.replace("#q", "#q rule=all-or-nothing"),
        CHOICE.replace("{1}", "{1 #a fixed}") + "\n### feedback: correct\n\nF\n",
    ],
)
def test_what_is_kept_is_not_reported(text: str) -> None:
    assert losses(build(HEAD + text, flawed=True)) == []


def test_numbers_without_an_end() -> None:
    text = RESPONSE.replace("2 pts", "2/3 pts").replace("#q", "#q floor=-1/3 cap=1/7")
    assert losses(build(HEAD + text.replace("{+1} a", "{1/3} a"), flawed=True)) == [
        ("X315", "rounds the points 2/3 to 0.666666666666667", "exercise 1 › question 1"),
        ("X311", "rounds the lowest mark -1/3 to -0.333333333333333", "exercise 1 › question 1"),
        ("X312", "rounds the highest mark 1/7 to 0.142857142857143", "exercise 1 › question 1"),
        (
            "X310",
            "rounds the weight 1/3 to 0.333333333333333",
            "exercise 1 › question 1 › option 1",
        ),
    ]


def test_points_of_a_criterion_without_an_end() -> None:
    text = OPEN + "\n### criteria\n\n- {1/3} a\n- {2/3} b\n- {0.5} c\n"
    assert losses(build(HEAD + text)) == [
        (
            "X322",
            f"rounds the points {exact} to {rounded}",
            f"exercise 1 › question 1 › criterion {place}",
        )
        for place, exact, rounded in (
            (1, "1/3", "0.333333333333333"),
            (2, "2/3", "0.666666666666667"),
        )
    ]


def test_a_cap_below_the_floor() -> None:
    exam = exam_of(HEAD + RESPONSE)
    question = choice_question(exam.exercises[0].items[0])
    bounds = replace(question.answer.scoring, floor=Fraction(1), cap=Fraction(1, 2))
    answer = replace(question.answer, scoring=bounds)  # as a source may not say, and others do
    items = (replace(question, answer=answer),)
    made = package(replace(exam, exercises=(replace(exam.exercises[0], items=items),)), flawed=True)
    message = "writes the lowest mark 1 as the highest mark too"
    assert losses(made) == [("X312", message, "exercise 1 › question 1")]


def test_feedback_by_mark_on_written_answers() -> None:
    made = build(HEAD + OPEN + "\n### feedback: incorrect\n\nNo.\n")
    message = "keeps feedback for right or wrong written answers, but never shows it"
    assert losses(made) == [("X321", message, "exercise 1 › question 1")]


def test_a_check_that_systems_do_not_show() -> None:
    text = RESPONSE.replace("[x] {+1} b", "[ ] {+1} b").replace("[ ] {-1} c", "[x] {-1} c")
    assert losses(build(HEAD + text)) == [
        (
            "X314",
            "shows as right what is not checked: the weight is 1",
            "exercise 1 › question 1 › option 2",
        ),
        (
            "X314",
            "shows as wrong what is checked: the weight is -1",
            "exercise 1 › question 1 › option 3",
        ),
    ]
