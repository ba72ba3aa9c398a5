"""What is said of marks is what Canvas awards otherwise, question by question."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

import strategies
from canvas.support import CHOICE, RESPONSE, build, write_exam
from examc.core.model import Exam
from examc.core.responses import choose
from examc.proof.verify import Verdict, prove
from examc.systems.table import SYSTEMS

CANVAS = next(system for system in SYSTEMS if system.word == "canvas")
MARKS = {"X310", "X311", "X312", "X313"}


@settings(max_examples=80)
@given(strategies.exams())
def test_what_is_said_is_what_the_client_awards_otherwise(exam: Exam) -> None:
    built = write_exam(exam, strategies.files_of(exam))
    said = {d.where for d in built.diagnostics if d.code in MARKS}
    rounded = {d.where for d in built.diagnostics if d.code == "X315"}
    proof = prove(exam, {"canvas": built.data}, (CANVAS,))
    cells = [(row.where, cell) for row, cell in proof.cells()]
    assert {where for where, cell in cells if cell.deviations} == said
    assert not [cell for _, cell in cells if cell.verdict is Verdict.REFUSED]
    points = {w for w, c in cells if any(lost.startswith("the points") for lost in c.lost)}
    assert points <= rounded


@pytest.mark.parametrize(
    ("source", "code", "example"),
    [
        (CHOICE.replace("{0}", "{1}"), "X310", "a student who chooses B gets 0 instead of 1"),
        (CHOICE.replace("{0}", "{-1}").replace("{#q}", "{#q floor=none}"), "X311",
         "a student who chooses B gets 0 instead of -1"),
        (CHOICE.replace("[x] {2}", "[x] {3}").replace("{#q}", "{#q cap=none}"), "X312",
         "a student who chooses A gets 2 instead of 3"),
        (RESPONSE.replace("{-1}", "{0}"), "X310", "a student who chooses A and C gets 0 instead of 1"),
        (RESPONSE.replace("{-1}", "{-0.5}"), "X310",
         "a student who chooses A and C gets 0 instead of 0.5"),
        (RESPONSE.replace("{#q}", "{#q floor=none}"), "X311",
         "a student who chooses C gets 0 instead of -1"),
        (RESPONSE.replace("{#q}", "{#q cap=1}"), "X312",
         "a student who chooses A and B gets 2 instead of 1"),
        (RESPONSE.replace("{#q}", "{#q rule=all-or-nothing}"), "X313",
         "a student who chooses A gets 1 instead of 0"),
    ],
)  # fmt: skip
def test_what_canvas_cannot_mark_is_said_with_an_example(
    source: str, code: str, example: str
) -> None:
    built = build(source)
    assert [c for c in built.codes() if c in MARKS] == [code]
    assert f": {example}" in built.said(code)


@pytest.mark.parametrize(
    "source",
    [
        CHOICE,
        CHOICE.replace("[ ] {0}", "[x] {2}"),
        CHOICE.replace("{0}", "{-1}"),
        CHOICE.replace("{#q}", "{#q floor=none cap=none}"),
        CHOICE.replace("[x] {2}", "[x] {3}"),
        RESPONSE,
        RESPONSE.replace("{#q}", "{#q cap=none}"),
        RESPONSE.replace("[x] {+1} two", "[ ] {-2} two").replace("{+1}", "{+2}").replace("{-1}", "{-2}"),
        RESPONSE.replace("[x] {+1} two", "[ ] {0} two").replace("{#q}", "{#q rule=all-or-nothing}"),
    ],
)  # fmt: skip
def test_what_canvas_marks_alike_is_not_said(source: str) -> None:
    assert not MARKS.intersection(build(source).codes())


def test_one_right_option_of_a_multiple_response_is_all_or_nothing() -> None:
    """Right minus wrong of one right option gives nothing as soon as one is wrong."""
    source = RESPONSE.replace("[x] {+1} two", "[ ] {0} two").replace(
        "{#q}", "{#q rule=all-or-nothing}"
    )
    seen = build(source).seen[0]
    assert seen.scheme is not None
    marks = [seen.mark(choose(c)) for c in ({0}, {0, 1}, {1}, {0, 1, 2})]
    assert marks == [2, 0, 0, 0]
    assert not seen.single


def test_a_check_that_earns_nothing_is_said_at_the_option() -> None:
    built = build(RESPONSE.replace("[x] {+1} two", "[ ] {+1} two"))
    (loss,) = [d for d in built.diagnostics if d.code == "X314"]
    assert loss.where == "exercise 1 › question 1 › option 2"
    assert loss.message.startswith("Canvas shows this option as right")


def test_many_options_are_judged_quickly() -> None:
    options = "".join(f"- [x] {{+0.1}} {n}\n- [ ] {{-0.1}} not {n}\n" for n in range(20))
    built = build(f"## 2 pts · multiple response {{#q}}\n\nWhich?\n\n{options}")
    assert not MARKS.intersection(built.codes())
    assert built.seen[0].scheme is not None
    assert built.seen[0].mark(choose({0, 2, 1})) == Fraction(1, 10)
