"""Ends of pages: headers, footers, and what goes on behind them."""

import pytest

from examc.core.model import parts
from examc.core.parts import part_text
from examc.formats.transcript.pages import pages
from examc.formats.transcript.scan import goes_on
from transcript.support import codes, one_exercise, shown
from transcript.test_texts import block

END = "\n\n{1}" + "-" * 48 + "\n\n"
QUESTION = "2 PTS · OPEN\n\nWhy?\n"


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("Resit\n\na\n\nResit, page 1 of 2\n\nb\n\nResit, page 2 of 2", (5, 9)),
        ("Toets\na\nblz. 1\nb\nblz. 2\nc\nblz. 3", (3, 5, 7)),
        ("Title\n\na" + END + "**Title**\n\nb", (7,)),
        ("T\n\na" + END + "X\n\nb" + END + "X\n\nc" + END + "X", (7, 13, 19)),
        ("T\n\n3" + END + "a\n\n4" + END + "b", (3, 9)),
        ("Seite 1/2\na\nSeite 2/2\nSeite 1/2\nSeite 2/2", (1, 3, 4, 5)),
        # what is none
        ("See page 1\n\nSee page 2", ()),
        ("Page 1 of 3\n\nPage 3 of 3", ()),
        ("Page 1 of 1", ()),
        ("3\n\n4", ()),
        ("- ☐ page 1 of 3 0.0\n- ☐ page 2 of 3 0.0", ()),
        ("T\n\na" + END + "2 pts\n\nb" + END + "2 pts\n\nc" + END + "2 pts", ()),
        ("T\n\na" + END + "X\n\nb" + END + "X", ()),
    ],
)
def test_headers_and_footers(text: str, furniture: tuple[int, ...]) -> None:
    assert pages(text.split("\n")).furniture == furniture


@pytest.mark.parametrize(
    ("above", "below", "same"),
    [
        ("the end of", "a page", True),
        ("as  $x$ ", "is", True),
        ("dit is", "“zo”", True),
        ("| 1 | 2 |", "| 3 | 4 |", True),
        ("the end.", "a page", False),
        ("the end of", "A page", False),
        ("$$x$$", "is", False),
        ("| 1 | 2 |", "is", False),
        ("", "is", False),
    ],
)
def test_what_goes_on(above: str, below: str, same: bool) -> None:
    assert goes_on(above, below) is same


def test_sentence_over_the_end_of_a_page() -> None:
    text = "TEXT BLOCK\n\nHe left\n\n \nthe room." + "\n\n" + QUESTION
    assert shown(block("He left\n\n \nthe room.").content) == "He left the room."
    assert codes(text) == [("R485", 6)]


def test_title_on_a_new_page_does_not_go_on() -> None:
    text = "2 PTS · OPEN\n\nSay why\n\n \nbecause\n\n2 pts\n\nIt rains.\n"
    assert codes(text) == []
    assert shown(getattr(one_exercise(text).exercises[0].items[0], "prompt", ())) == "Say why"


def test_header_in_a_listing() -> None:
    text = "TEXT BLOCK\n\n```py\na" + END + "b\n```\n\n" + QUESTION
    assert codes(text) == [("R484", 6)]
    assert shown(block("```py\na" + END + "b\n```").content) == "```\na\n\n\nb\n```"


def test_words_beside_the_language_of_a_listing() -> None:
    text = "TEXT BLOCK\n\n``` py {.numberLines}\na\n```\n\n" + QUESTION
    assert codes(text) == [("R484", 3)]


def test_numbers_that_do_not_count_up() -> None:
    text = "TEXT BLOCK\n\n1. a\n3. b\n\n" + QUESTION
    assert codes(text) == [("R486", 3)]
    assert codes("TEXT BLOCK\n\n3. a\n4. b\n\n- 1. c\n\n" + QUESTION) == []


def test_points_in_a_wrapped_sentence() -> None:
    text = "2 PTS · OPEN\n\nThis is worth\n2 pts\nof all. Why?\n\nBecause\n\n2 pts\n"
    assert codes(text) == []
    close = "2 PTS · OPEN\n\nWhy\n\nto rain\n2 pts\nto rain is wet\n"
    assert codes(close) == []


def test_an_option_is_no_label() -> None:
    text = "2 PTS · MULTIPLE CHOICE\n\nWhich?\n\n- ☐ 2 PTS · OPEN · 1/2 PAGE 0.0\n- ☒ b 2.0\n"
    (item,) = one_exercise(text).exercises[0].items
    assert [shown(part_text(part)) for part in parts(item)] == ["2 PTS · OPEN · 1/2 PAGE", "b"]
