"""Emphasis in HTML: by an element's name, or by its style; and emphasis laid round blocks."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from examc.core.content import (
    Block,
    Blocks,
    BulletList,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    is_empty,
)
from examc.files.xmltree import Element
from examc.text.folding import hoisted
from examc.text.htmltree import declarations, name, style

_WEIGHTS = frozenset(("bold", "bolder", *map(str, range(600, 1000, 100))))
"""What makes letters bold, in the shorthand of a font."""
Wrapper: TypeAlias = Callable[[Inlines], Inline]

WRAPPERS: dict[str, Wrapper] = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "strong": Strong,
    "b": Strong,
    "s": Strikethrough,
    "del": Strikethrough,
    "strike": Strikethrough,
    "sub": Subscript,
    "sup": Superscript,
}
"""Elements that are emphasis of a kind."""


def emphasis(element: Element) -> tuple[Wrapper, ...]:
    """The kinds of emphasis that an element is, by its name or its style, from the outside in."""
    own = WRAPPERS.get(name(element))
    written = element.get("style")
    if not written:
        return () if own is None else (own,)
    found, denied = _styled(written)
    if own is None:
        return found
    if own in found:
        return found
    return found if own in denied else (own, *found)


def is_underlined(element: Element) -> bool:
    """Whether an element's style underlines it, as links are without it."""
    return name(element) != "a" and "underline" in _decoration(style(element))


@lru_cache(maxsize=256)
def _styled(written: str) -> tuple[tuple[Wrapper, ...], tuple[Wrapper, ...]]:
    """What a style says to be emphasis, and what it says to be none."""
    said = declarations(written)
    found: list[Wrapper] = []
    denied: list[Wrapper] = []
    short = said.get("font", "").split()
    weight = said.get("font-weight") or next((w for w in short if w in _WEIGHTS), "")
    slope = said.get("font-style") or next((w for w in short if w in ("italic", "oblique")), "")
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:5]) >= 600):
        found.append(Strong)
    elif weight:
        denied.append(Strong)  # an editor wraps whole texts in <b style="font-weight:normal">
    if slope.startswith(("italic", "oblique")):
        found.append(Emphasis)
    elif slope:
        denied.append(Emphasis)
    if "line-through" in _decoration(said):
        found.append(Strikethrough)
    if said.get("vertical-align") in ("sub", "super"):
        found.append(Subscript if said["vertical-align"] == "sub" else Superscript)
    return tuple(found), tuple(denied)


def _decoration(said: dict[str, str]) -> str:
    return said.get("text-decoration", "") + " " + said.get("text-decoration-line", "")


def wrapped(content: Blocks, wrapper: Wrapper) -> Blocks:
    """Blocks inside emphasis: it holds for all running text in them, however deep."""
    return tuple(_wrapped(block, wrapper) for block in content)


def _wrapped(block: Block, wrapper: Wrapper) -> Block:
    match block:
        case Paragraph():
            return Paragraph(in_emphasis(block.content, wrapper))
        case Heading():
            return Heading(block.level, in_emphasis(block.content, wrapper))
        case BulletList():
            return BulletList(tuple(wrapped(item, wrapper) for item in block.items))
        case OrderedList():
            items = tuple(wrapped(item, wrapper) for item in block.items)
            return OrderedList(items, block.start)
        case Quote():
            return Quote(wrapped(block.content, wrapper))
        case Table():
            head, *rows = (
                tuple(in_emphasis(cell, wrapper) for cell in row)
                for row in (block.head, *block.rows)
            )
            return Table(head, tuple(rows), block.alignments)
        case _:
            return block


def in_emphasis(content: Inlines, wrapper: Wrapper) -> Inlines:
    """Running text inside emphasis; what cannot be seen at its ends stays outside."""
    if is_empty(content):
        return content
    before, inner, after = hoisted(content)
    return (*before, wrapper(inner), *after) if inner else content
