"""Numbers, ids and years as ANS-style JSON writes them, and back."""

from fractions import Fraction
from functools import lru_cache

from examc.core import lazyre, numbers

PLACES = 6  # decimals of a number that has no finite decimal form

_WHOLE_ID = lazyre.compile(r"[1-9][0-9]{0,17}")
_TIMESTAMP = lazyre.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_PERCENTAGE = lazyre.compile(r"[0-9]+\.[0-9]+")
_YEAR = lazyre.compile(r"([0-9]{4})(?:[-/–]([0-9]{2}|[0-9]{4}))?|([0-9]{2})[-/–]([0-9]{2})")


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
    value = numbers.parse_shown(text)
    return numbers.parse_float(text) if value is None else value


def whole_id(own: str) -> int | None:
    """The id of the API, which is an integer, if one of ours is spelled like that."""
    return numbers.whole(own, 18) if _WHOLE_ID.fullmatch(own) else None


def year(text: str) -> int | None:
    """The year that a course begins in, as a number: 2022 for `22/23`; None where that is unsure."""
    match = _YEAR.fullmatch(text)
    if match is None:
        return None
    begin = numbers.whole(match[1] or f"20{match[3]}")
    end = numbers.whole(match[2] or match[4] or "")
    if begin is not None and end is not None and end % 100 != (begin + 1) % 100:
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
