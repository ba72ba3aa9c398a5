"""What Aiken holds of an exam is read back, and all else is reported at its question."""

import pytest
from hypothesis import given, settings

from examc.core.diagnostics import Report
from examc.core.model import ChoiceQuestion, Exam, Question, as_choice, choice_questions
from examc.core.places import fill
from examc.formats.aiken.read import read
from examc.formats.aiken.write import write
from examc.formats.options import Options
from examc.verbs import pipeline
from examc.verbs.differing import diff
from strategies import PARTED, TYPED, exams, files_of
from support import exam_of

SOURCE = """\
---
title: T
---

# E {#e}

## 1 pt · multiple choice {#q shuffle=options}

%s

- [x] {+1} %s
- [ ] {0} no
"""


def _written(exam: Exam) -> tuple[bytes, Report]:
    report = Report()
    data = write(exam, files_of(exam), Options(), report)
    assert data is not None
    return data, report


def _back(data: bytes) -> list[ChoiceQuestion]:
    exam, _ = read("x.txt", data, Report())
    return list(choice_questions(exam)) if exam is not None else []


@pytest.mark.parametrize(
    "text",
    ["Is a < b & c?", "Is $x^2$ even?", "Är det så? {=a ~b}", "What is 1.5?", "It is \\*so\\*."],
)
def test_plain_texts_and_formulas_arrive(text: str) -> None:
    exam = exam_of(SOURCE % (text, text))
    data, report = _written(exam)
    (question,) = choice_questions(exam)
    (found,) = _back(data)
    assert found.prompt == question.prompt
    assert found.answer.options == question.answer.options
    assert {d.code for d in report.diagnostics} == {"X334", "X335", "X329", "X327"}


def test_what_is_no_plain_text_is_told_at_its_place() -> None:
    exam = exam_of(SOURCE % ("*So* what?\n\n![alt](https://example.org/a.png)", "`b`"))
    data, report = _written(exam)
    assert data.decode().splitlines()[:2] == ["So what? alt", "A. b"]
    told = {(d.code, d.where) for d in fill(exam, report.diagnostics) if d.code in ("X383", "X384")}
    assert told == {
        ("X383", "exercise 1 › question 1"),
        ("X384", "exercise 1 › question 1"),
        ("X384", "exercise 1 › question 1 › option 1"),
    }


@pytest.mark.parametrize("text", ["A. one", "Answer: so", "(b) two", "x"])
def test_a_text_that_would_be_a_sign_is_left_out(text: str) -> None:
    data, report = _written(exam_of(SOURCE % (text, "yes")))
    assert data == b""
    assert "X382" in {d.code for d in report.diagnostics}


@given(exams(kinds=TYPED | PARTED))
@settings(max_examples=200)
def test_a_question_is_read_back_or_told(exam: Exam) -> None:
    data, report = _written(exam)
    losses = fill(exam, report.diagnostics)
    found = iter(_back(data))
    for number, exercise in enumerate(exam.exercises, 1):
        place = 0
        for question in exercise.items:
            if not isinstance(question, Question):
                continue
            place += 1
            where = f"exercise {number} › question {place}"
            here = [d for d in losses if (d.where + " ›").startswith(where + " ›")]
            if any("left out" in d.message for d in here):
                continue
            choice, back = as_choice(question), next(found)
            assert choice is not None
            codes = {d.code for d in here}
            assert choice.prompt == back.prompt or codes & {"X383", "X384"}
            assert choice.points == back.points or "X315" in codes
            for one, other in zip(choice.answer.options, back.answer.options, strict=True):
                assert one.correct == other.correct
                assert one.text == other.text or codes & {"X383", "X384"}
                is_scaled = choice.points != back.points
                assert one.points == other.points or is_scaled or codes & {"X310", "X311", "X312"}
    assert next(found, None) is None


def test_a_penalty_is_lost_to_aiken_and_not_to_a_fraction_of_moodle() -> None:
    exam = exam_of(
        "---\ntitle: T\n---\n\n# E {#e}\n\n## 2 pts · multiple choice {#q floor=none}\n\n"
        "Even?\n\n- [x] {+2} Yes\n- [ ] {-1} No\n"
    )
    _, report = _written(exam)
    assert [d.message for d in report.diagnostics if d.code in ("X310", "X311")] == [
        (
            "Moodle gives all points or none for a question of an Aiken file: "
            "a student who chooses B gets 0 instead of -1"
        ),
        "Aiken does not say the lowest mark other than 0 of this question",
    ]


def test_a_fresh_build_has_no_changes() -> None:
    source = pipeline.read("exam.md", (SOURCE % ("Which?", "yes")).encode(), name="cells")
    built = pipeline.build(source, ["aiken"])
    output = pipeline.read("cells.aiken.txt", built.outputs["aiken"])
    assert output.format == "aiken"
    assert diff(source, output, "aiken") == []


SEVERAL = """\
---
title: T
---

# E {#e}

## text block {repeat}

Read ~~this~~ that.

## 2 pts · multiple response {#q tags=t}

Which are odd?

- [x] 3 {#three}
- [x] 5

### feedback

Read on.
"""


def test_of_what_is_left_out_nothing_else_is_said() -> None:
    report = Report()
    write(exam_of(SEVERAL), {}, Options(), report)
    told = [d.code for d in report.diagnostics if " › " in d.where]
    assert sorted(told) == ["X330", "X382"]
