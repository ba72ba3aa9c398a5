"""Numbers, ids and years as ANS-style JSON writes them, and back."""

import re
from fractions import Fraction
from functools import lru_cache

from examc.core import numbers

PLACES = 6  # decimals of a number that has no finite decimal form
LONGEST_ID = 60  # as the source language has it
LARGEST_POINTS = 10_000  # likewise

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_WHOLE_ID = re.compile(r"[1-9][0-9]{0,17}")
_FRACTION = re.compile(r"-?[0-9]{1,90}/[1-9][0-9]{0,89}")
_DECIMAL = re.compile(r"-?[0-9]{1,90}(?:\.[0-9]{1,90})?")
_FLOAT = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?[eE][+-]?[0-9]{1,2}")
_LONG_FORMS = (_FRACTION, _DECIMAL, _FLOAT)
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DATE = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PERCENTAGE = re.compile(r"[0-9]+\.[0-9]+")
_YEAR = re.compile(r"([0-9]{4})(?:[-/–]([0-9]{2}|[0-9]{4}))?|([0-9]{2})[-/–]([0-9]{2})")


def decimal(value: Fraction) -> str:
    """A number of points as the API writes it: `2.0`, `1.25`; rounded where it has no such form."""
    if value.denominator == 1:
        return f"{value.numerator}.0"
    return _finite(value) or numbers.rounded(value, PLACES)


def is_exact(value: Fraction) -> bool:
    """Whether `decimal` writes a number exactly, in no more characters than are read again."""
    return value.denominator == 1 or _finite(value) is not None


@lru_cache(maxsize=1024)
def _finite(value: Fraction) -> str | None:
    if not numbers.is_decimal(value):
        return None
    text = numbers.decimal(value)
    return text if len(text) <= numbers.LONGEST else None


def exact(value: Fraction) -> str:
    """A number in a field of ours, always exactly: `1.25` or `1/3`."""
    return decimal(value) if is_exact(value) else f"{value.numerator}/{value.denominator}"


def parse(text: str) -> Fraction | None:
    """Read what `decimal` and `exact` write, and numbers of JSON; None for all else."""
    value = numbers.parse(text)
    if value is None and any(form.fullmatch(text) for form in _LONG_FORMS):
        return Fraction(text)
    return value


def whole_id(own: str) -> int | None:
    """The id of the API, which is an integer, if one of ours is spelled like that."""
    return int(own) if _WHOLE_ID.fullmatch(own) else None


def is_id(text: str) -> bool:
    """Whether the source language knows a text as an identifier."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def year(text: str) -> int | None:
    """The year that a course begins in, as a number: 2022 for `22/23`; None where that is unsure."""
    match = _YEAR.fullmatch(text)
    if match is None:
        return None
    begin = int(match[1]) if match[1] else 2000 + int(match[3])
    end = match[2] or match[4]
    if end is not None and int(end) % 100 != (begin + 1) % 100:
        return None
    return begin


def is_timestamp(text: str) -> bool:
    """Whether a time has the form of the API: a day and a time of it, the zone at will."""
    return _TIMESTAMP.fullmatch(text) is not None


def is_percentage(text: str) -> bool:
    """Whether a percentage has the form in which Ans prints it: `66.67`."""
    return _PERCENTAGE.fullmatch(text) is not None


def percentage(text: str) -> str | None:
    """A percentage of another form (`100`, `1/3`) as Ans would print it; None if it can not."""
    value = numbers.parse(text)
    return None if value is None or value < 0 else numbers.rounded(value, 2)


def is_language(text: str) -> bool:
    """Whether a text is a language tag such as `en` or `nl-NL`."""
    return _LANGUAGE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a day such as `2022-02-14`."""
    return _DATE.fullmatch(text) is not None
