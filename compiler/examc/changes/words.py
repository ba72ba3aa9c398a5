"""A text as a row of tokens that differ only where its meaning differs.

White space, emphasis, line breaks, lists against paragraphs and the spacing of a formula are
form: they make no token. A formula, a picture, a link and a listing's line are one token each, so
that a change of them can be told as such.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple, TypeAlias, assert_never

from examc.core import lazyre
from examc.core.answers import Part
from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    GapRef,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.core.parts import part_text

_INVISIBLE = lazyre.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen, zero-width characters
_TEX = lazyre.compile(r"\\[A-Za-z]+\*?|\\.|\S", re.DOTALL)
_WORD = lazyre.compile(r"\S+")
_SPACE = lazyre.compile(r"\s+")


class Kind(Enum):
    """What a token is of; the value is what a change of it is called."""

    WORD = ""
    FORMULA = "formula"
    READING = "reading of a formula"
    CODE = "code"
    PICTURE = "picture"
    ALTERNATIVE = "alternative text"
    CAPTION = "caption"
    LINK = "link"
    LINK_TITLE = "title of a link"
    CELL = "table"
    NUMBER = "numbering"


class Token(NamedTuple):
    """A piece of a text: equal keys mean the same; `shown` is what people read of it.

    `glued` says that no white space stands before it, as between a formula and a full stop.
    """

    key: str
    shown: str
    kind: Kind
    glued: bool = False


Tokens: TypeAlias = Sequence[Token]


class Texts:
    """The tokens of one exam's texts, each made once."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        self.pictures = pictures
        self._tokens: dict[int, Tokens] = {}
        self._lines: dict[int, Blocks] = {}
        self._keys: dict[int, tuple[str, ...]] = {}

    def line(self, part: Part) -> Blocks:
        """What a line of an answer says; made once, as texts must live as long as this object."""
        found = self._lines.get(id(part))
        if found is None:
            found = self._lines[id(part)] = part_text(part)
        return found

    def tokens(self, blocks: Blocks) -> Tokens:
        """The tokens of a text, which must live as long as this object."""
        found = self._tokens.get(id(blocks))
        if found is None:
            found = self._tokens[id(blocks)] = _Tokenizer(self).read(blocks)
        return found

    def of_block(self, block: Block) -> tuple[str, ...]:
        """The meaning of one block."""
        return tuple([token.key for token in _Tokenizer(self).read((block,))])

    def key(self, blocks: Blocks) -> tuple[str, ...]:
        """The meaning of a text: two texts of equal keys differ in form only."""
        found = self._keys.get(id(blocks))
        if found is None:
            found = tuple([token.key for token in self.tokens(blocks)])
            self._keys[id(blocks)] = found
        return found


def joined(tokens: Tokens) -> str:
    """What people read of some tokens."""
    return "".join([token.shown if token.glued else f" {token.shown}" for token in tokens]).lstrip()


class _Tokenizer:
    """Collects tokens; running text is held back until something ends its last word."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.found: list[Token] = []
        self.run: list[tuple[str, bool]] = []
        self.open = False  # whether a formula or the like ended without white space after it

    def read(self, blocks: Blocks) -> Tokens:
        """The tokens of a text."""
        self.blocks(blocks)
        return self.found

    def blocks(self, blocks: Blocks) -> None:
        """Take in blocks; the end of a block ends a word."""
        for block in blocks:
            self.block(block)
            self.flush()
            self.open = False

    def block(self, block: Block) -> None:
        """Take in one block."""
        match block:
            case Paragraph() | Heading():
                self.inlines(block.content)
            case CodeBlock():
                lines = (line.rstrip() for line in block.text.expandtabs(4).split("\n"))
                self.found += [Token("`" + line, line, Kind.CODE) for line in lines if line]
            case OrderedList():
                if block.start != 1:
                    self.add(Kind.NUMBER, f"{block.start}.")
                for item in block.items:
                    self.blocks(item)
            case BulletList():
                for item in block.items:
                    self.blocks(item)
            case Quote():
                self.blocks(block.content)
            case Table():
                self.table(block)
            case Rule():
                pass
            case _:
                assert_never(block)

    def table(self, table: Table) -> None:
        """Take in a table: words that change their cell change the meaning."""
        for row in (table.head, *table.rows):
            for number, cell in enumerate(row):
                self.add(Kind.CELL, "|", f"{number == 0}")
                self.inlines(cell)
                self.flush()
                self.open = False

    def inlines(self, inlines: Inlines) -> None:
        """Take in running text."""
        for inline in inlines:
            self.inline(inline)

    def inline(self, inline: Inline) -> None:
        """Take in one inline; a wrapper that is form leaves no trace."""
        match inline:
            case Text():
                self.run.append((inline.text, False))
            case Code():
                self.run.append((inline.text, True))
            case Emphasis() | Strong():
                self.inlines(inline.content)
            case Strikethrough():
                self.wrapped("~~", inline.content)
            case Subscript():
                self.wrapped("~", inline.content)
            case Superscript():
                self.wrapped("^", inline.content)
            case LineBreak():
                self.run.append((" ", False))
            case Math():
                shown = f"${_SPACE.sub(' ', inline.tex.strip())}$"
                self.add(Kind.FORMULA, shown, _tex(inline.tex), inline=True)
                if inline.say:
                    self.add(Kind.READING, f'{{say="{inline.say}"}}', inline=True)
            case Link():
                self.inlines(inline.content)
                self.add(Kind.LINK, inline.url)
                if inline.title:
                    self.add(Kind.LINK_TITLE, inline.title)
            case Image():
                self.image(inline)
            case GapRef():
                self.run.append((f"[[{inline.id}]]", False))
            case _:
                assert_never(inline)

    def wrapped(self, mark: str, content: Inlines) -> None:
        """Take in text whose form has a meaning, between marks."""
        self.run.append((mark, False))
        self.inlines(content)
        self.run.append((mark, False))

    def image(self, image: Image) -> None:
        """Take in a picture: what it shows, what it is called, what stands below it."""
        name = image.src if image.is_remote else posixpath.basename(image.src)
        self.add(Kind.PICTURE, name, self.texts.pictures.get(image.src, name))
        for kind, text in ((Kind.ALTERNATIVE, image.alt), (Kind.CAPTION, image.caption)):
            if text.strip():
                self.add(kind, " ".join(_clean(text).split()))

    def add(self, kind: Kind, shown: str, key: str = "", *, inline: bool = False) -> None:
        """Add a token that is no word; an inline one may stand close to words."""
        glued = self.flush() and inline
        self.found.append(Token(f"\0{kind.value}\0{key or shown}", shown, kind, glued))
        self.open = inline

    def flush(self) -> bool:
        """Split the text that was held back into words; tell whether its end touches what comes."""
        if not self.run:
            return self.open
        text = "".join([piece for piece, _ in self.run])
        words = list(_words(self.run))
        if words and self.open and not text[:1].isspace():
            words[0] = words[0]._replace(glued=True)
        self.found += words
        self.run = []
        return bool(text) and not text[-1:].isspace()


def _words(run: list[tuple[str, bool]]) -> Iterator[Token]:
    text = _clean("".join([piece for piece, _ in run]))
    if not any(code for _, code in run):
        for word in text.split():
            yield Token(word, word, Kind.WORD)
        return
    code: set[int] = set()
    offset = 0
    for piece, is_code in run:
        end = offset + len(_clean(piece))
        if is_code:
            code.update(range(offset, end))
        offset = end
    for match in _WORD.finditer(text):
        word = match[0]
        kind = Kind.WORD if code.isdisjoint(range(*match.span())) else Kind.CODE
        yield Token(word, word, kind)


def _clean(text: str) -> str:
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _tex(tex: str) -> str:
    """A formula without the white space that LaTeX does not see."""
    return " ".join([_SPACE.sub(" ", piece) for piece in _TEX.findall(_clean(tex))])
