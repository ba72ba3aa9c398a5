"""Positions: characters of the reader, and the units that editors count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.verbs.editing.texts import Document, Units

TEXT = "a😀b\r\nc·d\ré\n"


@pytest.mark.parametrize(("units", "unit"), [(Units.UTF8, 5), (Units.UTF16, 3), (Units.UTF32, 2)])
def test_a_character_of_four_bytes(units: Units, unit: int) -> None:
    document = Document(TEXT)
    assert document.unit((1, 3), units) == (0, unit)
    assert document.position(0, unit, units) == (1, 3)


def test_half_a_character_is_before_it() -> None:
    assert Document(TEXT).position(0, 2, Units.UTF16) == (1, 2)
    assert Document(TEXT).position(0, 3, Units.UTF8) == (1, 2)


def test_every_end_of_a_line_ends_one() -> None:
    document = Document(TEXT)
    assert document.lines == ["a😀b", "c·d", "é", ""]
    assert document.end_of_line == "\r\n"
    assert document.between((1, 2), (3, 2)) == "😀b\nc·d\né"


def test_a_byte_order_mark_is_no_column_of_the_reader() -> None:
    document = Document("\ufeffab\ncd")
    assert document.line(1) == "ab"
    assert document.position(0, 2, Units.UTF16) == (1, 2)
    assert document.unit((1, 2), Units.UTF16) == (0, 2)
    assert document.position(0, 0, Units.UTF16) == (1, 1)
    assert document.position(1, 1, Units.UTF16) == (2, 2)


def test_places_beyond_the_text_are_its_end() -> None:
    document = Document("ab\ncd")
    assert document.position(9, 9, Units.UTF16) == (2, 3)
    assert document.position(0, 9, Units.UTF16) == (1, 3)
    assert document.unit((9, 9), Units.UTF16) == (1, 2)
    assert Document("").position(3, 3, Units.UTF8) == (1, 1)


def test_half_characters_become_question_marks() -> None:
    assert Document("a\ud800b").data == b"a?b"


@given(st.text(st.sampled_from("a·é😀\r\n\ufeff"), max_size=30), st.sampled_from(Units))
def test_a_position_goes_to_units_and_back(text: str, units: Units) -> None:
    document = Document(text)
    for number in range(1, len(document.lines) + 1):
        for column in range(1, len(document.line(number)) + 2):
            assert document.position(*document.unit((number, column), units), units) == (
                number,
                column,
            )
