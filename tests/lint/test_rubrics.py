"""Rubrics: criteria and levels."""

import pytest

from lint.support import at, marked, messages


def written(part: str, *entries: str, points: str = "4 pts", kind: str = "open") -> str:
    """A written question whose first criterion or level stands on line 7."""
    lines = "\n".join(f"- {entry}" for entry in entries)
    return f"## {points} · {kind} {{#q}}\n\nWhy?\n\n### {part}\n\n{lines}\n"


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (("{2} a", "{2} b"), []),
        (("{4/3} a", "{4/3} b", "{4/3} c"), []),
        (("{1} a", "{2} b"), ["criteria offer 3 of 4 points"]),
        (("{0} a",), ["criteria offer 0 of 4 points"]),
        (("{3} a", "{2} b"), ["criteria offer 5 points, of which 4 count"]),
        (("{1.33} a", "{1.33} b", "{1.33} c"), ["criteria offer 3.99 of 4 points"]),
        (("{4} a", "{-1} a slip"), []),
        (("{3} a", "{-1} a slip"), ["criteria offer 3 of 4 points"]),
    ],
)
@pytest.mark.parametrize("kind", ["open", "free formatted"])
def test_criteria_points(kind: str, entries: tuple[str, ...], found: list[str]) -> None:
    assert messages("L209", written("criteria", *entries, kind=kind)) == found


def test_criteria_points_are_marked_at_the_points_of_the_question() -> None:
    body = written("criteria", "{1} a", points="2.5 points")
    assert marked("L209", body) == ["2.5"]
    assert at("L209", body) == [(1, 4)]


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (("{4} a", "{2} b", "{0} c"), []),
        (("{100%} a", "{50%} b"), []),
        (("{2} b", "{4} a", "{2} c"), []),
        (("{3} a", "{2} b"), ["best level is worth 3 of 4 points"]),
        (("{5} a",), ["best level is worth 5 of 4 points"]),
        (("{50%} a",), ["best level is worth 2 of 4 points"]),
    ],
)
def test_level_points(entries: tuple[str, ...], found: list[str]) -> None:
    assert messages("L210", written("levels", *entries)) == found


def test_level_points_are_marked_at_the_best_level() -> None:
    body = written("levels", "{1} a", "{3 75%} b", "{3} c")
    assert marked("L210", body) == ["3"]
    assert at("L210", body) == [(8, 4)]


@pytest.mark.parametrize("part", ["criteria", "levels"])
def test_empty_criterion(part: str) -> None:
    body = written(part, "{4} a", "{0}", '{0 name="b"}', "{0} $x$", "{0 #c}")
    assert at("L214", body) == [(8, 1), (11, 1)]


def test_empty_criterion_says_its_kind() -> None:
    assert messages("L214", written("criteria", "{4}")) == ["criterion of 4 points has no text"]
    assert messages("L214", written("levels", "{1}")) == ["level of 1 point has no text"]


@pytest.mark.parametrize("kind", ["open", "free formatted"])
def test_no_rubric(kind: str) -> None:
    body = f"## 2 pts · {kind} {{#q}}\n\nWhy?\n"
    assert at("L215", body) == [(1, 1)]
    assert at("L215", body + "\n### solution\n\nSo.\n") == [(1, 1)]
    assert at("L215", body + "\n### criteria\n\n- {2} so\n") == []
    assert at("L215", body + "\n### levels\n\n- {2} so\n") == []
    assert at("L215", body.replace("2 pts", "0 pts")) == []
