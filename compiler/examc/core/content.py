"""The rich text of an exam: blocks and inlines, frozen and closed, and ways to walk them."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeAlias, assert_never

from examc.core import links
from examc.core.records import Meant
from examc.core.source import Span


class Text(Meant, frozen=True):
    """Characters; white space is single spaces (a non-breaking space is kept)."""

    text: str
    span: Span | None = None


class Emphasis(Meant, frozen=True):
    content: "Inlines"


class Strong(Meant, frozen=True):
    content: "Inlines"


class Strikethrough(Meant, frozen=True):
    content: "Inlines"


class Subscript(Meant, frozen=True):
    content: "Inlines"


class Superscript(Meant, frozen=True):
    content: "Inlines"


class Code(Meant, frozen=True):
    """Code in running text."""

    text: str
    span: Span | None = None


class Math(Meant, frozen=True):
    """A formula in LaTeX, in the line or on display; `say` is how it is read aloud, if stated."""

    tex: str
    display: bool = False
    say: str = ""
    span: Span | None = None


class Link(Meant, frozen=True):
    """A link. Readers keep the words alone of one to an address that no exam may link to."""

    content: "Inlines"
    url: str
    title: str = ""
    span: Span | None = None

    @property
    def href(self) -> str:
        """The address for pages and other systems; "" for one that no exam may link to."""
        return links.address(self.url)


class Image(Meant, frozen=True):
    """An image of the exam's folder (`src` is relative to it), or of a web address."""

    src: str
    alt: str
    caption: str = ""
    span: Span | None = None

    @property
    def is_remote(self) -> bool:
        """Whether it is an address of the web rather than a file of the exam."""
        return self.src.lower().startswith(("http://", "https://"))


class LineBreak(Meant, frozen=True):
    """A line break that the author asked for."""


class GapRef(Meant, frozen=True):
    """Where in a prompt a gap of the question stands, by its id."""

    id: str
    span: Span | None = None


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Strikethrough
    | Subscript
    | Superscript
    | Code
    | Math
    | Link
    | Image
    | LineBreak
    | GapRef
)
Inlines: TypeAlias = tuple[Inline, ...]


class Paragraph(Meant, frozen=True):
    content: Inlines
    span: Span | None = None


class Heading(Meant, frozen=True):
    """A heading inside a text; `level` is 4 to 6, since 1 to 3 build the exam."""

    level: int
    content: Inlines
    span: Span | None = None


class CodeBlock(Meant, frozen=True):
    """A listing; `text` has no newline at its end, `language` is empty where none is given."""

    text: str
    language: str = ""
    span: Span | None = None


class BulletList(Meant, frozen=True):
    items: tuple["Blocks", ...]
    span: Span | None = None


class OrderedList(Meant, frozen=True):
    items: tuple["Blocks", ...]
    start: int = 1
    span: Span | None = None


class Quote(Meant, frozen=True):
    content: "Blocks"
    span: Span | None = None


class Table(Meant, frozen=True):
    """A table; each alignment is "", "left", "center" or "right", one a column."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[str, ...]
    span: Span | None = None


class Rule(Meant, frozen=True):
    """A line across the text."""

    span: Span | None = None


Block: TypeAlias = Paragraph | Heading | CodeBlock | BulletList | OrderedList | Quote | Table | Rule
Blocks: TypeAlias = tuple[Block, ...]
Node: TypeAlias = Block | Inline


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in order of reading."""
    match node:
        case Paragraph() | Heading() | Quote() | Link():
            return node.content
        case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
            return node.content
        case BulletList() | OrderedList():
            return tuple(chain.from_iterable(node.items))
        case Table():
            rows = (node.head, *node.rows)
            return tuple(chain.from_iterable(chain.from_iterable(rows)))
        case Text() | Code() | Math() | Image() | LineBreak() | GapRef() | CodeBlock() | Rule():
            return ()
        case _:
            assert_never(node)


_LEAVES = frozenset({Text, Math, Code, Image, LineBreak, GapRef, CodeBlock, Rule})
"""Nodes that hold no others. Whether a class is one of a set takes a tenth of what `isinstance` does."""


def walk(nodes: Blocks | Inlines) -> Iterator[Node]:
    """Yield every node of a text, each before what is inside it, in order of reading."""
    stack: list[Node] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        if type(node) not in _LEAVES:
            stack.extend(reversed(children(node)))


def plain(nodes: Blocks | Inlines, *, read: bool = False) -> str:
    """The characters of a text without its form, for names and comparisons; formulas as LaTeX.

    `read`: a formula of which its author says how it is read aloud is that reading.
    """
    return _characters(nodes, lambda math: (read and math.say) or f"\\({math.tex}\\)")


def spoken(nodes: Blocks | Inlines) -> str:
    """The words of a text that is only heard: a formula as its author reads it, else bare LaTeX."""
    return _characters(nodes, lambda math: math.say or math.tex)


def _characters(nodes: Blocks | Inlines, formula: Callable[[Math], str]) -> str:
    parts: list[str] = []
    for node in walk(nodes):
        match node:
            case Text() | Code():
                parts.append(node.text)
            case CodeBlock():
                parts.append(f" {node.text}")
            case Math():
                parts.append(formula(node))
            case Image():
                parts.append(node.alt)
            case GapRef():
                parts.append(f"[{node.id}]")
            case Superscript():
                parts.append("^")  # a grader must not read 10³ as 103
            case LineBreak():
                parts.append(" ")
            case Paragraph() | Heading() | Table():
                parts.append(" ")
            case _:
                pass
    return " ".join("".join(parts).split())


def is_empty(nodes: Blocks | Inlines) -> bool:
    """Tell whether nothing of a text can be seen."""
    for node in walk(nodes):
        match node:
            case Text() | Code() | CodeBlock() if node.text.strip():
                return False
            case Math() if node.tex.strip():
                return False
            case Image() | GapRef() | Rule():
                return False
            case _:
                pass
    return True


def joined(content: Inlines) -> Inlines:
    """Running text in which no two texts stand side by side."""
    found = list(content[:1])
    for inline in content[1:]:
        last = found[-1]
        if isinstance(inline, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + inline.text)
        else:
            found.append(inline)
    return tuple(found)
