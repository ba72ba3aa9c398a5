"""Aiken: what is read of it, and what is told at its line while the rest arrives."""

import pytest

from examc.core.content import plain
from examc.core.diagnostics import Diagnostic, Report
from examc.core.model import ChoiceQuestion, choice_questions
from examc.formats import recognise
from examc.formats.aiken.read import read, sniff

ALWAYS = {"R530", "R518", "R571"}
FIRST = "Which?\nA. one\nB. two\nANSWER: B\n\n"


def reading(text: str) -> tuple[list[ChoiceQuestion], list[Diagnostic]]:
    """The questions of a file, and what is said of it beyond what is said of all."""
    report = Report()
    exam, files = read("a.txt", text.encode(), report)
    assert files == {}
    said = [one for one in report.diagnostics if one.code not in ALWAYS]
    return (list(choice_questions(exam)) if exam else []), said


def key(question: ChoiceQuestion) -> list[tuple[str, int]]:
    """The options of a question, each with its weight."""
    assert not question.answer.many
    assert all(one.correct == (one.points > 0) for one in question.answer.options)
    return [(plain(one.text), int(one.points)) for one in question.answer.options]


@pytest.mark.parametrize(
    "text",
    [
        FIRST,
        "Which?\nA) one\nB) two\nANSWER: B",
        "Which?\n\nA. one\n\nB. two\n\nANSWER: B\n",
        "  Which?\r\n\tA.\tone\r\nB.  two \r\nANSWER:B\r\n",
        "Which?\nA. one\nB. two\nANSWER: B.\n",
    ],
)
def test_what_moodle_takes_is_read_without_a_word(text: str) -> None:
    (question,), said = reading(text)
    assert said == []
    assert plain(question.prompt) == "Which?"
    assert key(question) == [("one", 0), ("two", 1)]
    assert question.points == 1


def test_a_question_may_have_several_lines_and_signs_of_html_are_text() -> None:
    (question,), said = reading("Is a<b>c\nor \\(x^2\\)?\nA. &amp;\nB. two\nANSWER: A\n")
    assert said == []
    assert plain(question.prompt) == "Is a<b>c or \\(x^2\\)?"
    assert key(question)[0] == ("&amp;", 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Why?\na) x\nb) y\nANSWER: b\n", ("R566", 6)),
        ("Why?\nA.x\nB.y\nAnswer: B\n", ("R566", 6)),
        ("Why?\nA. x\nand more\nB. y\nANSWER: B\n", ("R566", 6)),
        ("Why?\nB. y\nA. x\nANSWER: B\n", ("R566", 6)),
    ],
)
def test_what_people_mean_is_read_and_told(text: str, said: tuple[str, int]) -> None:
    (_, question), found = reading(FIRST + text)
    assert [(one.code, one.span.line) for one in found if one.span] == [said]
    assert sum(weight for _, weight in key(question)) == 1


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("Why?\nA. x\nB. y\n\n", 6, "no line ANSWER:"),
        ("Why?\nA. x\nB. y\nWhy not?\nA. x\nB. y\nANSWER: A\n\n", 6, "no line ANSWER:"),
        ("Why?\nA. x\nB. y\nANSWER: A, B\n\n", 6, "its answer is 'A, B'"),
        ("Why?\nA. x\nB. y\nANSWER: AB\n\n", 6, "its answer is 'AB'"),
        ("Why?\nA. x\nB. y\nANSWER:\n\n", 6, "names no letter"),
        ("Why?\nA. x\nB. y\nANSWER: C\n\n", 6, "none of its options"),
        ("Why?\nA. x\nANSWER: A\n\n", 6, "fewer than two options"),
        ("Why?\nANSWER: A\n\n", 6, "fewer than two options"),
        ("A. x\nB. y\nANSWER: A\n\n", 6, "no text"),
        ("Why?\nA. x\nB.\nANSWER: A\n\n", 6, "has no text"),
        ("Why?\nA. x\nA. y\nANSWER: A\n\n", 6, "one letter"),
    ],
)
def test_a_broken_question_is_told_and_the_rest_arrives(text: str, line: int, why: str) -> None:
    questions, found = reading(FIRST + text + FIRST)
    assert len(questions) >= 2
    (told,) = [one for one in found if one.code == "R494"]
    assert told.span
    assert told.span.line == line
    assert why in told.message


@pytest.mark.parametrize("text", ["Why?\n", "ANSWER: A\n", "Why?\nA. x\n" * 9])
def test_a_file_without_a_question_is_told(text: str) -> None:
    questions, found = reading(text)
    assert questions == []
    assert "R513" in [one.code for one in found]


def test_aiken_is_known_by_its_content() -> None:
    reader = recognise("a.txt", FIRST.encode())
    assert reader is not None
    assert reader.name == "aiken"


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: T\n---\n\n{FIRST}",
        f"# E {{#e}}\n\n## 2 pts · open {{#q}}\n\n{FIRST}",
        "A. one\n\nSome text.\n\nANSWER: the one\n",
        "# Notes\n\nA. a list\nB. of things\n",
    ],
)
def test_what_is_no_aiken_is_not_taken_for_it(text: str) -> None:
    assert not sniff(text.encode())
