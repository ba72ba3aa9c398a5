"""A reworded text shows its changed words; a formula, a picture or a link is told as such."""

import pytest

from examc.changes import Change, compare
from examc.core.model import Exam, TextBlock
from support import exam_of

START = "---\ntitle: T\n---\n\n# E\n\n## text block {#a}\n\n"


def _changes(old: str, new: str) -> list[Change]:
    return compare(exam_of(START + old), exam_of(START + new))


def _told(old: str, new: str) -> list[tuple[str, str, str, str]]:
    return [(c.kind, c.what, c.old, c.new) for c in _changes(old, new)]


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
CASES = {
    "a word": (
        LONG,
        LONG.replace("seven", "SEVEN"),
        [
            (
                "reworded",
                "text block",
                "… four five six seven eight nine ten …",
                "… four five six SEVEN eight nine ten …",
            )
        ],
    ),
    "two places": (
        LONG,
        LONG.replace("two", "2").replace("twelve", "12"),
        [
            (
                "reworded",
                "text block",
                "one two three four five … nine ten eleven twelve thirteen fourteen",
                "one 2 three four five … nine ten eleven 12 thirteen fourteen",
            )
        ],
    ),
    "words gone": (
        LONG,
        LONG.replace("six seven ", ""),
        [
            (
                "reworded",
                "text block",
                "… three four five six seven eight nine ten …",
                "… three four five eight nine ten …",
            )
        ],
    ),
    "another text": (
        "All of this is new.",
        "Nothing here was kept at all, really.",
        [
            (
                "reworded",
                "text block",
                "All of this is new.",
                "Nothing here was kept at all, really.",
            )
        ],
    ),
    "a formula": (
        "Let $x = 1$, and add it to two.",
        "Let $x = 2$, and add it to two.",
        [("changed", "formula", "$x = 1$", "$x = 2$")],
    ),
    "two formulas": (
        "Let $x$ and also the $y$ be.",
        "Let $a$ and also the $b$ be.",
        [("changed", "formula", "$x$, $y$", "$a$, $b$")],
    ),
    "a formula and words far from it": (
        f"Let $x$ be. {LONG} end.",
        f"Let $y$ be. {LONG} stop.",
        [
            ("changed", "formula", "$x$", "$y$"),
            (
                "reworded",
                "text block",
                "… twelve thirteen fourteen end.",
                "… twelve thirteen fourteen stop.",
            ),
        ],
    ),
    "a formula and words beside it": (
        f"{LONG} let $x$ be.",
        f"{LONG} take $y$ be.",
        [
            (
                "reworded",
                "text block",
                "… twelve thirteen fourteen let $x$ be.",
                "… twelve thirteen fourteen take $y$ be.",
            )
        ],
    ),
    "a formula more": (
        "It is small for all of them.",
        "It is small $x$ for all of them.",
        [("added", "formula", "", "$x$")],
    ),
    "code": (
        "Call `f(x)` now, and then return.",
        "Call `g(x)` now, and then return.",
        [("changed", "code", "f(x)", "g(x)")],
    ),
    "a link": (
        "See [the notes](https://a.example) before you begin.",
        "See [the notes](https://b.example) before you begin.",
        [("changed", "link", "https://a.example", "https://b.example")],
    ),
    "a link's title": (
        'See [the notes](https://a.example "A") before you begin.',
        "See [the notes](https://a.example) before you begin.",
        [("removed", "title of a link", "A", "")],
    ),
    "a link and its title": (
        'See [the notes](https://a.example "A") before you begin.',
        'See [the notes](https://b.example "B") before you begin.',
        [("changed", "link", "https://a.example", "https://b.example")],
    ),
    "numbering": (
        "1. one\n2. two",
        "3. one\n4. two",
        [("added", "numbering", "", "3.")],
    ),
    "one column of a table": (
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 3 |",
        [("reworded", "text block", "… | 1 | 2", "… | 1 | 3")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_text_is_told_by_what_changed(name: str) -> None:
    old, new, expected = CASES[name]
    assert _told(old, new) == expected


def test_a_long_formula_is_cut_to_what_differs() -> None:
    start, end = "a + " * 40, " + z" * 40
    [(_, _, old, new)] = _told(f"It is ${start}x{end}$ here.", f"It is ${start}y{end}$ here.")
    assert old == "…+ a + a + x + z + z +…"
    assert new == "…+ a + a + y + z + z +…"


def test_two_long_formulas_are_cut_in_the_middle() -> None:
    one, other = (" + ".join(f"{letter}_{{{n}}}" for n in range(60)) for letter in "xy")
    [(_, _, old, new)] = _told(f"It is ${one}$ here.", f"It is ${other}$ here.")
    assert old.startswith("$x_{0} + x_{1}")
    assert new.endswith("+ y_{59}$")
    assert len(old) == len(new) == 121


def test_a_long_insertion_is_cut_in_the_middle() -> None:
    more = " ".join(f"w{n}" for n in range(100))
    [(_, _, old, new)] = _told(f"{LONG} end", f"{LONG} {more} end")
    assert old == "… twelve thirteen fourteen end"
    assert new.startswith("… twelve thirteen fourteen w0 w1 ")
    assert " … " in new
    assert new.endswith(" w98 w99 end")
    assert len(new.split()) < 30


def test_very_long_texts_are_compared_by_their_ends() -> None:
    words = [f"w{n}" for n in range(2000)]
    old = " ".join(words)
    new = " ".join([*words[:700], "x", *words[701:1300], "y", *words[1301:]])
    [(_, what, before, _)] = _told(old, new)
    assert what == "text block"
    assert before.startswith("… w697 w698 w699 w700 ")
    assert before.endswith(" w1301 w1302 w1303 …")


def test_a_text_that_came_or_went_shows_its_beginning() -> None:
    prompt = "## 1 pt · open {#a}\n\nWhy?\n"
    head = "---\ntitle: T\n---\n\n# E\n\n"
    one = exam_of(head + prompt)
    other = exam_of(head + prompt + f"\n### solution\n\n{LONG}\n")
    [change] = compare(one, other)
    assert (change.kind, change.what) == ("added", "model answer")
    assert change.new == "one two three four five six seven eight nine ten eleven twelve …"


def test_no_text_at_all() -> None:
    exam = exam_of(START + "x")
    [exercise] = exam.exercises
    empty = Exam(
        title="T",
        exercises=(type(exercise)(id="e1", title="E", items=(TextBlock(id="a", content=()),)),),
    )
    assert [(c.kind, c.what) for c in compare(exam, empty)] == [("removed", "text block")]
