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
from examc.text.markup.inlines import image_path
from examc.text.markup.masks import MASK, attributes_end, mask_attributes, mask_formulas
from examc.text.markup.pieces import (
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
from examc.text.markup.running import folded
from examc.text.markup.trees import children_of, parse_tree, parts

__all__ = [
    "MARK",
    "MARKED",
    "MASK",
    "Comment",
    "ItemList",
    "ListItem",
    "Piece",
    "Title",
    "attributes_end",
    "blocks",
    "document",
    "folded",
    "image_path",
    "is_marked_block",
    "marked_block",
]


def document(
    source: Source, report: Report, first_line: int = 1, comments: list[str] | None = None
) -> Iterator[Piece]:
    """Yield the pieces of a Markdown document that begins on a line of the source.

    Comments inside other blocks are added to `comments`, where it is given, and marked.
    """
    lines = nesting.bounded(source, first_line, report)
    masks = mask_formulas(lines, first_line)
    masked = mask_attributes(lines, first_line, masks)
    converter = Converter(source, report, masks, comments)
    for offset, part, root in parts(masked):
        first = first_line + offset
        refuse_definitions(root, part, first, source, report)
        converter.begin(first - 1, part)
        for node in children_of(root):
            title = converter.glued_title(node)
            yield from converter.piece(node) if title is None else (title,)


def blocks(source: Source, report: Report, comments: list[str] | None = None) -> Blocks:
    """Read a Markdown text without titles and boxes; these are errors in it."""
    lines = nesting.bounded(source, 1, report)
    masks = mask_formulas(lines, 1)
    converter = Converter(source, report, masks, comments)
    converter.begin(0, lines)
    found: list[Block] = []
    root = parse_tree("\n".join(lines))
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
