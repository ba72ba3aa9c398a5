"""Questions of several parts, in order and in pools: what their weights, sizes and pins say."""

import pytest

from lint.support import marked, messages


def _matching(lines: str, attributes: str = "", points: str = "2 pts") -> str:
    return f"## {points} · matching {{#q{attributes}}}\n\nMatch.\n\n### pairs\n\n{lines}"


PAIRS = "- {1} a → x\n- {1} b → y\n- → z\n"
ROWS = "|  | a | b |\n|--|--|--|\n| {1} one | x |  |\n| {1} two |  | x |\n"


def _matrix(rows: str, attributes: str = "") -> str:
    return f"## 2 pts · matrix {{#q{attributes}}}\n\nWhich?\n\n{rows}"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (_matching(PAIRS), []),
        (_matching(PAIRS.replace("{1} ", "")), []),
        (_matching(PAIRS, points="3 pts"), ["pairs earn 2 of 3 points"]),
        (_matching(PAIRS, points="1 pt"), ["pairs are worth 2 points, of which 1 count"]),
        (_matching(PAIRS, " cap=none", "1 pt"), ["pairs earn 2 points, the question has 1"]),
        (_matching(PAIRS, " rule=all-or-nothing", "5 pts"), []),
        (_matrix(ROWS), []),
        (_matrix(ROWS.replace("{1} two", "{0.5} two")), ["rows earn 1.5 of 2 points"]),
        (_matrix(ROWS.replace("{1} two", "{-1} two")), ["rows earn 1 of 2 points"]),
    ],
)
def test_weights_of_parts_add_up(body: str, found: list[str]) -> None:
    assert messages("L207", body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (_matching(PAIRS, " wrong=minus"), []),
        (_matching(PAIRS, " wrong=minus rule=all-or-nothing"), 1),
        (_matrix(ROWS, " rule=kprim wrong=minus"), 1),
        (_matrix("|  | a | b |\n|--|--|--|\n| one | x |  |\n", " wrong=minus"), 1),
        (_matrix("|  | a | b |\n|--|--|--|\n| one | x |  |\n", " wrong=minus floor=none"), []),
        (_matrix("|  | a | b |\n|--|--|--|\n| one | x |  |\n"), []),
    ],
)
def test_a_penalty_that_no_mark_shows(body: str, found: list[str] | int) -> None:
    said = ["a wrong answer costs nothing here, whatever its weight"]
    assert messages("L206", body) == (said if found == 1 else [])


def test_weights_under_a_rule_that_looks_at_none() -> None:
    unequal = PAIRS.replace("{1} b", "{0.5} b")
    assert marked("L274", _matching(unequal, " rule=all-or-nothing")) == ["all-or-nothing"]
    assert marked("L274", _matching(PAIRS, " rule=all-or-nothing")) == []
    assert marked("L274", _matching(unequal)) == []
    rows = ROWS.replace("{1} two", "{0.5} two")
    assert marked("L274", _matrix(rows, " rule=kprim")) == ["kprim"]


@pytest.mark.parametrize(
    ("lines", "few", "free"),
    [
        ("- a → x\n- b → y\n", 1, 0),
        ("- a → x\n- b → x\n- c → x\n", 1, 0),
        ("- a → x\n- b → y\n- → z\n", 0, 0),
        ("- a → x\n- b → y\n- c → z\n", 0, 1),
        ("- a → x\n- b → x\n- c → y\n- → z\n", 0, 0),
        ("- a → x\n- b → y\n- c → y\n- d → z\n", 0, 0),
    ],
)
def test_how_many_right_sides_there_are(lines: str, few: int, free: int) -> None:
    assert len(messages("L270", _matching(lines))) == few
    assert len(messages("L271", _matching(lines))) == free


def test_two_items_are_a_coin_toss() -> None:
    two = "## 1 pt · ordering {#q}\n\nOrder.\n\n### order\n\n1. a\n2. b\n"
    assert messages("L272", two) == ["two items have only two orders"]
    assert messages("L272", two + "3. c\n") == []


@pytest.mark.parametrize(
    ("pins", "exercise", "found"),
    [
        ("always", "", ["always"]),
        ("fixed", "", ["fixed"]),
        ("always fixed", "", ["always", "fixed"]),
        ("always fixed", " pick=1", []),
        ("fixed", " shuffle=questions", []),
        ("always", " shuffle=questions", ["always"]),
        ("fixed", " shuffle=options", ["fixed"]),
        ("", "", []),
    ],
)
def test_a_pin_where_nothing_moves(pins: str, exercise: str, found: list[str]) -> None:
    body = f"## 1 pt · open {{#q {pins}}}\n\nWhy?\n"
    assert marked("L273", body, heading=f"# Part {{#part{exercise}}}") == found


@pytest.mark.parametrize("kind", ["upload", "code"])
def test_what_a_person_marks_has_a_rubric(kind: str) -> None:
    body = f"## 2 pts · {kind} {{#q}}\n\nDo it.\n"
    assert len(messages("L215", body)) == 1
    assert messages("L209", body + "\n### criteria\n\n- {1} done\n") == [
        "criteria offer 1 of 2 points"
    ]


def test_a_pool_is_worth_what_is_drawn() -> None:
    body = "".join(f"## 2 pts · open {{#q{n}}}\n\nWhy?\n\n" for n in range(3))
    assert messages("L201", body, "points: 4\n", heading="# Part {#part pick=2}") == []
    assert messages("L202", body, heading="# Part {#part pick=2 points=6}") == [
        "exercise states 6 points, its questions have 4"
    ]
