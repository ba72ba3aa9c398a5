"""How Moodle reads what a student types: numbers with anything behind them, texts with wildcards.

Read in question/type/numerical (qtype_numerical_answer_processor, qtype_numerical_answer) and
question/type/shortanswer (compare_string_with_wildcard), and measured on 4.5.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from examc.core import lazyre, typedtexts
from examc.core.keys import Match
from examc.core.records import Record, field
from examc.core.responses import Response, Typed
from examc.core.schemeforms import ZERO, NumberKey, Reading, Run, TextKey, Typing

_NUMBER = lazyre.compile(
    r"([+-]?[0-9]*)(?:\.([0-9]*))?(?:(?:[eE]|[x*×]10(?:\^|\*\*))([+-]?[0-9]{1,4}))?"
)
_STARS = lazyre.compile(r"(?<!\\)\*+")
_BLANK = lazyre.compile(r"\s")
_SLACK = 1e-14
"""What an edge may be off by the rounding of floats, as a share of the accepted number."""
_ANYTHING = Fraction(10**400, 1)
"""Beyond all numbers that can be typed."""


class NumberAnswer(Record, frozen=True):
    """An accepted number (None for `*`, any number at all), and its share of the points."""

    value: Fraction | None
    tolerance: Fraction
    share: Fraction


class TextAnswer(Record, frozen=True):
    """An accepted text, in which `*` stands for any run and `\\*` for a star, and its share."""

    pattern: str
    share: Fraction


class Units(Record, frozen=True):
    """The units of a number: each with how many of them make one, and what a wrong one costs.

    `penalty` is a share of the mark that is earned, or of the whole points where `of_points`.
    """

    sizes: Mapping[str, Fraction] = field(default_factory=dict)
    penalty: Fraction = ZERO
    of_points: bool = False

    def share(self, share: Fraction, *, right: bool) -> Fraction:
        """The share that is left of one; without the right unit it is never below 0."""
        if right:
            return share
        return max(ZERO, share - self.penalty * (1 if self.of_points else share))


# -- numbers --------------------------------------------------------------------------------------


def number(text: str, comma: bool) -> Fraction | None:
    """The number at the beginning of what is typed; `comma`: the page's language writes 3,14."""
    return measured(text, comma)[0]


@lru_cache(maxsize=1024)
def measured(text: str, comma: bool) -> tuple[Fraction | None, str]:
    """The number at the beginning of what is typed, and the unit behind it, without blanks."""
    bare = text.replace(" ", "")
    one_comma = comma and "." not in bare and bare.count(",") == 1
    bare = bare.replace(",", "." if one_comma else "")
    found = _NUMBER.match(bare)
    assert found is not None
    whole, decimals, exponent = found[1], found[2] or "", found[3] or "0"
    if not decimals and not whole.strip("+-"):
        return None, ""
    if len(whole) + len(decimals) > _LONGEST:
        return None, ""
    value = float(f"{whole}.{decimals or '0'}e{exponent}" if whole else f".{decimals}e{exponent}")
    return (None if abs(value) == _INFINITE else Fraction.from_float(value)), bare[
        found.end() :
    ].strip()


_LONGEST = 400
_INFINITE = float("inf")

POINT = Reading("Moodle with a decimal point", lambda text: number(text, False), str.strip)
COMMA = Reading("Moodle with a decimal comma", lambda text: number(text, True), str.strip)


def of_numbers(
    answers: Sequence[NumberAnswer], points: Fraction, *, comma: bool, units: Units | None = None
) -> Typing | Run:
    """How a numerical question is marked: the first answer that is near enough; none below 0."""
    if units is not None and units.sizes:
        return Run(0, lambda response: _of_measured(answers, points, comma, units, response))
    keys = tuple(
        NumberKey(*_interval(answer), points * max(ZERO, answer.share)) for answer in answers
    )
    return Typing(keys, reading=COMMA if comma else POINT)


def _interval(answer: NumberAnswer) -> tuple[Fraction, Fraction]:
    """The numbers that are near enough, in floats."""
    if answer.value is None:
        return -_ANYTHING, _ANYTHING
    value = float(answer.value)
    tolerance = float(answer.tolerance) + _SLACK * abs(value)
    return Fraction.from_float(value - tolerance), Fraction.from_float(value + tolerance)


def _of_measured(
    answers: Sequence[NumberAnswer],
    points: Fraction,
    comma: bool,
    units: Units,
    response: Response | None,
) -> Fraction | None:
    """The mark of a number with a unit that counts, or that turns it into another number."""
    if not isinstance(response, Typed):
        return None if response is not None else ZERO
    place, right = near(answers, response.text, comma=comma, units=units)
    return ZERO if place is None else points * units.share(answers[place].share, right=right)


def near(
    answers: Sequence[NumberAnswer], text: str, *, comma: bool, units: Units
) -> tuple[int | None, bool]:
    """The place of the first number that is near enough to what is typed, and if its unit is right."""
    value, unit = measured(text, comma)
    size = units.sizes.get(unit)
    for place, answer in enumerate(answers if value is not None else ()):
        assert value is not None
        low, high = _interval(answer)
        if size and low <= Fraction.from_float(float(value / size)) <= high:
            return place, True
        if low <= value <= high:
            return place, False
    return None, False


# -- texts ----------------------------------------------------------------------------------------


def of_texts(answers: Sequence[TextAnswer], points: Fraction, *, exact: bool) -> Typing | Run:
    """How a short answer is marked: the first text that fits, whatever it costs.

    Where no accepted text has blanks inside or a wildcard of its own, that is how the language
    reads them.
    """
    asked = [answer for answer in answers if answer.pattern.strip()]
    plain = [_plain(answer.pattern) for answer in asked]
    keys = [
        TextKey(key[0], key[1], exact, points * answer.share)
        for key, answer in zip(plain, asked, strict=True)
        if key is not None
    ]
    if len(keys) == len(asked):
        return Typing(tuple(keys))
    return Run(0, lambda response: _of_text(asked, points, exact, response))


def escaped(text: str) -> str:
    """A text in which no star is a wildcard."""
    return text.replace("*", "\\*")


def anywhere(text: str) -> str:
    """The pattern of a text that may stand anywhere in an answer."""
    return f"*{escaped(text)}*"


def _plain(pattern: str) -> tuple[str, Match] | None:
    """A pattern as the language would say it; None where it cannot."""
    bits = [bit.replace("\\*", "*") for bit in _STARS.split(pattern.strip())]
    if len(bits) == 1 and not _BLANK.search(bits[0]):
        return bits[0], Match.TEXT
    if len(bits) == 3 and not bits[0] and not bits[2] and bits[1] and not _BLANK.search(bits[1]):
        return bits[1], Match.CONTAINS
    return None


def _of_text(
    answers: Sequence[TextAnswer], points: Fraction, exact: bool, response: Response | None
) -> Fraction | None:
    if not isinstance(response, Typed):
        return None if response is not None else ZERO
    place = fitting(answers, response.text, exact=exact)
    return ZERO if place is None else points * answers[place].share


def fitting(answers: Sequence[TextAnswer], text: str, *, exact: bool) -> int | None:
    """The place of the first text that what is typed fits; blanks alone fit none."""
    if not text.strip():
        return None
    found = (at for at, answer in enumerate(answers) if fits(text, answer.pattern, exact=exact))
    return next(found, None)


def fits(text: str, pattern: str, *, exact: bool) -> bool:
    """Whether a typed text, with its ends trimmed, fits a pattern as a whole."""
    given = _folded(text.strip(), exact)
    bits = [_folded(bit.replace("\\*", "*"), exact) for bit in _STARS.split(pattern.strip())]
    if len(bits) == 1:
        return given == bits[0]
    first, *middle, last = bits
    if len(given) < len(first) + len(last) or not given.startswith(first):
        return False
    at, end = len(first), len(given) - len(last)
    for bit in middle:
        found = given.find(bit, at, end)
        if found < 0:
            return False
        at = found + len(bit)
    return given.endswith(last)


def _folded(text: str, exact: bool) -> str:
    composed = unicodedata.normalize("NFC", text)
    return composed if exact else typedtexts.fold(composed)
