"""Markdown text → rich text with exact spans (the one module that uses comrak).

A document is parsed once. `document` yields the pieces an exam is built of: titles (headings of
level 1 to 3), lists whose items may be options or criteria, comments, and ordinary blocks.
`blocks` reads a text in which none of these has a place, such as a value of a YAML file.

Comments mean nothing, and are left out; for a formatter they can be kept: then a mark stands in
the text for each, and their own text in a list.
"""

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent
from typing import Any, TypeAlias

from examc import nesting, tex
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
)
from examc.diagnostics import Report
from examc.source import Source, Span

DEEPEST = 40  # blocks or inlines inside each other
WIDEST = 100  # columns of a table
MASK = "\x1a"  # stands for the characters of an attribute list while Markdown is parsed
MARK = "\x02"  # around the number of a comment that is kept; no text holds it otherwise

MARKED = re.compile(f"{MARK}([0-9]+){MARK}")
_LIST_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,9}[.)])[ \t]+(\[[ xX]\][ \t]+)?(?=\{)")
_RUBRIC = re.compile(r"### *(criteria|levels)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n]+")
_OPEN_FORMULA = re.compile(r"\$\$|\$(?=[A-Za-z\\{(\[|])")
_BEFORE_TEXT = re.compile(r"[ \t>*+.)0-9-]*")
_QUOTES = re.compile(r"(?:[ \t]*>)*")
_OPENS_BLOCK = re.compile(r"\s*(?:>|[-+*#\d](?=[-+*#\d.)]*(?:\s|$)))")
_GLUED = re.compile(r" {0,3}(?:#(?=[^\W\d_])|#{2,3}(?=[^#\s]))")
_DEFINES = re.compile(r"[ \t>*+.)0-9-]*(\[[^\[\]]+\]):")
_LABEL = re.compile(r"\[[^\[\]]+\]")
_HOLDERS = ("List", "Item", "TaskItem", "BlockQuote")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_COMMENT = re.compile(r"<!--(.*?)-->\s*", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_INSTEAD = {
    "b": "**strong**",
    "strong": "**strong**",
    "i": "*emphasis*",
    "em": "*emphasis*",
    "sub": "~subscript~",
    "sup": "^superscript^",
    "s": "~~struck~~",
    "del": "~~struck~~",
    "code": "`code`",
    "pre": "a fenced code block",
    "br": "a backslash at the end of the line",
    "hr": "a line of three dashes",
    "img": "![alternative text](image.png)",
    "a": "[text](address)",
    "table": "a table with | between its cells",
    "ul": "a list with * before its items",
    "ol": "a list with 1. before its items",
    "li": "a list with * before its items",
    "blockquote": "a quote with > before its lines",
    "p": "an empty line between paragraphs",
    "math": "a formula between $ signs",
}


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of level 1 to 3: its text as written, and where that text stands."""

    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """A list item; `checked` is None without a box, `attributes` the span of its `{…}`."""

    checked: bool | None
    attributes: Span | None
    content: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of the top level, as items and as the ordinary block that it may also be."""

    items: tuple[ListItem, ...]
    block: Block
    span: Span


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the author between blocks of the top level."""

    text: str


Piece: TypeAlias = Title | ItemList | Comment | Block


def document(
    source: Source, report: Report, first_line: int = 1, comments: list[str] | None = None
) -> Iterator[Piece]:
    """Yield the pieces of a Markdown document that begins on a line of the source.

    Comments inside other blocks are added to `comments`, where it is given, and marked.
    """
    lines = nesting.bounded(source, first_line, report)
    masks = _mask_formulas(lines, first_line)
    masked = _mask_attributes(lines, first_line, masks)
    converter = _Converter(source, report, first_line - 1, _Columns(masked), masks, comments)
    root = _parse("\n".join(masked))
    _refuse_definitions(root, masked, first_line, source, report)
    for node in _children(root):
        converter.refuse_glued_title(node)
        yield from converter.piece(node)


def blocks(source: Source, report: Report, comments: list[str] | None = None) -> Blocks:
    """Read a Markdown text without titles and boxes; these are errors in it."""
    lines = nesting.bounded(source, 1, report)
    masks = _mask_formulas(lines, 1)
    converter = _Converter(source, report, 0, _Columns(lines), masks, comments)
    found: list[Block] = []
    root = _parse("\n".join(lines))
    _refuse_definitions(root, lines, 1, source, report)
    for node in _children(root):
        for piece in converter.piece(node):
            match piece:
                case Title():
                    help_line = f"write {'#' * (piece.level + 3)} for a heading inside a text"
                    message = "headings of level 1 to 3 have no place in a text"
                    report.add("S133", message, piece.span, help=help_line)
                case ItemList():
                    for item in piece.items:
                        if item.checked is not None:
                            _misplaced_box(report, item.span)
                    found.append(piece.block)
                case Comment():
                    if comments is not None:
                        found.append(marked_block(piece.text, comments))
                case _:
                    found.append(piece)
    return tuple(found)


def marked_block(comment: str, comments: list[str]) -> Paragraph:
    """Keep a comment in the list, and make the block that stands for it."""
    return Paragraph((_marked(comment, comments),))


def is_marked_block(block: Block) -> bool:
    """Whether a block stands for a comment that is kept."""
    match block:
        case Paragraph(content=(Text(text=text),)):
            return MARKED.fullmatch(text) is not None
        case _:
            return False


def _marked(comment: str, comments: list[str]) -> Text:
    comments.append(comment)
    return Text(f"{MARK}{len(comments) - 1}{MARK}")


def _refuse_definitions(
    root: Any, lines: list[str], first_line: int, source: Source, report: Report
) -> None:
    """Refuse `[Hint]: think`: it defines a link, and where none uses it, it is shown nowhere."""
    found = {
        n: m for n, line in enumerate(lines, 1) if "]:" in line and (m := _DEFINES.match(line))
    }
    if not found:
        return
    written = Counter(label[0].casefold() for line in lines for label in _LABEL.finditer(line))
    defined = Counter(match[1].casefold() for match in found.values())
    for number in _shown_lines(root, found):
        found.pop(number, None)
    for number, match in found.items():
        label = match[1].casefold()
        if written[label] == defined[label]:
            place = source.line_span(number + first_line - 1, match.start(1) + 1)
            message = f"{match[1]} defines a link that is used nowhere, and the line is not shown"
            help_line = "write \\[ for the sign itself, and links as [text](address)"
            report.add("S153", message, place, help=help_line)


def _shown_lines(root: Any, found: Mapping[int, re.Match[str]]) -> Iterator[int]:
    """Yield the lines whose words are in a block; definitions are only in the lines between."""
    stack = list(root.children)
    while stack:
        node = stack.pop()
        first, last = node.sourcepos.start.line, node.sourcepos.end.line
        if _kind(node) in _HOLDERS:
            stack += node.children
        elif _kind(node) == "Paragraph" and first in found:
            shown = "".join(filter(str.isalnum, "".join(_plain(node))))
            for number in range(first, last + 1):
                label = "".join(filter(str.isalnum, found[number][1])) if number in found else ""
                if shown.startswith(label):
                    yield from range(number, last + 1)
                    break
        else:
            yield from range(first, last + 1)


def _misplaced_box(report: Report, span: Span) -> None:
    report.add(
        "S139",
        "a box makes an option, and there is no choice question here",
        span.source.line_span(span.line, span.column),
        help="remove the box, or write \\[ ] for brackets in a text",
    )


@lru_cache(maxsize=1)
def _options() -> tuple[Any, Any]:
    import comrak

    extension = comrak.ExtensionOptions(
        strikethrough=True,
        table=True,
        tasklist=True,
        math_dollars=True,
        superscript=True,
        subscript=True,
        cjk_friendly_emphasis=True,
    )
    return extension, comrak.ParseOptions(escaped_char_spans=True, ignore_setext=True)


def _parse(text: str) -> Any:
    import comrak

    extension, parse = _options()
    text = text if text.endswith("\n") else text + "\n"  # without it, a last `1.` is no list
    return comrak.parse_document(text, extension_options=extension, parse_options=parse)


Masks: TypeAlias = dict[int, tuple[int, int]]
"""For each line that was changed, the offsets of the characters that a mask stands for."""


def _mask_formulas(lines: list[str], first_line: int) -> Masks:
    """Hide what begins a line of a display formula, so that no `+` of a sum begins a list."""
    masks: Masks = {}
    opened: int | None = None
    for index, line in enumerate(lines):
        if not line.strip(" \t>"):
            opened = None
        elif line.count("$$") % 2 and opened is None:
            opened = index
        elif line.count("$$") % 2 and opened is not None:
            before = _BEFORE_TEXT.match(lines[opened])
            quotes = before[0].count(">") if before else 0
            for number in range(opened + 1, index + 1):
                _mask_start(lines, number, quotes, first_line, masks)
            opened = None
    return masks


def _mask_start(lines: list[str], number: int, quotes: int, first_line: int, masks: Masks) -> None:
    """Hide the character of a line, after so many signs of quotes, that would begin a block."""
    line = lines[number]
    at = 0
    for _ in range(quotes):
        at = line.find(">", at) + 1 or at
    start = _OPENS_BLOCK.match(line, at)
    if start:
        masks[first_line + number] = (start.end() - 1, start.end())
        lines[number] = line[: start.end() - 1] + MASK + line[start.end() :]


def _mask_attributes(lines: list[str], first_line: int, masks: Masks) -> list[str]:
    """Hide attribute lists of list items, so that no `*` or `$` in them is read as Markdown."""
    masked = []
    in_rubric = False
    for number, line in enumerate(lines, first_line):
        if line.startswith("#"):
            in_rubric = _RUBRIC.match(line) is not None
        item = _LIST_ITEM.match(line) if "{" in line else None
        if item and (item[2] or (in_rubric and len(item[1]) < 4)):
            end = attributes_end(line, item.end())
            if end:
                masks[number] = (item.end(), end)
                line = line[: item.end()] + MASK * (end - item.end()) + line[end:]
        masked.append(line)
    return masked


def attributes_end(text: str, start: int) -> int:
    """The offset after the `}` that closes the `{` at `start`; 0 where none does.

    A brace inside double quotes does not count, nor does a quote after a backslash.
    """
    quoted = False
    offset = start + 1
    while offset < len(text):
        char = text[offset]
        if quoted and char == "\\":
            offset += 1
        elif char == '"':
            quoted = not quoted
        elif not quoted and char == "}":
            return offset + 1
        elif not quoted and char == "{":
            return 0
        offset += 1
    return 0


class _Columns:
    """The column of a character by that of its byte, which is what comrak counts.

    It can count characters too, but begins at the start of the line for every piece of it.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.starts: dict[int, list[int]] = {}

    def of(self, line: int, byte: int) -> int:
        """The column of the character that a byte belongs to; both are counted from 1."""
        text = self.lines[line - 1]
        if byte < 1 or text.isascii():
            return min(byte, max(len(text), 1))
        if line not in self.starts:
            code = text.encode()
            self.starts[line] = [i for i, byte in enumerate(code) if byte & 0xC0 != 0x80]
        return bisect_right(self.starts[line], byte - 1)


class _Converter:
    """Turns comrak's nodes into ours, and collects what is not of the language."""

    def __init__(
        self,
        source: Source,
        report: Report,
        shift: int,
        columns: _Columns,
        masks: dict[int, tuple[int, int]],
        comments: list[str] | None,
    ) -> None:
        self.source = source
        self.report = report
        self.shift = shift
        self.columns = columns
        self.masks = masks
        self.comments = comments
        self.bars: list[tuple[int, int]] = []
        """Where a backslash stands before a bar in the cell of a table at hand."""

    # -- blocks ---------------------------------------------------------------------------------

    def piece(self, node: Any) -> Iterator[Piece]:
        """Yield what a node of the top level is."""
        kind = _kind(node)
        if kind == "Heading" and node.node_value.value.level <= 3:
            yield self._title(node)
        elif kind == "List":
            yield self._item_list(node)
        elif kind == "HtmlBlock":
            yield from map(Comment, self._html_block(node))
        else:
            yield from self._block(node, 0)

    def _title(self, node: Any) -> Title:
        span = self._span(node)
        _release(node)
        line = self.source.line(span.line)
        marks = node.node_value.value.level
        start = len(line) - len(line.lstrip(" ")) + marks
        text = line[start:].rstrip(" \t")
        start += len(text) - len(text.lstrip(" \t"))
        end = len(line.rstrip(" \t"))
        return Title(marks, text.strip(" \t"), self.source.line_span(span.line, start + 1, end + 1))

    def refuse_glued_title(self, node: Any) -> None:
        """Report a paragraph that would be a title if a space stood after its signs."""
        if _kind(node) != "Paragraph":
            return
        line = node.sourcepos.start.line + self.shift
        glued = _GLUED.match(self.source.line(line))
        if glued:
            self.report.add(
                "S133",
                "a heading has a space after its signs",
                self.source.line_span(line),
                help=f"write {glued[0].strip()} and a space, or \\# for the sign itself",
            )

    def _item_list(self, node: Any) -> ItemList:
        items = tuple(self._list_item(child) for child in _children(node))
        block = self._list(node, tuple(item.content for item in items))
        return ItemList(items, block, self._span(node))

    def _list_item(self, node: Any) -> ListItem:
        span = self._span(node)
        checked = None
        if _kind(node) == "TaskItem":
            checked = node.node_value.value.symbol is not None
        attributes = None
        mask = self.masks.get(span.line)
        if mask:
            attributes = self.source.line_span(span.line, mask[0] + 1, mask[1] + 1)
        content = self._blocks(node, 1)
        if attributes is not None:
            content = self._without_mask(content, attributes)
        return ListItem(checked, attributes, content, span)

    def _without_mask(self, content: Blocks, attributes: Span) -> Blocks:
        first = content[0] if content else None
        if not isinstance(first, Paragraph) or not first.content:
            return content
        text = first.content[0]
        if not isinstance(text, Text) or not text.text.lstrip(" ").startswith(MASK):
            return content
        rest = text.text.lstrip(" ").lstrip(MASK).lstrip(" ")
        place = text.span
        if place is not None:
            line = self.source.line(attributes.line)
            spaces = len(line) - len(line[attributes.end_column - 1 :].lstrip())
            place = place._replace(column=max(place.column, spaces + 1))
        inlines = (Text(rest, place), *first.content[1:]) if rest else first.content[1:]
        return (Paragraph(inlines, first.span), *content[1:]) if inlines else content[1:]

    def _blocks(self, node: Any, depth: int) -> Blocks:
        if depth > DEEPEST:
            self.report.add("S106", f"more than {DEEPEST} levels of nesting", self._span(node))
            return ()
        return tuple(block for child in _children(node) for block in self._block(child, depth))

    def _block(self, node: Any, depth: int) -> Iterator[Block]:
        match _kind(node):
            case "Paragraph":
                yield from self._paragraph(node, depth)
            case "Heading":
                level = node.node_value.value.level
                if level <= 3:
                    self._nested_title(node, level)
                inlines = _stripped(self._inlines(node, depth))
                yield Heading(max(level, 4), inlines, self._span(node))
            case "CodeBlock":
                yield self._code_block(node)
            case "List":
                self._refuse_boxes(node)
                items = tuple(self._blocks(child, depth + 1) for child in _children(node))
                yield self._list(node, items)
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
            if _kind(child) == "TaskItem":
                _misplaced_box(self.report, self._span(child))

    def _paragraph(self, node: Any, depth: int) -> Iterator[Paragraph]:
        inlines = _stripped(self._inlines(node, depth))
        if inlines:
            yield Paragraph(inlines, self._span(node))

    def _code_block(self, node: Any) -> CodeBlock:
        value, span = node.node_value.value, self._span(node)
        text = value.literal.removesuffix("\n")
        if MASK in text:
            first = span.line + value.fenced
            lines = text.split("\n")
            text = "\n".join(self._unmask(line, first + i) for i, line in enumerate(lines))
        self._refuse_control(value.info, span)
        first = self.source.line_span(span.line, span.column)
        if not value.fenced:
            help_line = "write ``` above and below a listing, or indent a text less"
            self.report.add("L226", "a text indented so far is a listing", first, help=help_line)
        elif not value.closed:
            help_line = f"end it with a line of {chr(value.fence_char) * value.fence_length}"
            self.report.add("S159", "listing is never closed", first, help=help_line)
        return CodeBlock(text, (value.info.split() or [""])[0], span)

    def _list(self, node: Any, items: tuple[Blocks, ...]) -> Block:
        value = node.node_value.value
        if value.bullet_char:
            return BulletList(items, self._span(node))
        return OrderedList(items, value.start, self._span(node))

    def _table(self, node: Any, depth: int) -> Table:
        alignments = tuple(_alignment(name) for name in node.node_value.value.alignments)
        if len(alignments) > WIDEST:
            span = self._span(node)
            place = self.source.line_span(span.line, span.column)
            message = f"table of {len(alignments)} columns is wider than any exam"
            self.report.add("S107", message, place, help=f"write {WIDEST} columns at most")
            return Table((), (), (), span)
        rows = [self._row(row, depth) for row in _children(node)]
        return Table(rows[0], tuple(rows[1:]), alignments, self._span(node))

    def _row(self, row: Any, depth: int) -> tuple[Inlines, ...]:
        cells = _children(row)
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

    # -- inlines --------------------------------------------------------------------------------

    def _inlines(self, node: Any, depth: int) -> Inlines:
        if depth > DEEPEST:
            self.report.add("S106", f"more than {DEEPEST} levels of nesting", self._span(node))
            return ()
        found = _Running()
        for child in _children(node):
            kind = _kind(child)
            if kind == "Text":
                self._text(found, child)
            elif kind == "SoftBreak":
                found.text(" ", None)
            elif kind == "Escaped":
                for inner in _children(child):
                    found.text(inner.node_value.value, self._span(inner))
            elif kind == "HtmlInline":
                self._html_inline(found, child)
            else:
                found.add(self._inline(child, kind, depth))
        return found.close()

    def _text(self, found: "_Running", node: Any) -> None:
        value, span = node.node_value.value, self._span(node)
        opens = (
            MASK in value and not found and value.lstrip(" ").startswith(MASK) and self._opens(span)
        )
        if MASK in value and not opens:
            value = self._unmask(value, span.line)
        if "$" in value:
            self._open_formula(value, span)
        if not value.isprintable():
            self._refuse_control(value.lstrip(" ").lstrip(MASK) if opens else value, span)
        found.text(value, span)

    def _refuse_control(self, value: str, span: Span) -> None:
        """An entity such as `&#2;` makes a character that may not stand in the file itself."""
        control = _CONTROL.search(value)
        if control:
            message = f"control character U+{ord(control[0]):04X} in the text"
            help_line = "remove it; it cannot be seen and no exam needs it"
            self.report.add("S105", message, span, help=help_line)

    def _opens(self, span: Span) -> bool:
        """Whether a text begins where its line's mask begins, as an attribute list does."""
        mask = self.masks.get(span.line)
        return mask is not None and span.column <= mask[0] + 1

    def _open_formula(self, value: str, span: Span) -> None:
        dollar = _OPEN_FORMULA.search(value)
        if dollar:
            line = self.source.line(span.line)
            column = line.find("$", span.column - 1) + 1 or span.column
            self.report.add(
                "S151",
                "formula is never closed",
                self.source.line_span(span.line, column, column + len(dollar[0])),
                help="close it with $ in the same paragraph (\\| for a bar in a table), "
                "or write \\$ for the sign",
            )

    def _inline(self, node: Any, kind: str, depth: int) -> Inline:
        make = _WRAPPERS.get(kind)
        if make is not None:
            return make(self._inlines(node, depth + 1))
        value: Any = getattr(node.node_value, "value", None)
        match kind:
            case "Math":
                return self._math(value, self._span(node))
            case "Code":
                return Code(
                    _SPACE.sub(" ", self._unmask_all(value.literal, node)), self._span(node)
                )
            case "LineBreak":
                return LineBreak()
            case "Link":
                return self._link(node, depth)
            case "Image":
                return self._image(node)
            case _:
                raise AssertionError(f"comrak made an inline {kind} that was not asked for")

    def _math(self, value: Any, span: Span) -> Math:
        stripped = [line.strip() for line in self._literal_lines(value.literal, span)]
        lines = [(span.line + i, line) for i, line in enumerate(stripped) if line]
        text = "\n".join(line for _, line in lines)
        flaw = tex.check(text)
        if flaw:
            code = "L224" if flaw.unknown else "S152"
            inside = span._replace(column=span.column + (2 if value.display_math else 1))
            folds = len(stripped) == 1 and span.line != span.end_line
            find = self._folded_formula_span if folds else self._formula_span
            self.report.add(code, flaw.message, find(lines, flaw, inside))
        elif not text:
            self.report.add("S152", "formula is empty", span)
        return Math(text, value.display_math, span)

    def _literal_lines(self, literal: str, span: Span) -> list[str]:
        lines = literal.split("\n")
        return [
            self._unmask(line, span.line + i) if MASK in line else line
            for i, line in enumerate(lines)
        ]

    def _folded_formula_span(
        self, lines: list[tuple[int, str]], flaw: tex.Flaw, inside: Span
    ) -> Span:
        """The place of a flaw in a formula whose lines comrak has joined, found by counting."""
        before = len("".join(lines[0][1][: flaw.start].split()))
        for number in range(inside.line, inside.end_line + 1):
            raw = self.source.line(number)
            quotes = _QUOTES.match(raw)
            start = inside.column - 1 if number == inside.line else quotes.end() if quotes else 0
            for offset in range(start, len(raw)):
                before -= not raw[offset].isspace()
                if before < 0:
                    end = min(offset + 1 + flaw.end - flaw.start, len(raw) + 1)
                    return self.source.line_span(number, offset + 1, max(end, offset + 2))
        return inside

    def _formula_span(self, lines: list[tuple[int, str]], flaw: tex.Flaw, inside: Span) -> Span:
        """The place of a flaw in the file, from the formula's lines with their numbers."""
        offset, at = flaw.start, 0
        while at + 1 < len(lines) and offset > len(lines[at][1]):
            offset -= len(lines[at][1]) + 1
            at += 1
        number, text = lines[at]
        start = inside.column - 1 if number == inside.line else 0
        found = self.source.line(number).find(text, start)
        column = (start if found < 0 else found) + offset + 1
        for line, bar in self.bars if found < 0 else ():
            column += column >= bar and line == number
        column = min(column, max(len(self.source.line(number)), 1))
        width = max(min(flaw.end - flaw.start, len(text) - offset), 1)
        return self.source.line_span(number, column, column + width)

    def _link(self, node: Any, depth: int) -> Link:
        value, span = node.node_value.value, self._span(node)
        scheme = value.url.partition(":")[0].lower() if ":" in value.url else ""
        if scheme not in ("", "http", "https", "mailto"):
            self.report.add(
                "S153",
                f"link to {scheme + ':'!r} is not allowed",
                span,
                help="link to an http, https or mailto address",
            )
        self._refuse_control(value.url + value.title, span)
        return Link(self._inlines(node, depth + 1), value.url, value.title, span)

    def _image(self, node: Any) -> Image:
        value, span = node.node_value.value, self._span(node)
        alt = "".join(_plain(node))
        _release(node)
        self._refuse_control(value.url + value.title + alt, span)
        return Image(
            image_path(value.url, self.source),
            folded(alt),
            folded(value.title),
            span,
        )

    def _html_block(self, node: Any) -> Iterator[str]:
        """Yield the comments that a block of HTML holds; all else in it is an error."""
        span = self._span(node)
        literal = "\n".join(self._literal_lines(node.node_value.value.literal, span)).strip()
        at = 0
        while comment := _COMMENT.match(literal, at):
            if comment[1].strip():
                yield _dedented(comment[1])
            at = comment.end()
        rest = literal[at:]
        if not rest:
            return
        line = span.line + literal.count("\n", 0, at)
        first = rest.partition("\n")[0]
        column = max(self.source.line(line).rfind(first), 0) + 1
        place = self.source.line_span(line, column, column + len(first))
        if rest.startswith("<!--"):
            self.report.add("S150", "comment is never closed", place, help="end it with -->")
        elif at:
            help_line = "begin the text on a line of its own"
            self.report.add("S138", "text stands on the line of a comment", place, help=help_line)
        else:
            self._html(rest, place)

    def _html_inline(self, found: "_Running", node: Any) -> None:
        literal = node.node_value.value
        if not literal.startswith("<!--"):
            self._html(literal, self._span(node))
            return
        comment = " ".join(literal[4:].removesuffix("-->").split())
        if comment and self.comments is not None:
            found.text(_marked(comment, self.comments).text, None)

    def _html(self, literal: str, span: Span) -> None:
        tag = _TAG.match(literal)
        name = tag[1].lower() if tag else ""
        written = tag[0] + ">" if tag else literal.split("\n")[0][:20]
        instead = _INSTEAD.get(name, "")
        self.report.add(
            "S150",
            f"raw HTML {written!r} is not part of the language",
            self.source.line_span(span.line, span.column, span.column + len(written)),
            help=f"write {instead}" if instead else "write \\< for the sign itself",
        )

    # -- places ---------------------------------------------------------------------------------

    def _span(self, node: Any) -> Span:
        place = node.sourcepos
        start, end = place.start, place.end
        column = self.columns.of(start.line, start.column)
        end_column = self.columns.of(end.line, end.column)
        for line, bar in self.bars:
            column += column >= bar and line == start.line + self.shift
            end_column += end_column >= bar and line == end.line + self.shift
        return Span(
            self.source, start.line + self.shift, column, end.line + self.shift, end_column + 1
        )

    def _unmask(self, text: str, line: int) -> str:
        mask = self.masks.get(line)
        if mask is None or MASK not in text:
            return text
        at = text.index(MASK)
        hidden = self.source.line(line)[mask[0] : mask[1]]
        return text[:at] + hidden + text[at:].lstrip(MASK)

    def _unmask_all(self, text: str, node: Any) -> str:
        return self._unmask(text, self._span(node).line) if MASK in text else text


def folded(text: str) -> str:
    """A text of one line: white space is single spaces, and none stands at the ends."""
    return _SPACE.sub(" ", text).strip(" ")


class _Running:
    """Collects inlines: texts in a row are one, white space is folded, none follows a break."""

    def __init__(self) -> None:
        self.inlines: list[Inline] = []
        self.words: list[str] = []
        self.span: Span | None = None

    def __bool__(self) -> bool:
        return bool(self.inlines or self.words)

    def text(self, text: str, span: Span | None) -> None:
        """Add characters of a text."""
        text = _SPACE.sub(" ", text)
        if self.words:
            bare = self.words[-1].endswith(" ")
        else:
            bare = bool(self.inlines) and isinstance(self.inlines[-1], LineBreak)
        if bare:
            text = text.lstrip(" ")
        if text:
            self.words.append(text)
            self.span = self.span.to(span) if self.span and span else self.span or span

    def add(self, inline: Inline) -> None:
        """Add what is no text."""
        self._end_text()
        self.inlines.append(inline)

    def close(self) -> Inlines:
        """All that was collected."""
        self._end_text()
        return tuple(self.inlines)

    def _end_text(self) -> None:
        if self.words:
            self.inlines.append(Text("".join(self.words), self.span))
            self.words, self.span = [], None


def image_path(url: str, source: Source) -> str:
    """The path of an image seen from the exam's folder; an address of the web stays as it is."""
    if ":" in url or url.startswith("/") or not url:
        return url
    return posixpath.normpath(posixpath.join(source.folder, url))


_WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "Emph": Emphasis,
    "Strong": Strong,
    "Strikethrough": Strikethrough,
    "Subscript": Subscript,
    "Superscript": Superscript,
}


def _dedented(comment: str) -> str:
    """The text of a comment; where it has several lines, without what indents them all."""
    first, _, rest = comment.partition("\n")
    lines = [first.strip(), *dedent(rest).rstrip().split("\n")] if rest else [first.strip()]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _alignment(value: Any) -> str:
    name = re.split(r"\W+", str(value))[-1].lower()
    return name if name in ("left", "center", "right") else ""


def _children(node: Any) -> list[Any]:
    """What stands directly inside a node, for the last time.

    Parents and children hold each other, and comrak's would never be freed.
    """
    children: list[Any] = node.children
    node.children = []
    return children


def _release(node: Any) -> None:
    """Let go of all that stands inside a node."""
    stack = [node]
    while stack:
        stack += _children(stack.pop())


def _kind(node: Any) -> str:
    return type(node.node_value).__name__


def _plain(node: Any) -> Iterator[str]:
    """Yield the characters of all that stands inside a node, in order of reading."""
    stack = [*reversed(node.children)]
    while stack:
        child = stack.pop()
        stack += reversed(child.children)
        kind = _kind(child)
        value: Any = getattr(child.node_value, "value", "")
        if kind == "SoftBreak":
            yield " "
        elif kind == "Code":
            yield value.literal
        elif kind == "Math":
            yield f"${value.literal}$"
        elif isinstance(value, str):
            yield value


def _stripped(inlines: Inlines) -> Inlines:
    """Without white space at the ends, as a removed comment leaves it."""
    if inlines and isinstance(inlines[0], Text) and inlines[0].text[0] == " ":
        rest = inlines[0].text.lstrip(" ")
        inlines = ((Text(rest, inlines[0].span),) if rest else ()) + inlines[1:]
    if inlines and isinstance(inlines[-1], Text) and inlines[-1].text[-1] == " ":
        rest = inlines[-1].text.rstrip(" ")
        inlines = inlines[:-1] + ((Text(rest, inlines[-1].span),) if rest else ())
    return inlines
