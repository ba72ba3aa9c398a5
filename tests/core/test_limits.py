"""Tests what the source language can say: the one grammar that all readers ask."""

import pytest

from examc.core import limits, numbers
from examc.core.numbers import parse_float, parse_shown, whole


@pytest.mark.parametrize(
    ("text", "is_id"),
    [
        *[(text, True) for text in ("a", "ex1-q2.b_c", "a" * 60)],
        *[(text, False) for text in ("", "-a", "a.", "é", "a b", "a" * 61, "a\n")],
    ],
)
def test_identifiers(text: str, is_id: bool) -> None:
    assert limits.is_id(text) is is_id


@pytest.mark.parametrize(
    ("text", "is_language"),
    [("en", True), ("nl-NL", True), ("zh-Hant-TW", True), ("", False), ("english", False)],
)
def test_languages(text: str, is_language: bool) -> None:
    assert limits.is_language(text) is is_language


@pytest.mark.parametrize("text", ["2022-02-14", "2022-02-14T09:30", "2022-02-14T09:30:00.5+01:00"])
def test_times(text: str) -> None:
    assert limits.is_time(text)
    assert limits.is_date(text) is (len(text) == 10)


def test_what_is_no_time() -> None:
    assert not any(map(limits.is_time, ("", "14-02-2022", "2022-02-14 09:30", "2022-02-14T25")))


@pytest.mark.parametrize(
    ("text", "value"),
    [(".5", "1/2"), ("1.", "1"), ("5e-1", "1/2"), ("-2.50", "-5/2"), (" 3\n", "3"), ("+1", "1")],
)
def test_numbers_as_programs_write_them(text: str, value: str) -> None:
    assert parse_float(text) == numbers.value(value)


@pytest.mark.parametrize(
    "text", ["", ".", "1/2", "1,5", "1_000", "0x10", "nan", "inf", "1e101", "9" * 41, "١"]
)
def test_what_is_no_number_of_a_program(text: str) -> None:
    assert parse_float(text) is None


@pytest.mark.parametrize("text", ["1e5", "1/0", "1" * 92, "1e999999999", ""])
def test_what_is_no_number_of_ours(text: str) -> None:
    assert parse_shown(text) is None


def test_whole_numbers_have_digits_alone_and_a_bound() -> None:
    assert whole("0012") == 12
    assert [whole(text) for text in ("", "-1", "1.0", "²", "١", "9" * 10)] == [None] * 6
    assert whole("9" * 18, 18) == 10**18 - 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("2", 2), ("-10000", -10000), ("10001", None), ("9" * 20, None), ("a", None), ("", None)],
)
def test_numbers_that_can_be_points(text: str, value: int | None) -> None:
    assert limits.held(text) == value
