"""Running text as readers collect it: white space folded, neighbours joined, ends tidied."""

from collections.abc import Callable, Iterable, Iterator

from examc.core import lazyre
from examc.core.content import Inline, Inlines, LineBreak, Text

_SPACE = lazyre.compile(r"[ \t\n\r\f]+")  # a non-breaking space is not folded

_BLANKS = lazyre.compile(
    r"[^\S\u00a0\u2007\u202f]+"
)  # of all kinds but those that keep words together


def on_one_line(text: str) -> str:
    """A title or caption: single spaces between words, none at the ends; non-breaking ones are kept."""
    return _BLANKS.sub(" ", text).strip()


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
    before, rest = _edge(inlines[::-1], str.lstrip)
    after, rest = _edge(rest[::-1], str.rstrip)
    return before, rest, after[::-1]


def _edge(nodes: Inlines, strip: Callable[[str, str], str]) -> tuple[Inlines, Inlines]:
    """Take what cannot be seen off the last of some nodes, from the outside in."""
    rest = list(nodes)
    edge: list[Inline] = []
    while rest:
        node = rest[-1]
        if isinstance(node, LineBreak):
            edge.append(rest.pop())
            continue
        bare = strip(node.text, " ") if isinstance(node, Text) else ""
        if not isinstance(node, Text) or bare == node.text:
            break
        edge.append(Text(" "))
        rest.pop()
        if bare:
            rest.append(Text(bare))
            break
    return tuple(edge), tuple(rest)


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
