"""A text as an editor holds it, and its positions, which editors count in units of an encoding."""

from enum import Enum
from functools import cached_property

from examc.core import lazyre
from examc.core.source import Position

_ENDS = lazyre.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"  # a byte order mark, which the reader takes away


class Units(Enum):
    """What an editor counts within a line: code units of an encoding."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def count(self, text: str) -> int:
        """How many units a text has."""
        if text.isascii() or self is Units.UTF32:
            return len(text)
        if self is Units.UTF16:
            return len(text) + sum(char > "\uffff" for char in text)
        return len(text.encode("utf-8", "surrogatepass"))

    def characters(self, text: str, units: int) -> int:
        """How many characters the first units of a text are; one that is cut in two does not count."""
        if text.isascii() or self is Units.UTF32:
            return min(units, len(text))
        left = units
        for number, char in enumerate(text):
            left -= self.count(char)
            if left < 0:
                return number
        return len(text)


class Document:
    """An open text; halves of a character (surrogates), which no file can hold, are `?`."""

    def __init__(self, text: str, version: int | None = None) -> None:
        self.text = text.encode("utf-8", "replace").decode() if not text.isascii() else text
        self.version = version

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text without their ends, as editors and the reader count them."""
        return _ENDS.split(self.text)

    @property
    def data(self) -> bytes:
        """The bytes that a file with this text has."""
        return self.text.encode()

    @cached_property
    def end_of_line(self) -> str:
        """How lines end here, by the first that does."""
        found = _ENDS.search(self.text)
        return found[0] if found else "\n"

    def line(self, number: int) -> str:
        """The line with this number, from 1, as the reader sees it; empty beyond the end."""
        line = self.lines[number - 1] if 0 < number <= len(self.lines) else ""
        return line.removeprefix(_MARK) if number == 1 else line

    def _shift(self, number: int) -> int:
        return int(number == 1 and self.text.startswith(_MARK))

    def position(self, line: int, unit: int, units: Units) -> Position:
        """The position of a line and a unit that an editor counts from 0."""
        number = max(0, min(line, len(self.lines) - 1)) + 1
        text = self.lines[number - 1]
        at = units.characters(text, max(unit, 0)) if line == number - 1 else len(text)
        return number, max(at - self._shift(number), 0) + 1

    def unit(self, position: Position, units: Units) -> tuple[int, int]:
        """The line and the unit of a position, counted from 0 as an editor does."""
        line, column = position
        if line > len(self.lines):
            return len(self.lines) - 1, units.count(self.lines[-1])
        text = self.lines[line - 1]
        return line - 1, units.count(text[: column - 1 + self._shift(line)])

    def between(self, start: Position, end: Position) -> str:
        """The text from a position up to another, with `\\n` at the ends of lines."""
        lines = [self.line(number) for number in range(start[0], end[0] + 1)]
        lines[-1] = lines[-1][: end[1] - 1]
        lines[0] = lines[0][start[1] - 1 :]
        return "\n".join(lines)
