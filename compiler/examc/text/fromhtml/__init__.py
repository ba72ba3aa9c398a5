"""HTML or XHTML fragments → rich text, with a diagnostic for all that has no place in it.

What `xhtml.Writer` wrote is read back exactly (say so by `ours`); HTML of other systems is folded
and tidied as a browser would show it. A format takes its own elements out with `take`.
"""

from collections.abc import Callable
from html import unescape
from typing import TypeAlias

from examc.core import lazyre
from examc.core.content import (
    Block,
    Blocks,
    Heading,
    Image,
    Inline,
    Link,
    Paragraph,
    Quote,
    Rule,
    Text,
    plain,
)
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.files.xmltree import CONTROL, Element, characters
from examc.text.folding import append
from examc.text.fromhtml.running import DEEPEST, Nodes, TooDeep
from examc.text.fromhtml.structures import Structures
from examc.text.fromhtml.styles import WRAPPERS, wrapped
from examc.text.htmlshown import one_language, reveal
from examc.text.htmltree import (
    HEADINGS,
    is_block,
    name,
    parse,
)

LARGEST = 1_000_000  # characters of one text

Take: TypeAlias = Callable[["Reader", Element], Nodes | None]

_REFERENCES = "see if texts refer to them"
_TAG = lazyre.compile(r"<[^<>]*>")


def blocks(
    html: str,
    report: Report,
    where: str,
    image: Callable[[str, str], str],
    *,
    span: Span | None = None,
    path: str = "",
    ours: bool = False,
    take: Take | None = None,
) -> Blocks:
    """Read a fragment; what is not understood is reported at a place in the exam (`where`).

    `image` turns the address of an image into its path in the exam's folder, or into "" where there
    is no such file; then the words that it is given too stand for the image. `span` or `path` say where the text
    stands in its file.
    """
    return Reader(report, where, image, span=span, path=path, ours=ours, take=take).read(html)


class Reader(Structures):
    """Reads one text; each kind of element that has no place in it is reported once.

    `take(reader, element)` is asked for every element first: it returns the nodes that stand for
    the element (none of them takes it out), or None for the usual reading.
    """

    def __init__(
        self,
        report: Report,
        where: str,
        image: Callable[[str, str], str] | None = None,
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
            self.tell("R409", f"text of {len(html)} characters is left out", "keep it shorter")
            return ()
        if CONTROL.search(html):
            self.tell("R451", "characters that cannot be shown are left out")
            html = CONTROL.sub("", html)
        if not self.ours:
            html = one_language(html, self.tell)
        tree = parse(html)
        if not self.ours:
            reveal(tree, self.tell)
        try:
            return self.flow(tree)
        except TooDeep:
            return self._text_alone(unescape(_TAG.sub(" ", html)))

    def inside(self, element: Element) -> Blocks:
        """Read what is inside an element of a file that is a tree already."""
        if not self.ours:
            reveal(element, self.tell)
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
        return self._styled(element, self._bare_block)

    def _bare_block(self, element: Element) -> Blocks:
        """A block, whatever emphasis it is."""
        kind = name(element)
        match kind:
            case "pre":
                return self._listing(element)
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
            case _:
                if kind not in WRAPPERS:
                    self._no_place(kind)
                return self.flow(element)

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
        return (Paragraph((image,)),) if isinstance(image, Image) else self.flow(element)

    def _block_link(self, element: Element) -> Blocks:
        url = self._address(element)
        self.open.append(Link)
        content = self.flow(element)
        self.open.pop()
        if url is None:
            return content
        title = element.get("title", "")
        return wrapped(content, lambda inner: Link(inner, url, title))
