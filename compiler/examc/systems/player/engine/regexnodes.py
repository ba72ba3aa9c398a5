"""Regular expressions as `patternMatch` has them, read into what they are made of.

They are those of XML Schema, part 2, appendix F, which fit a whole text. Items in the wild also have
`^` and `$`, groups that are not kept and lazy repetition, as the engines' own languages allow: here an
anchor is one, and laziness changes nothing. Anything else raises `NotUnderstood`.
"""

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from examc.core.records import Mutable, Record
from examc.systems.reading import NotUnderstood

Holds: TypeAlias = Callable[[str], bool]
"""Whether a set of characters holds one."""

LONGEST = 20_000  # characters of an expression
DEEPEST = 50  # groups inside one another
_LONGEST_COUNT = 9  # characters of `1000,2000`


class One(Record, frozen=True):
    """One character of a set."""

    holds: Holds


class Edge(Record, frozen=True):
    """The beginning of the text, or its end."""

    is_end: bool


class Row(Record, frozen=True):
    """These, one after the other."""

    parts: "tuple[Regex, ...]"


class Either(Record, frozen=True):
    """One of these."""

    options: "tuple[Regex, ...]"


class Many(Record, frozen=True):
    """A part so many times; `most` is None for any number."""

    part: "Regex"
    least: int
    most: int | None


Regex: TypeAlias = One | Edge | Row | Either | Many


def read(text: str) -> Regex:
    """Read a regular expression; raises NotUnderstood."""
    if len(text) > LONGEST:
        raise NotUnderstood("a pattern is too long")
    reader = _Reader(text)
    found = reader.either(0)
    if reader.place < len(text):
        raise reader.unknown()
    return found


_REPEATED = {"?": (0, 1), "*": (0, None), "+": (1, None)}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_HEXADECIMAL = {"x": 2, "u": 4}


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "PZC"


_CLASSES: dict[str, Holds] = {
    "d": lambda character: unicodedata.category(character) == "Nd",
    "s": lambda character: character in " \t\n\r",
    "w": _is_word,
}


def _not(holds: Holds) -> Holds:
    return lambda character: not holds(character)


class _Reader(Mutable):
    text: str
    place: int = 0

    def unknown(self) -> NotUnderstood:
        """What is raised where an expression has no known form."""
        around = self.text[max(0, self.place - 10) : self.place + 10]
        return NotUnderstood(f"the pattern is not known near {around!r}")

    def peek(self, count: int = 1) -> str:
        """The next characters, which are not yet taken."""
        return self.text[self.place : self.place + count]

    def take(self) -> str:
        """Take the next character."""
        if self.place >= len(self.text):
            raise self.unknown()
        self.place += 1
        return self.text[self.place - 1]

    def takes(self, text: str) -> bool:
        """Take these characters if they come next."""
        if not self.text.startswith(text, self.place):
            return False
        self.place += len(text)
        return True

    def either(self, depth: int) -> Regex:
        """Read options up to the end of the group."""
        if depth > DEEPEST:
            raise NotUnderstood("a pattern is nested too deeply")
        options = [self.row(depth)]
        while self.takes("|"):
            options.append(self.row(depth))
        return options[0] if len(options) == 1 else Either(tuple(options))

    def row(self, depth: int) -> Regex:
        """Read parts up to the next option."""
        parts: list[Regex] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.part(depth)))
        return Row(tuple(parts))

    def part(self, depth: int) -> Regex:
        """Read one part, without how often it stands."""
        character = self.take()
        match character:
            case "(":
                if self.peek() == "?" and not self.takes("?:"):
                    raise self.unknown()
                inner = self.either(depth + 1)
                if not self.takes(")"):
                    raise self.unknown()
                return inner
            case "[":
                return One(self.brackets())
            case "\\":
                return One(self.escaped())
            case ".":
                return One(lambda one: one not in "\n\r")
            case "^" | "$":
                return Edge(character == "$")
            case "?" | "*" | "+" | "{":
                raise self.unknown()
            case _:
                return One(character.__eq__)

    def repeated(self, part: Regex) -> Regex:
        """Read how often a part stands."""
        if not self.peek() or self.peek() not in "?*+{":
            return part
        least, most = self.count() if self.takes("{") else _REPEATED[self.take()]
        if most is not None and most < least:
            raise self.unknown()
        self.takes("?")  # as few as it can: the same whole texts
        if self.peek() and self.peek() in "?*+{":
            raise self.unknown()
        return Many(part, least, most)

    def count(self) -> tuple[int, int | None]:
        """Read `2}`, `2,}` or `2,5}`."""
        inside, closed, _ = self.text[self.place :].partition("}")
        first, comma, last = inside.partition(",")
        if not closed or not first.isdecimal() or not (last.isdecimal() or not last):
            raise self.unknown()
        if len(inside) > _LONGEST_COUNT:
            raise NotUnderstood("a pattern repeats too often")
        self.place += len(inside) + 1
        if not comma:
            return int(first), int(first)
        return int(first), int(last) if last else None

    # -- characters ----------------------------------------------------------------------------

    def escaped(self) -> Holds:
        """Read what stands behind a backslash: a set, or one character."""
        sign = self.peek()
        if sign.lower() in _CLASSES and sign:
            self.take()
            holds = _CLASSES[sign.lower()]
            return holds if sign.islower() else _not(holds)
        if sign and sign in "pP":
            self.take()
            return self.category(negated=sign == "P")
        return self.character_behind_backslash().__eq__

    def category(self, *, negated: bool) -> Holds:
        """Read `{L}` or `{Lu}`: a general category of Unicode, or the first letter of several."""
        inside, closed, _ = self.text[self.place :].partition("}")
        own = inside.removeprefix("{")
        if not closed or inside[:1] != "{" or len(own) not in (1, 2) or not own.isalpha():
            raise self.unknown()
        self.place += len(inside) + 1
        holds: Holds = lambda one: unicodedata.category(one).startswith(own)
        return _not(holds) if negated else holds

    def character_behind_backslash(self) -> str:
        """Read one character that is escaped."""
        sign = self.take()
        if sign in _HEXADECIMAL:
            digits = self.peek(_HEXADECIMAL[sign])
            if len(digits) < _HEXADECIMAL[sign] or not all(d in _DIGITS for d in digits):
                raise self.unknown()
            self.place += len(digits)
            return chr(int(digits, 16))
        if sign in _CONTROLS:
            return _CONTROLS[sign]
        if sign.isalnum():
            raise self.unknown()
        return sign

    def brackets(self) -> Holds:
        """Read a class of characters, its bracket taken."""
        negated = self.takes("^")
        found: list[Holds] = []
        while not self.takes("]"):
            if self.peek(2) in ("-[", "[:"):
                raise self.unknown()  # subtraction, named classes
            found.append(self.member())
        holds: Holds = lambda one: any(member(one) for member in found)
        return _not(holds) if negated else holds

    def member(self) -> Holds:
        """Read a character of a class, a range, or a set behind a backslash."""
        first = self.take()
        if first == "\\":
            sign = self.peek()
            if sign and (sign.lower() in _CLASSES or sign in "pP"):
                return self.escaped()
            first = self.character_behind_backslash()
        if self.peek() != "-" or self.peek(2) in ("-]", "-["):
            return first.__eq__
        self.take()
        last = self.take()
        if last == "\\":
            last = self.character_behind_backslash()
        if last < first:
            raise self.unknown()
        return lambda one: first <= one <= last


_DIGITS = frozenset("0123456789abcdefABCDEF")
