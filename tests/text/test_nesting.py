"""Texts that would overflow the parser's stack never reach it."""

import pytest

from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.text.nesting import MOST_LEVELS, MOST_QUOTES, bounded


def _bounded(text: str, first_line: int = 1) -> tuple[list[str], list[tuple[str, int]]]:
    report = Report()
    lines = bounded(Source("exam.md", text), first_line, report)
    assert all(entry.code == "S106" for entry in report.diagnostics)
    return lines, [(d.message, d.span.line if d.span else 0) for d in report.diagnostics]


MOST_MARKS = 2 * MOST_LEVELS + 1


@pytest.mark.parametrize("mark", ["*a ", "_a ", "~a ", "^a ", "*a **b "])
def test_a_paragraph_of_marks(mark: str) -> None:
    lines, said = _bounded(f"a\n\nb\n{mark * (MOST_MARKS + 1)}\nc\n\nd")
    assert lines == ["a", "", "", "", "", "", "d"]
    assert said == [
        (f"marks for more than {MOST_LEVELS} levels of emphasis in one paragraph", 3),
    ]


def test_images_inside_each_other() -> None:
    lines, said = _bounded("![" * (MOST_LEVELS + 1) + "a" + "](b)" * (MOST_LEVELS + 1) + "\n\nc")
    assert lines == ["", "", "c"]
    assert [line for _, line in said] == [1]
    assert _bounded("[a](b) " * (2 * MOST_LEVELS))[1] == []


def test_marks_on_many_lines_are_of_one_paragraph() -> None:
    lines, said = _bounded("> *a\n" * (MOST_MARKS + 1) + ">\n> *b")
    assert [line for line in lines if line] == [">", "> *b"]
    assert [line for _, line in said] == [1]


def test_marks_of_many_paragraphs_are_not() -> None:
    for text in (
        "*a*\n\n" * MOST_MARKS,
        "- [ ] *a*\n" * MOST_MARKS,
        "> *a*\n>\n" * MOST_MARKS,
        "# *a*\n" * MOST_MARKS,
    ):
        lines, said = _bounded(text)
        assert "\n".join(lines) == text
        assert said == []


def test_quotes_inside_each_other() -> None:
    for quotes in (">" * (MOST_QUOTES + 1), "> - " * (MOST_QUOTES + 1)):
        lines, said = _bounded(f"a\n\n{quotes}b\n\nc", 3)
        assert lines == ["", "", "c"]
        assert said == [(f"more than {MOST_QUOTES} quotes inside each other", 3)]
    assert _bounded("a " + ">" * 5000)[1] == []


def test_all_that_is_too_deep_is_told() -> None:
    deep = "*a " * (MOST_MARKS + 1)
    assert [line for _, line in _bounded(f"{deep}\n\na\n\n{deep}\n- {deep}")[1]] == [1, 5, 6]
