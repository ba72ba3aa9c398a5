"""Writes single characters, letters and classes for the engines of QTI, as `patternwords` needs them.

A letter is written in both cases, and in every way in which it can be typed: `ü` is one character
or two. qti-sdk puts a backslash before each `^` and `$` inside, unless it finds one there, for which
it looks at the wrong place behind letters such as `ü`. So both stand in brackets, where one backslash
more does no harm, and there is no `[^…]` but the characters that are left; those beyond U+FFFF are
not among them, since JavaScript and .NET see two characters in each.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache

from examc.core.patternnodes import BLANK, NOT_A_BLANK, Class, parted
from examc.core.typedtexts import cases, compared, decompositions, fold

_FIRST, LAST = "!", "\ufffd"
"""The first and the last character that a class can leave over; the last of XML below U+10000."""
_LAST_WITH_CASE = 0x1F000  # the alphabets with case end with Adlam, at U+1E943
_ANCHORS = {"^": r"[\^]", "$": "[$]"}
_SIGNS = frozenset(r"\|.?*+(){}[]")
_SIGNS_IN_BRACKETS = frozenset(r"\[]^-")
_MOST_SPELLED = 300  # characters of a class whose decomposed forms are written as well


def literal(text: str, exact: bool) -> str:
    """Characters in a row, a letter together with the marks behind it."""
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return "".join(_cluster(cluster, exact) for cluster in clusters)


def _cluster(cluster: str, exact: bool) -> str:
    """A letter with its marks, in every way in which it can be typed."""
    if cluster == BLANK:
        return r"\s+"
    letters = cases(cluster) if len(cluster) == 1 and not exact else (cluster,)
    forms = {cluster if exact else fold(cluster): cluster}
    for form in (other for one in letters for other in decompositions(one)):
        forms.setdefault(form if exact else fold(form), form)
    written = [_form(form, exact) for form in forms.values()]
    return written[0] if len(written) == 1 else f"({'|'.join(written)})"


def _form(form: str, exact: bool) -> str:
    """One way to type a letter, in every case that leaves it the same: `İ` is no `i` with a dot."""
    meant = compared(form, exact)
    written = ""
    for place, character in enumerate(form):
        before, behind = form[:place], form[place + 1 :]
        letters = (character,) if exact else cases(character)
        alike = [one for one in letters if compared(before + one + behind, exact) == meant]
        written += _one_of([(one, one) for one in alike])
    return written


def class_in(node: Class, exact: bool, blank: str) -> str:
    """A class; `blank` is what is written where the blank is among its characters."""
    if node == NOT_A_BLANK:
        return r"\S"
    ranges = list(node.ranges) if exact else both_cases(node.ranges)
    if node.negated:
        ranges = others(ranges)
    holds_blank = node.holds(BLANK)
    ranges = [ends for ends in ranges if ends != (BLANK, BLANK)]
    if holds_blank and blank == r"\s":
        return f"[{blank}{_brackets(ranges)}]"
    options = [_one_of(ranges)] if ranges else []
    options += [blank] if holds_blank else []
    options += [] if node.negated else _decomposed(ranges)
    return options[0] if len(options) == 1 else f"({'|'.join(options)})"


def both_cases(ranges: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Ranges, each followed by the other cases of its letters that no range holds yet."""
    found: list[tuple[str, str]] = []
    for low, high in ranges:
        found.append((low, high))
        codes = {
            ord(form)
            for letter in _letters(low, high)
            for form in cases(letter)[1:]
            if not any(first <= form <= last for first, last in (*found, *ranges))
        }
        found += _ranges(codes)
    return found


def _letters(low: str, high: str) -> list[str]:
    """The letters of a range that have another case."""
    known = _letters_with_case()
    return known[bisect_left(known, low) : bisect_right(known, high)]


@lru_cache(maxsize=1)
def _letters_with_case() -> list[str]:
    every = map(chr, range(_LAST_WITH_CASE))
    return [one for one in every if (one.lower() != one or one.upper() != one) and cases(one)[1:]]


def _ranges(codes: set[int]) -> list[tuple[str, str]]:
    """Codes as ranges, in their order."""
    found: list[tuple[str, str]] = []
    for code in sorted(codes):
        if found and ord(found[-1][1]) == code - 1:
            found[-1] = (found[-1][0], chr(code))
        else:
            found.append((chr(code), chr(code)))
    return [ends for low, high in found for ends in parted(low, high)]


def others(ranges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The characters below U+10000 that none of these ranges holds, without blank and controls.

    A no-break space is among them: the engines disagree whether it is a blank.
    """
    found: list[tuple[str, str]] = []
    start = ord(_FIRST)
    for low, high in sorted(ranges):
        if ord(low) > start:
            found.append((chr(start), chr(min(ord(low) - 1, ord(LAST)))))
        start = max(start, ord(high) + 1)
    if start <= ord(LAST):
        found.append((chr(start), LAST))
    return [(low, high) for low, high in found if low <= high]


def _decomposed(ranges: list[tuple[str, str]]) -> list[str]:
    """The letters of a class that can be typed as several characters, as those."""
    count = sum(ord(high) - ord(low) + 1 for low, high in ranges)
    if count > _MOST_SPELLED:
        return []
    return [
        _form(form, exact=True)
        for low, high in ranges
        for code in range(ord(low), ord(high) + 1)
        for form in decompositions(chr(code))
    ]


def _one_of(ranges: list[tuple[str, str]]) -> str:
    """One character of these ranges; brackets hold none beyond U+FFFF on its own."""
    wide = [low for low, high in ranges if low == high and low > "\uffff"]
    narrow = [ends for ends in ranges if not (ends[0] == ends[1] and ends[0] > "\uffff")]
    if len(narrow) == 1 and narrow[0][0] == narrow[0][1]:
        options = [_sign(narrow[0][0]), *wide]
    else:
        options = [f"[{_brackets(narrow)}]", *wide] if narrow else wide
    return options[0] if len(options) == 1 else f"({'|'.join(options)})"


def _sign(character: str) -> str:
    """A character by itself; XML Schema knows no backslash before a dollar."""
    if character in _ANCHORS:
        return _ANCHORS[character]
    return f"\\{character}" if character in _SIGNS else character


def _brackets(ranges: list[tuple[str, str]]) -> str:
    """What stands between brackets; `&&` there is an operator of Java, so no range repeats it."""
    text = "".join(
        _member(low) if low == high else f"{_member(low)}-{_member(high)}" for low, high in ranges
    )
    if "&&" not in text:
        return text
    return _brackets(_merged(ranges))


def _merged(ranges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Ranges in their order, those that overlap as one."""
    found: list[tuple[str, str]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def _member(character: str) -> str:
    return f"\\{character}" if character in _SIGNS_IN_BRACKETS else character
