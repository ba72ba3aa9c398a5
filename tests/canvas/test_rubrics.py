"""The CSV of rubrics: the columns that Canvas wants, and a name for everything that needs one."""

import csv
import io
from fractions import Fraction

import pytest

from canvas.support import OPEN, Built, build
from examc.formats.canvas.write import beside
from examc.proof.verify import prove
from examc.systems.canvas import rubrics as canvasrubrics
from support import DOT_PNG

HEAD = ["Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range"]
RATING = ["Rating Name", "Rating Description", "Rating Points"]


def lines(built: Built) -> list[list[str]]:
    """The rows of the rubrics of a package."""
    return list(csv.reader(io.StringIO(beside(built.exam)["rubrics.csv"].decode())))


def rows(source: str) -> list[list[str]]:
    """The rows of the rubrics of a source."""
    return lines(build(source))


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


@pytest.mark.parametrize(
    ("part", "code"), [("### criteria\n\n- ", "X322"), ("### levels\n\n- {0} wrong\n- ", "X323")]
)
def test_points_are_kept_on_two_decimals_and_others_are_told(part: str, code: str) -> None:
    built = build(f"{OPEN}\n{part}{{1.125}} a\n- {{1/3}} b\n- {{1.25}} c\n")
    found = [cell for row in lines(built)[1:] for cell in row]
    assert {"1.13", "0.33", "1.25"} < set(found)
    told = [d.message for d in built.diagnostics if d.code == code and "decimal" in d.help]
    assert told == [
        "Canvas keeps the points 1.125 of a rubric as 1.13",
        "Canvas keeps the points 1/3 of a rubric as 0.33",
    ]


def test_points_that_canvas_rounds_are_found_by_the_proof() -> None:
    head = ",".join(HEAD + RATING)
    scale = canvasrubrics.scales(f'{head}\n"T, question 1",a,b,false,met,,1.125\n'.encode())
    assert scale[1].grades[0].points == Fraction("1.13")


@pytest.mark.parametrize("text", ["=1+1", "+1 for each", "-1 for no unit", "@here"])
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str) -> None:
    escaped = "\\" + text
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{3}} {escaped}\n")
    assert row[1] == row[2] == f" {text}"
    (_, row) = rows(f"{OPEN}\n### levels\n\n- {{3}} {escaped}\n- {{0}} no\n")
    assert row[4] == row[5] == f" {text}"


def test_points_below_0_stay_a_number() -> None:
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{-1}} no unit\n")
    assert row[-1] == "-1"


def test_a_text_without_spaces_gives_a_name_too() -> None:
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{3}} {'a' * 90}\n")
    assert row[1] == "a" * 60 + "…"


def test_a_name_is_one_line_and_can_be_seen() -> None:
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{3}} one\n\n  two\n")
    assert row[1] == "one two"
    assert row[2] == "one\ntwo"
    (_, row) = rows(f"{OPEN}\n### criteria\n\n- {{3}} &nbsp;\n")
    assert row[1] == "Criterion 1"


def test_criteria_with_one_name_stay_apart() -> None:
    (_, one, other) = rows(f"{OPEN}\n### criteria\n\n- {{1 name=A}} x\n- {{2 name=A}} y\n")
    assert (one[1], other[1]) == ("A", "A")
    assert (one[2], other[2]) == ("x", "y")


def test_a_name_leaves_room_for_the_number_of_a_second_import() -> None:
    """Canvas writes it behind the name, and drops a rubric with more than 255 characters."""
    built = build(
        f"---\ntitle: {'T' * 300}\n---\n\n# P {{#p}}\n\n{OPEN}\n### criteria\n\n- {{3}} a\n"
    )
    name = lines(built)[1][0]
    assert name.endswith(", question 1")
    assert len(name) == 240


STRUCTURED = """a, "b"

  ```python
  c;
  d
  ```

  3. one
  4. two

     - inside

  > *as* said

  | x | y |
  |---|---|
  | 1 | 2 |
"""


def test_commas_quotes_and_lines_come_through() -> None:
    built = build(f"{OPEN}\n### criteria\n\n- {{3}} {STRUCTURED}")
    (_, row) = lines(built)
    assert row[2].split("\n") == [
        'a, "b"', "c;", "d", "3. one", "4. two", "   - inside", "  as said", "x | y", "1 | 2",
    ]  # fmt: skip
    (cell, _) = (
        prove(built.exam, {"canvas": built.data}, beside={"canvas": beside(built.exam)})
        .rows[0]
        .cells
    )
    assert cell.lost == (f"rubric ({canvasrubrics.BESIDE})",)


def test_an_image_of_a_rubric_is_told() -> None:
    built = build(
        f"{OPEN}\n### levels\n\n- {{3}} ![a graph](a.png)\n- {{0}} no\n", {"a.png": DOT_PNG}
    )
    assert lines(built)[1][5] == "a graph"
    (told,) = [d for d in built.diagnostics if "image" in d.message]
    assert (told.code, told.where) == ("X323", "exercise 1 › question 1 › level 1")
