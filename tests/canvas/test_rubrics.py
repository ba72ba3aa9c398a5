"""The CSV of rubrics: the columns that Canvas wants, and a name for everything that needs one."""

import csv
import io

from canvas.support import OPEN, build
from examc.formats.canvas.rubrics import table

HEAD = ["Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range"]
RATING = ["Rating Name", "Rating Description", "Rating Points"]


def rows(source: str) -> list[list[str]]:
    """The rows of the rubrics of a source."""
    return list(csv.reader(io.StringIO(table(build(source).exam).decode())))


def test_a_criterion_is_met_or_not() -> None:
    source = f"{OPEN}\n### criteria\n\n- {{2 name=Max}} Neighbours, *both*\n- {{1.5}} Other\n"
    assert rows(source) == [
        HEAD + RATING * 2,
        [
            "Test, question 1",
            "Max",
            "Neighbours, both",
            "false",
            "met",
            "",
            "2",
            "not met",
            "",
            "0",
        ],
        ["Test, question 1", "Other", "Other", "false", "met", "", "1.5", "not met", "", "0"],
    ]


def test_levels_are_the_ratings_of_one_criterion() -> None:
    source = (
        f"{OPEN.replace('{#q}', '{#q title=Pooling}')}\n### levels\n\n- {{3}} exact\n"
        "- {1 name=Half} almost\n- {0} wrong\n"
    )
    assert rows(source) == [
        HEAD + RATING * 3,
        ["Test, question 1: Pooling", "Pooling", "", "false", "exact", "exact", "3", "Half",
         "almost", "1", "wrong", "wrong", "0"],
    ]  # fmt: skip


def test_every_open_question_has_a_rubric_of_its_own() -> None:
    second = OPEN.replace("{#q}", "{#r}")
    found = rows(f"{OPEN}\n### criteria\n\n- {{3}} a\n\n{second}\n### criteria\n\n- {{3}} a\n")
    assert [row[0] for row in found[1:]] == ["Test, question 1", "Test, question 2"]


def test_nothing_that_canvas_needs_is_empty() -> None:
    """Canvas makes nothing of a row without a name of the rubric, the criterion, or a rating."""
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{3}}\n")
    assert row[1] == "Criterion 1"
    (_, row) = rows(f"{OPEN}\n### levels\n\n- {{3}}\n- {{0}} none\n")
    assert row[1] == "Question 1"
    assert row[4] == "Level 1"


def test_a_deduction_is_not_met_at_first() -> None:
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{-1}} no unit\n")
    assert row[4:] == ["not met", "", "0", "met", "", "-1"]


def test_a_long_text_gives_a_short_name_and_the_whole_description() -> None:
    long = "word " * 40
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{3}} {long}\n")
    assert row[1].endswith("word…")
    assert len(row[1]) < 62
    assert row[2] == long.strip()


def test_a_rubric_is_said_to_stand_beside_the_quiz() -> None:
    built = build(f"{OPEN}\n### criteria\n\n- {{3}} right\n")
    (loss,) = [d for d in built.diagnostics if d.code == "X322"]
    assert "a quiz question has no rubric of its own" in loss.message
    assert "rubrics.csv" in loss.help
