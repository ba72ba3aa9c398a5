"""Exact numbers: the only place where text becomes a number and points become text."""

import re
from fractions import Fraction
from functools import lru_cache

from examc.core import lazyre

LONGEST = 24  # characters; nobody marks with more, and huge numerals are a way to stall a parser
LONGEST_FLOAT = 40  # characters of a number that a program wrote
LARGEST_EXPONENT = 100
LONGEST_ANSWER = 400  # characters of a number that a student typed, or of the key to it
LARGEST_ANSWER_EXPONENT = 400  # a double ends at 1.8e308

_NUMBER = lazyre.compile(r"[+\-−]?(?:\d+(?:\.\d+)?|\.\d+|\d+/0*[1-9]\d*)", re.ASCII)
_SHOWN = lazyre.compile(r"[+-]?\d{1,90}(?:/[1-9]\d{0,89}|\.\d{1,90})?", re.ASCII)
_FLOAT = lazyre.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
_ANSWER = lazyre.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+))?", re.ASCII)
_QUOTIENT = lazyre.compile(r"[+-]?\d+/0*[1-9]\d*", re.ASCII)
_DECIMAL = lazyre.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


@lru_cache(maxsize=1024)
def parse(text: str) -> Fraction | None:
    """Read a decimal (`1.25`, `+2`, `-0.5`) or a fraction (`1/3`) exactly; None if it is neither."""
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        return None
    return Fraction(text.replace("−", "-"))


@lru_cache(maxsize=1024)
def parse_shown(text: str) -> Fraction | None:
    """Read what `show` and `show_signed` write, of up to 90 digits a side; None for all else."""
    value = parse(text)
    return Fraction(text) if value is None and _SHOWN.fullmatch(text) else value


def value(text: str) -> Fraction:
    """The number in a text that we wrote ourselves; raises ValueError for what is none."""
    found = parse_shown(text)
    if found is None and len(text) <= LONGEST_ANSWER and _DECIMAL.fullmatch(text):
        found = Fraction(text)  # of an answer, which may have 300 digits
    if found is None:
        raise ValueError(text)
    return found


@lru_cache(maxsize=1024)
def parse_float(text: str) -> Fraction | None:
    """Read a decimal as programs write it (`2`, `1.`, `.5`, `5e-1`) exactly; None for all else.

    White space round it is left out, as XML Schema and PHP do.
    """
    text = text.strip()
    match = _FLOAT.fullmatch(text) if len(text) <= LONGEST_FLOAT else None
    if match is None or abs(int(match[1] or "0")) > LARGEST_EXPONENT:
        return None
    return Fraction(text)


@lru_cache(maxsize=1024)
def parse_answer(text: str) -> Fraction | None:
    """Read a decimal as it is typed for an answer (`+12`, `12.`, `.5`, `12e0`) exactly.

    None for all else: blanks, a comma, more than LONGEST_ANSWER characters, an exponent beyond
    LARGEST_ANSWER_EXPONENT.
    """
    match = _ANSWER.fullmatch(text) if len(text) <= LONGEST_ANSWER else None
    if match is None or abs(int(match[1] or "0")) > LARGEST_ANSWER_EXPONENT:
        return None
    return Fraction(text)


@lru_cache(maxsize=1024)
def parse_quotient(text: str) -> Fraction | None:
    """Read a quotient of whole numbers (`1/3`, `-22/7`) exactly; None for all else."""
    is_read = len(text) <= LONGEST_ANSWER and _QUOTIENT.fullmatch(text)
    return Fraction(text) if is_read else None


def whole(text: str, digits: int = 9) -> int | None:
    """Read a number of decimal digits alone, at most so many of them; None for all else."""
    is_whole = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if is_whole else None


def parse_percent(text: str) -> Fraction | None:
    """Read `66.67%` as the exact share 6667/10000; None if it is no percentage."""
    if not text.endswith("%"):
        return None
    value = parse(text[:-1].rstrip())
    return None if value is None else value / 100


@lru_cache(maxsize=1024)
def show(value: Fraction) -> str:
    """Write a number exactly: the shortest decimal if it has one, else `1/3`."""
    return decimal(value) if is_decimal(value) else f"{value.numerator}/{value.denominator}"


def show_signed(value: Fraction) -> str:
    """Write a number with its sign, so that weights line up: `+1`, `-0.5`, `0`."""
    return f"+{show(value)}" if value > 0 else show(value)


def is_decimal(value: Fraction) -> bool:
    """Tell whether the number has a finite decimal expansion."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def decimal(value: Fraction) -> str:
    """Write a number that has a finite decimal expansion in its shortest form."""
    places = 0
    while 10**places % value.denominator:
        places += 1
    return rounded(value, places)


def rounded(value: Fraction, places: int) -> str:
    """Write a number with exactly so many decimals, half away from zero."""
    scaled, whole = abs(value.numerator) * 10**places, value.denominator
    digits = str((2 * scaled + whole) // (2 * whole))
    sign = "-" if value.numerator < 0 and digits.strip("0") else ""
    if places == 0:
        return sign + digits
    digits = digits.rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def printed_as(value: Fraction, text: str) -> bool:
    """Tell whether `text` is how `value` looks when rounded to as many decimals as `text` has."""
    if not _DECIMAL.fullmatch(text):
        return parse(text) == value
    places = len(text.partition(".")[2])
    return rounded(value, places) == rounded(Fraction(text), places)
