"""What the source language can say of identifiers, numbers, days and languages: the one grammar.

The reader of our own source holds words against it, and the readers of foreign files ask it
whether a value that they found can be kept as it is.
"""

from datetime import date
from fractions import Fraction

from examc.core import lazyre, numbers

LONGEST_ID = 60  # characters; Moodle refuses an id number of more than 100; a prefix must fit too
LARGEST_POINTS = 10_000  # Moodle's marks end at 99 999.9999999
LARGEST_SPACE = 100  # pages of one answer
LONGEST_MINUTES = 99_999
LONGEST_ANSWER = 500  # characters of an accepted text
MOST_QUESTIONS = 50_000  # of one exam; every format is read up to there
MOST_ENTRIES = 200  # options, criteria or levels of one question

_DAY = r"[0-9]{4}-[01][0-9]-[0-3][0-9]"
_CLOCK = r"T[0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-2][0-9]:[0-5][0-9])?"
_ID = lazyre.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_LANGUAGE = lazyre.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = lazyre.compile(_DAY)
_TIME = lazyre.compile(f"{_DAY}(?:{_CLOCK})?")
_COUNT = lazyre.compile(r"[1-9][0-9]{0,2}")
_MINUTES = lazyre.compile(r"[1-9][0-9]{0,4}")


def is_id(text: str) -> bool:
    """Whether a text can be an identifier."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether a text is a language tag such as `en` or `nl-NL`."""
    return _LANGUAGE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar such as `2022-02-14`."""
    return _DATE.fullmatch(text) is not None and _is_day(text)


def is_time(text: str) -> bool:
    """Whether a text is a time of ISO 8601 as far as it is known: a day, maybe a time of it."""
    return _TIME.fullmatch(text) is not None and _is_day(text)


def _is_day(text: str) -> bool:
    """Whether there is the day that a text begins with: no 30th of February."""
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def is_duration(text: str) -> bool:
    """Whether a text is a whole number of minutes that an exam can take."""
    return _MINUTES.fullmatch(text) is not None


def is_count(text: str) -> bool:
    """Whether a text is a whole number from 1 to 999, of attempts, files or questions."""
    return _COUNT.fullmatch(text) is not None


def is_spelled(value: Fraction) -> bool:
    """Whether a number is short enough to be written in a source."""
    return len(numbers.show(value)) <= numbers.LONGEST


def is_held(value: Fraction) -> bool:
    """Whether a number can be points or a weight."""
    return abs(value) <= LARGEST_POINTS and is_spelled(value)


def is_space(pages: Fraction) -> bool:
    """Whether so many pages can be the room for an answer."""
    return 0 < pages <= LARGEST_SPACE and is_spelled(pages)


def held(text: str) -> Fraction | None:
    """The number of a text, however long, that can be points; None for any other text."""
    value = numbers.parse_shown(text)
    return value if value is not None and abs(value) <= LARGEST_POINTS else None
