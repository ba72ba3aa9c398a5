"""Marks: an engine of our own reads the written items, and agrees with the language's rules."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examc.core.answers import Choice, Option, Rule, Scoring
from examc.core.content import Paragraph, Text
from examc.core.model import ChoiceQuestion, Exam, Exercise, Feedback, Question, questions
from examc.core.numbers import show
from examc.core.responses import choose
from examc.core.scoring import mark
from examc.formats.qti21 import scores
from qti21.engine import run, subsets
from qti21.packages import HEAD, build, package
from support import choice_question

FEEDBACK = "\n### feedback: correct\n\nYes.\n\n### feedback: incorrect\n\nNo.\n"


def question(kind: str, points: str, weights: str, settings: str = "", checked: str = "") -> str:
    """The source of a question whose options have these weights; those above 0 are checked."""
    lines = [f"## {points} pts · multiple {kind} {{#q {settings}}}", "", "Which?", ""]
    for index, weight in enumerate(weights.split()):
        box = checked[index] if checked else "x" if Fraction(weight) > 0 else " "
        lines.append(f"- [{box}] {{{weight}}} option {index}")
    return HEAD + "\n".join(lines) + "\n" + FEEDBACK


EXAMPLES = {
    "sum": question("response", "2", "1 1 -1 -1"),
    "one right": question("response", "2", "2 -1 -1 -1"),
    "no floor": question("response", "2", "2 -1 -1 -1", "floor=none"),
    "low floor": question("response", "2", "1 1 -1 -1", "floor=-1"),
    "high floor": question("response", "2", "1 1 -1 -1", "floor=0.5"),
    "cap": question("response", "2", "1 1 1 -1", "cap=1.5"),
    "no cap": question("response", "2", "1 1 1 -1", "cap=none"),
    "small decimals": question("response", "1", "0.7 0.2 0.1 -0.15"),
    "two full answers": question("choice", "2", "2 2 0 0"),
    "penalties floored": question("choice", "2", "2 -2 -2 -2"),
    "penalties": question("choice", "2", "2 -2 -2 -2", "floor=none"),
    "partial": question("choice", "2", "2 1 0.25 0"),
    "all wrong": question("choice", "2", "0 0 -1 0"),
    "none right": question("response", "2", "0 0 -1 0"),
    "all or nothing": question("response", "2", "1 1 0 0", "rule=all-or-nothing"),
    "all or nothing, other weights": question(
        "response", "3", "1 1 -1 0", "rule=all-or-nothing", "x x "
    ),
    "all or nothing, nothing right": question(
        "response", "3", "0 0 0", "rule=all-or-nothing floor=-1", "   "
    ),
    "all or nothing, capped": question("response", "3", "1 1 1", "rule=all-or-nothing cap=2"),
    "all or nothing, floor": question(
        "response", "3", "1 1 1", "rule=all-or-nothing floor=0.5", "x x"
    ),
    "no points": question("response", "0", "0 0"),
}


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_every_response_earns_what_the_language_says(text: str) -> None:
    made = build(text, flawed=True)
    (asked,) = questions(made.exam)
    asked = choice_question(asked)
    responses = list(subsets(made.item))
    assert len(responses) == (2 ** len(asked.answer.options) if asked.answer.many else 5)
    for chosen in responses:
        score, feedback = run(made.item, chosen)
        expected = mark(asked, choose(chosen))
        assert score == expected, chosen
        assert feedback == ["correct_fb" if expected >= asked.points else "incorrect_fb"], chosen


WEIGHTS: st.SearchStrategy[Fraction] = st.sampled_from(
    [Fraction(n, d) for n in range(-3, 4) for d in (1, 2, 5, 10, 4, 8)]
)


@st.composite
def choice_questions(draw: st.DrawFn) -> ChoiceQuestion:
    """Choice questions of up to five options, with any weights, bounds and rule."""
    many = not draw(st.booleans())
    bound = st.one_of(st.none(), WEIGHTS)
    return Question(
        id="q",
        points=draw(WEIGHTS.filter(lambda value: value >= 0)),
        prompt=(Paragraph((Text("Which?"),)),),
        answer=Choice(
            options=tuple(
                Option(
                    text=(Paragraph((Text("o"),)),),
                    points=draw(WEIGHTS),
                    correct=draw(st.booleans()),
                )
                for _ in range(draw(st.integers(1, 5)))
            ),
            many=many,
            scoring=Scoring(
                draw(st.sampled_from((Rule.SUM, Rule.ALL_OR_NOTHING))), draw(bound), draw(bound)
            ),
        ),
        feedback=Feedback(
            correct=(Paragraph((Text("Yes."),)),), incorrect=(Paragraph((Text("No."),)),)
        ),
    )


@given(choice_questions())
@settings(max_examples=60)
def test_any_question_earns_what_the_language_says(asked: ChoiceQuestion) -> None:
    exam = Exam(title="T", exercises=(Exercise(id="e", title="E", items=(asked,)),))
    item = package(exam, flawed=True).item
    for chosen in subsets(item):
        expected = mark(asked, choose(chosen))
        score, feedback = run(item, chosen)
        assert score == expected
        assert feedback == ["correct_fb" if expected >= asked.points else "incorrect_fb"]
        # Engines count in doubles, and one of them rounds outcomes to three decimals.
        for places in (None, 3):
            double, feedback = run(item, chosen, float, places)
            assert double == pytest.approx(float(expected))
            assert feedback == ["correct_fb" if expected >= asked.points else "incorrect_fb"]


def test_doubles_would_miss_full_marks_without_half_a_step() -> None:
    item = build(EXAMPLES["small decimals"]).item
    score, feedback = run(item, (0, 1, 2), float)
    assert score < 1  # 0.7 + 0.2 + 0.1 in doubles
    assert feedback == ["correct_fb"]


def test_thirds_are_long_decimals_and_reported() -> None:
    made = build(question("response", "1", "1/3 1/3 1/3 -1/3"), flawed=True)
    entries = [e.get("mappedValue") for e in made.item.iter("{*}mapEntry")]
    assert entries == ["0.333333333333333"] * 3 + ["-0.333333333333333"]
    assert made.codes().count("X310") == 4
    for number, places in ((Fraction, None), (float, None), (float, 3)):
        score, feedback = run(made.item, (0, 1, 2), number, places)
        assert float(score) == pytest.approx(1, abs=1e-12)
        assert feedback == ["correct_fb"]
        assert run(made.item, (0, 1), number, places)[1] == ["incorrect_fb"]


@pytest.mark.parametrize(
    ("points", "weights", "full"),
    [
        ("2", "1 1 -1 -1", "2"),
        ("1.5", "0.75 0.75", "1.5"),
        ("1", "0.125 0.875", "1"),
        ("1", "0.1 0.9", "0.950"),
        ("1", "1/3 2/3", "0.83"),
    ],
)
def test_where_full_marks_begin(points: str, weights: str, full: str) -> None:
    made = build(question("response", points, weights), flawed=True)
    (asked,) = questions(made.exam)
    asked = choice_question(asked)
    assert asked.answer.many
    assert scores.full_marks(asked) == full


def test_lowest_mark() -> None:
    def lowest(name: str) -> str:
        (asked,) = questions(build(EXAMPLES[name], flawed=True).exam)
        asked = choice_question(asked)
        return show(scores.lowest(asked))

    assert lowest("sum") == "0"
    assert lowest("no floor") == "-3"
    assert lowest("low floor") == "-1"
    assert lowest("high floor") == "0"  # no answer is worth 0 still
    assert lowest("penalties") == "-2"
    assert lowest("all or nothing, nothing right") == "0"


def test_numbers_are_short_and_exact() -> None:
    assert scores.number(Fraction(2)) == "2"
    assert scores.number(Fraction("-1.25")) == "-1.25"
    assert scores.number(Fraction(1, 3)) == "0.333333333333333"
    assert scores.number(Fraction(1, 10**18)) == "0.000000000000000001"
