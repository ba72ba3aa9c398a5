"""Paragraphs and tables of a Word file → rich text."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    OrderedList,
    Paragraph,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from examc.core.records import replace
from examc.formats.word import labels
from examc.formats.word.pieces import (
    OBJECT,
    PLAIN,
    Flow,
    Grid,
    Look,
    Para,
    Piece,
    Told,
    is_typewritten,
    trimmed,
)
from examc.text.folding import fold, merged, stripped

_BULLETS = ("bullet", "")
_SIGNS = (("underline", "underline"), ("colour", "colour"), ("highlight", "highlighting"))
"""Of a look: what an exam has no place for, and what it is called."""


class Texts:
    """Turns what was read into rich text; `usual` is the look of most of the file."""

    def __init__(self, told: Told, usual: Look = PLAIN) -> None:
        self.told = told
        self.usual = usual

    def blocks(self, flows: Sequence[Flow]) -> Blocks:
        """Paragraphs, lists, listings and tables."""
        return tuple(self._blocks(flows))

    def _blocks(self, flows: Sequence[Flow]) -> Iterator[Block]:
        for sort, group in groupby(flows, self._sort):
            members = list(group)
            paras = [flow for flow in members if isinstance(flow, Para)]
            match sort:
                case "table":
                    yield from (self._table(flow) for flow in members if isinstance(flow, Grid))
                case "code":
                    text = "\n".join(para.text.rstrip() for para in paras)
                    yield CodeBlock(text.replace("\t", "    "))
                case "bullets":
                    yield BulletList(tuple(self._item(para) for para in paras))
                case "numbers":
                    first = paras[0].number
                    start = first.value if first else 1
                    yield OrderedList(tuple(self._item(para) for para in paras), start)
                case _:
                    yield from (found for para in paras for found in self._paragraph(para))

    def _sort(self, flow: Flow) -> str:
        if isinstance(flow, Grid):
            return "table"
        if self._is_code(flow):
            return "code"
        found = labels.entry(flow)
        if flow.number is not None and flow.number.format == "decimal":
            return "numbers"
        is_bullet = flow.number is None or flow.number.format == "bullet"
        if found is not None and found.is_weak and is_bullet:
            return "bullets"
        return "text"

    def _is_code(self, para: Para) -> bool:
        """Whether all of a paragraph has the letters of a typewriter, unless the whole file has."""
        return is_typewritten(para) and not self.usual.mono

    def _item(self, para: Para) -> Blocks:
        found = labels.entry(para)
        start = found.end if found is not None and found.is_weak else 0
        return (Paragraph(self.inlines(trimmed(para.cut(start)).pieces, para.line)),)

    def _paragraph(self, para: Para) -> Iterator[Block]:
        number = para.number
        pieces = para.pieces
        if number is not None and number.text.strip() and number.format not in _BULLETS:
            pieces = (Piece(f"{number.text} "), *pieces)  # texts may refer to (i) or (a)
        inlines = self.inlines(pieces, para.line)
        if inlines:
            yield Paragraph(inlines)

    def _table(self, grid: Grid) -> Table:
        if grid.bent:
            message = "merged cells of a table are taken apart"
            self.told.add("R425", message, grid.line, "see if the table still makes sense")
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in grid.rows)
        width = max(map(len, rows), default=0)
        full = tuple((*row, *[()] * (width - len(row))) for row in rows)
        return Table(full[0], full[1:], ("",) * width) if full else Table((), (), ())

    def _cell(self, paras: Sequence[Para]) -> Inlines:
        found: list[Inline] = []
        for para in paras:
            inlines = self.inlines(trimmed(para).pieces, para.line)
            if found and inlines:
                found.append(LineBreak())
            found += inlines
        return tuple(found)

    def inlines(self, pieces: Sequence[Piece], line: int) -> Inlines:
        """Running text; what makes all of it bold means nothing and is left out."""
        shown = [piece for piece in pieces if piece.text.strip()]
        self._tell_signs(shown, line)
        if shown and all(piece.look.bold for piece in shown):
            pieces = [replace(p, look=replace(p.look, bold=False)) for p in pieces]
        only = shown[0].node if len(shown) == 1 else None
        if isinstance(only, Math):
            return (only,)
        found: list[Inline] = []
        for (look, url), group in groupby(pieces, lambda piece: (_kept(piece.look), piece.url)):
            found += self._run(look, url, list(group))
        return stripped(merged(found))

    def _tell_signs(self, shown: Sequence[Piece], line: int) -> None:
        """Say what of some words alone no exam can show; all of a paragraph may be marked as right."""
        for sign, noun in _SIGNS:
            looks = {bool(getattr(piece.look, sign)) for piece in shown if not piece.url}
            if len(looks) > 1:
                message = f"{noun} of some words has no place in a text; the words are kept"
                self.told.add("R420", message, line, "make them bold, if they should stand out")

    def _run(self, look: Look, url: str, pieces: Sequence[Piece]) -> Iterator[Inline]:
        inside: list[Inline] = []
        for piece in pieces:
            if isinstance(piece.node, Math):
                inside.append(replace(piece.node, display=False))
            elif piece.node is not None:
                inside.append(piece.node)
            else:
                inside += _characters(piece.text)
        inside = list(merged(inside))
        before = isinstance(inside[0], Text) and inside[0].text.startswith(" ") if inside else False
        after = isinstance(inside[-1], Text) and inside[-1].text.endswith(" ") if inside else False
        wrapped = _wrapped(
            stripped(tuple(inside)), look, url, mono=look.mono and not self.usual.mono
        )
        if not wrapped:
            yield from [Text(" ")] if inside else []
            return
        yield from [Text(" ")] if before else []
        yield from wrapped
        yield from [Text(" ")] if after else []


def _kept(look: Look) -> Look:
    """What of a look an exam can hold."""
    return replace(look, colour="", highlight="", underline=False, hidden=False)


def _characters(text: str) -> Iterator[Inline]:
    for place, line in enumerate(text.split("\n")):
        if place:
            yield LineBreak()
        if line:
            yield Text(fold(line.replace(OBJECT, " ")))


def _wrapped(inside: Inlines, look: Look, url: str, *, mono: bool) -> Inlines:
    if not inside:
        return ()
    if mono and all(isinstance(one, Text) for one in inside):
        inside = (Code("".join(one.text for one in inside if isinstance(one, Text))),)
    if look.raised:
        inside = ((Superscript if look.raised == "superscript" else Subscript)(inside),)
    if look.strike:
        inside = (Strikethrough(inside),)
    if look.italic:
        inside = (Emphasis(inside),)
    if look.bold:
        inside = (Strong(inside),)
    return (Link(inside, url),) if url else inside
