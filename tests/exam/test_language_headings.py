"""Headings of the Markdown spelling: labels, attribute lists and parts in every form that is read."""

from fractions import Fraction

import pytest

from examc.core.content import Text, walk
from examc.core.model import (
    Exercise,
    ImageBlock,
    Item,
    Question,
    TextBlock,
    kind_of,
)
from support import choice_question, exam_of, written_question

FRONT = "---\ntitle: T\n---\n\n"


def _exercise(heading: str) -> Exercise:
    return exam_of(f"{FRONT}{heading}\n").exercises[0]


def _item(heading: str, body: str = "W?") -> Item:
    (item,) = exam_of(f"{FRONT}# E {{#e}}\n\n{heading}\n\n{body}\n").exercises[0].items
    return item


@pytest.mark.parametrize(
    "label",
    [
        "2.5 pts · open · 1/2 page",
        "2.5 pt · open · 1/2 page",
        "2.5 point · open · 1/2 page",
        "2.5 Points · Open · .5 Pages",
        "2.5 PTS · OPEN · 0.5 PAGE",
        "2.5pts·open·1/2page",
        "5/2 pts. · open · 2/4 page",
        "+2.5 pts · open · 0.50 pages",
        "2.5 pts open 1/2 page",
        "2.5 pts · open 1/2 page",
        "2.5 pts open · 1/2 page",
        "open · 2.5 pts · 1/2 page",
        "1/2 page · open · 2.5 pts",
        "· 2.5 pts ·  · open · 1/2 page ·",
        "\t2.5  pts\t·\topen\t·\t1/2  page\t",
        "2.5 pts • open • 1/2 page",
        "2.5 pts | open | 1/2 page",
        "2.5 pts - open - 1/2 page",
        "2.5 pts – open — 1/2 page",
        "2.5 pts, open, 1/2 page",
        "2.5 pts · open - 1/2 page",
        "2.5\u00a0pts\u00a0· open · 1/2\u00a0page",
    ],
)
def test_a_label_in_all_its_forms(label: str) -> None:
    item = _item(f"## {label}")
    item = written_question(item)
    assert not item.answer.free
    assert (item.points, item.answer.space) == (Fraction(5, 2), Fraction(1, 2))


@pytest.mark.parametrize("heading", ["##  1 pt · open", "   ## 1 pt · open", "##\t1 pt · open"])
def test_white_space_round_a_heading(heading: str) -> None:
    assert kind_of(_item(heading)) == "open"


@pytest.mark.parametrize("kind", ["free formatted", "Free  Formatted", "FREE\tFORMATTED"])
def test_a_kind_of_two_words(kind: str) -> None:
    assert _item(f"## 1 pt · {kind}").id == "e-1"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{title=x}", "x"),
        ('{title="x y"}', "x y"),
        ('{title="x  y"}', "x y"),
        ('{title="x \\"y\\""}', 'x "y"'),
        ('{title="x \\\\ y"}', "x \\ y"),
        ('{title="{x} $y$ *z* ·"}', "{x} $y$ *z* ·"),
        ("{title=x/y.z}", "x/y.z"),
        ("{ title=x }", "x"),
        ("{#q title=x tags=a}", "x"),
    ],
)
def test_values_of_attributes(written: str, expected: str) -> None:
    item = _item(f"## 1 pt · open {written}")
    assert isinstance(item, Question)
    assert item.title == expected


@pytest.mark.parametrize(
    ("written", "title", "name"),
    [
        ("# A b {#x}", "A b", "x"),
        ("# A b", "A b", "e1"),
        ("# A {b} {#x}", "A {b}", "x"),
        ("# A \\{b\\}", "A {b}", "e1"),
        ("# A \\# b \\\\ c", "A # b \\ c", "e1"),
        ("# The set $x_{1}, x_{2}$ {#x}", "The set $x_{1}, x_{2}$", "x"),
        ("# A *b* `c` · d", "A *b* `c` · d", "e1"),
        ("#   A \t b  ", "A b", "e1"),
        ('# A {#x bank="b }"}', "A", "x"),
        ("# A {id=x}", "A", "x"),
    ],
)
def test_titles(written: str, title: str, name: str) -> None:
    exercise = _exercise(written)
    assert (exercise.title, exercise.id) == (title, name)


def test_everything_that_an_exercise_says() -> None:
    exercise = _exercise(
        '# A {#x points=1/3 bank="B b" updated=2023-03-15T14:00:01Z tags="a, b c,d\\\\,e"'
        " shuffle=questions allow=L202,X301}"
    )
    assert (exercise.points, exercise.bank) == (Fraction(1, 3), "B b")
    assert (exercise.updated, exercise.shuffle) == ("2023-03-15T14:00:01Z", True)
    assert exercise.tags == ("a", "b c", "d,e")
    assert [allow.code for allow in exercise.allow] == ["L202", "X301"]
    assert [allow.span and allow.span[1:3] for allow in exercise.allow] == [(5, 104), (5, 109)]


@pytest.mark.parametrize("flag", [".repeat", "repeat", "repeat=yes", "repeat=True", "repeat=on"])
def test_a_flag(flag: str) -> None:
    block = _item(f"## text block {{#t {flag}}}")
    assert isinstance(block, TextBlock)
    assert block.repeat
    other = _item(f"## text block {{#t {flag.split('=')[0].strip('.')}=no}}")
    assert isinstance(other, TextBlock)
    assert not other.repeat


@pytest.mark.parametrize(
    "heading",
    ["### solution", "### Solution", "###  SOLUTION  ", "   ### solution"],
)
def test_parts_in_any_letter_case(heading: str) -> None:
    item = _item("## 1 pt · open", f"W?\n\n{heading}\n\nS")
    item = written_question(item)
    assert not item.answer.free
    assert item.solution


@pytest.mark.parametrize("colon", [": ", ":", " :  "])
def test_parts_with_a_colon(colon: str) -> None:
    body = f"W?\n\n- [x] a\n- [ ] b\n\n### feedback{colon}Correct\n\nF\n\n### For  graders\n\nN"
    item = _item("## 1 pt · multiple choice", body)
    item = choice_question(item)
    assert not item.answer.many
    assert item.feedback.correct
    assert item.notes
    assert not item.feedback.general


def test_an_image_block() -> None:
    item = _item("## image block · 1/5 page {#i .repeat}", '![a *b*](https://c.d/e.png "f  g")')
    assert isinstance(item, ImageBlock)
    assert (item.image.src, item.image.alt) == ("https://c.d/e.png", "a b")
    assert (item.image.caption, item.space, item.repeat) == ("f g", Fraction(1, 5), True)


def test_ids_of_places() -> None:
    exam = exam_of(
        f"{FRONT}# A\n\nText.\n\n## 1 pt · open\n\nW?\n\n# B {{#b}}\n\n## text block\n\nT\n\n"
        "## 1 pt · open {#own}\n\nW?\n"
    )
    assert [exercise.id for exercise in exam.exercises] == ["e1", "b"]
    ids = [item.id for exercise in exam.exercises for item in exercise.items]
    assert ids == ["e1-1", "e1-2", "b-1", "own"]


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u3000", "\u2003"])
def test_blanks_of_word_processors_are_blanks(blank: str) -> None:
    plain = (
        "# E {#e}\n\n##  2 pts · multiple choice {#q floor=none}\n\nWhich one?\n\n"
        "- [x] {2 #a} a\n  > Yes.\n- [ ] b\n- [ ] {0} c\n\n### solution\n\n1. x\n\n> y\n"
    )
    words = ("Which one?", "Yes.")
    odd = plain.replace(" ", blank).replace("\n" + blank * 2 + ">", "\n  >")
    for word in words:
        odd = odd.replace(word.replace(" ", blank), word)
    assert exam_of(f"{FRONT}{odd}") == exam_of(f"{FRONT}{plain}")


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\ufeff"])
def test_what_cannot_be_seen_before_a_sign_is_no_part_of_it(unseen: str) -> None:
    body = f"{unseen}# E {{#e}}\n\n{unseen}## 1 pt · open{unseen}\n\nWhy?\n\n{unseen}- a\n"
    assert exam_of(f"{FRONT}{body}") == exam_of(f"{FRONT}{body.replace(unseen, '')}")


def test_blanks_in_words_stay() -> None:
    item = written_question(_item("## 1 pt · open", "10\u00a0km, 3\u202fm and co\u00adoperation"))
    assert [node.text for node in walk(item.prompt) if isinstance(node, Text)] == [
        "10\u00a0km, 3\u202fm and co\u00adoperation"
    ]
