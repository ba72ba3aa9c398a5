"""Writes running text back into Markdown: inlines → one line, with marks where it may not break."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, assert_never

from examc.core.content import (
    Code,
    Emphasis,
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
from examc.formats.exam import escaping
from examc.formats.exam.comments import inline_comment
from examc.formats.exam.escaping import APART, BREAK, SPACE
from examc.text.markup import MARK, MARKED

_Wrapper: TypeAlias = Emphasis | Strong | Strikethrough | Subscript | Superscript
_DELIMITERS: dict[type[_Wrapper], str] = {
    Emphasis: "*",
    Strong: "**",
    Strikethrough: "~~",
    Subscript: "~",
    Superscript: "^",
}
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\\&\x00-\x20\x7f-\x9f]+")
_FAR = "    "
"""Stands before a line of a formula that would begin a block: none begins so far to the right."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the line; `role` is "open", "close", "code", "math" or ""."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
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
    return _joined(writer.tokens)


class _Writer:
    """Turns inlines into tokens."""

    def __init__(self, comments: Sequence[str], folder: str, bare: str) -> None:
        self.comments = comments
        self.folder = folder
        self.bare = bare
        self.tokens: list[_Token] = []

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
                    self.tokens.append(_Token(_math(inline), "math"))
                case Code():
                    self.tokens.append(_Token(escaping.code(inline.text), "code"))
                case Image():
                    self.tokens.append(_Token(self._image(inline)))
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
        if text[:1].isspace() and (before is None or isinstance(before, LineBreak)):
            start, text = escaping.entity(text[0]), text[1:]
        if text[-1:].isspace() and (after is None or isinstance(after, LineBreak)):
            end, text = escaping.entity(text[-1]), text[:-1]
        pieces = MARKED.split(text) if MARK in text else [text]
        for index, piece in enumerate(pieces):
            if index % 2:
                self._comment(int(piece))
                continue
            written = escaping.escape(piece, self.bare, linked=around.linked)
            if index == 0:
                written = start + written
            if index == len(pieces) - 1:
                written += end
                bare = piece[-1:] == "!" or (piece[-1:] == "]" and written[-2:] != "\\]")
                if isinstance(after, Link) and bare:
                    written = f"{written[:-1]}\\{written[-1]}"
            if written:
                self.tokens.append(_Token(written))

    def _comment(self, number: int) -> None:
        written = inline_comment(self.comments[number]).replace(" ", SPACE)
        self.tokens.append(_Token(written))

    def _line_break(self, after: Inline | None) -> None:
        """A backslash; what would be nothing or a comment on the next line begins with a space."""
        self.tokens.append(_Token("\\" + BREAK))
        if after is None or (isinstance(after, Text) and after.text.startswith(MARK)):
            self.tokens.append(_Token("&#32;"))

    def _wrapped(self, inline: _Wrapper, around: _Around, *, last: bool) -> None:
        delimiter = _DELIMITERS[type(inline)]
        if delimiter[0] == "*" and self._taken("*", inline, around, last) > self._taken(
            "_", inline, around, last
        ):
            delimiter = delimiter.replace("*", "_")
        self.tokens.append(_Token(delimiter, "open"))
        if inline.content:
            inside = (*around.delimiters, (type(inline), delimiter))
            self.content(inline.content, _Around(inside, around.linked))
        else:
            self.tokens.append(_Token(APART))
        self.tokens.append(_Token(delimiter, "close"))

    def _taken(self, char: str, inline: _Wrapper, around: _Around, last: bool) -> int:
        """How badly a delimiter would be mistaken for one that stands near."""
        previous = self.tokens[-1] if self.tokens else _Token(" ")
        touched = bool(previous.role) and previous.text[0] == char
        nearest = around.delimiters[-1][1] if around.delimiters else " "
        same = any(
            kind is type(inline) and delimiter[0] == char for kind, delimiter in around.delimiters
        )
        return touched + (last and nearest[0] == char) + 2 * same

    def _link(self, link: Link, around: _Around) -> None:
        if link.content == (Text(link.url),) and not link.title and _ADDRESS.fullmatch(link.url):
            self.tokens.append(_Token(f"<{link.url}>"))
            return
        self.tokens.append(_Token("["))
        self.content(link.content, _Around(around.delimiters, linked=True))
        address = escaping.destination(link.url) + escaping.title(link.title)
        self.tokens.append(_Token(f"]({address})"))

    def _image(self, image: Image) -> str:
        alt = escaping.escape(image.alt, "*_~^", linked=True)
        if alt[:1] == " ":
            alt = "&#32;" + alt[1:]
        if alt[-1:] == " ":
            alt = alt[:-1] + "&#32;"
        address = escaping.destination(from_folder(image.src, self.folder))
        return f"![{alt}]({address}{escaping.title(image.caption)})".replace(" ", SPACE)


def _math(math: Math) -> str:
    fence = "$$" if math.display else "$"
    tex = "\n".join(formula_lines(math.tex, inside=True))
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


# -- tokens side by side ------------------------------------------------------------------------


def _joined(tokens: list[_Token]) -> str:
    """The tokens in one line, parted where one would change what the other means."""
    if len(tokens) == 1:
        return tokens[0].text
    written: list[str] = []
    opened: list[str] = []
    for index, token in enumerate(tokens):
        previous = tokens[index - 1] if index else None
        apart = previous is not None and _run_together(previous, token)
        if token.role == "open":
            before, after = _last(written), _next(tokens, index + 1)
            apart = apart or not escaping.may_open(token.text[0], before, after)
            apart = apart or (
                token.text in opened and escaping.might_close(token.text[0], before, after)
            )
            opened.append(token.text)
        elif token.role == "close":
            opened.pop()
        if previous is not None and previous.role == "close" and not apart:
            inner = _last(written, 1)
            apart = not escaping.may_close(previous.text[0], inner, _next(tokens, index))
        if apart:
            written.append(APART)
        written.append(token.text)
    return "".join(written)


def _last(written: list[str], skip: int = 0) -> str:
    """The last character that a delimiter sees before it: it looks through tildes.

    `skip` pieces at the end do not count.
    """
    for text in islice(reversed(written), skip, None):
        if seen := text.rstrip("~"):
            return seen[-1]
    return " "


def _next(tokens: list[_Token], index: int) -> str:
    """The characters that a delimiter may see behind it: it looks through tildes.

    There are two where it is not known yet whether something will part the tildes from it.
    """
    for number in range(index, len(tokens)):
        if seen := tokens[number].text.lstrip("~"):
            return seen[0] if number == index else APART[0] + seen[0]
    return " "


def _run_together(left: _Token, right: _Token) -> bool:
    """Whether two neighbours would be read as one."""
    if left.role in ("open", "close") and right.role in ("open", "close"):
        return left.text[0] == right.text[0]
    if left.role == "math":
        return right.role == "math" or "0" <= right.text[0] <= "9"
    return left.role == right.role == "code"
