"""Numbers as answers: what is typed, what a key accepts, and what is said of slips."""

import re
from fractions import Fraction as F

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from examc.core import numbers
from examc.core.typednumbers import (
    LARGEST,
    LONGEST,
    Interval,
    NotAnInterval,
    interval,
    spelling,
    typed,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", F(12)),
        ("+12", F(12)),
        ("-12", F(-12)),
        ("12.", F(12)),
        ("012", F(12)),
        (".5", F(1, 2)),
        ("-.5", F(-1, 2)),
        ("12e0", F(12)),
        ("314E-2", F(157, 50)),
        ("1.5e+3", F(1500)),
        (" \t3.14\u00a0\n", F(157, 50)),
        ("0.0", F(0)),
        ("1e400", F(10) ** 400),
        ("1e-0400", F(1, 10**400)),
        ("9" * 400, F(10) ** 400 - 1),
    ],
)
def test_typed_numbers(text: str, value: F) -> None:
    assert typed(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", ".", "-", "+", "e5", ".e5", "1e", "1e+", "--1", "+-1", "- 1", "1 000", "1_000"],
        *["3,14", "1.2.3", "1/3", "−2", "–2", "abc", "3.14 m", "50%", "0x10", "inf", "nan", "½"],
        *["１２", "٣", "1e401", "1e-401", "1e" + "9" * 300, "9" * 401, "1e1.5"],
    ],
)
def test_what_is_no_typed_number(text: str) -> None:
    assert typed(text) is None


@given(st.text(alphabet="+-.0123456789eE ", max_size=12))
def test_typed_is_pythons_decimal_literal(text: str) -> None:
    """Python reads the same literals as floats, and nothing else of these characters."""
    try:
        float(text)
    except ValueError:
        assert typed(text) is None
    else:
        exponent = re.search(r"[eE]([+-]?\d+)", text)
        if exponent is None or abs(int(exponent[1])) <= 400:
            assert typed(text) == F(text.strip())


@pytest.mark.parametrize(
    ("text", "low", "high", "value"),
    [
        ("42", "42", "42", "42"),
        ("1/3", "1/3", "1/3", "1/3"),
        ("-22/7", "-22/7", "-22/7", "-22/7"),
        ("1.5e-3", "3/2000", "3/2000", "3/2000"),
        ("2E3", "2000", "2000", "2000"),
        ("-2", "-2", "-2", "-2"),
        ("+2", "2", "2", "2"),
        (".5", "1/2", "1/2", "1/2"),
        ("−2", "-2", "-2", "-2"),
        ("–2", "-2", "-2", "-2"),
        ("1e−3", "1/1000", "1/1000", "1/1000"),
        ("3.14 ± 0.01", "3.13", "3.15", "3.14"),
        ("3.14±0.01", "3.13", "3.15", "3.14"),
        ("3.14 +- 0.01", "3.13", "3.15", "3.14"),
        ("3.14 +− 0.01", "3.13", "3.15", "3.14"),
        ("3.14+/-0.01", "3.13", "3.15", "3.14"),
        ("1/3 +/- 1/100", "97/300", "103/300", "1/3"),
        ("−3.14 ± 0.01", "-3.15", "-3.13", "-3.14"),
        ("3 ± 0", "3", "3", "3"),
        ("\u00a03.14\u00a0±\u20090.01 ", "3.13", "3.15", "3.14"),
        ("200 ± 1%", "198", "202", "200"),
        ("200 ± 1 %", "198", "202", "200"),
        ("-200 +- 1%", "-202", "-198", "-200"),
        ("3 ± 1/3%", "2.99", "3.01", "3"),
        ("10 to 15", "10", "15", "12.5"),
        ("10..15", "10", "15", "12.5"),
        ("10 .. 15", "10", "15", "12.5"),
        ("1.5..2.5", "1.5", "2.5", "2"),
        ("−5 to −3", "-5", "-3", "-4"),
        ("-5..-3", "-5", "-3", "-4"),
        ("1/3 to 2/3", "1/3", "2/3", "1/2"),
        ("7 to 7", "7", "7", "7"),
        ("0.0123 (3 digits)", "0.01225", "0.01235", "0.0123"),
        ("0.0123(3 digits)", "0.01225", "0.01235", "0.0123"),
        ("314 (1 digit)", "264", "364", "314"),
        ("9.99 (3 digits)", "9.985", "9.995", "9.99"),
        ("1000 (3 digits)", "995", "1005", "1000"),
        ("-0.5 (2 digits)", "-0.505", "-0.495", "-0.5"),
        ("1/3 (2 digits)", "197/600", "203/600", "1/3"),
        ("1/1000 (1 digits)", "0.0005", "0.0015", "0.001"),
        ("3.14 (2 decimals)", "3.135", "3.145", "3.14"),
        ("3.1 (1 decimal)", "3.05", "3.15", "3.1"),
        ("3 (0 decimals)", "2.5", "3.5", "3"),
        ("0 (2 decimals)", "-0.005", "0.005", "0"),
    ],
)
def test_intervals(text: str, low: str, high: str, value: str) -> None:
    assert interval(text) == Interval(F(low), F(high), F(value))


_DEFAULT = "write a number such as 3.14, 3.14 ± 0.01 or 10 to 15"


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("3,14", "'3,14' has a comma in a number", "write 3.14"),
        (",5", "',5' has a comma in a number", "write .5"),
        ("−3,14", "'−3,14' has a comma in a number", "write -3.14"),
        ("3,14 ± 0,01", "'3,14 ± 0,01' has a comma in a number", "write 3.14 ± 0.01"),
        ("1,5 to 2,5", "'1,5 to 2,5' has a comma in a number", "write 1.5 to 2.5"),
        ("1,000", "'1,000' has a comma in a number", "write 1.000 or 1000"),
        ("1,000,000", "'1,000,000' has a comma in a number", "write 1000000"),
        ("1,003.14", "'1,003.14' has a comma in a number", "write 1003.14"),
        ("1.003,14", "'1.003,14' has a decimal comma", "write 1003.14"),
        ("3 ± -0.1", "the tolerance is below zero", "write 3 ± 0.1"),
        ("3 ± −1%", "the tolerance is below zero", "write 3 ± 1%"),
        ("0 ± 1%", "1% of 0 is no tolerance", "write it as a number, such as 0 ± 0.01"),
        ("0.0 ± 0%", "0% of 0 is no tolerance", "write it as a number, such as 0 ± 0.01"),
        ("15 to 10", "the range ends below its beginning", "write 10 to 15"),
        ("-3..-5", "the range ends below its beginning", "write -5 to -3"),
        ("0 (3 digits)", "0 has no significant digits", "write 0 (3 decimals) or 0 ± 0.01"),
        ("5 (0 digits)", "no digit would count", "write 5 (1 digit)"),
        ("5 (101 digits)", "101 digits are too many", "write at most 100"),
        ("5 (999999999 decimals)", "999999999 decimals are too many", "write at most 100"),
        ("2 × 10^3", "'2 × 10^3' has a power of ten", "write 2e3"),
        ("1.5·10^{-3}", "'1.5·10^{-3}' has a power of ten", "write 1.5e-3"),
        ("1 000", "'1 000' has blanks in a number", "write 1000"),
        ("− 2", "'− 2' has blanks in a number", "write -2"),
        ("1 / 3", "'1 / 3' has blanks in a number", "write 1/3"),
        ("10–15", "'10–15' is not how a range is written", "write 10 to 15"),
        ("10 - 15", "'10 - 15' is not how a range is written", "write 10 to 15"),
        ("10...15", "'10...15' is not how a range is written", "write 10 to 15"),
        ("10…15", "'10…15' is not how a range is written", "write 10 to 15"),
        ("12.", "'12.' has a point without digits", "write 12"),
        (
            "3.14 m",
            "'3.14 m' is a number with a unit",
            'write 3.14, and unit="m" in the heading',
        ),
        (
            "9,81 ± 0,01 m/s²",
            "'9,81 ± 0,01 m/s²' is a number with a unit",
            'write 9.81 ± 0.01, and unit="m/s²" in the heading',
        ),
        ("50%", "'50%' is a number with a unit", 'write 50, and unit="%" in the heading'),
        ("three", "'three' is not a number", _DEFAULT),
        ("1/0", "'1/0' is not a number", _DEFAULT),
        ("1e", "'1e' is a number with a unit", 'write 1, and unit="e" in the heading'),
        ("+-3", "'+-3' is not a number", _DEFAULT),
        ("3 ±", "'3 ±' is not a number", _DEFAULT),
        ("1 to 2 to 3", "'1 to 2 to 3' is not a number", _DEFAULT),
        ("10 to 12 ± 1", "'10 to 12 ± 1' is not a number", _DEFAULT),
        ("٣", "'٣' is not a number", _DEFAULT),
        ("1/3e2", "'1/3e2' is not a number", _DEFAULT),
        (" ", "there is no number", _DEFAULT),
        ("1e301", "'1e301' is too large", "write a number between -1e300 and 1e300"),
        ("1 ± 1e301", "'1 ± 1e301' is too large", "write a number between -1e300 and 1e300"),
        ("9" * 900, "the answer is too long", "write at most 804 characters"),
        ("z" * 50, f"'{'z' * 40}…' is not a number", _DEFAULT),
    ],
)
def test_what_is_no_interval(text: str, message: str, help: str) -> None:
    found = interval(text)
    assert isinstance(found, NotAnInterval)
    assert (found.message, found.help) == (message, help)
    for meant in re.findall(r"(?:write|or) ([-.0-9][^,]*?)(?= or |,|$)", help):
        assert isinstance(interval(meant), Interval), f"{meant} is what the help says to write"


@given(st.text(max_size=40) | st.text(alphabet="0123456789.,-+±/% etodigs()", max_size=30))
def test_any_text_has_an_answer(text: str) -> None:
    found = interval(text)
    if isinstance(found, Interval):
        assert found.low <= found.value <= found.high
        assert found.value == (found.low + found.high) / 2
    else:
        assert found.message
        assert found.help


NUMBERS = st.fractions(max_denominator=10**12) | st.builds(
    lambda whole, exponent: F(whole) * F(10) ** exponent,
    st.integers(-(10**15), 10**15),
    st.integers(-100, 100),
)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_every_interval_has_a_spelling(one: F, other: F, value: F) -> None:
    low, high = sorted((one, other))
    for stated in (value, (low + high) / 2):
        text = spelling(low, high, stated)
        found = interval(text)
        assert isinstance(found, Interval), text
        assert (found.low, found.high) == (low, high)
        assert len(text) <= LONGEST


@given(NUMBERS, NUMBERS.map(abs))
def test_a_written_tolerance_survives(value: F, half: F) -> None:
    assume(max(abs(value - half), abs(value + half)) <= LARGEST)
    found = interval(f"{numbers.show(value)} ± {numbers.show(half)}")
    assert found == Interval(value - half, value + half, value)
    assert isinstance(found, Interval)
    assert interval(spelling(found.low, found.high, found.value)) == found


@pytest.mark.parametrize(
    ("low", "high", "value", "text"),
    [
        ("42", "42", "42", "42"),
        ("1/3", "1/3", "1/3", "1/3"),
        ("3.13", "3.15", "3.14", "3.14 ± 0.01"),
        ("10", "15", "12.5", "10 to 15"),
        ("97/300", "103/300", "1/3", "1/3 ± 0.01"),
        ("1", "4", "2", "1 to 4"),
        ("0.0015", "0.0015", "0.0015", "0.0015"),
        ("1e-30", "1e-30", "1e-30", "1e-30"),
        ("-1.25e-25", "-1.25e-25", "-1.25e-25", "-125e-27"),
        ("6.02e23", "6.02e23", "6.02e23", "602e21"),
        ("1e19", "1e19", "1e19", "10000000000000000000"),
    ],
)
def test_spellings(low: str, high: str, value: str, text: str) -> None:
    assert spelling(F(low), F(high), F(value)) == text


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.integers(1, 3))
def test_the_ends_are_included_and_nothing_beyond(middle: int, half: int, places: int) -> None:
    unit = F(1, 10**places)
    found = interval(f"{numbers.show(middle * unit)} ± {numbers.show(half * unit)}")
    assert isinstance(found, Interval)
    for end, outward in ((found.low, -unit), (found.high, unit)):
        assert found.low <= typed_value(end) <= found.high
        assert not found.low <= typed_value(end + outward) <= found.high


def typed_value(value: F) -> F:
    """A number on its way through what a student types."""
    read = typed(f" {numbers.show(value)} ")
    assert read is not None
    return read
