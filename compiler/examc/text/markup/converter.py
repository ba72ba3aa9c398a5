"""comrak's blocks → ours, and the pieces of a document."""

import re
from collections.abc import Iterator
from typing import Any

from examc.core import lazyre
from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from examc.core.diagnostics import Report
from examc.core.source import Span
from examc.text.markup.inlines import DEEPEST, InlineConverter
from examc.text.markup.pieces import Comment, ItemList, ListItem, Piece, Title, marked_block
from examc.text.markup.running import stripped
from examc.text.markup.signs import shown
from examc.text.markup.trees import children_of, kind_of, release

WIDEST = 100  # columns of a table


_GLUED = lazyre.compile(r" {0,3}(?:#(?=[^\W\d_])|#{2,3}(?=[^#\s]))")


_GLUED_BOX = lazyre.compile(
    r"[ \t>]*(?P<slip>[-*+]\[ ?[xX]? ?\]|[•·‣▪◦–—\uf0a7\uf0b7\uf0d8\uf0fc][ \t]*\[ ?[xX]? ?\]|(?:\d{1,9}|[A-Za-z])[.)][ \t]*\[ ?[xX]? ?\])(?![(\[:])(?P<rest>.*)"
)
"""A bullet, or a letter, and a box, with nothing between them or before the text."""


_LETTERED = lazyre.compile(
    r"[ \t>]*(?:\(?[A-Ha-h]\)|[A-Ha-h]\.|\(?(?:[2-9]|ii?i?|iv|v)\)|[·▪◦–—])[ \t]+\S"
)


class Converter(InlineConverter):
    """Turns comrak's blocks into ours, and collects what is not of the language."""

    def piece(self, node: Any) -> Iterator[Piece]:
        """Yield what a node of the top level is."""
        kind = kind_of(node)
        if kind == "Heading" and node.node_value.value.level <= 3:
            yield self._title(node)
        elif kind == "List":
            yield self._item_list(node)
        elif kind == "HtmlBlock":
            yield from map(Comment, self._html_block(node))
        else:
            yield from self._block(node, 0)

    def _title(self, node: Any) -> Title:
        number = node.sourcepos.start.line + self.shift
        release(node)
        line = self.source.line(number)
        marks = node.node_value.value.level
        start = len(line) - len(line.lstrip(" ")) + marks
        text = line[start:].rstrip(" \t")
        start += len(text) - len(text.lstrip(" \t"))
        end = len(line.rstrip(" \t"))
        return Title(marks, text.strip(" \t"), self.source.line_span(number, start + 1, end + 1))

    def glued_title(self, node: Any) -> Title | None:
        """The title that a paragraph would be if a space stood after its signs; reported."""
        if kind_of(node) != "Paragraph":
            return None
        place = node.sourcepos
        number = place.start.line + self.shift
        line = self.source.line(number)
        glued = _GLUED.match(line)
        if glued is None:
            return None
        marks = glued[0].strip()
        self.report.add(
            "S133",
            "a heading has a space after its signs",
            self.source.line_span(number),
            help=f"write {marks} and a space, or \\# for the sign itself",
        )
        if place.start.line != place.end.line:
            return None
        release(node)
        text = line[glued.end() :].rstrip(" \t")
        span = self.source.line_span(number, glued.end() + 1, glued.end() + len(text) + 1)
        return Title(len(marks), text, span)

    def _item_list(self, node: Any) -> ItemList:
        items = tuple(self._list_item(child) for child in children_of(node))
        span = self._span(node)
        block = self._list(node, tuple([item.content for item in items]), span)
        return ItemList(items, block, span)

    def _list_item(self, node: Any) -> ListItem:
        span = self._span(node)
        checked = None
        if kind_of(node) == "TaskItem":
            checked = node.node_value.value.symbol is not None
        attributes = None
        mask = self.masks.get(span.line)
        if mask is not None:
            attributes = self.source.line_span(span.line, mask[0] + 1, mask[1] + 1)
            self.entry = mask[1] - mask[0]
        content = self._blocks(node, 1)
        self.entry = 0
        return ListItem(checked, attributes, content, span)

    def _blocks(self, node: Any, depth: int) -> Blocks:
        if depth > DEEPEST:
            self.report.add("S106", f"more than {DEEPEST} levels of nesting", self._span(node))
            return ()
        return tuple(block for child in children_of(node) for block in self._block(child, depth))

    def _block(self, node: Any, depth: int) -> Iterator[Block]:
        self.told.clear()
        match kind_of(node):
            case "Paragraph":
                yield from self._paragraph(node, depth)
            case "Heading":
                level = node.node_value.value.level
                if level <= 3:
                    self._nested_title(node, level)
                inlines = stripped(self._inlines(node, depth))
                yield Heading(max(level, 4), inlines, self._span(node))
            case "CodeBlock":
                yield self._code_block(node)
            case "List":
                self._refuse_boxes(node)
                items = tuple(self._blocks(child, depth + 1) for child in children_of(node))
                yield self._list(node, items, self._span(node))
            case "BlockQuote":
                yield Quote(self._blocks(node, depth + 1), self._span(node))
            case "Table":
                yield self._table(node, depth)
            case "ThematicBreak":
                yield Rule(self._span(node))
            case "HtmlBlock":
                for comment in self._html_block(node):
                    if self.comments is not None:
                        yield marked_block(comment, self.comments)
            case other:
                raise AssertionError(f"comrak made a block {other} that was not asked for")

    def _nested_title(self, node: Any, level: int) -> None:
        self.report.add(
            "S133",
            f"heading of level {level} inside a list or quote",
            self._span(node),
            help="write #### for a heading inside a text",
        )

    def _refuse_boxes(self, node: Any) -> None:
        for child in node.children:
            if kind_of(child) == "TaskItem":
                misplaced_box(self.report, self._span(child), inside=True)

    def _paragraph(self, node: Any, depth: int) -> Iterator[Paragraph]:
        inlines = stripped(self._inlines(node, depth))
        if inlines:
            span = self._span(node)
            self._refuse_glued_boxes(span)
            if span.end_line > span.line:
                self._lettered_lines(span)
            yield Paragraph(inlines, span)

    def _lettered_lines(self, span: Span) -> None:
        """Tell of lines that begin with a), b) … and run on into one, where a list was meant."""
        lines = range(span.line, span.end_line + 1)
        found = [n for n in lines if _LETTERED.match(self.source.line(n))]
        ends = [self.source.line(n - 1) for n in found if n > span.line]
        if len(found) > 1 and not any(line.endswith(("\\", "  ")) for line in ends):
            line = self.source.line(found[0])
            start = len(line) - len(line.lstrip(" \t>"))
            help_line = "write * or 1. before each item, or an empty line between them"
            self.report.add(
                "L227",
                "lines that begin with letters are no list, and run on into one",
                self.source.line_span(found[0], start + 1),
                help=help_line,
            )

    def _refuse_glued_boxes(self, span: Span) -> None:
        """Report the first line of a paragraph that would be an option, were its box one."""
        for number in range(span.line, span.end_line + 1):
            line = self.source.line(number)
            start = span.column - 1 if number == span.line else 0
            slip = _GLUED_BOX.match(line, start) if "]" in line else None
            if slip is not None:
                box = "- [x]" if "x" in slip["slip"].lower().partition("[")[2] else "- [ ]"
                words = slip["rest"].strip()
                words = words if len(words) <= 40 else words[:39].rstrip() + "…"
                self.report.add(
                    "S140",
                    f"{' '.join(slip['slip'].split())!r} is no box of an option",
                    self.source.line_span(number, slip.start("slip") + 1, slip.end("slip") + 1),
                    help=f"write {box} {words}".rstrip(),
                )
                return

    def _code_block(self, node: Any) -> CodeBlock:
        value, span = node.node_value.value, self._span(node)
        text, info = shown(value.literal).removesuffix("\n"), shown(value.info)
        self._refuse_control(info, span)
        first = self.source.line_span(span.line, span.column)
        if not value.fenced:
            help_line = "write ``` above and below a listing, or indent a text less"
            self.report.add("L226", "a text indented so far is a listing", first, help=help_line)
        elif not value.closed:
            help_line = f"end it with a line of {chr(value.fence_char) * value.fence_length}"
            self.report.add("S159", "listing is never closed", first, help=help_line)
        language = (info.split() or [""])[0]
        self._pasted(text, span, quotes=bool(language))
        return CodeBlock(text, language, span)

    def _list(self, node: Any, items: tuple[Blocks, ...], span: Span) -> Block:
        value = node.node_value.value
        if value.bullet_char:
            return BulletList(items, span)
        return OrderedList(items, value.start, span)

    def _table(self, node: Any, depth: int) -> Table:
        alignments = tuple(alignment_of(name) for name in node.node_value.value.alignments)
        if len(alignments) > WIDEST:
            span = self._span(node)
            place = self.source.line_span(span.line, span.column)
            message = f"table of {len(alignments)} columns is wider than any exam"
            self.report.add("S107", message, place, help=f"write {WIDEST} columns at most")
            return Table((), (), (), span)
        rows = [self._row(row, depth) for row in children_of(node)]
        return Table(rows[0], tuple(rows[1:]), alignments, self._span(node))

    def _row(self, row: Any, depth: int) -> tuple[Inlines, ...]:
        cells = children_of(row)
        last, end = self._span(cells[-1]), self._span(row)
        surplus = self.source.line(last.line)[last.end_column - 1 : end.end_column - 1]
        if surplus.strip(" \t|"):
            self.report.add(
                "S108",
                f"row has more cells than the table has columns ({len(cells)})",
                self.source.line_span(last.line, last.end_column, end.end_column),
                help="add columns to the head of the table, or write \\| for a bar in a cell",
            )
        return tuple(self._cell(cell, depth) for cell in cells)

    def _cell(self, cell: Any, depth: int) -> Inlines:
        """The inlines of a cell, which comrak places in the text without its \\ before bars."""
        span = self._span(cell)
        text = self.source.line(span.line)[: span.end_column - 1]
        bars = re.finditer(r"\\\|", text) if "\\|" in text else ()
        self.bars = [(span.line, bar.start() + 1) for bar in bars if bar.end() > span.column]
        inlines = self._inlines(cell, depth + 1)
        self.bars = []
        return inlines


def alignment_of(value: Any) -> str:
    name = re.split(r"\W+", str(value))[-1].lower()
    return name if name in ("left", "center", "right") else ""


def misplaced_box(report: Report, span: Span, *, inside: bool = False) -> None:
    """Report a box where no option can be: in a text, or `inside` another list or a quote."""
    message = "a box makes an option, and there is no choice question here"
    help_line = "remove the box, or write [ \\] for brackets in a text"
    if inside:
        message = "a box makes an option, which cannot stand inside a text"
        help_line = "begin it below the - of the other options, or write [ \\] for brackets"
    report.add("S139", message, span.source.line_span(span.line, span.column), help=help_line)
