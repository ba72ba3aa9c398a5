"""Finds what an item's rules hold a typed answer against: numbers, texts and patterns, in their order.

Whether a condition earns anything, and how much, is not asked here: the item is run for that. So
it does no harm to find a condition too many, and one too few shows when the marks are compared.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from examc.core import limits, numbers, patternkeys, patternwords
from examc.core.keys import Match
from examc.core.records import replace
from examc.core.schemeforms import LANGUAGE, ZERO, NumberKey, TextKey
from examc.core.schemes import fits
from examc.core.typedtexts import cleaned, same
from examc.files.xmltree import Element, characters, name, parts
from examc.formats.foreign.quoting import quoted
from examc.formats.qti21.readcandidates import Candidate, Unheld, asks, other
from examc.formats.qti21.readnumbers import between, beyond, equal, equal_rounded, number
from examc.systems.player.engine import Declaration

MOST_KEYS = limits.MOST_ENTRIES
_NUMBERS = ("float", "integer")
_DIGITS = 12


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
                yield from between(element, declared, paired)
            case "gte" | "gt" | "lte" | "lt" if element not in paired:
                yield from beyond(element, declared)
            case "mapResponse" if element.get("identifier") == declared.identifier:
                yield from _mapped(declared)
            case kind if kind in _CONDITIONS and asks(element, declared):
                yield from _CONDITIONS[kind](element, declared)
            case _:
                pass


def _right(declared: Declaration) -> Iterator[Candidate]:
    """The correct response, exactly."""
    values = declared.correct if isinstance(declared.correct, tuple) else (declared.correct,)
    for value in values:
        if isinstance(value, Fraction):
            yield number(value, value, value)
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
            yield number(key, key, key)
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
    text, _ = other(element, declared)
    if declared.base_type in _NUMBERS:
        value = numbers.parse_answer(text.strip())
        value = numbers.parse_quotient(text.strip()) if value is None else value
        if value is not None:
            yield number(value, value, value)
        return
    yield from _text(text, Match.TEXT, exact=True)


def _member(element: Element, declared: Declaration) -> Iterator[Candidate]:
    for container in parts(element)[1:]:
        for value in parts(container):
            if name(value) == "baseValue":
                yield from _text(characters(value), Match.TEXT, exact=True)


def _string(element: Element, declared: Declaration) -> Iterator[Candidate]:
    text, first = other(element, declared)
    exact = element.get("caseSensitive", "true").strip() in ("true", "1")
    within = element.get("substring", "false").strip() in ("true", "1")
    if within and not first:
        raise Unheld(f"an answer counts that is a part of {quoted(text)}")
    yield from _text(text, Match.CONTAINS if within else Match.TEXT, exact=exact)


def _substring(element: Element, declared: Declaration) -> Iterator[Candidate]:
    text, first = other(element, declared)
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


_CONDITIONS = {
    "match": _matched,
    "member": _member,
    "stringMatch": _string,
    "substring": _substring,
    "patternMatch": _pattern,
    "equal": equal,
    "equalRounded": equal_rounded,
}
"""The conditions that hold a typed answer against something."""
