"""Rich text as a source can hold it: what Markdown cannot say is written as near as it can be."""

import re
from collections.abc import Callable, Container, Iterator
from typing import TypeAlias, assert_never

from examc.core import lazyre, links, readings
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
    is_empty,
    plain,
)
from examc.core.records import replace
from examc.files.xmltree import CONTROL
from examc.formats.exam import sayabletex
from examc.text.folding import fold, merged, on_one_line, stripped
from examc.text.lines import lines
from examc.text.markup.converter import WIDEST

Tell: TypeAlias = Callable[[str, str], None]
"""Reports a code and a message."""

WRAPPERS = (Emphasis, Strong, Strikethrough, Subscript, Superscript)
_LAST_NUMBER = 999_999_999  # Markdown reads no more than nine digits before a list item
_WORD_END = lazyre.compile(r"\w\Z")
_WORD_START = lazyre.compile(r"\w")


class Sayer:
    """Makes texts sayable; `images` are those that the exam has, `tell` reports each change."""

    def __init__(self, images: Container[str], tell: Tell) -> None:
        self.images = images
        self.tell = tell

    # -- blocks ---------------------------------------------------------------------------------

    def blocks(self, content: Blocks) -> Blocks:
        """The text in which each block can be said; blocks without anything in them are left out."""
        return tuple(found for block in content for found in self._block(block))

    def _block(self, block: Block) -> Iterator[Block]:
        match block:
            case Paragraph():
                inlines = stripped(self._inlines(block.content))
                if inlines:
                    yield replace(block, content=inlines)
            case Heading():
                level = min(max(block.level, 4), 6)
                inlines = stripped(self._line(block.content, "heading"))
                if inlines:
                    yield replace(block, level=level, content=inlines)
            case CodeBlock():
                text = CONTROL.sub("", block.text.replace("\r\n", "\n").replace("\r", "\n"))
                yield replace(block, text=text, language=(block.language.split() or [""])[0])
            case BulletList() | OrderedList():
                yield from self._list(block)
            case Quote():
                yield replace(block, content=self.blocks(block.content))
            case Table():
                yield from self._table(block)
            case Rule():
                yield block
            case _:
                assert_never(block)

    def _list(self, block: BulletList | OrderedList) -> Iterator[Block]:
        items = tuple(self.blocks(item) for item in block.items)
        if not items:
            return
        if isinstance(block, OrderedList) and not 0 <= block.start <= _LAST_NUMBER:
            self.tell("S162", f"list that begins at {block.start} begins at 1")
            block = replace(block, start=1)
        yield replace(block, items=items)

    def _table(self, table: Table) -> Iterator[Block]:
        width = max(map(len, (table.head, *table.rows)), default=0)
        if not width:
            return
        if width > WIDEST:
            self.tell("R425", f"table of {width} columns is too wide; its rows are lines of text")
            yield from self.blocks(tuple(map(Paragraph, lines((table,)))))
            return
        head, *rows = (self._row(row, width) for row in (table.head, *table.rows))
        alignments = (*table.alignments, *[""] * width)[:width]
        yield replace(table, head=head, rows=tuple(rows), alignments=alignments)

    def _row(self, row: tuple[Inlines, ...], width: int) -> tuple[Inlines, ...]:
        cells = [stripped(self._line(cell, "cell of a table")) for cell in row]
        return (*map(self._cell, cells), *[()] * (width - len(cells)))

    def _cell(self, content: Inlines) -> Inlines:
        """A cell without what would end it: `\\|` in a formula or code, a backslash that ends code."""
        return merged(self._in_cell(inline) for inline in content)

    def _in_cell(self, inline: Inline) -> Inline:
        match inline:
            case Math() if "\\|" in inline.tex:
                return replace(inline, tex=sayabletex.in_cell(inline.tex))
            case Code() if "\\|" in inline.text or inline.text.endswith("\\"):
                self.tell("R425", "code with a backslash in a table is written as text")
                return Text(inline.text)
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript() | Link():
                return replace(inline, content=self._cell(inline.content))
            case _:
                return inline

    # -- running text ---------------------------------------------------------------------------

    def _line(self, content: Inlines, place: str) -> Inlines:
        """Running text on one line, for a place that holds no more."""
        return self._inlines(tuple(self._on_a_line(content, place)))

    def _on_a_line(self, content: Inlines, place: str) -> Iterator[Inline]:
        for number, inline in enumerate(content):
            match inline:
                case LineBreak():
                    self.tell("R425", f"line break in a {place} becomes a space or a semicolon")
                    before, after = (
                        content[max(number - 1, 0) : number],
                        content[number + 1 : number + 2],
                    )
                    yield Text(_between(before, after))
                case Math() if inline.display:
                    self.tell("R425", f"formula on display in a {place} stands in its line")
                    yield replace(inline, tex=_in_line(inline.tex), display=False)
                case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript() | Link():
                    yield replace(inline, content=tuple(self._on_a_line(inline.content, place)))
                case _:
                    yield inline

    def _inlines(
        self, content: Inlines, inside: tuple[type, ...] = (), *, linked: bool = False
    ) -> Inlines:
        found: list[Inline] = []
        for inline in content:
            found += self._inline(inline, inside, linked=linked)
        return merged(found)

    def _inline(self, inline: Inline, inside: tuple[type, ...], *, linked: bool) -> Inlines:
        match inline:
            case Text():
                text = CONTROL.sub("", fold(inline.text))
                return (replace(inline, text=text),) if text else ()
            case Math():
                return (self._math(inline),) if inline.tex.strip() else ()
            case Code():
                text = CONTROL.sub("", fold(inline.text))
                return (replace(inline, text=text),) if text.strip() else _blank(text)
            case Image():
                return self.image(inline)
            case Link():
                return self._link(inline, inside, linked=linked)
            case LineBreak() | GapRef():
                return (inline,)
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                return self._wrapped(inline, inside, linked=linked)
            case _:
                assert_never(inline)

    def _math(self, math: Math) -> Inline:
        tex = sayabletex.sayable(math.tex)
        if tex is not None:
            say = readings.of_words(math.say)
            if math.say.strip() and not say:
                self.tell("S162", f"reading {_short(math.say)} of a formula is more than words")
            return math if (tex, say) == (math.tex, math.say) else replace(math, tex=tex, say=say)
        shown = _short(math.tex)
        self.tell("R426", f"formula {shown} cannot be written; its characters are kept")
        start, end = ("\\[", "\\]") if math.display else ("\\(", "\\)")
        return Text(fold(start + math.tex + end))

    def image(self, image: Image) -> Inlines:
        """An image that the exam has; else its words."""
        if image.is_remote or image.src in self.images:
            alt, caption = _clean(image.alt), _clean(image.caption)
            return (replace(image, alt=alt, caption=caption),)
        self.tell("S162", f"image {_short(image.src)} is no file that an exam can show")
        return (Text(fold(image.alt)),) if image.alt.strip() else ()

    def _link(self, link: Link, inside: tuple[type, ...], *, linked: bool) -> Inlines:
        scheme = links.refused(link.url)
        if linked or scheme:
            what = f"link to {scheme[:40]!r}" if scheme else "link inside a link"
            self.tell("R424", f"{what} is not kept")
            return self._inlines(link.content, inside, linked=linked)
        link = replace(link, url=links.cleaned(link.url), title=_clean(link.title))
        match link.content:
            case (Superscript(content=raised),) if Superscript not in inside:
                inner = self._inlines(raised, (*inside, Superscript), linked=True)
                return (Superscript((replace(link, content=inner),)),)
            case _:
                inner = self._inlines(link.content, inside, linked=True)
                return (replace(link, content=inner),)

    def _wrapped(
        self,
        inline: Emphasis | Strong | Strikethrough | Subscript | Superscript,
        inside: tuple[type, ...],
        *,
        linked: bool,
    ) -> Inlines:
        kind = type(inline)
        own = (*inside, kind)
        raised_in_link = linked and kind is Superscript
        if kind in inside or raised_in_link or is_empty(inline.content):
            if raised_in_link or kind in (Subscript, Superscript):
                self.tell("S162", "raised or lowered text inside its like, or a link, is level")
            own = inside
        content = self._inlines(inline.content, own, linked=linked)
        return content if own is inside else (replace(inline, content=content),)


def _blank(text: str) -> Inlines:
    return (Text(" "),) if text else ()


def _clean(text: str) -> str:
    return CONTROL.sub("", on_one_line(text))


def _between(before: Inlines, after: Inlines) -> str:
    """What stands for a line break: a semicolon between words, else a space."""
    words = _WORD_END.search(plain(before)[-40:]) and _WORD_START.match(plain(after)[:40])
    return "; " if words else " "


def _in_line(tex: str) -> str:
    """A formula of several lines on one, without comments."""
    return " ".join(re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", r"\1", tex).split("\n"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 60 else text[:57] + "…")
