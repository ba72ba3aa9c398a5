"""Markdown text → rich text with exact spans.

A document is parsed once. `document` yields the pieces an exam is built of: titles (headings of
level 1 to 3), lists whose items may be options or criteria, comments, and ordinary blocks.
`blocks` reads a text in which none of these has a place, such as a value of a YAML file.

Comments mean nothing, and are left out; for a formatter they can be kept: then a mark stands in
the text for each, and their own text in a list.
"""

from collections.abc import Iterator

from examc.core.content import Block, Blocks
from examc.core.diagnostics import Report
from examc.core.source import Source
from examc.text import nesting
from examc.text.markup.converter import Converter, misplaced_box
from examc.text.markup.definitions import refuse_definitions
from examc.text.markup.gaps import mark_gaps
from examc.text.markup.inlines import image_path
from examc.text.markup.masks import attributes_end, mask_attributes, mask_formulas
from examc.text.markup.pictures import hide_pictures
from examc.text.markup.pieces import (
    KEPT,
    MARK,
    MARKED,
    Comment,
    ItemList,
    ListItem,
    Piece,
    Title,
    is_marked_block,
    marked_block,
)
from examc.text.markup.raising import FROM, TO, Raising, in_word, mark_signs, may_raise
from examc.text.markup.readings import mask_readings
from examc.text.markup.running import folded
from examc.text.markup.signs import own_hidden
from examc.text.markup.trees import children_of, parse_tree, parts

__all__ = [
    "FROM",
    "KEPT",
    "MARK",
    "MARKED",
    "TO",
    "Comment",
    "ItemList",
    "ListItem",
    "Piece",
    "Raising",
    "Title",
    "attributes_end",
    "blocks",
    "document",
    "folded",
    "image_path",
    "in_word",
    "is_marked_block",
    "marked_block",
    "may_raise",
]


def document(
    source: Source, report: Report, first_line: int = 1, comments: list[str] | None = None
) -> Iterator[Piece]:
    """Yield the pieces of a Markdown document that begins on a line of the source.

    Comments inside other blocks are added to `comments`, where it is given, and marked.
    """
    lines = _own_lines(source, first_line, report)
    masks = mask_attributes(lines, first_line)
    _mask(source, lines, None)
    converter = Converter(source, report, masks, comments)
    for offset, part, root in parts(lines):
        first = first_line + offset
        refuse_definitions(root, part, first, source, report)
        converter.begin(first - 1, part)
        for node in children_of(root):
            title = converter.glued_title(node)
            yield from converter.piece(node) if title is None else (title,)


def _own_lines(source: Source, first_line: int, report: Report) -> list[str]:
    """The lines from a number on, without characters that stand for others in the parser."""
    lines = nesting.bounded(source, first_line, report)
    for number, start, end in own_hidden(lines):
        place = source.line_span(first_line + number, start + 1, end + 1)
        written = source.line(first_line + number)[start:end]
        message = f"{written!r} is no character that a text can have"
        report.add("S105", message, place, help="write the character itself, or remove it")
    return lines


def _mask(source: Source, lines: list[str], raising: Raising | None) -> None:
    """Hide what Markdown must not read, and mark what it reads by other rules."""
    if raising is None and "{" in source.text:
        mask_readings(source.text, lines)
    mask_formulas(lines)
    hide_pictures(lines)
    if raising is None:  # a print has no gaps by name
        mark_gaps(lines)
    mark_signs(lines, raising)


def blocks(
    source: Source,
    report: Report,
    comments: list[str] | None = None,
    raising: Raising | None = None,
) -> Blocks:
    """Read a Markdown text without titles and boxes; these are errors in it.

    `raising` are the characters that raise and lower in a printed text, where `^` and `~` are signs
    like others and formulas stand between dollars only.
    """
    lines = _own_lines(source, 1, report)
    _mask(source, lines, raising)
    converter = Converter(source, report, {}, comments)
    converter.begin(0, lines)
    found: list[Block] = []
    root = parse_tree("\n".join(lines), brackets=raising is None)
    refuse_definitions(root, lines, 1, source, report)
    for node in children_of(root):
        for piece in converter.piece(node):
            match piece:
                case Title():
                    help_line = f"write {'#' * (piece.level + 3)} for a heading inside a text"
                    message = "headings of level 1 to 3 have no place in a text"
                    report.add("S133", message, piece.span, help=help_line)
                case ItemList():
                    for item in piece.items:
                        if item.checked is not None:
                            misplaced_box(report, item.span)
                    found.append(piece.block)
                case Comment():
                    if comments is not None:
                        found.append(marked_block(piece.text, comments))
                case _:
                    found.append(piece)
    return tuple(found)
