"""What a Word file is made of for us: paragraphs of pieces with a look, and tables of them."""

from collections.abc import Iterable
from typing import TypeAlias

from examc.core.content import Inline
from examc.core.records import Mutable, Record, field, replace

OBJECT = "\ufffc"
"""Stands in the characters of a paragraph for what is none: a formula, an image."""


class Look(Record, frozen=True):
    """How characters look; `colour` and `highlight` are "" where they are those of all text."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    colour: str = ""
    highlight: str = ""
    raised: str = ""
    """"superscript", "subscript", or ""."""
    mono: bool = False
    hidden: bool = False


PLAIN = Look()


class Piece(Record, frozen=True):
    """Characters of one look, or one thing (`node`) for which OBJECT stands; a line break is `\\n`."""

    text: str
    look: Look = PLAIN
    node: Inline | None = None
    url: str = ""


class Number(Record, frozen=True):
    """What Word's numbering puts before a paragraph: `text` as shown, `value` counted from 1.

    `format` is Word's name of it: `decimal`, `lowerLetter`, `bullet` and so on; `level` from 0.
    """

    format: str
    level: int
    value: int
    text: str
    list: str = ""


class Para(Record, frozen=True):
    """A paragraph; `line` is its place among all of the file, from 1.

    `heading` is the level of a heading, 0 for text, -1 for a title; `look` is that of the
    paragraph's own mark, which its number has; `notes` are comments on it.
    """

    line: int
    pieces: tuple[Piece, ...]
    number: Number | None = None
    heading: int = 0
    style: str = ""
    look: Look = PLAIN
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)

    def cut(self, start: int, end: int | None = None) -> "Para":
        """The part between two offsets of its characters, without its number."""
        return replace(self, pieces=tuple(cut(self.pieces, start, end)), number=None)


class Grid(Record, frozen=True):
    """A table: rows of cells, each some paragraphs; `bent` says that cells were merged."""

    line: int
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    bent: bool = False


Flow: TypeAlias = Para | Grid


class Told(Mutable):
    """What is to be said of places of the file, each message once: code, message, help → lines."""

    found: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def add(self, code: str, message: str, line: int, help: str = "") -> None:
        """Note that something stands at a line."""
        self.found.setdefault((code, message, help), []).append(line)


def cut(pieces: Iterable[Piece], start: int, end: int | None = None) -> list[Piece]:
    """The pieces between two offsets of their characters."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        first, last = max(start - at, 0), len(piece.text) if end is None else end - at
        at += len(piece.text)
        text = piece.text[first : max(last, 0)]
        if text:
            found.append(replace(piece, text=text))
    return found


def trimmed(para: Para) -> Para:
    """A paragraph without white space at its ends."""
    text = para.text
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start == 0 and end == len(text):
        return para
    return replace(para, pieces=tuple(cut(para.pieces, start, max(end, start))))


def is_typewritten(para: Para) -> bool:
    """Whether all of a paragraph has the letters of a typewriter, as a line of a listing."""
    shown = [piece for piece in para.pieces if piece.text.strip()]
    is_so = all(piece.look.mono and piece.node is None for piece in shown)
    return bool(shown) and para.number is None and is_so
