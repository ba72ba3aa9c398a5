"""Rich text → lines of plain text, for what Canvas keeps without form: the texts of a rubric."""

from collections.abc import Iterator
from typing import assert_never

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
)


def lines(text: Blocks) -> str:
    """The characters of a text, its blocks on lines of their own."""
    return "\n".join(line for block in text for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield plain(block.content)
        case CodeBlock():
            yield from block.text.split("\n")
        case BulletList():
            for item in block.items:
                yield from _item("- ", item)
        case OrderedList():
            for number, item in enumerate(block.items, block.start):
                yield from _item(f"{number}. ", item)
        case Quote():
            yield from _item("  ", block.content)  # Canvas would hide lines that begin with `>`
        case Table():
            for row in (block.head, *block.rows):
                yield " | ".join(map(plain, row))
        case Rule():
            yield "---"
        case _:
            assert_never(block)


def _item(marker: str, content: Blocks) -> Iterator[str]:
    """What stands in a list or quote: after its marker, or below that."""
    for place, line in enumerate(lines(content).split("\n")):
        yield (" " * len(marker) if place else marker) + line
