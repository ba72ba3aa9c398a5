"""Makes a text plainer until Markdown says it: less emphasis, then none, then words alone."""

from collections.abc import Iterator

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
    walk,
)
from examc.core.diagnostics import Report
from examc.core.records import replace
from examc.core.source import Source
from examc.formats.exam.sayabletext import WRAPPERS, Tell
from examc.formats.exam.tomarkdown import Writer
from examc.text import markup
from examc.text.folding import fold, merged, stripped
from examc.text.lines import lines
from examc.text.nesting import MARKS, MOST_LEVELS


def says(content: Blocks) -> bool:
    """Whether a text that is written in Markdown is read as the same."""
    report = Report()
    source = Source("", "\n".join(Writer().text(content)))
    return markup.blocks(source, report) == content and not report.failed


def repaired(content: Blocks, tell: Tell) -> Blocks:
    """The text with each block that cannot be said made as plain as it must be; each is told."""
    if says(content):
        return content
    if len(content) == 1:
        return _repaired(content[0], tell)
    found = tuple(block for one in content for block in repaired((one,), tell))
    if says(found):
        return found
    tell("S162", f"form of the text {_short(content)} cannot be written; its words are kept")
    return words(content)


def _repaired(block: Block, tell: Tell) -> Blocks:
    inner = _with_inner(block, tell)
    if says((inner,)):
        return (inner,)
    for most in (2, 1):
        less = _less(inner, most)
        if says((less,)):
            message = f"emphasis inside emphasis in {_short((block,))} cannot be written"
            tell("S162", f"{message}; the innermost is left out")
            return (less,)
    bare = _less(inner, 0)
    if says((bare,)):
        tell("S162", f"emphasis and links in {_short((block,))} cannot be written; words are kept")
        return (bare,)
    tell("S162", f"form of the text {_short((block,))} cannot be written; its words are kept")
    return words((block,))


def _with_inner(block: Block, tell: Tell) -> Block:
    """The block with the texts inside it repaired."""
    match block:
        case BulletList() | OrderedList():
            return replace(block, items=tuple(repaired(item, tell) for item in block.items))
        case Quote():
            return replace(block, content=repaired(block.content, tell))
        case _:
            return block


def _less(block: Block, most: int) -> Block:
    """The block with emphasis (and links) no more than so many levels deep."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=_shallow(block.content, most))
        case BulletList() | OrderedList():
            items = tuple(tuple(_less(inner, most) for inner in item) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return replace(block, content=tuple(_less(inner, most) for inner in block.content))
        case Table():
            head, *rows = (
                tuple(_shallow(cell, most) for cell in row) for row in (block.head, *block.rows)
            )
            return replace(block, head=head, rows=tuple(rows))
        case _:
            return block


def _shallow(content: Inlines, most: int) -> Inlines:
    return stripped(merged(_flattened(content, most)))


def _flattened(content: Inlines, most: int) -> Iterator[Inline]:
    for inline in content:
        if not isinstance(inline, (*WRAPPERS, Link)):
            yield inline
        elif most == 0:
            yield from _flattened(inline.content, 0)
        else:
            yield replace(inline, content=merged(_flattened(inline.content, most - 1)))


def words(content: Blocks) -> Blocks:
    """The words of a text, a paragraph for each of its lines; images stay where they can be said."""
    found: list[Block] = []
    for line in lines(content):
        found += (Paragraph((Text(text),)) for text in _pieces(fold(plain(line))))
        for node in walk(line):
            if isinstance(node, Image) and says((Paragraph((node,)),)):
                found.append(Paragraph((node,)))
    return tuple(found)


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in parts with so few marks that each may be one paragraph."""
    start = marks = 0
    space = -1
    for at, char in enumerate(text):
        if char == " ":
            space = at
        marks += char in MARKS
        if marks > MOST_LEVELS:
            end = space if space > start else at
            yield from (part for part in (text[start:end].strip(" "),) if part)
            start, marks = end, sum(map(text[end : at + 1].count, MARKS))
    if rest := text[start:].strip(" "):
        yield rest


def _short(content: Blocks) -> str:
    text = plain(content)
    return repr(text if len(text) <= 60 else text[:57] + "…")
