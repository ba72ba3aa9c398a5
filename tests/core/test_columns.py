"""Rows of cells stand under one another, whatever script they are written in."""

import pytest

from examc.core.columns import table, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("über", 4), ("e\u0301", 1), ("漢字", 4), ("ab\u200b", 2), ("한", 2)],
)
def test_how_wide_a_text_is(text: str, columns: int) -> None:
    assert width(text) == columns


def test_cells_stand_under_one_another() -> None:
    rows = [["", "qti", "moodle"], ["漢字", "kept", "bent"], ["tags", "lost", ""]]
    assert list(table(rows)) == ["      qti   moodle", "漢字  kept  bent", "tags  lost"]


def test_a_table_may_be_empty() -> None:
    assert list(table([])) == []
    assert list(table([[]])) == [""]
