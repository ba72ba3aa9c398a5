"""Lists, tables and listings of HTML → blocks."""

import re
from collections.abc import Callable, Iterator

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Inline,
    Inlines,
    LineBreak,
    OrderedList,
    Paragraph,
    Table,
    is_empty,
)
from examc.files.xmltree import Element
from examc.text.folding import append, hoisted, merged, paragraphs, stripped
from examc.text.fromhtml.running import CODE_WITH_GAPS, Running
from examc.text.fromhtml.styles import emphasis, in_emphasis, wrapped
from examc.text.htmltree import (
    BLOCKS,
    alignment,
    cell_grid,
    has_any,
    is_block,
    language,
    name,
    style,
)
from examc.text.lines import in_a_line
from examc.text.listings import as_listing, code_of, listed, with_gaps

_REFERENCES = "see if texts refer to them"


class Structures(Running):
    """Reads what blocks are made of, with the blocks inside them."""

    def flow(self, element: Element) -> Blocks:
        """What is inside an element, as blocks; running text between them makes paragraphs."""
        raise NotImplementedError

    def _block(self, element: Element) -> Blocks:
        raise NotImplementedError

    def _styled(self, element: Element, read: Callable[[Element], Blocks]) -> Blocks:
        """An element as `read` reads it, in the emphasis that its name or style says."""
        self._tell_style(element)
        found = tuple(kind for kind in emphasis(element) if kind not in self.open)
        if not found or self.ours:
            return read(element)
        self.open += found
        content = read(element)
        del self.open[-len(found) :]
        for wrapper in reversed(found):
            content = wrapped(content, wrapper)
        return content

    def _paragraphs(self, run: list[Inline]) -> Iterator[Paragraph | CodeBlock]:
        """Yield the paragraphs that a run of inlines makes, and empty it; lines of code alone are
        a listing.
        """
        inlines = merged(run)
        run.clear()
        listing = None if self.ours else as_listing(inlines)
        if listing is not None:
            yield listing
            return
        for part in (inlines,) if self.ours else paragraphs(inlines):
            tidy = stripped(part) if self.ours else self._tidy(part)
            if tidy and (self.ours or not is_empty(tidy)):
                yield Paragraph(tidy)

    def _tidy(self, inlines: Inlines) -> Inlines:
        """Without white space and line breaks at the ends, where they cannot be seen."""
        return inlines if self.ours else hoisted(inlines)[1]

    def _listing(self, element: Element) -> Blocks:
        """A listing; HTML drops a newline right after `<pre>`, and nobody means one at the end.

        Pictures in it follow it.
        """
        begins = bool(element.text) and str(element.text)[0] in "\r\n"
        pieces = listed(element, self._gap)
        code = code_of(pieces)
        if code is None:
            self.tell("R420", CODE_WITH_GAPS)
            return tuple(self._paragraphs(list(with_gaps(pieces))))
        text = code.replace("\r\n", "\n").replace("\r", "\n")
        if begins:
            text = text.removeprefix("\n")
        if self.ours:
            return (CodeBlock(text, language(element)),)
        run: list[Inline] = []
        for picture in element.iter():
            if name(picture) == "img":
                self._add_image(run, picture)
        return (CodeBlock(text.removesuffix("\n"), language(element)), *self._paragraphs(run))

    # -- lists ----------------------------------------------------------------------------------

    def _list(self, element: Element) -> Blocks:
        items: list[Blocks] = []
        self._loose(items, element.text)
        for child in element:
            taken = self._taken(child)
            if taken is not None:
                items.append(tuple(node for node in taken if isinstance(node, Block)))
            elif name(child) == "li":
                items.append(self._styled(child, self.flow))
            elif name(child) in ("ul", "ol") and items:
                items[-1] += self._list(child)  # misplaced, as many editors have it
            else:
                found = self._block(child) if is_block(child) else self._alone(child)
                items += [found] if found else []
            self._loose(items, child.tail)
        if not items:
            return ()
        if not self.ours:
            self._tell_numbers(element)
        if name(element) == "ul":
            return (BulletList(tuple(items)),)
        start = element.get("start", "1").strip()
        number = int(start) if re.fullmatch(r"\d{1,9}", start, re.ASCII) else 1
        return (OrderedList(tuple(items), number),)

    def _loose(self, items: list[Blocks], text: str | None) -> None:
        """Add text that stands between the items of a list, as one of them."""
        run: list[Inline] = []
        self._text(run, text)
        found = tuple(self._paragraphs(run))
        items += [found] if found else []

    def _tell_numbers(self, element: Element) -> None:
        """Report letters before the items of a list, and numbers that do not just go up."""
        kinds = {_numbered(part) for part in (element, *element)} - {""}
        for kind in sorted(kinds):
            self.tell("R420", f"{kind} of a list become plain numbers or dots", _REFERENCES)

    def _alone(self, element: Element) -> Blocks:
        """An inline element that stands where only blocks should, as a paragraph of its own."""
        run: list[Inline] = []
        self._inline(run, element)
        return tuple(self._paragraphs(run))

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
        row = cell.getparent()
        for part in (cell,) if row is None else (cell, row):
            self._tell_style(part)
        found = () if self.ours else emphasis(cell) or (() if row is None else emphasis(row))
        self.open += found
        content = self._cell_text(cell)
        del self.open[len(self.open) - len(found) :]
        for wrapper in reversed(found):
            content = in_emphasis(content, wrapper)
        return content

    def _cell_text(self, cell: Element) -> Inlines:
        if not has_any(cell, BLOCKS):
            return self._tidy(self.running(cell))
        found: list[Inline] = []
        for block in self.flow(cell):
            if found:
                found.append(LineBreak())
            if not isinstance(block, Paragraph):
                self.tell("R425", "table cell holds more than text; its form is lost")
            found += in_a_line(block)
        return self._tidy(merged(found))


def _numbered(part: Element) -> str:
    """What stands before the items of a list, or one of them, where a source cannot say it."""
    said = style(part)
    kind = said.get("list-style-type") or said.get("list-style", "")
    if part.get("type", "") in ("a", "A") or "alpha" in kind or "latin" in kind:
        return "letters"
    if part.get("type", "") in ("i", "I") or "roman" in kind:
        return "Roman numerals"
    is_reversed = name(part) == "ol" and part.get("reversed") is not None
    return "own numbers" if is_reversed or (name(part) == "li" and part.get("value")) else ""
