"""The rich text of an exam: blocks and inlines, frozen and closed, and ways to walk them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias, assert_never

from examc.core import links
from examc.core.source import Span


@dataclass(frozen=True, slots=True)
class Text:
    """Characters; white space is single spaces (a non-breaking space is kept)."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Strikethrough:
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Subscript:
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Superscript:
    content: "Inlines"


@dataclass(frozen=True, slots=True)
class Code:
    """Code in running text."""

    text: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in LaTeX, in the line or on display; `say` is how it is read aloud, if stated."""

    tex: str
    display: bool = False
    say: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A link. Readers keep the words alone of one to an address that no exam may link to."""

    content: "Inlines"
    url: str
    title: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def href(self) -> str:
        """The address for pages and other systems; "" for one that no exam may link to."""
        return links.address(self.url)


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the exam's folder (`src` is relative to it), or of a web address."""

    src: str
    alt: str
    caption: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def is_remote(self) -> bool:
        """Whether it is an address of the web rather than a file of the exam."""
        return self.src.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


@dataclass(frozen=True, slots=True)
class GapRef:
    """Where in a prompt a gap of the question stands, by its id."""

    id: str
    span: Span | None = field(default=None, compare=False, repr=False)


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


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a text; `level` is 4 to 6, since 1 to 3 build the exam."""

    level: int
    content: Inlines
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A listing; `text` has no newline at its end, `language` is empty where none is given."""

    text: str
    language: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple["Blocks", ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OrderedList:
    items: tuple["Blocks", ...]
    start: int = 1
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    content: "Blocks"
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each alignment is "", "left", "center" or "right", one a column."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[str, ...]
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the text."""

    span: Span | None = field(default=None, compare=False, repr=False)


Block: TypeAlias = Paragraph | Heading | CodeBlock | BulletList | OrderedList | Quote | Table | Rule
Blocks: TypeAlias = tuple[Block, ...]
Node: TypeAlias = Block | Inline


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside a node, in order of reading."""
    match node:
        case Text() | Code() | Math() | Image() | LineBreak() | GapRef() | CodeBlock() | Rule():
            return ()
        case Paragraph() | Heading() | Quote() | Link():
            return node.content
        case Emphasis() | Strong() | Strikethrough() | Subscript() | Superscript():
            return node.content
        case BulletList() | OrderedList():
            return tuple(chain.from_iterable(node.items))
        case Table():
            rows = (node.head, *node.rows)
            return tuple(chain.from_iterable(chain.from_iterable(rows)))
        case _:
            assert_never(node)


_LEAVES = (Text, Math, Code, Image, LineBreak, GapRef, CodeBlock, Rule)
"""Nodes that hold no others, the most frequent ones first."""


def walk(nodes: Blocks | Inlines) -> Iterator[Node]:
    """Yield every node of a text, each before what is inside it, in order of reading."""
    stack: list[Node] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _LEAVES):
            stack.extend(reversed(children(node)))


def plain(nodes: Blocks | Inlines) -> str:
    """The characters of a text without its form, for names and comparisons."""
    parts: list[str] = []
    for node in walk(nodes):
        match node:
            case Text() | Code():
                parts.append(node.text)
            case CodeBlock():
                parts.append(f" {node.text}")
            case Math():
                parts.append(f"\\({node.tex}\\)")
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
