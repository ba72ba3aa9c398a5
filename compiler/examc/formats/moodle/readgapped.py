"""A prompt in which gaps stand where the language can say them: not in headings, and not in links."""

from collections.abc import Callable
from typing import Any

from examc.core.content import Blocks, GapRef, Heading, Link, Paragraph, walk
from examc.core.records import replace


def placeable(content: Blocks, tell: Callable[[str], None]) -> Blocks:
    """The content with a paragraph for each heading that holds a gap, and the words of such links."""
    if not any(isinstance(node, Heading | Link) and _holds(node.content) for node in walk(content)):
        return content
    return _several(content, tell)


def names(content: Blocks) -> list[str]:
    """The gaps of a text in their order."""
    return [node.id for node in walk(content) if isinstance(node, GapRef)]


def _holds(content: Any) -> bool:
    return any(isinstance(node, GapRef) for node in walk(content))


def _several(nodes: tuple[Any, ...], tell: Callable[[str], None]) -> tuple[Any, ...]:
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, tuple):
            found.append(_several(node, tell))
        elif isinstance(node, Link) and _holds(node.content):
            tell("gap stands in a link; the words of the link are kept")
            found += _several(node.content, tell)
        elif isinstance(node, Heading) and _holds(node.content):
            tell("gap stands in a heading; it is read as a paragraph")
            found.append(Paragraph(_several(node.content, tell)))
        else:
            found.append(_node(node, tell))
    return tuple(found)


def _node(node: Any, tell: Callable[[str], None]) -> Any:
    """A block, or what of running text holds others."""
    for name in ("content", "items", "head", "rows"):
        inner = getattr(node, name, None)
        if isinstance(inner, tuple):
            node = replace(node, **{name: _several(inner, tell)})
    return node
