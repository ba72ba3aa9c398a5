"""Numbers as answers: what a student's text is worth, and the intervals that a key accepts."""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from examc.core import lazyre, numbers

LONGEST = 2 * numbers.LONGEST_ANSWER + 4  # characters of an accepted answer: two numbers, ` to `
LARGEST = Fraction(10) ** 300  # a double ends at 1.8e308
MOST_DIGITS = 100  # of `(3 digits)`
LONGEST_PLAIN = 20  # characters of a decimal that is not written with an exponent


class Interval(NamedTuple):
    """The numbers that an accepted answer means: from `low` to `high`, both of them included.

    `value` is the number that was written, or the middle of a range.
    """

    low: Fraction
    high: Fraction
    value: Fraction


class NotAnInterval(NamedTuple):
    """Why a text is no accepted answer (`message`), and what to write (`help`)."""

    message: str
    help: str
    meant: str = ""
    """What stands in its place by the help, where that can be told."""


def typed(text: str) -> Fraction | None:
    """The number that a student typed; None where the text is no number.

    A number is an optional sign, ASCII digits with at most one point and an optional exponent;
    blanks round it are cut. It is what the engines of QTI read as a float.
    """
    return numbers.parse_answer(text.strip())


def interval(text: str) -> Interval | NotAnInterval:
    """Read an accepted answer as a lecturer writes it: `3.14 ± 0.01`, `10 to 15`, `1/3`."""
    if len(text) > LONGEST:
        return NotAnInterval("the answer is too long", f"write at most {LONGEST} characters")
    plain = " ".join(_DASHES.sub("-", text).split())
    found = _read(plain)
    if found is None:
        return _slip(plain, " ".join(text.split()))
    if isinstance(found, Interval) and max(abs(found.low), abs(found.high)) > LARGEST:
        return NotAnInterval(f"{plain!r} is too large", "write a number between -1e300 and 1e300")
    return found


def canonical(text: str) -> str:
    """An accepted answer as the language spells it: `3.14 ± 0.01`, `10 to 15`, `0.3 (1 digit)`.

    What `interval` reads means the same then; what it does not read stays, but for its blanks.
    """
    plain = " ".join(_DASHES.sub("-", text).split())
    if _number(plain) is not None or not isinstance(_read(plain), Interval):
        return plain
    rounded = _ROUNDED.fullmatch(plain)
    if rounded:
        count = int(rounded[2])
        return f"{rounded[1]} ({count} {rounded[3]}{'' if count == 1 else 's'})"
    stated, *tolerances = _TOLERANCE.split(plain, maxsplit=1)
    if tolerances:
        size = tolerances[0].removesuffix("%").rstrip()
        return f"{stated} ± {size}{'%' if tolerances[0].endswith('%') else ''}"
    return " to ".join(_RANGE.split(plain, maxsplit=1))


def spelling(low: Fraction, high: Fraction, value: Fraction) -> str:
    """The shortest text that `interval` reads as exactly these ends.

    Where `value` lies in the middle that is the number, or the number and its tolerance, unless
    the two ends are shorter. A text of more than LONGEST characters is not read back.
    """
    if low == high:
        return _spelled(low)
    ends = f"{_spelled(low)} to {_spelled(high)}"
    if value - low != high - value:
        return ends
    return min(f"{_spelled(value)} ± {_spelled(high - value)}", ends, key=len)


def _spelled(value: Fraction) -> str:
    """One number: a decimal that is not long, or with an exponent, or a quotient."""
    text = numbers.show(value)
    if "/" in text or len(text) <= LONGEST_PLAIN:
        return text
    whole, _, decimals = text.removeprefix("-").partition(".")
    digits = (whole + decimals).lstrip("0")
    exponent = len(digits) - len(digits.rstrip("0")) - len(decimals)
    sign = "-" if value < 0 else ""
    return min(text, f"{sign}{digits.rstrip('0')}e{exponent}", key=len)


# the grammar

_DASHES = lazyre.compile("[‐‑‒–—−﹣－]")  # hyphens, dashes and the minus sign of typography
_TOLERANCE = lazyre.compile(r" ?(?:±|\+/-|\+-) ?")
_RANGE = lazyre.compile(r"(?<=[0-9]) to (?=[-+.0-9])| ?(?<!\.)\.\.(?!\.) ?")
_ROUNDED = lazyre.compile(r"(.*?) ?\(([0-9]{1,9}) (digit|decimal)s?\)")
_DEFAULT = "write a number such as 3.14, 3.14 ± 0.01 or 10 to 15"


def _read(text: str) -> Interval | NotAnInterval | None:
    """Read an answer of plain signs and single blanks; None where it has no known form."""
    number = _number(text)
    if number is not None:
        return Interval(number, number, number)
    rounded = _ROUNDED.fullmatch(text)
    if rounded:
        return _read_rounded(*rounded.groups())
    stated, *tolerances = _TOLERANCE.split(text, maxsplit=1)
    if tolerances:
        return _read_tolerance(stated, tolerances[0])
    first, *ends = _RANGE.split(text, maxsplit=1)
    return _read_range(first, ends[0]) if ends else None


def _number(text: str) -> Fraction | None:
    """One number of an answer: a decimal, with an exponent or without, or a quotient."""
    if text.lower().partition("e")[0].endswith("."):
        return None
    value = numbers.parse_answer(text)
    return numbers.parse_quotient(text) if value is None else value


def _read_rounded(stated: str, count: str, unit: str) -> Interval | NotAnInterval | None:
    """Read `0.0123 (3 digits)`: half a unit of the last digit that counts, either way."""
    value, most = _number(stated), int(count)
    if value is None:
        return None
    if most > MOST_DIGITS:
        return NotAnInterval(f"{most} {unit}s are too many", f"write at most {MOST_DIGITS}")
    if unit == "decimal":
        return _around(value, Fraction(1, 2 * 10**most))
    if value == 0:
        return NotAnInterval(
            "0 has no significant digits", f"write 0 ({max(most, 1)} decimals) or 0 ± 0.01"
        )
    if most == 0:
        return NotAnInterval("no digit would count", f"write {stated} (1 digit)")
    return _around(value, Fraction(10) ** (_magnitude(value) - most + 1) / 2)


def _magnitude(value: Fraction) -> int:
    """The place of the first significant digit of a number other than 0: 2 for 314, -2 for 0.03."""
    size = abs(value)
    place = len(str(size.numerator)) - len(str(size.denominator))
    return place if size >= Fraction(10) ** place else place - 1


def _read_tolerance(stated: str, tolerance: str) -> Interval | NotAnInterval | None:
    """Read `3.14 ± 0.01` or `200 ± 1%`, the share being one of the absolute value."""
    value = _number(stated)
    is_share = tolerance.endswith("%")
    size = _number(tolerance.removesuffix("%").rstrip())
    if value is None or size is None:
        return None
    if size < 0:
        text = f"{stated} ± {tolerance.removeprefix('-')}"
        return NotAnInterval("the tolerance is below zero", f"write {text}", text)
    if not is_share:
        return _around(value, size)
    if value == 0:
        return NotAnInterval(
            f"{tolerance} of 0 is no tolerance", "write it as a number, such as 0 ± 0.01"
        )
    return _around(value, abs(value) * size / 100)


def _around(value: Fraction, half: Fraction) -> Interval:
    return Interval(value - half, value + half, value)


def _read_range(first: str, last: str) -> Interval | NotAnInterval | None:
    """Read `10 to 15`."""
    low, high = _number(first), _number(last)
    if low is None or high is None:
        return None
    if low > high:
        text = f"{last} to {first}"
        return NotAnInterval("the range ends below its beginning", f"write {text}", text)
    return Interval(low, high, (low + high) / 2)


# slips: what is often written in place of a form, and the text that was meant

_COMMA = lazyre.compile(r"(?<=[0-9]),(?=[0-9])|(?<![0-9]),(?=[0-9])")
_THOUSANDS = lazyre.compile(r"(?<![0-9,.])([0-9]{1,3}(?:,[0-9]{3})+)(?![0-9,])")
_POWER = lazyre.compile(r" ?[×·*⋅xX] ?10 ?\^? ?[{(]?([+-]?[0-9]{1,3})[)}]?")
_BETWEEN = lazyre.compile(
    r"(?<=[0-9]) ?(?:-|\.\.\.|…|→|->|TO|To|until|bis|tot|à|and) ?(?=[-+.0-9])"
)
_POINTS = lazyre.compile(r"(?<=[0-9])\.(?=[0-9]{3}[.,])")  # of `1.003,14`
_BLANK = lazyre.compile(r"(?<=[0-9+/-]) (?=[0-9./])")
_BARE_POINT = lazyre.compile(r"(?<=[0-9])\.(?![0-9.])")
_BRACKETS = lazyre.compile(r"\[ ?([^\[\],;]{1,60}?) ?[,;] ?([^\[\],;]{1,60}?) ?\]")
_UNIT = lazyre.compile(r"(.*[0-9]) ?(?!to\b)([^0-9\s.,()±/+-][^0-9]{0,20})")
_LONGEST_QUOTED = 40


def _slip(text: str, written: str) -> NotAnInterval:
    """What is wrong with a text that is no accepted answer: the first slip that explains it."""
    if not text:
        return NotAnInterval("there is no number", _DEFAULT)
    name = repr(written if len(written) <= _LONGEST_QUOTED else f"{written[:_LONGEST_QUOTED]}…")
    for what, repairs in _SLIPS:
        meant = [repair(text) for repair in repairs]
        readable = [one for one in meant if one != text and isinstance(_read(one), Interval)]
        if readable:
            only = readable[0] if len(readable) == 1 else ""
            return NotAnInterval(f"{name} {what}", f"write {' or '.join(readable)}", only)
    unit = _UNIT.fullmatch(_COMMA.sub(".", text))
    if unit:
        of_unit = " ".join(text.replace(unit[2].strip(), " ").split())  # `12 kJ ± 1 kJ`
        for number in (unit[1], _COMMA.sub(".", of_unit)):
            if isinstance(_read(number), Interval):
                return _with_unit(name, number, unit[2].strip())
    return NotAnInterval(f"{name} is not a number", _DEFAULT)


def _with_unit(name: str, number: str, unit: str) -> NotAnInterval:
    """A number with its unit, or a percentage, both of which belong behind the box."""
    return NotAnInterval(
        f"{name} is a number with a unit", f'write {number}, and unit="{unit}" in the heading'
    )


def _without_thousands(text: str) -> str:
    return _THOUSANDS.sub(lambda found: found[1].replace(",", ""), text)


_SLIPS: tuple[tuple[str, tuple[Callable[[str], str], ...]], ...] = (
    ("has a comma in a number", (lambda text: _COMMA.sub(".", text), _without_thousands)),
    ("has a decimal comma", (lambda text: _COMMA.sub(".", _POINTS.sub("", text)),)),
    ("has a power of ten", (lambda text: _POWER.sub(r"e\1", text),)),
    ("has blanks in a number", (lambda text: _BLANK.sub("", text),)),
    ("is not how a range is written", (lambda text: _BETWEEN.sub(" to ", text, count=1),)),
    ("begins with a sign of its own", (lambda text: text.removeprefix("=").lstrip(" "),)),
    ("is not how a range is written", (lambda text: _BRACKETS.sub(r"\1 to \2", text),)),
    ("has a point without digits", (lambda text: _BARE_POINT.sub("", text),)),
)
"""What is said of each slip, and the texts that may be meant by it."""
