"""Puts the hidden characters back into parsed text, and settles what only its nodes show.

Formulas that no renderer can read become text, formulas that are printed twice lose their copy,
and images get a place among the exam's files; each with a diagnostic.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from examc.core import lazyre, links
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
from examc.core.diagnostics import Report
from examc.core.records import replace
from examc.core.source import Span
from examc.formats.transcript import formulas
from examc.formats.transcript.placeholders import Placeholders
from examc.formats.transcript.protect import Spare
from examc.text import tex

_SPACES = lazyre.compile("  +")
_NUMBER = lazyre.compile(r"[\s>]*(?:[-*+]\s+)*0*([0-9]{1,9})[.)]\s")


class Restorer:
    """Rewrites the nodes of parsed text; `where` is the place in the exam that it belongs to."""

    def __init__(self, spare: Spare, images: Placeholders, report: Report) -> None:
        self.spare = spare
        self.table = spare.table()
        self.hidden = spare.hidden
        self.images = images
        self.report = report
        self.where = ""
        self.in_one_line = False

    def blocks(self, nodes: Iterable[Block]) -> Blocks:
        """Rewrite blocks; a paragraph that held nothing but what disappears is gone."""
        return tuple(new for node in nodes if (new := self._block(node)) is not None)

    def _block(self, node: Block) -> Block | None:
        match node:
            case Paragraph():
                content = _stripped(self.inlines(node.content))
                return replace(node, content=content) if content else None
            case Heading():
                content = _stripped(self._one_line(node.content))
                return replace(node, content=content) if content else None
            case CodeBlock():
                text, language = self._text(node.text), self._text(node.language)
                return replace(node, text=text, language=language)
            case BulletList() | OrderedList():
                if isinstance(node, OrderedList):
                    self._check_numbers(node)
                return replace(node, items=tuple(self.blocks(item) for item in node.items))
            case Quote():
                return replace(node, content=self.blocks(node.content))
            case Table():
                rows = tuple(tuple(map(self._one_line, row)) for row in node.rows)
                return replace(node, head=tuple(map(self._one_line, node.head)), rows=rows)
            case Rule():
                return node
            case _:
                assert_never(node)

    def _check_numbers(self, node: OrderedList) -> None:
        """Report a list whose printed numbers are not those that a list counts."""
        spans = [item[0].span.root() for item in node.items if item and item[0].span]
        printed = [found[1] for span in spans if (found := _NUMBER.match(_line(span)))]
        counted = [str(number) for number, _ in enumerate(node.items, node.start)]
        if len(printed) == len(counted) and printed != counted:
            message = f"list is printed with the numbers {', '.join(printed[:20])}"
            message += f", and counts from {counted[0]} to {counted[-1]}"
            help_line = "write the numbers as text, if they matter"
            self.report.add("R486", message, spans[0], help=help_line, where=self.where)

    def _one_line(self, nodes: Inlines) -> Inlines:
        """Rewrite inlines that have to stay in one line, as in a heading or a table."""
        self.in_one_line = True
        found = self.inlines(nodes)
        self.in_one_line = False
        return found

    def inlines(self, nodes: Inlines) -> Inlines:
        """Rewrite inlines, joined where two texts have come to stand side by side."""
        found: list[Inline] = []
        texts: list[Text] = []
        for node in nodes:
            for new in self._inline(node):
                if isinstance(new, Text):
                    if found and not texts and isinstance(found[-1], Math):
                        new = self._without_layer(found[-1], new)
                    texts.append(new)
                else:
                    _add_texts(found, texts)
                    found.append(new)
        _add_texts(found, texts)
        return tuple(found)

    def _inline(self, node: Inline) -> Iterator[Inline]:
        match node:
            case Text():
                yield from self._texts(node)
            case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
                content = self.inlines(node.content)
                if content:
                    yield replace(node, content=content)
            case Code():
                yield replace(node, text=self._text(node.text))
            case Math():
                yield self._math(node)
            case Link():
                yield from self._link(node)
            case Image():
                yield self._image(node)
            case LineBreak() | GapRef():
                yield node
            case _:
                assert_never(node)

    def _text(self, text: str) -> str:
        return text.replace(self.spare.line_break, "<br>").translate(self.table)

    def _texts(self, node: Text) -> Iterator[Inline]:
        if self.hidden.isdisjoint(node.text):
            yield node
            return
        pieces = node.text.split(self.spare.line_break)
        for index, piece in enumerate(pieces):
            text = _folded(piece.translate(self.table))
            if len(pieces) > 1:
                text = text.lstrip(" ") if index else text
                text = text.rstrip(" ") if index + 1 < len(pieces) else text
            if index:
                yield Text(" ") if self.in_one_line else LineBreak()
            yield replace(node, text=text)

    # -- formulas -------------------------------------------------------------------------------

    def _math(self, node: Math) -> Math | Text:
        node = replace(node, tex=self._text(node.tex).strip())
        found = formulas.twin(node.tex)
        if found is not None:
            self._garbled(node.span, found.tex, found.tail)
            node = replace(node, tex=found.tex)
        flaw = _flaw(node.tex)
        if flaw:
            sign = "$$" if node.display else "$"
            message = f"formula cannot be read: {flaw}"
            help_line = "it is kept as plain text; write it anew between $ signs"
            self.report.add("R426", message, _place(node.span), help=help_line, where=self.where)
            return Text(_folded(sign + " ".join(node.tex.split()) + sign), node.span)
        return node

    def _without_layer(self, formula: Math, text: Text) -> Text:
        end = formulas.layer_length(formula.tex, text.text)
        if not end:
            return text
        self._garbled(text.span or formula.span, formula.tex, text.text[:end].strip())
        return replace(text, text=text.text[end:])

    def _garbled(self, span: Span | None, formula: str, tail: str) -> None:
        self.report.add(
            "R472",
            f"formula is followed by its own letters once more, which are dropped: {tail!r}",
            _place(span),
            help=f"check that the formula is meant to be {formula}",
            where=self.where,
        )

    # -- links and images -----------------------------------------------------------------------

    def _link(self, node: Link) -> Iterator[Inline]:
        url, content = self._text(node.url), self.inlines(node.content)
        if links.refused(url):
            message = f"link to {url[:200]!r} is not one that an exam can hold"
            help_line = f"its words are kept as text; {links.ADVICE}"
            self.report.add("R424", message, _place(node.span), help=help_line, where=self.where)
            yield from content
        else:
            yield replace(node, content=content, url=url, title=self._text(node.title))

    def _image(self, node: Image) -> Image:
        src = self._text(node.src)
        node = replace(node, alt=self._text(node.alt), caption=self._text(node.caption))
        if node.is_remote or src.lower().startswith(("http://", "https://")):
            return replace(node, src=src)
        path = self.images.named(src)
        if src in self.images.drawn:
            return replace(node, src=path)
        message = f"image {src[:200]!r} is not part of a transcript"
        help_line = f"replace the placeholder {path}"
        self.report.add("R470", message, _place(node.span), help=help_line, where=self.where)
        return replace(node, src=path)


def plain_blocks(text: str, span: Span) -> Blocks:
    """A text that Markdown cannot read, as paragraphs of bare characters."""
    pieces = (" ".join(piece.split()) for piece in text.split("\n\n"))
    return tuple(Paragraph((Text(piece, span),), span) for piece in pieces if piece)


def _flaw(formula: str) -> str:
    """Why a formula cannot be one of an exam; "" where it can."""
    if not formula:
        return "it is empty"
    if (len(formula) - len(formula.rstrip("\\"))) % 2:
        return "it ends in a backslash"
    flaw = tex.check(formula)
    return flaw.message if flaw is not None and not flaw.unknown else ""


def _line(span: Span) -> str:
    return span.source.line(span.line)


def _place(span: Span | None) -> Span | None:
    return span.root() if span else None


def _add_texts(found: list[Inline], texts: list[Text]) -> None:
    if len(texts) == 1 and texts[0].text:
        found.append(texts[0])
    elif text := _folded("".join(node.text for node in texts)):
        found.append(replace(texts[0], text=text))
    texts.clear()


def _folded(text: str) -> str:
    return _SPACES.sub(" ", text)


def _stripped(nodes: Inlines) -> Inlines:
    """Without spaces, and breaks of lines, at the ends."""
    found = list(nodes)
    start = 0
    while start < len(found) and (isinstance(found[start], LineBreak) or _is_blank(found[start])):
        start += 1
    found = found[start:]
    while found and (isinstance(found[-1], LineBreak) or _is_blank(found[-1])):
        found.pop()
    if found and isinstance(found[0], Text):
        found[0] = replace(found[0], text=found[0].text.lstrip(" "))
    if found and isinstance(found[-1], Text):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(found)


def _is_blank(node: Inline) -> bool:
    return isinstance(node, Text) and not node.text.strip(" ")
