"""Reads the patterns of short answers: the part of regular expressions that every engine reads alike.

A pattern is made of characters, `.`, `[…]`, `[^…]`, `(…|…)`, `? * + {n} {n,} {n,m}`, `\\d \\s \\w`
and characters behind a backslash. It always fits the whole answer, so there are no anchors.
"""

import unicodedata
from typing import NoReturn

from examc.core import lazyre, numbers
from examc.core.patternfit import example
from examc.core.patternnodes import (
    BLANK,
    DIGIT,
    WORD,
    Any,
    Class,
    Either,
    Literal,
    Node,
    Sequence,
    Several,
    class_of,
    either,
    sequence,
    several,
    states,
)
from examc.core.records import Record

__all__ = ["Any", "BadPattern", "Class", "Either", "Literal", "Node", "Sequence", "Several"]
__all__ += ["parse", "parse_written"]

LONGEST = 200  # characters of a pattern
DEEPEST = 20  # groups inside groups
MOST_TIMES = 50  # the largest number in braces
MOST_STATES = 2000  # of the machine that holds a text against the pattern
LONGEST_WRITTEN, DEEPEST_WRITTEN = 20_000, 2 * DEEPEST + 4  # of what a writer makes of one

_BRACES = lazyre.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_SETS = {"d": DIGIT, "s": ((BLANK, BLANK),), "w": WORD}
_KNOWN = r"use characters, ., […], (…|…), ?, *, +, {n,m}, \d, \s and \w"
_LONE = {
    **dict.fromkeys("?*+", "there is nothing that is repeated"),
    **dict.fromkeys("^$", "anchors are not needed: a pattern fits the whole answer"),
}
_OPPOSITES = {"D": r"[^0-9]", "S": "[^ ]", "W": r"[^\w]"}


class BadPattern(Record, frozen=True):
    """Why a text is no pattern, at which of its characters (from 0), and what to write."""

    message: str
    place: int
    help: str


class _Refused(Exception):
    """Carries the first mistake out of the parser."""

    def __init__(self, bad: BadPattern) -> None:
        self.bad = bad


def parse(text: str) -> Node | BadPattern:
    """Read a pattern as a lecturer writes it; its letters are composed (NFC)."""
    if len(text) > LONGEST:
        return _bad("the pattern is too long", LONGEST, f"write at most {LONGEST} characters")
    node = _parsed(unicodedata.normalize("NFC", text), DEEPEST)
    if isinstance(node, BadPattern):
        return node
    if states(node) > MOST_STATES:
        return _bad("the pattern repeats too much", 0, "write smaller numbers in braces")
    if not example(node):
        return _bad("no answer can fit the pattern", 0, "leave out blanks at its ends")
    return node


def parse_written(text: str) -> Node | BadPattern:
    """Read what stands between the anchors of a pattern that was written for an engine."""
    if len(text) > LONGEST_WRITTEN:
        return _bad("the pattern is too long", LONGEST_WRITTEN, "write it shorter")
    return _parsed(text, DEEPEST_WRITTEN)


def _bad(message: str, place: int, help: str) -> BadPattern:
    return BadPattern(message, place, help)


def _parsed(text: str, deepest: int) -> Node | BadPattern:
    if not text.strip():
        return _bad("the pattern is empty", 0, "write what the answer looks like, as colou?r")
    try:
        return _Parser(text, deepest).whole()
    except _Refused as refused:
        return refused.bad


class _Parser:
    """Reads one pattern from its left to its right."""

    def __init__(self, text: str, deepest: int) -> None:
        self.text, self.deepest = text, deepest
        self.at = self.depth = 0

    def whole(self) -> Node:
        """The whole pattern."""
        node = self._options()
        if self.at < len(self.text):
            self._refuse("there is a ) without its (", r"write \) for the character")
        return node

    def _refuse(self, message: str, help: str, place: int | None = None) -> NoReturn:
        raise _Refused(_bad(message, self.at if place is None else place, help))

    def _next(self) -> str:
        """The character that comes next; "" at the end."""
        return self.text[self.at : self.at + 1]

    def _taken(self, character: str) -> bool:
        """Step over a character if it comes next."""
        found = self._next() == character
        self.at += found
        return found

    def _options(self) -> Node:
        """Sequences between bars."""
        options = [self._sequence()]
        while self._taken("|"):
            options.append(self._sequence())
        return either(options)

    def _sequence(self) -> Node:
        """Parts up to a bar, a closing parenthesis or the end."""
        start, parts = self.at, list[Node]()
        ends_in_blank = False
        while self._next() not in ("", "|", ")"):
            place = self.at
            part = self._part()
            if ends_in_blank and _is_blank(part):
                help = r"write \s or one blank: several that are typed count as one"
                self._refuse("two blanks stand side by side", help, place)
            parts.append(part)
            ends_in_blank = part == Literal(BLANK)
        if not parts:
            help = "write (…)? around what may be missing"
            self._refuse("an alternative or a group is empty", help, start)
        return sequence(parts)

    def _part(self) -> Node:
        """One character, class or group, and how often it stands there."""
        start = self.at
        node = self._atom()
        times = self._times()
        if times is None:
            return node
        if self._next() in ("?", "*", "+", "{"):
            self._refuse("a repeat is repeated", "write one of ?, *, + and {n,m}")
        least, most = times
        if _is_blank(node) and least > 1:
            self._refuse("two blanks stand side by side", r"write \s+ or one blank", start)
        return several(node, least, most)

    def _times(self) -> tuple[int, int | None] | None:
        """The least and the greatest number of times of a part; None where none is written."""
        for sign, times in (("?", (0, 1)), ("*", (0, None)), ("+", (1, None))):
            if self._taken(sign):
                return times
        if self._next() != "{":
            return None
        found = _BRACES.match(self.text, self.at)
        if found is None:
            self._refuse("the braces are no repeat", r"write {2}, {2,} or {2,5}; \{ for the sign")
        least, most = self._count(found[1]), self._count(found[3]) if found[3] else None
        most = most if found[2] else least
        if most is not None and (most < least or most == 0):
            help = "write the smaller number first, and at least 1 behind it"
            self._refuse("the repeat is never possible", help)
        self.at = found.end()
        return least, most

    def _count(self, digits: str) -> int:
        count = numbers.whole(digits)
        if count is None or count > MOST_TIMES:
            self._refuse(f"{digits[:9]} times is too often", f"write at most {MOST_TIMES}")
        return count

    def _atom(self) -> Node:
        """One character, class or group."""
        character = self._next()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        if character == "\\":
            return self._escaped()
        if character == ".":
            self.at += 1
            return Any()
        if character in "?*+{}]^$":
            self._refuse(_LONE.get(character, f"a lone {character}"), _lone_help(character))
        self.at += 1
        return Literal(_plain(character))

    def _group(self) -> Node:
        if self.text.startswith("(?", self.at):
            self._refuse("(? is not in the language of patterns", "write (…|…) alone")
        if self.depth >= self.deepest:
            self._refuse("the groups are too deep", f"write at most {self.deepest}")
        start = self.at
        self.at += 1
        self.depth += 1
        node = self._options()
        self.depth -= 1
        if not self._taken(")"):
            self._refuse("there is a ( without its )", r"write \( for the character", start)
        return node

    def _escaped(self) -> Node:
        """What stands behind a backslash, outside a class."""
        found = self._escape()
        return Literal(found) if isinstance(found, str) else class_of(list(found), negated=False)

    def _escape(self) -> str | tuple[tuple[str, str], ...]:
        """A character behind a backslash, or the ranges of a short form."""
        name = self.text[self.at + 1 : self.at + 2]
        if name in _OPPOSITES:
            self._refuse(
                f"\\{name} is not in the language of patterns", f"write {_OPPOSITES[name]}"
            )
        if not name:
            self._refuse("there is nothing behind the backslash", r"write \\ for the character")
        if name not in _SETS and (name.isalnum() or not name.isascii()):
            self._refuse(f"\\{name} is not in the language of patterns", _KNOWN)
        self.at += 2
        return _SETS.get(name, _plain(name))

    def _class(self) -> Node:
        """Characters and ranges in brackets."""
        start = self.at
        self.at += 1
        negated = self._taken("^")
        ranges: list[tuple[str, str]] = []
        while not self._taken("]"):
            if not self._next():
                self._refuse("there is a [ without its ]", r"write \[ for the character", start)
            ranges += self._range()
        if not ranges:
            self._refuse("the brackets are empty", "write the characters in them", start)
        return class_of(ranges, negated)

    def _range(self) -> list[tuple[str, str]]:
        """One character of a class, a range, or a short form."""
        start = self.at
        low = self._member()
        is_range = self._next() == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", "")
        if not is_range:
            return [(low, low)] if isinstance(low, str) else list(low)
        self.at += 1
        high = self._member()
        if not (isinstance(low, str) and isinstance(high, str)):
            self._refuse("a range has two characters as its ends", r"write \- for the sign", start)
        if low > high:
            self._refuse(f"the range {low}-{high} is empty", f"write {high}-{low}", start)
        return [(low, high)]

    def _member(self) -> str | tuple[tuple[str, str], ...]:
        character = self._next()
        if character == "\\":
            return self._escape()
        if character == "[":
            self._refuse("a lone [ in brackets", r"write \[ for the character")
        if not character:
            self._refuse("there is a [ without its ]", r"write \[ for the character")
        self.at += 1
        return _plain(character)


def _lone_help(character: str) -> str:
    """What to write for a sign that cannot stand where it stands."""
    leave = "leave it out; " if character in "^$" else ""
    return f"{leave}write \\{character} for the character"


def _plain(character: str) -> str:
    """A character as it stands in a cleaned text: any white space is the blank."""
    return BLANK if character.isspace() else character


def _is_blank(node: Node) -> bool:
    """Whether a part can be nothing but blanks."""
    return node == Literal(BLANK) or (isinstance(node, Several) and node.part == Literal(BLANK))
