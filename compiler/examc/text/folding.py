"""Running text as readers collect it: white space folded, neighbours joined, ends tidied."""

import re
from collections.abc import Iterable, Iterator

from examc.core.content import Inline, Inlines, LineBreak, Text

_SPACE = re.compile(r"[ \t\n\r\f]+")  # a non-breaking space is not folded


def fold(text: str) -> str:
    """Characters with every run of white space as one space."""
    return _SPACE.sub(" ", text)


def append(run: list[Inline], text: str) -> None:
    """Add characters; texts side by side are joined by `merged`, all at once."""
    text = fold(text)
    if text:
        run.append(Text(text))


def merged(run: Iterable[Inline]) -> Inlines:
    """Neighbouring texts as one, and no white space at the start of a line."""
    found: list[Inline] = []
    words: list[str] = []
    for node in run:
        if isinstance(node, Text):
            text = node.text
            after_space = words[-1].endswith(" ") if words else bool(found) and _breaks(found[-1])
            text = text.lstrip(" ") if after_space else text
            if text:
                words.append(text)
            continue
        if words:
            found.append(Text("".join(words)))
            words.clear()
        found.append(node)
    if words:
        found.append(Text("".join(words)))
    return tuple(found)


def _breaks(node: Inline) -> bool:
    return isinstance(node, LineBreak)


def stripped(inlines: Inlines) -> Inlines:
    """Without white space at the two ends."""
    nodes = list(inlines)
    if nodes and isinstance(nodes[0], Text):
        nodes[0] = Text(nodes[0].text.lstrip(" "))
    if nodes and isinstance(nodes[-1], Text):
        nodes[-1] = Text(nodes[-1].text.rstrip(" "))
    return tuple(node for node in nodes if not (isinstance(node, Text) and not node.text))


def hoisted(inlines: Inlines) -> tuple[Inlines, Inlines, Inlines]:
    """What stands at the two ends without being seen (spaces, line breaks), and what is between."""
    before, rest = _edge(list(inlines), at=0)
    after, rest = _edge(rest, at=-1)
    return tuple(before), tuple(rest), tuple(reversed(after))


def _edge(nodes: list[Inline], at: int) -> tuple[list[Inline], list[Inline]]:
    """Take what cannot be seen off one end (0 the first, -1 the last), from the outside in."""
    edge: list[Inline] = []
    while nodes:
        node = nodes[at]
        if isinstance(node, LineBreak):
            edge.append(nodes.pop(at))
            continue
        bare = _bare(node, at) if isinstance(node, Text) else None
        if bare is None or node == bare:
            break
        edge.append(Text(" "))
        if bare.text:
            nodes[at] = bare
            break
        nodes.pop(at)
    return edge, nodes


def _bare(text: Text, at: int) -> Text:
    return Text(text.text.lstrip(" ") if at == 0 else text.text.rstrip(" "))


def paragraphs(inlines: Inlines) -> Iterator[Inlines]:
    """Yield the parts between empty lines, which some editors make of two line breaks."""
    part: list[Inline] = []
    breaks = 0
    for node in inlines:
        if isinstance(node, LineBreak):
            breaks += 1
            continue
        if node == Text(" ") and breaks:
            continue
        if breaks > 1:
            yield tuple(part)
            part = []
        elif breaks:
            part.append(LineBreak())
        breaks = 0
        part.append(node)
    yield tuple(part)
