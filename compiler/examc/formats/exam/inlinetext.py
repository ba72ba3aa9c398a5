"""Writes running text back into Markdown: inlines → one line, with marks where it may not break."""

import posixpath
from collections.abc import Sequence
from typing import TypeAlias, assert_never

from examc.core import lazyre
from examc.core.content import (
    Code,
    Emphasis,
    GapRef,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from examc.core.records import Record
from examc.formats.exam import escaping
from examc.formats.exam.blanks import is_unseen
from examc.formats.exam.comments import inline_comment
from examc.formats.exam.escaping import APART, BREAK, SPACE
from examc.formats.exam.tokens import Token, joined
from examc.text.markup import MARK, MARKED

_Wrapper: TypeAlias = Emphasis | Strong | Strikethrough | Subscript | Superscript
_DELIMITERS: dict[type[_Wrapper], str] = {
    Emphasis: "*",
    Strong: "**",
    Strikethrough: "~~",
    Subscript: "~",
    Superscript: "^",
}
_ADDRESS = lazyre.compile(r"(?:https?://|mailto:)[^\s<>\\&\x00-\x20\x7f-\x9f]+")
_FAR = "    "
"""Stands before a line of a formula that would begin a block: none begins so far to the right."""


class _Around(Record, frozen=True):
    """What a piece stands in: delimiters with their kinds, and whether inside a link."""

    delimiters: tuple[tuple[type[_Wrapper], str], ...] = ()
    linked: bool = False


def line(content: Inlines, comments: Sequence[str] = (), folder: str = "") -> str:
    """Running text as one line of Markdown, with SPACE and BREAK in it for whoever fills lines.

    `comments` are what marks of comments in the text stand for; `folder` is where the paths of
    images start.
    """
    writer = _Writer(comments, folder, escaping.delimiters(content))
    writer.content(content, _Around())
    return joined(writer.tokens)


class _Writer:
    """Turns inlines into tokens."""

    def __init__(self, comments: Sequence[str], folder: str, bare: frozenset[str]) -> None:
        self.comments = comments
        self.folder = folder
        self.bare = bare
        self.tokens: list[Token] = []

    def content(self, content: Inlines, around: _Around) -> None:
        """Add the tokens of all inlines."""
        for index, inline in enumerate(content):
            before = content[index - 1] if index else None
            after = content[index + 1] if index + 1 < len(content) else None
            match inline:
                case Text():
                    self._text(inline.text, before, after, around)
                case LineBreak():
                    self._line_break(after)
                case Math():
                    self.tokens.append(Token(_math(inline), "math"))
                case Code():
                    self.tokens.append(Token(escaping.code(inline.text), "code"))
                case Image():
                    self.tokens.append(Token(self._image(inline)))
                case GapRef():
                    self.tokens.append(Token(f"[[{inline.id}]]", "gap"))
                case Link():
                    self._link(inline, around)
                case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                    self._wrapped(inline, around, last=after is None)
                case _:
                    assert_never(inline)

    def _text(
        self, text: str, before: Inline | None, after: Inline | None, around: _Around
    ) -> None:
        start = end = ""
        if is_unseen(text[:1]) and (before is None or isinstance(before, LineBreak)):
            start, text = escaping.entity(text[0]), text[1:]
        if is_unseen(text[-1:]) and (after is None or isinstance(after, LineBreak)):
            end, text = escaping.entity(text[-1]), text[:-1]
        pieces = MARKED.split(text) if MARK in text else [text]
        for index, piece in enumerate(pieces):
            if index % 2:
                self._comment(int(piece))
                continue
            written = escaping.escape(piece, self.bare, linked=around.linked)
            if index == 0:
                listed = isinstance(before, Math) and written.startswith("{")
                written = f"{start}\\{written}" if listed else start + written
            if index == len(pieces) - 1:
                written += end
                bare = piece[-1:] == "!" or (piece[-1:] == "]" and written[-2:] != "\\]")
                if isinstance(after, Link) and bare:
                    written = f"{written[:-1]}\\{written[-1]}"
            if written:
                self.tokens.append(Token(written))

    def _comment(self, number: int) -> None:
        written = inline_comment(self.comments[number]).replace(" ", SPACE)
        self.tokens.append(Token(written, "comment"))

    def _line_break(self, after: Inline | None) -> None:
        """A backslash; what would be nothing or a comment on the next line begins with a space."""
        self.tokens.append(Token("\\" + BREAK))
        if after is None or (isinstance(after, Text) and after.text.startswith(MARK)):
            self.tokens.append(Token("&#32;"))

    def _wrapped(self, inline: _Wrapper, around: _Around, *, last: bool) -> None:
        delimiter = _DELIMITERS[type(inline)]
        if delimiter[0] == "*" and self._taken("*", inline, around, last) > self._taken(
            "_", inline, around, last
        ):
            delimiter = delimiter.replace("*", "_")
        self.tokens.append(Token(delimiter, "open"))
        if inline.content:
            inside = (*around.delimiters, (type(inline), delimiter))
            self.content(inline.content, _Around(inside, around.linked))
        else:
            self.tokens.append(Token(APART))
        self.tokens.append(Token(delimiter, "close"))

    def _taken(self, char: str, inline: _Wrapper, around: _Around, last: bool) -> int:
        """How badly a delimiter would be mistaken for one that stands near."""
        previous = self.tokens[-1] if self.tokens else Token(" ")
        touched = bool(previous.role) and previous.text[0] == char
        nearest = around.delimiters[-1][1] if around.delimiters else " "
        same = any(
            kind is type(inline) and delimiter[0] == char for kind, delimiter in around.delimiters
        )
        return touched + (last and nearest[0] == char) + 2 * same

    def _link(self, link: Link, around: _Around) -> None:
        if link.content == (Text(link.url),) and not link.title and _ADDRESS.fullmatch(link.url):
            self.tokens.append(Token(f"<{link.url}>"))
            return
        self.tokens.append(Token("["))
        self.content(link.content, _Around(around.delimiters, linked=True))
        address = escaping.destination(link.url) + escaping.title(link.title)
        self.tokens.append(Token(f"]({address})"))

    def _image(self, image: Image) -> str:
        alt = escaping.escape(image.alt, escaping.ALL, linked=True)
        if alt[:1] == " ":
            alt = "&#32;" + alt[1:]
        if alt[-1:] == " ":
            alt = alt[:-1] + "&#32;"
        address = escaping.destination(from_folder(image.src, self.folder))
        return f"![{alt}]({address}{escaping.title(image.caption)})".replace(" ", SPACE)


def _math(math: Math) -> str:
    return _formula(math) + (reading(math.say).replace(" ", SPACE) if math.say else "")


def reading(say: str) -> str:
    """The attribute list that says how a formula is read aloud."""
    return f'{{say="{say}"}}'


def _formula(math: Math) -> str:
    fence = "$$" if math.display else "$"
    tex = "\n".join(formula_lines(math.tex, inside=True))
    if tex.endswith("\\") and not math.display:  # which would take the dollar for an escaped one
        return f"\\({tex} \\)".replace(" ", SPACE)
    ends = len(tex) - len(tex.rstrip("\\"))
    return (fence + tex + ("\n" if ends % 2 else "") + fence).replace(" ", SPACE)


def from_folder(src: str, folder: str) -> str:
    """The path of an image seen from a folder of the exam; an address stays as it is."""
    if not folder or ":" in src or src.startswith("/") or not src:
        return src
    return posixpath.relpath(src, folder)


def formula_lines(tex: str, *, inside: bool) -> list[str]:
    """The lines of a formula; `inside` says that the first one follows other words."""
    lines = tex.split("\n")
    return [
        _FAR + text if (number or not inside) and escaping.opens_block(text) else text
        for number, text in enumerate(lines)
    ]
