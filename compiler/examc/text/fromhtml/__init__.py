"""HTML or XHTML fragments → rich text, with a diagnostic for all that has no place in it.

What `xhtml.Writer` wrote is read back exactly (say so by `ours`); HTML of other systems is folded
and tidied as a browser would show it. A format takes its own elements out with `take`.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import TypeAlias

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    is_empty,
    plain,
)
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.files.xmltree import CONTROL, Element, characters
from examc.text.folding import append, hoisted, merged, paragraphs, stripped
from examc.text.fromhtml.running import DEEPEST, WRAPPERS, Nodes, Running, TooDeep, Wrapper, flat
from examc.text.htmltree import (
    BLOCKS,
    HEADINGS,
    alignment,
    cell_grid,
    has_any,
    is_block,
    language,
    name,
    parse,
)

LARGEST = 1_000_000  # characters of one text

Take: TypeAlias = Callable[["Reader", Element], Nodes | None]

_TAG = re.compile(r"<[^<>]*>")


def blocks(
    html: str,
    report: Report,
    where: str,
    image: Callable[[str], str],
    *,
    span: Span | None = None,
    path: str = "",
    ours: bool = False,
    take: Take | None = None,
) -> Blocks:
    """Read a fragment; what is not understood is reported at a place in the exam (`where`).

    `image` turns the address of an image into its path in the exam's folder, or into "" where there
    is no such file; then the alternative text stands for it. `span` or `path` say where the text
    stands in its file.
    """
    return Reader(report, where, image, span=span, path=path, ours=ours, take=take).read(html)


class Reader(Running):
    """Reads one text; each kind of element that has no place in it is reported once.

    `take(reader, element)` is asked for every element first: it returns the nodes that stand for
    the element (none of them takes it out), or None for the usual reading.
    """

    def __init__(
        self,
        report: Report,
        where: str,
        image: Callable[[str], str],
        *,
        span: Span | None = None,
        path: str = "",
        ours: bool = False,
        take: Take | None = None,
    ) -> None:
        super().__init__(report, where, image, span=span, path=path, ours=ours)
        self.take = take

    def read(self, html: str) -> Blocks:
        """Read a fragment as blocks."""
        if len(html) > LARGEST:
            self.tell("R422", f"text of {len(html)} characters is left out", "keep it shorter")
            return ()
        if CONTROL.search(html):
            self.tell("R416", "characters that cannot be shown are left out")
            html = CONTROL.sub("", html)
        try:
            return self.flow(parse(html))
        except TooDeep:
            return self._text_alone(unescape(_TAG.sub(" ", html)))

    def inside(self, element: Element) -> Blocks:
        """Read what is inside an element of a file that is a tree already."""
        try:
            return self.flow(element)
        except TooDeep:
            return self._text_alone(" ".join(str(text) for text in element.itertext()))

    def _text_alone(self, text: str) -> Blocks:
        self.depth = 0
        self.open.clear()
        self.tell("R421", f"more than {DEEPEST} elements inside each other; text alone is kept")
        run: list[Inline] = []
        append(run, text)
        return tuple(self._paragraphs(run))

    def flow(self, element: Element) -> Blocks:
        """What is inside an element, as blocks; running text between them makes paragraphs."""
        found: list[Block] = []
        run: list[Inline] = []
        self._enter()
        self._text(run, element.text)
        for child in element:
            taken = self._taken(child)
            if taken is not None:
                for node in taken:
                    if isinstance(node, Block):
                        found += (*self._paragraphs(run), node)
                    else:
                        run.append(node)
            elif is_block(child):
                found += self._paragraphs(run)
                found += self._block(child)
            else:
                self._inline(run, child)
            self._text(run, child.tail)
        found += self._paragraphs(run)
        self.depth -= 1
        return tuple(found)

    def _taken(self, element: Element) -> Nodes | None:
        return None if self.take is None else self.take(self, element)

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, element: Element) -> Blocks:
        kind = name(element)
        match kind:
            case "pre":
                return (self._listing(element),)
            case "ul" | "ol":
                return self._list(element)
            case "blockquote":
                content = self.flow(element)
                return (Quote(content),) if content or self.ours else ()
            case "table":
                return self._table(element)
            case "hr":
                return (Rule(),)
            case "figure":
                return self._figure(element)
            case "a":
                return self._block_link(element)
            case _ if kind in HEADINGS:
                inlines = self._tidy(self.running(element))
                return (Heading(max(int(kind[1]), 4), inlines),) if inlines or self.ours else ()
            case _ if kind in WRAPPERS:
                self.open.append(WRAPPERS[kind])
                content = self.flow(element)
                self.open.pop()
                return _wrapped(content, WRAPPERS[kind])
            case _:
                self._no_place(kind)
                return self.flow(element)

    def _paragraphs(self, run: list[Inline]) -> Iterator[Paragraph]:
        """Yield the paragraphs that a run of inlines makes, and empty it."""
        inlines = merged(run)
        run.clear()
        for part in (inlines,) if self.ours else paragraphs(inlines):
            tidy = stripped(part) if self.ours else self._tidy(part)
            if tidy and (self.ours or not is_empty(tidy)):
                yield Paragraph(tidy)

    def _tidy(self, inlines: Inlines) -> Inlines:
        """Without white space and line breaks at the ends, where they cannot be seen."""
        return inlines if self.ours else hoisted(inlines)[1]

    def _listing(self, element: Element) -> CodeBlock:
        """A listing; HTML drops a newline right after `<pre>`, and nobody means one at the end."""
        for line_break in element.iter("br", "{*}br"):
            line_break.text = "\n"
        text = characters(element).replace("\r\n", "\n").replace("\r", "\n")
        if element.text and element.text[0] in "\r\n":
            text = text.removeprefix("\n")
        return CodeBlock(text if self.ours else text.removesuffix("\n"), language(element))

    def _list(self, element: Element) -> Blocks:
        items: list[Blocks] = []
        loose = self._text_outside_items(element)
        if loose:
            items.append(loose)
        for child in element:
            taken = self._taken(child)
            if taken is not None:
                items.append(tuple(node for node in taken if isinstance(node, Block)))
            elif name(child) == "li":
                items.append(self.flow(child))
            elif name(child) in ("ul", "ol") and items:
                items[-1] += self._list(child)  # misplaced, as many editors have it
            else:
                items.append(self._block(child) if is_block(child) else self._alone(child))
        if not items:
            return ()
        if name(element) == "ul":
            return (BulletList(tuple(items)),)
        start = element.get("start", "1").strip()
        number = int(start) if re.fullmatch(r"\d{1,9}", start, re.ASCII) else 1
        return (OrderedList(tuple(items), number),)

    def _text_outside_items(self, element: Element) -> Blocks:
        run: list[Inline] = []
        for text in (element.text, *(child.tail for child in element)):
            self._text(run, text)
        return tuple(self._paragraphs(run))

    def _alone(self, element: Element) -> Blocks:
        """An inline element that stands where only blocks should, as a paragraph of its own."""
        run: list[Inline] = []
        self._inline(run, element)
        return tuple(self._paragraphs(run))

    def _figure(self, element: Element) -> Blocks:
        images = [child for child in element.iterdescendants() if name(child) == "img"]
        caption = next((child for child in element if name(child) == "figcaption"), None)
        if len(images) != 1 or caption is None:
            return self.flow(element)
        words = self.running(caption)
        more = characters(element).strip() != characters(caption).strip()
        if more or not all(isinstance(node, Text) for node in words):
            return self.flow(element)
        image = self._image(images[0], plain(words))
        return (Paragraph((image,)),) if image else self.flow(caption)

    def _block_link(self, element: Element) -> Blocks:
        url = self._address(element)
        self.open.append(Link)
        content = self.flow(element)
        self.open.pop()
        if url is None:
            return content
        title = element.get("title", "")
        return _wrapped(content, lambda inner: Link(inner, url, title))

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, element: Element) -> Blocks:
        caption = next((child for child in element if name(child) == "caption"), None)
        before = self.flow(caption) if caption is not None else ()
        grid = cell_grid(element)
        if grid is None:
            self.tell("R425", "table is too large; its text alone is kept")
            run: list[Inline] = []
            append(run, " ".join(str(text) for text in element.itertext()))
            return (*before, *self._paragraphs(run))
        if not grid.rows or not grid.rows[0]:
            return before
        if grid.merged:
            self.tell("R425", "merged cells of a table are taken apart")
        if not grid.has_head:
            self.tell("R425", "table has no head; its first row is taken as one")
        cells = [
            tuple(() if cell is None else self._cell(cell) for cell in row) for row in grid.rows
        ]
        alignments = tuple("" if cell is None else alignment(cell) for cell in grid.rows[0])
        return (*before, Table(cells[0], tuple(cells[1:]), alignments))

    def _cell(self, cell: Element) -> Inlines:
        if not has_any(cell, BLOCKS):
            return self._tidy(self.running(cell))
        found: list[Inline] = []
        for block in self.flow(cell):
            if found:
                found.append(LineBreak())
            if not isinstance(block, Paragraph):
                self.tell("R425", "table cell holds more than text; its form is lost")
            found += flat(block)
        return self._tidy(merged(found))


def _wrapped(content: Blocks, wrapper: Wrapper) -> Blocks:
    """Blocks that stand inside emphasis: it holds for the running text of each."""
    return tuple(
        Paragraph((wrapper(block.content),)) if isinstance(block, Paragraph) else block
        for block in content
    )
