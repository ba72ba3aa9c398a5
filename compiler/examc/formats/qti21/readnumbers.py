"""The numbers that conditions accept: exactly, within a tolerance, rounded, or between two ends."""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import numbers
from examc.core.schemeforms import ZERO, NumberKey
from examc.core.typednumbers import LARGEST, Interval, interval, spelling
from examc.files.xmltree import Element, name, parts
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readcandidates import Candidate, Unheld, asks, other
from examc.systems.player.engine import Declaration
from examc.systems.reading import NotUnderstood

COMPARISONS = ("gte", "gt", "lte", "lt")


def number(
    low: Fraction, high: Fraction, value: Fraction, open: tuple[Fraction, ...] = (), said: str = ""
) -> Candidate:
    if max(abs(low), abs(high)) > LARGEST:
        raise Unheld("a number is accepted that is too large")
    read = interval(said) if said else None
    as_said = isinstance(read, Interval) and (read.low, read.high) == (low, high)
    written = said if as_said else spelling(low, high, value)
    again = interval(written)
    if not isinstance(again, Interval):
        raise Unheld("a number is accepted that has too many digits")
    return Candidate(NumberKey(low, high, ZERO), again.value, written, open)


def constant(text: str) -> Fraction:
    value = numbers.parse_answer(text.strip())
    value = numbers.parse_quotient(text.strip()) if value is None else value
    if value is None:
        raise NotUnderstood(f"{quoted(text)} is no number")
    return value


def equal(element: Element, declared: Declaration) -> Iterator[Candidate]:
    """A number with a tolerance, which a relative one takes of what stands first."""
    text, first = other(element, declared)
    value, mode = constant(text), element.get("toleranceMode", "exact")
    if mode == "exact":
        yield number(value, value, value)
        return
    words = element.get("tolerance", "").split() or [""]
    low, high = (numbers.parse_float(word) for word in (words[0], words[-1]))
    if low is None or high is None or mode not in ("absolute", "relative"):
        raise NotUnderstood(f"the tolerance {mode[:40]} {' '.join(words)[:40]!r} is not known")
    share = mode == "relative"
    if not first:
        size = abs(value) / 100 if share else Fraction(1)
        ends = value - low * size, value + high * size
    elif share:
        ends = _around_relative(value, low, high)
    else:
        ends = value - high, value + low
    same = f"{numbers.show(value)} ± {numbers.show(low)}{'%' if share else ''}"
    open_low = element.get("includeLowerBound", "true").strip() in ("false", "0")
    open_high = element.get("includeUpperBound", "true").strip() in ("false", "0")
    if first:
        open_low, open_high = open_high, open_low
    left_out = tuple(end for end, out in zip(ends, (open_low, open_high), strict=True) if out)
    yield number(*ends, value, left_out, same if low == high else "")


def _around_relative(value: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """The numbers from which a value lies no further than so many percent of them."""
    if max(low, high) >= 100 or value == 0:
        raise Unheld("a tolerance is relative to what is typed, and has no end")
    if value > 0:
        return value / (1 + high / 100), value / (1 - low / 100)
    return value / (1 - high / 100), value / (1 + low / 100)


def equal_rounded(element: Element, declared: Declaration) -> Iterator[Candidate]:
    """The numbers that round to what another does; the upper end rounds up, and is none of them."""
    text, _ = other(element, declared)
    figures = numbers.whole(element.get("figures", "").strip())
    value = constant(text)
    digits = element.get("roundingMode", "significantFigures") == "significantFigures"
    if figures is None or (digits and (figures == 0 or value == 0)) or figures > 50:
        raise Unheld("a number is rounded in a way that is not known")
    noun = "digit" if digits else "decimal"
    said = f"{_rounded(value, figures, digits)} ({figures} {noun}{'' if figures == 1 else 's'})"
    ends = interval(said)
    if not isinstance(ends, Interval):
        raise Unheld("a number is rounded to too many digits")
    left_out = ends.high if ends.value >= 0 else ends.low
    yield number(ends.low, ends.high, ends.value, (left_out,), said)


def _rounded(value: Fraction, figures: int, digits: bool) -> str:
    """A number rounded half away from zero, with as many digits or decimals."""
    places = figures
    if digits:
        size, magnitude = abs(value), 0
        while size >= 10:
            size, magnitude = size / 10, magnitude + 1
        while size < 1:
            size, magnitude = size * 10, magnitude - 1
        places = figures - 1 - magnitude
    scale = Fraction(10) ** places
    whole = (abs(value) * scale + Fraction(1, 2)) // 1
    return numbers.show((whole if value >= 0 else -whole) / scale)


def between(element: Element, declared: Declaration, paired: set[Element]) -> Iterator[Candidate]:
    """An interval: two comparisons beside each other."""
    bounds: dict[bool, tuple[Fraction, bool]] = {}
    for operand in parts(element):
        if name(operand) in COMPARISONS and asks(operand, declared):
            upper, value, is_open = _comparison(operand, declared)
            paired.add(operand)
            bounds[upper] = value, is_open
    if bounds:
        yield from _interval(bounds)


def beyond(element: Element, declared: Declaration) -> Iterator[Candidate]:
    """An interval with one end."""
    if asks(element, declared):
        upper, value, is_open = _comparison(element, declared)
        yield from _interval({upper: (value, is_open)})


def _comparison(element: Element, declared: Declaration) -> tuple[bool, Fraction, bool]:
    """Whether it bounds from above, where, and whether the bound itself is left out."""
    text, first = other(element, declared)
    kind = name(element)
    return kind.startswith("l") is first, constant(text), not kind.endswith("e")


def _interval(bounds: dict[bool, tuple[Fraction, bool]]) -> Iterator[Candidate]:
    low, low_open = bounds.get(False, (-LARGEST, False))
    high, high_open = bounds.get(True, (LARGEST, False))
    if low <= high:
        left_out = tuple(end for end, out in ((low, low_open), (high, high_open)) if out)
        yield number(low, high, (low + high) / 2, left_out)
