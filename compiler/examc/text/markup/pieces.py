"""What a document is made of: titles, lists whose items may be options, comments, and blocks."""

from typing import NamedTuple, TypeAlias

from examc.core import lazyre
from examc.core.content import Block, Blocks, Paragraph, Text
from examc.core.source import Span

MARK = "\x02"  # around the number of a comment that is kept; no text holds it otherwise


KEPT = "\x03"
"""Before a sign that the author wrote with a backslash, where this is kept; no text holds it."""
KEPT_SIGNS = tuple("^_=~:*")
"""Signs of which something is said where they stand bare, so that a formatter keeps them escaped."""

MARKED = lazyre.compile(f"{MARK}([0-9]+){MARK}")


class Title(NamedTuple):
    """A heading of level 1 to 3: its text as written, and where that text stands."""

    level: int
    text: str
    span: Span


class ListItem(NamedTuple):
    """A list item; `checked` is None without a box, `attributes` the span of its `{…}`."""

    checked: bool | None
    attributes: Span | None
    content: Blocks
    span: Span


class ItemList(NamedTuple):
    """A list of the top level, as items and as the ordinary block that it may also be."""

    items: tuple[ListItem, ...]
    block: Block
    span: Span


class Comment(NamedTuple):
    """A comment of the author between blocks of the top level."""

    text: str


Piece: TypeAlias = Title | ItemList | Comment | Block


def marked_block(comment: str, comments: list[str]) -> Paragraph:
    """Keep a comment in the list, and make the block that stands for it."""
    return Paragraph((mark(comment, comments),))


def is_marked_block(block: Block) -> bool:
    """Whether a block stands for a comment that is kept."""
    match block:
        case Paragraph(content=(Text(text=text),)):
            return MARKED.fullmatch(text) is not None
        case _:
            return False


def mark(comment: str, comments: list[str]) -> Text:
    comments.append(comment)
    return Text(f"{MARK}{len(comments) - 1}{MARK}")
