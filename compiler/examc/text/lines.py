"""Blocks as lines of running text, for places that hold nothing else, such as cells of tables."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)


def lines(content: Blocks) -> Iterator[Inlines]:
    """Yield the lines of a text: each paragraph, item, row of a table or line of code is one."""
    for block in content:
        match block:
            case Paragraph() | Heading():
                yield block.content
            case CodeBlock():
                yield from ((Code(line),) for line in block.text.split("\n") if line.strip())
            case BulletList():
                for item in block.items:
                    yield from lines(item)
            case OrderedList():
                for number, item in enumerate(block.items, block.start):
                    first, *more = [*lines(item)] or [()]
                    yield (Text(f"{number}. "), *first)
                    yield from more
            case Quote():
                yield from lines(block.content)
            case Table():
                yield from (parted(row, " | ") for row in (block.head, *block.rows))
            case Rule():
                pass
            case _:
                assert_never(block)


def parted(texts: Iterable[Inlines], by: str) -> Inlines:
    """Several running texts as one, with characters between them."""
    found: list[Inline] = []
    for content in texts:
        if content:
            found += (Text(by), *content) if found else content
    return tuple(found)


def in_a_line(block: Block) -> Inlines:
    """A block as running text, with a break between its lines."""
    found: list[Inline] = []
    for content in lines((block,)):
        if content:
            found += (LineBreak(), *content) if found else content
    return tuple(found)
