"""Exact numbers: what text is a number, and how numbers look."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examc.core import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", Fraction(2)),
        ("+2", Fraction(2)),
        ("-2", Fraction(-2)),
        ("−2", Fraction(-2)),
        ("1.25", Fraction(5, 4)),
        ("007.50", Fraction(15, 2)),
        (".5", Fraction(1, 2)),
        ("-.5", Fraction(-1, 2)),
        ("1/3", Fraction(1, 3)),
        ("-4/06", Fraction(-2, 3)),
        ("0/5", Fraction(0)),
        ("123456789012345678901234", Fraction(123456789012345678901234)),
    ],
)
def test_numbers(text: str, value: Fraction) -> None:
    assert numbers.parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1.",
        "1,5",
        "1e3",
        "1e999",
        "1_000",
        "0x10",
        "--1",
        "+ 1",
        "1/0",
        "1/00",
        "1/-2",
        "1/2/3",
        ".",
        "/",
        "1/",
        "/2",
        "inf",
        "nan",
        "one",
        "½",
        "１",
        "٣",
        "1 ",
        "1\n",
        "1" * 25,
    ],
)
def test_no_numbers(text: str) -> None:
    assert numbers.parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("50%", Fraction(1, 2)), ("66.67 %", Fraction(6667, 10000)), ("1/3%", Fraction(1, 300))],
)
def test_percentages(text: str, value: Fraction) -> None:
    assert numbers.parse_percent(text) == value


@pytest.mark.parametrize("text", ["50", "%", "x%", "50%%", "5 0%"])
def test_no_percentages(text: str) -> None:
    assert numbers.parse_percent(text) is None


@pytest.mark.parametrize(
    ("value", "shown", "signed"),
    [
        (Fraction(0), "0", "0"),
        (Fraction(2), "2", "+2"),
        (Fraction(-5, 4), "-1.25", "-1.25"),
        (Fraction(1, 3), "1/3", "+1/3"),
        (Fraction(-7, 6), "-7/6", "-7/6"),
        (Fraction(1, 1000), "0.001", "+0.001"),
        (Fraction(100), "100", "+100"),
    ],
)
def test_looks(value: Fraction, shown: str, signed: str) -> None:
    assert numbers.show(value) == shown
    assert numbers.show_signed(value) == signed


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-2, 3), 2, "-0.67"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(999, 1000), 2, "1.00"),
        (Fraction(1, 3), 0, "0"),
        (Fraction(7), 3, "7.000"),
    ],
)
def test_rounding_is_half_away_from_zero(value: Fraction, places: int, text: str) -> None:
    assert numbers.rounded(value, places) == text


@pytest.mark.parametrize(
    ("value", "text", "agrees"),
    [
        (Fraction(200, 3), "66.67", True),
        (Fraction(200, 3), "67", True),
        (Fraction(200, 3), "66.66", False),
        (Fraction(200, 3), "200/3", True),
        (Fraction(50), "50.00", True),
        (Fraction(50), "50.01", False),
        (Fraction(1, 2), ".5", True),
        (Fraction(1, 2), "x", False),
    ],
)
def test_a_number_as_another_system_prints_it(value: Fraction, text: str, *, agrees: bool) -> None:
    assert numbers.printed_as(value, text) is agrees


@given(st.fractions(min_value=-10000, max_value=10000, max_denominator=10000))
def test_what_is_shown_is_read_back(value: Fraction) -> None:
    assert numbers.parse(numbers.show(value)) == value
    assert numbers.parse(numbers.show_signed(value)) == value


@given(st.integers(-(10**6), 10**6), st.integers(0, 5))
def test_decimals_are_shortest(units: int, places: int) -> None:
    value = Fraction(units, 10**places)
    text = numbers.decimal(value)
    assert numbers.is_decimal(value)
    assert Fraction(text) == value
    assert "." not in text or not text.endswith("0")
    assert Fraction(numbers.rounded(value, places)) == value


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    value = numbers.parse(text)
    assert value is None or abs(value) < 10**numbers.LONGEST


def test_a_number_of_an_answer_may_have_all_digits_of_a_double() -> None:
    text = "1" + "0" * 299
    assert numbers.value(text) == 10**299
    with pytest.raises(ValueError, match="9"):
        numbers.value("9" * 5000)
