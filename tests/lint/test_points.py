"""Points that are stated in two places."""

import pytest

from lint.support import at, diagnostics, marked, messages

TWO = "## 2 pts · open {#a}\n\nWhy?\n\n## 3 pts · open {#b}\n\nHow?\n"


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("points: 5\n", []),
        ("points: 5.0  # all of them\n", []),
        ("", []),
        ("points: 6\n", ["exam states 6 points, its questions have 5"]),
        ("points: 14/3\n", ["exam states 14/3 points, its questions have 5"]),
        ("points: 1\n", ["exam states 1 point, its questions have 5"]),
        ("points: 0\n", ["exam states 0 points, its questions have 5"]),
    ],
)
def test_exam_points(front: str, found: list[str]) -> None:
    assert messages("L201", TWO, front) == found


def test_exam_points_are_marked_in_the_front_matter() -> None:
    assert marked("L201", TWO, "language: nl\npoints: 6.5 # hm\n") == ["6.5"]
    assert at("L201", TWO, "language: nl\npoints: 6.5\n") == [(-3, 9)]


def test_exam_points_in_yaml() -> None:
    text = (
        "title: Test\nexercises:\n- title: A\n  id: a\n  points: 2\n  items:\n"
        "  - {type: open, id: b, points: 2, prompt: Why?}\npoints: 3\n"
    )
    (found,) = diagnostics(text, "L201", name="exam.yaml")
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.end_column) == (8, 9, 10)
    assert diagnostics(text, "L202", name="exam.yaml") == []


def test_exam_points_of_a_flow_mapping_are_at_the_first_line() -> None:
    text = "---\n{title: T, points: 3}\n---\n# A\n\n## 2 pts · open\n\nWhy?\n"
    (found,) = diagnostics(text, "L201")
    assert found.span is not None
    assert found.span.line == 1


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("points=5", []),
        ("bank=x", []),
        ("points=4", ["exercise states 4 points, its questions have 5"]),
        ("points=1", ["exercise states 1 point, its questions have 5"]),
        ("points=0", ["exercise states 0 points, its questions have 5"]),
    ],
)
def test_exercise_points(stated: str, found: list[str]) -> None:
    assert messages("L202", TWO, heading=f"# Part {{#part {stated}}}") == found


def test_exercise_points_are_marked_in_the_heading() -> None:
    assert marked("L202", TWO, heading='# Part 4 {#x4 points="4" bank=4}') == ["4"]
    assert at("L202", TWO, heading='# Part 4 {#x4 points="4" bank=4}') == [(-1, 23)]


def test_each_exercise_is_added_up_alone() -> None:
    body = TWO + "\n# Other {#other points=2}\n\n## 2 pts · open {#c}\n\nWho?\n"
    assert at("L202", body, heading="# Part {#part points=7}") == [(-1, 22)]


def test_attainable_points() -> None:
    body = "## 2 pts · multiple response {#q}\n\nWhich?\n\n- [x] {+1} one\n- [ ] {-1} two\n"
    assert messages("L207", body) == ["best answer earns 1 of 2 points"]
    assert marked("L207", body) == ["2"]
    assert at("L207", body) == [(1, 4)]


@pytest.mark.parametrize(
    ("heading", "first", "second", "found"),
    [
        ("2 pts · multiple response", "x] {+1}", "x] {+1}", []),
        ("2 pts · multiple response", "x]", "x]", []),
        ("1 pt · multiple response", "x] {1/3}", "x] {2/3}", []),
        (
            "1 pt · multiple response",
            "x] {0.33}",
            "x] {0.66}",
            ["best answer earns 0.99 of 1 point"],
        ),
        (
            "2 pts · multiple response",
            "x] {+2}",
            "x] {+2}",
            ["best answer is worth 4 points, of which 2 count"],
        ),
        ("2 pts · multiple choice", "x] {+2}", "x] {+1}", []),
        ("2 pts · multiple choice", "x] {+1}", "x] {+1}", ["best answer earns 1 of 2 points"]),
        (
            "2 pts · multiple choice",
            "x] {+3}",
            "x] {+1}",
            ["best answer is worth 3 points, of which 2 count"],
        ),
        ("2 pts · multiple response", "x] {0}", "x] {0}", ["best answer earns 0 of 2 points"]),
        ("2 pts · multiple response", " ] {0}", " ] {0}", []),  # L203 says so
    ],
)
def test_attainable(heading: str, first: str, second: str, found: list[str]) -> None:
    body = f"## {heading} {{#q}}\n\nWhich?\n\n- [{first} one\n- [{second} two\n"
    assert messages("L207", body) == found


def test_attainable_beyond_the_points_without_a_cap() -> None:
    body = "## 2 pts · multiple response {#q cap=none}\n\nWhich?\n\n- [x] {2} a\n- [x] {+1} b\n"
    assert messages("L207", body) == ["best answer earns 3 points, the question has 2"]
    body = body.replace("cap=none", "cap=1")
    assert messages("L207", body) == ["best answer earns 1 of 2 points"]


def test_attainable_by_all_or_nothing_is_all() -> None:
    body = (
        "## 2 pts · multiple response {#q rule=all-or-nothing}\n\nWhich?\n\n"
        "- [x] {0.5} a\n- [ ] {-1} b\n"
    )
    assert messages("L207", body) == []
