"""Markdown lines put together from pieces of a transcript, each knowing where it comes from."""

from examc.core import lazyre
from examc.core.records import Mutable, field
from examc.core.source import Position

LONGEST_LINE = 10_000  # characters; the parser's time grows with the square of a line's length,
LONGEST_PARAGRAPH = 50_000  # and that of putting a paragraph together with that of its length

HEADING = lazyre.compile(" {0,3}#{1,6}(?: +|$)")


class Chunk(Mutable):
    """Markdown lines, and for each where it comes from: its line and the shift of its columns."""

    lines: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    code: list[bool] = field(default_factory=list)

    def add(self, text: str, line: int, shift: int, *, code: bool = False) -> None:
        self.lines.append(text)
        self.places.append((line, shift))
        self.code.append(code)

    def is_long(self) -> bool:
        """Whether a line or a paragraph is longer than any that a person wrote."""
        length = 0
        for line, code in zip(self.lines, self.code, strict=True):
            length = length + len(line) if line and not code else 0
            if length > LONGEST_PARAGRAPH or (len(line) > LONGEST_LINE and not code):
                return True
        return False

    def end_of_block(self, start: int) -> int:
        """The line after those in which one formula can stand; `start` where it is none."""
        end = start
        while end < len(self.lines) and not self.code[end] and self.lines[end].strip():
            end += 1
            below = self.lines[end] if end < len(self.lines) else ""
            if HEADING.match(self.lines[end - 1]) or HEADING.match(below):
                break
        return end

    def origin(self, position: Position) -> Position:
        """Where a position of the chunk stands in the transcript."""
        line, shift = self.places[min(position[0], len(self.places)) - 1]
        return line, max(position[1] + shift, 1)
