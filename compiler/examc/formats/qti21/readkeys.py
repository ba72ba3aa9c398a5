"""Finds what an item's rules hold a typed answer against: numbers, texts and patterns, in their order.

Whether a condition earns anything, and how much, is not asked here: the item is run for that. So
it does no harm to find a condition too many, and one too few shows when the marks are compared.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from examc.core import limits, numbers, patternkeys, patternwords
from examc.core.keys import Match
from examc.core.schemeforms import LANGUAGE, ZERO, NumberKey, TextKey
from examc.core.schemes import fits
from examc.core.typednumbers import LARGEST, Interval, interval, spelling
from examc.core.typedtexts import cleaned, same
from examc.files.xmltree import Element, characters, name, parts
from examc.formats.foreign.quoting import quoted
from examc.systems.player.engine import Declaration
from examc.systems.reading import NotUnderstood

MOST_KEYS = limits.MOST_ENTRIES
_NUMBERS = ("float", "integer")
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an answer is held against; `value` and `written` are those of a number.

    `open` are ends of an interval that do not belong to it. `probe` is what to type to see what it
    earns; "" where whatever fits it fits an earlier one.
    """

    key: NumberKey | TextKey
    value: Fraction = ZERO
    written: str = ""
    open: tuple[Fraction, ...] = ()
    probe: str = ""


@dataclass(slots=True)
class Unheld(Exception):
    """A condition that no accepted answer can say; the text says which."""

    why: str

    def __str__(self) -> str:
        return self.why


def candidates(processing: Element | None, declared: Declaration) -> list[Candidate]:
    """What rules hold a response against, each once; raises Unheld and NotUnderstood."""
    found: list[Candidate] = []
    for one in _found(processing, declared):
        one = _as_spelled(one, declared)
        if not any(_is_same(one, other) for other in found):
            found.append(one)
        if len(found) > MOST_KEYS:
            raise Unheld(f"more than {MOST_KEYS} answers are accepted")
    return list(_probed(found))


def _as_spelled(one: Candidate, declared: Declaration) -> Candidate:
    """A text in any letter case, in that in which the item shows it as right."""
    if not isinstance(one.key, TextKey) or one.key.match is Match.PATTERN or one.key.exact:
        return one
    entries = () if declared.mapping is None else declared.mapping.entries
    values = declared.correct if isinstance(declared.correct, tuple) else (declared.correct,)
    for shown in (*values, *entries):
        if isinstance(shown, str) and same(shown, one.key.text, exact=False):
            return replace(one, key=replace(one.key, text=cleaned(shown)))
    return one


def _is_same(one: Candidate, other: Candidate) -> bool:
    match one.key, other.key:
        case TextKey(text, how, exact), TextKey(before, its, case):
            alike = text == before if exact or case else text.lower() == before.lower()
            return how is its and alike and exact == case
        case _:
            return one.key == other.key


def _probed(found: list[Candidate]) -> Iterator[Candidate]:
    """The candidates with something to type that no earlier one accepts."""
    for place, one in enumerate(found):
        earlier = [before.key for before in found[:place]]
        for text in _examples(one):
            if fits(one.key, text, LANGUAGE) and not any(fits(k, text, LANGUAGE) for k in earlier):
                yield replace(one, probe=text)
                break
        else:
            yield one


def _examples(one: Candidate) -> Iterable[str]:
    match one.key:
        case TextKey(text, Match.PATTERN):
            return patternkeys.several(text)
        case TextKey(text):
            return (text, text.lower(), text.upper())
        case NumberKey(low, high):
            inner = (one.value, low, high, (low + one.value) / 2, (high + one.value) / 2)
            tried = [value for value in inner if value not in one.open]
            return [_typed(value) for value in tried]


def _typed(value: Fraction) -> str:
    return numbers.decimal(value) if numbers.is_decimal(value) else numbers.rounded(value, _DIGITS)


# -- rules ----------------------------------------------------------------------------------------


def _found(processing: Element | None, declared: Declaration) -> Iterator[Candidate]:
    if processing is None:
        yield from _right(declared)
        return
    if not parts(processing):
        template = processing.get("template", "")
        if "map_response" in template:
            yield from _mapped(declared)
        else:
            yield from _right(declared)
        return
    paired: set[Element] = set()
    for element in processing.iter():
        match name(element):
            case "and":
                yield from _between(element, declared, paired)
            case "gte" | "gt" | "lte" | "lt" if element not in paired:
                yield from _beyond(element, declared)
            case "mapResponse" if element.get("identifier") == declared.identifier:
                yield from _mapped(declared)
            case kind if kind in _CONDITIONS and _asks(element, declared):
                yield from _CONDITIONS[kind](element, declared)
            case _:
                pass


def _asks(element: Element, declared: Declaration) -> bool:
    """Whether one of the operands is the response."""
    return any(_is_response(operand, declared) for operand in parts(element))


def _is_response(element: Element, declared: Declaration) -> bool:
    return name(element) == "variable" and element.get("identifier") == declared.identifier


def _other(element: Element, declared: Declaration) -> tuple[str, bool]:
    """The constant that a response is held against, and whether the response comes first."""
    inner = parts(element)
    if len(inner) != 2:
        raise NotUnderstood(f"{name(element)} has {len(inner)} operands, not 2")
    first = _is_response(inner[0], declared)
    constant = inner[1] if first else inner[0]
    match name(constant):
        case "baseValue":
            return characters(constant), first
        case "correct" if constant.get("identifier") == declared.identifier:
            correct = declared.correct
            if isinstance(correct, Fraction):
                return numbers.show(correct), first
            return (correct if isinstance(correct, str) else ""), first
        case kind:
            raise Unheld(f"an answer is compared with {quoted(kind)}")


def _right(declared: Declaration) -> Iterator[Candidate]:
    """The correct response, exactly."""
    values = declared.correct if isinstance(declared.correct, tuple) else (declared.correct,)
    for value in values:
        if isinstance(value, Fraction):
            yield _number(value, value, value)
        elif isinstance(value, str):
            yield from _text(value, Match.TEXT, exact=True)


def _mapped(declared: Declaration) -> Iterator[Candidate]:
    mapping = declared.mapping
    if mapping is None:
        return
    worth: dict[str, set[Fraction]] = {}
    for key, points in mapping.entries.items():
        worth.setdefault(str(key).lower(), set()).add(points)
    for key in mapping.entries:
        if isinstance(key, Fraction):
            yield _number(key, key, key)
        elif isinstance(key, str):
            differ = len(worth[key.lower()]) > 1
            yield from _text(key, Match.TEXT, exact=differ or key.lower() not in mapping.folded)
    for text in mapping.folded:  # where one of several in other letter case goes before
        yield from _text(text, Match.TEXT, exact=False)


def _text(text: str, how: Match, *, exact: bool) -> Iterator[Candidate]:
    """A text; blanks alone are no answer."""
    text = cleaned(text)
    if len(text) > limits.LONGEST_ANSWER:
        raise Unheld(f"the accepted text {quoted(text)} is too long")
    if text:
        yield Candidate(TextKey(text, how, exact and _has_case(text), ZERO))


def _has_case(text: str) -> bool:
    return text.lower() != text.upper()


def _matched(element: Element, declared: Declaration) -> Iterator[Candidate]:
    text, _ = _other(element, declared)
    if declared.base_type in _NUMBERS:
        value = numbers.parse_answer(text.strip())
        value = numbers.parse_quotient(text.strip()) if value is None else value
        if value is not None:
            yield _number(value, value, value)
        return
    yield from _text(text, Match.TEXT, exact=True)


def _member(element: Element, declared: Declaration) -> Iterator[Candidate]:
    for container in parts(element)[1:]:
        for value in parts(container):
            if name(value) == "baseValue":
                yield from _text(characters(value), Match.TEXT, exact=True)


def _string(element: Element, declared: Declaration) -> Iterator[Candidate]:
    text, first = _other(element, declared)
    exact = element.get("caseSensitive", "true").strip() in ("true", "1")
    within = element.get("substring", "false").strip() in ("true", "1")
    if within and not first:
        raise Unheld(f"an answer counts that is a part of {quoted(text)}")
    yield from _text(text, Match.CONTAINS if within else Match.TEXT, exact=exact)


def _substring(element: Element, declared: Declaration) -> Iterator[Candidate]:
    text, first = _other(element, declared)
    if first:
        raise Unheld(f"an answer counts that is a part of {quoted(text)}")
    exact = element.get("caseSensitive", "true").strip() in ("true", "1")
    yield from _text(text, Match.CONTAINS, exact=exact)


def _pattern(element: Element, declared: Declaration) -> Iterator[Candidate]:
    del declared
    pattern = element.get("pattern", "")
    meant = patternwords.unanchored(pattern) or patternwords.foreign(pattern)
    if meant is None:
        raise Unheld(f"the pattern {quoted(pattern)} is none that a question can have")
    yield Candidate(TextKey(meant.text, Match(meant.match), meant.exact, ZERO))


# -- numbers --------------------------------------------------------------------------------------


def _number(
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


def _constant(text: str) -> Fraction:
    value = numbers.parse_answer(text.strip())
    value = numbers.parse_quotient(text.strip()) if value is None else value
    if value is None:
        raise NotUnderstood(f"{quoted(text)} is no number")
    return value


def _equal(element: Element, declared: Declaration) -> Iterator[Candidate]:
    """A number with a tolerance, which a relative one takes of what stands first."""
    text, first = _other(element, declared)
    value, mode = _constant(text), element.get("toleranceMode", "exact")
    if mode == "exact":
        yield _number(value, value, value)
        return
    words = element.get("tolerance", "").split()
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
    yield _number(*ends, value, left_out, same if low == high else "")


def _around_relative(value: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """The numbers from which a value lies no further than so many percent of them."""
    if max(low, high) >= 100 or value == 0:
        raise Unheld("a tolerance is relative to what is typed, and has no end")
    if value > 0:
        return value / (1 + high / 100), value / (1 - low / 100)
    return value / (1 - high / 100), value / (1 + low / 100)


def _equal_rounded(element: Element, declared: Declaration) -> Iterator[Candidate]:
    """The numbers that round to what another does; the upper end rounds up, and is none of them."""
    text, _ = _other(element, declared)
    figures = numbers.whole(element.get("figures", "").strip())
    value = _constant(text)
    digits = element.get("roundingMode", "significantFigures") == "significantFigures"
    if figures is None or (digits and (figures == 0 or value == 0)) or figures > 50:
        raise Unheld("a number is rounded in a way that is not known")
    noun = "digit" if digits else "decimal"
    said = f"{_rounded(value, figures, digits)} ({figures} {noun}{'' if figures == 1 else 's'})"
    ends = interval(said)
    if not isinstance(ends, Interval):
        raise Unheld("a number is rounded to too many digits")
    left_out = ends.high if ends.value >= 0 else ends.low
    yield _number(ends.low, ends.high, ends.value, (left_out,), said)


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


def _between(element: Element, declared: Declaration, paired: set[Element]) -> Iterator[Candidate]:
    """An interval: two comparisons beside each other."""
    bounds: dict[bool, tuple[Fraction, bool]] = {}
    for operand in parts(element):
        if name(operand) in _COMPARISONS and _asks(operand, declared):
            upper, value, is_open = _comparison(operand, declared)
            paired.add(operand)
            bounds[upper] = value, is_open
    if bounds:
        yield from _interval(bounds)


def _beyond(element: Element, declared: Declaration) -> Iterator[Candidate]:
    """An interval with one end."""
    if _asks(element, declared):
        upper, value, is_open = _comparison(element, declared)
        yield from _interval({upper: (value, is_open)})


def _comparison(element: Element, declared: Declaration) -> tuple[bool, Fraction, bool]:
    """Whether it bounds from above, where, and whether the bound itself is left out."""
    text, first = _other(element, declared)
    kind = name(element)
    return kind.startswith("l") is first, _constant(text), not kind.endswith("e")


def _interval(bounds: dict[bool, tuple[Fraction, bool]]) -> Iterator[Candidate]:
    low, low_open = bounds.get(False, (-LARGEST, False))
    high, high_open = bounds.get(True, (LARGEST, False))
    if low <= high:
        left_out = tuple(end for end, out in ((low, low_open), (high, high_open)) if out)
        yield _number(low, high, (low + high) / 2, left_out)


_COMPARISONS = ("gte", "gt", "lte", "lt")
_CONDITIONS = {
    "match": _matched,
    "member": _member,
    "stringMatch": _string,
    "substring": _substring,
    "patternMatch": _pattern,
    "equal": _equal,
    "equalRounded": _equal_rounded,
}
"""The conditions that hold a typed answer against something."""
