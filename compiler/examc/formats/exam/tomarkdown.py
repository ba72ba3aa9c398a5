"""Writes rich text back into Markdown: blocks → lines, in the one canonical form."""

import re
from collections.abc import Sequence
from typing import assert_never

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    Inlines,
    Math,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from examc.formats.exam import escaping, inlinetext
from examc.formats.exam.comments import block_comment
from examc.formats.exam.filling import fill, indented, narrower, plain, prefixed, spaced
from examc.text.markup import MARK, MARKED, is_marked_block

WIDTH = 100  # columns that lines are filled to
_LAST_NUMBER = 999_999_999  # Markdown reads no more than nine digits before a list item

"""Words that would begin a block if a line began with them."""


class Writer:
    """Writes texts; `comments` are what the marks of comments in them stand for.

    `folder` is the folder of the file that is written, seen from the exam's own.
    """

    def __init__(self, comments: Sequence[str] = (), folder: str = "") -> None:
        self.comments = comments
        self.folder = folder

    def text(self, content: Blocks, width: int = WIDTH) -> list[str]:
        """The lines of a text, filled to a width in columns."""
        return spaced(self._chunks(content, width))

    def entry(self, head: str, content: Blocks, indent: int = 2, width: int = WIDTH) -> list[str]:
        """The lines of an entry: its text follows the words of `head`, or stands below them."""
        bare = not head.endswith(("}", "]"))
        return self._item(head, indent, content, width, bare=bare, entry=True)

    def is_short(self, content: Blocks) -> bool:
        """Whether an entry needs no empty lines around it."""
        return not content or (len(content) == 1 and self._may_follow(content[0], bare=False))

    # -- blocks ---------------------------------------------------------------------------------

    def _chunks(self, content: Blocks, width: int) -> list[list[str]]:
        """The lines of each block; neighbouring lists differ in their signs."""
        chunks: list[list[str]] = []
        other = False
        for index, block in enumerate(content):
            before = content[index - 1] if index else None
            same = isinstance(block, BulletList | OrderedList) and type(block) is type(before)
            other = same and not other
            if isinstance(block, Paragraph):
                chunks += self._hoisted(block)
            lines = self._block(block, width, other)
            if lines:
                chunks.append(lines)
        return chunks

    def _block(self, block: Block, width: int, other: bool) -> list[str]:
        match block:
            case Paragraph():
                return self._paragraph(block, width)
            case Heading():
                words = escaping.heading_end(self._line(block.content))
                return [f"{'#' * block.level} {plain(words)}".rstrip(" ")]
            case CodeBlock():
                return _code_block(block)
            case BulletList():
                sign = "+" if other else "*"
                return self._list(block.items, [sign] * len(block.items), width)
            case OrderedList():
                numbers = (min(block.start + i, _LAST_NUMBER) for i in range(len(block.items)))
                sign = ")" if other else "."
                return self._list(block.items, [f"{number}{sign}" for number in numbers], width)
            case Quote():
                return prefixed("> ", self.text(block.content, narrower(width, 2))) or [">"]
            case Table():
                return self._table(block)
            case Rule():
                return ["---"]
            case _:
                assert_never(block)

    def _hoisted(self, paragraph: Paragraph) -> list[list[str]]:
        """The comments that begin a paragraph: on its first line they would swallow the rest."""
        first = paragraph.content[0] if paragraph.content else None
        if not isinstance(first, Text) or not first.text.startswith(MARK):
            return []
        numbers = MARKED.findall(_leading_marks(first.text))
        return [block_comment(self.comments[int(number)]) for number in numbers]

    def _paragraph(self, block: Paragraph, width: int) -> list[str]:
        content = block.content
        if _is_display(block):
            assert isinstance(content[0], Math)
            say = inlinetext.reading(content[0].say) if content[0].say else ""
            return ["$$", *inlinetext.formula_lines(content[0].tex, inside=False), "$$" + say]
        first = content[0] if content else None
        if isinstance(first, Text) and first.text.startswith(MARK):
            rest = first.text.removeprefix(_leading_marks(first.text))
            content = (Text(rest), *content[1:]) if rest else content[1:]
        return fill(self._line(content), width) if content else []

    def _line(self, content: Inlines) -> str:
        return inlinetext.line(content, self.comments, self.folder)

    # -- lists ----------------------------------------------------------------------------------

    def _list(self, items: tuple[Blocks, ...], signs: list[str], width: int) -> list[str]:
        chunks = [
            self._item(sign, len(sign) + 1, item, width, bare=True)
            for sign, item in zip(signs, items, strict=True)
        ]
        if all(self._is_tight(item) for item in items):
            return [line for chunk in chunks for line in chunk]
        return spaced(chunks)

    def _item(
        self,
        head: str,
        indent: int,
        content: Blocks,
        width: int,
        *,
        bare: bool,
        entry: bool = False,
    ) -> list[str]:
        """The lines of an item; `bare` says that its head is nothing but the sign of the list.

        What ends the line of an `entry` without an attribute list could be read as its weight.
        """
        inner = narrower(width, indent)
        lines = [head]
        below = content
        if content and self._may_follow(content[0], bare=bare):
            assert isinstance(content[0], Paragraph)
            words = self._line(content[0].content)
            if entry and not head.endswith("}"):
                words = escaping.without_weight_behind(words)
            lines = fill(words, inner, len(head) + 1 - indent, item=True)
            lines = [f"{head} {lines[0]}", *indented(lines[1:], indent)]
            below = content[1:]
        tight = bare and self._is_tight(content)
        for chunk in self._chunks(below, inner):
            if not (tight or (bare and lines == [head])):
                lines.append("")
            lines += indented(chunk, indent)
        return lines

    def _may_follow(self, block: Block, *, bare: bool) -> bool:
        """Whether a block can stand on the line of its item's sign."""
        if not isinstance(block, Paragraph) or _is_display(block):
            return False
        first = block.content[0]
        commented = isinstance(first, Text) and first.text.startswith(MARK)
        return not commented or not (bare or is_marked_block(block))

    def _is_tight(self, item: Blocks) -> bool:
        """Whether an item is one paragraph, at most with a list below that may interrupt it."""
        if not item:
            return True
        if not self._may_follow(item[0], bare=True) or len(item) > 2:
            return False
        match item[1:]:
            case ():
                return True
            case (BulletList(items=inner),):
                pass
            case (OrderedList(items=inner, start=1),):
                pass
            case _:
                return False
        return bool(inner) and bool(inner[0]) and all(self._is_tight(one) for one in inner)

    # -- tables ---------------------------------------------------------------------------------

    def _table(self, table: Table) -> list[str]:
        rows = [[self.cell(cell) for cell in row] for row in (table.head, *table.rows)]
        return self.table(rows, table.alignments)

    def table(self, rows: list[list[str]], alignments: Sequence[str]) -> list[str]:
        """The lines of a table: its head, its rows, and how its columns are aligned."""
        widths = [max(3, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
        if sum(widths) + 3 * len(widths) + 1 > WIDTH:
            widths = [3] * len(widths)
        rules = [_rule(name, width) for name, width in zip(alignments, widths, strict=True)]
        aligned = [
            [
                _aligned(cell, name, width)
                for cell, name, width in zip(row, alignments, widths, strict=True)
            ]
            for row in rows
        ]
        return [f"| {' | '.join(cells)} |" for cells in (aligned[0], rules, *aligned[1:])]

    def cell(self, content: Inlines) -> str:
        """A running text as the cell of a table."""
        words = plain(self._line(content)).replace("\n", " ")
        return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", words)


def _leading_marks(text: str) -> str:
    found = re.match(f"(?:{MARKED.pattern} *)+", text)
    return found[0] if found else ""


def _is_display(block: Block) -> bool:
    match block:
        case Paragraph(content=(Math(display=True),)):
            return True
        case _:
            return False


def _code_block(block: CodeBlock) -> list[str]:
    sign = "~" if "`" in block.language else "`"
    longest = max(map(len, re.findall(f"{sign}+", block.text)), default=0)
    fence = sign * max(3, longest + 1)
    language = escaping.language(block.language)
    return [fence + language, *(block.text.split("\n") if block.text else ()), fence]


def _rule(alignment: str, width: int) -> str:
    left = ":" if alignment in ("left", "center") else "-"
    right = ":" if alignment in ("right", "center") else "-"
    return left + "-" * (width - 2) + right


def _aligned(cell: str, alignment: str, width: int) -> str:
    if alignment == "right":
        return cell.rjust(width)
    return cell.center(width) if alignment == "center" else cell.ljust(width)
