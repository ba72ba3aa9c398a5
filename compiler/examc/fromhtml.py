"""HTML or XHTML fragments → rich text, with a diagnostic for all that has no place in it.

What `xhtml.Writer` wrote is read back exactly (say so by `ours`); HTML of other systems is folded
and tidied as a browser would show it. A format takes its own elements out with `take`.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import TYPE_CHECKING, TypeAlias

from examc.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
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
from examc.delimiters import Formula, Unclosed, pieces
from examc.diagnostics import Report
from examc.folding import append, fold, hoisted, merged, paragraphs, stripped
from examc.htmltree import (
    BLOCKS,
    CODE,
    CONTAINERS,
    HEADINGS,
    HIDDEN,
    PLAIN,
    alignment,
    cell_grid,
    characters,
    has_any,
    is_block,
    language,
    name,
    parse,
)
from examc.source import Span

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST = 100  # elements inside each other; libxml2 itself drops what is below 256
LARGEST = 1_000_000  # characters of one text

Nodes: TypeAlias = tuple[Block | Inline, ...]
Take: TypeAlias = Callable[["Reader", "Element"], Nodes | None]
Wrapper: TypeAlias = Callable[[Inlines], Inline]

_TAG = re.compile(r"<[^<>]*>")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")

_WRAPPERS: dict[str, Wrapper] = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "strong": Strong,
    "b": Strong,
    "s": Strikethrough,
    "del": Strikethrough,
    "strike": Strikethrough,
    "sub": Subscript,
    "sup": Superscript,
}


class _TooDeep(Exception):
    """A text with more than `DEEPEST` elements inside each other; never leaves this module."""


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

    `image` turns the address of an image into its path in the exam's folder. `span` or `path`
    say where the text stands in its file.
    """
    return Reader(report, where, image, span=span, path=path, ours=ours, take=take).read(html)


class Reader:
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
        self.report = report
        self.where = where
        self.image = image
        self.span = span
        self.path = path
        self.ours = ours
        self.take = take
        self.depth = 0
        self.told: set[str] = set()

    def read(self, html: str) -> Blocks:
        """Read a fragment as blocks."""
        if len(html) > LARGEST:
            self.tell("R422", f"text of {len(html)} characters is left out", "keep it shorter")
            return ()
        try:
            return self.flow(parse(html))
        except _TooDeep:
            self.depth = 0
            self.tell("R421", f"more than {DEEPEST} elements inside each other; text alone is kept")
            run: list[Inline] = []
            append(run, unescape(_TAG.sub(" ", html)))
            return tuple(self._paragraphs(run))

    def flow(self, element: "Element") -> Blocks:
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

    def running(self, element: "Element") -> Inlines:
        """What is inside an element, as running text; blocks in it lose their form."""
        run: list[Inline] = []
        self._enter()
        self._text(run, element.text)
        for child in element:
            taken = self._taken(child)
            if taken is not None:
                for node in taken:
                    run += _flat(node) if isinstance(node, Block) else (node,)
            elif name(child) in BLOCKS:
                append(run, " ")
                run += self.running(child)
                append(run, " ")
            else:
                self._inline(run, child)
            self._text(run, child.tail)
        self.depth -= 1
        return merged(run)

    def tell(self, code: str, message: str, help: str = "") -> None:
        """Report what is wrong with this text, each message once."""
        if message not in self.told:
            self.told.add(message)
            self.report.add(code, message, self.span, help=help, where=self.where, path=self.path)

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeep

    def _taken(self, element: "Element") -> Nodes | None:
        return None if self.take is None else self.take(self, element)

    # -- blocks ---------------------------------------------------------------------------------

    def _block(self, element: "Element") -> Blocks:
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
            case _ if kind in HEADINGS:
                inlines = self._tidy(self.running(element))
                return (Heading(max(int(kind[1]), 4), inlines),) if inlines else ()
            case _ if kind in _WRAPPERS:
                return _wrapped(self.flow(element), _WRAPPERS[kind])
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

    def _listing(self, element: "Element") -> CodeBlock:
        """A listing; HTML drops a newline right after `<pre>`, and nobody means one at the end."""
        for line_break in element.iter("br", "{*}br"):
            line_break.text = "\n"
        text = characters(element).replace("\r\n", "\n").replace("\r", "\n")
        if element.text and element.text[0] in "\r\n":
            text = text.removeprefix("\n")
        return CodeBlock(text if self.ours else text.removesuffix("\n"), language(element))

    def _list(self, element: "Element") -> Blocks:
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

    def _text_outside_items(self, element: "Element") -> Blocks:
        run: list[Inline] = []
        for text in (element.text, *(child.tail for child in element)):
            self._text(run, text)
        return tuple(self._paragraphs(run))

    def _alone(self, element: "Element") -> Blocks:
        """An inline element that stands where only blocks should, as a paragraph of its own."""
        run: list[Inline] = []
        self._inline(run, element)
        return tuple(self._paragraphs(run))

    def _figure(self, element: "Element") -> Blocks:
        images = [child for child in element.iterdescendants() if name(child) == "img"]
        caption = next((child for child in element if name(child) == "figcaption"), None)
        if len(images) != 1 or caption is None:
            return self.flow(element)
        words = self.running(caption)
        if not all(isinstance(node, Text) for node in words):
            return self.flow(element)
        image = self._image(images[0], plain(words))
        return (Paragraph((image,)),) if image else self.flow(caption)

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, element: "Element") -> Blocks:
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

    def _cell(self, cell: "Element") -> Inlines:
        if not has_any(cell, BLOCKS):
            return self._tidy(self.running(cell))
        found: list[Inline] = []
        for block in self.flow(cell):
            if found:
                found.append(LineBreak())
            if not isinstance(block, Paragraph):
                self.tell("R425", "table cell holds more than text; its form is lost")
            found += _flat(block)
        return self._tidy(merged(found))

    # -- inlines --------------------------------------------------------------------------------

    def _inline(self, run: list[Inline], element: "Element") -> None:
        kind = name(element)
        if kind == "span":
            self._span(run, element)
        elif kind in _WRAPPERS:
            self._wrap(run, _WRAPPERS[kind], self.running(element))
        elif kind in CODE:
            run.append(Code(fold(characters(element))))
        elif kind == "br":
            run.append(LineBreak())
        elif kind == "img":
            self._add_image(run, element)
        elif kind == "a":
            self._link(run, element)
        elif kind == "math":
            self._mathml(run, element)
        elif kind == "q":
            append(run, "“")
            run += self.running(element)
            append(run, "”")
        elif kind in HIDDEN:
            self._hidden(run, element, kind)
        else:
            self._no_place(kind)
            run += self.running(element)

    def _text(self, run: list[Inline], text: str | None) -> None:
        """Add characters, and the formulas in them, which stand between delimiters."""
        if not text:
            return
        for piece in pieces(text):
            match piece:
                case str():
                    append(run, piece)
                case Formula():
                    tex = self._tex(piece.tex)
                    if tex:
                        run.append(Math(tex, piece.display))
                    else:
                        append(run, piece.written)
                case Unclosed():
                    message = f"formula that begins with {piece.opening} is never closed"
                    self.tell("R423", message)
                    append(run, piece.text)

    def _tex(self, text: str) -> str:
        """A formula without white space at the ends of its lines, and without empty lines."""
        if not self.ours:
            text = text.replace("\r", "\n").replace("\u00a0", " ")
        lines = (line.strip() for line in text.split("\n"))
        return "\n".join(line for line in lines if line)

    def _span(self, run: list[Inline], element: "Element") -> None:
        """A span; those of `xhtml.Writer` mean an image with its caption, or bare characters."""
        kind = element.get("class", "")
        if kind == "examc-literal":
            append(run, element.text or "")
        elif kind == "examc-figure":
            picture = next((child for child in element if name(child) == "img"), None)
            words = [child for child in element if child.get("class") == "examc-caption"]
            caption = fold(characters(words[0])) if words else ""
            image = self._image(picture, caption) if picture is not None else None
            run += (image,) if image else self.running(element)
        elif "line-through" in element.get("style", ""):
            self._wrap(run, Strikethrough, self.running(element))
        else:
            run += self.running(element)

    def _wrap(self, run: list[Inline], wrapper: Wrapper, inner: Inlines) -> None:
        """Add emphasis or the like; white space at its ends belongs outside of it."""
        if self.ours:
            run.append(wrapper(inner))
            return
        before, inner, after = hoisted(inner)
        run += before
        if inner:
            run.append(wrapper(inner))
        run += after

    def _link(self, run: list[Inline], element: "Element") -> None:
        inner = self.running(element)
        url = element.get("href")
        scheme = _SCHEME.match(url) if url else None
        if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
            message = f"link to {scheme[1] + ':'!r} is not kept"
            self.tell("R424", message, "link to an http, https or mailto address")
            url = None
        if url is None:
            run += inner
        else:
            address, title = url, element.get("title", "")
            self._wrap(run, lambda content: Link(content, address, title), inner)

    def _add_image(self, run: list[Inline], element: "Element") -> None:
        tex = self._tex(element.get("data-equation-content", ""))  # how Canvas shows formulas
        if tex:
            run.append(Math(tex))
            return
        caption = "" if self.ours else " ".join(element.get("title", "").split())
        image = self._image(element, caption)
        if image:
            run.append(image)

    def _image(self, element: "Element", caption: str) -> Image | None:
        src, alt = element.get("src", ""), fold(element.get("alt", ""))
        if not src:
            self.tell("R427", "image without an address is left out")
            return None
        return Image(self.image(src), alt if self.ours else alt.strip(" "), caption)

    def _mathml(self, run: list[Inline], element: "Element") -> None:
        tex = ""
        for part in element.iterdescendants():
            if name(part) == "annotation" and "tex" in part.get("encoding", "").lower():
                tex = self._tex(characters(part))
        tex = tex or self._tex(element.get("alttext", ""))
        if tex:
            run.append(Math(tex, element.get("display") == "block"))
            return
        message = "formula in MathML says no LaTeX; its characters alone are kept"
        self.tell("R426", message, "write the formula again, in LaTeX")
        append(run, " ".join(characters(element).split()))

    def _hidden(self, run: list[Inline], element: "Element", kind: str) -> None:
        media = element.get("type", "")
        if kind == "script" and media.startswith("math/tex"):  # where MathJax 2 keeps formulas
            run.append(Math(self._tex(characters(element)), "mode=display" in media))
        elif kind != "head":
            self.tell("R420", f"element <{kind}> has no place in a text and is left out")

    def _no_place(self, kind: str) -> None:
        if kind not in CONTAINERS and kind not in PLAIN:
            self.tell("R420", f"element <{kind[:40]}> has no place in a text; its text is kept")


def _wrapped(content: Blocks, wrapper: Wrapper) -> Blocks:
    """Blocks that stand inside emphasis: it holds for the running text of each."""
    return tuple(
        Paragraph((wrapper(block.content),)) if isinstance(block, Paragraph) else block
        for block in content
    )


def _flat(block: Block) -> Inlines:
    """A block as running text."""
    if isinstance(block, Paragraph | Heading):
        return block.content
    text = plain((block,))
    return (Text(text),) if text else ()
