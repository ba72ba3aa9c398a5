"""Markdown text → comrak's tree, and ways to walk it (the one module that uses comrak)."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

PART = 1000
"""About how many lines of a document are parsed at once: a tree is a dozen times its text."""


@lru_cache(maxsize=2)
def _options(*, brackets: bool) -> tuple[Any, Any]:
    import comrak

    extension = comrak.ExtensionOptions(
        strikethrough=True,
        table=True,
        tasklist=True,
        math_dollars=True,
        math_latex=brackets,
        cjk_friendly_emphasis=True,
    )
    return extension, comrak.ParseOptions(escaped_char_spans=True, ignore_setext=True)


def parse_tree(text: str, *, brackets: bool = True) -> Any:
    """The tree of a text; `brackets` says that `\\(…\\)` and `\\[…\\]` are formulas."""
    import comrak

    extension, parse = _options(brackets=brackets)
    text = text if text.endswith("\n") else text + "\n"  # without it, a last `1.` is no list
    return comrak.parse_document(text, extension_options=extension, parse_options=parse)


def parts(lines: list[str]) -> Iterator[tuple[int, list[str], Any]]:
    """Yield the parts of a document: the offset of each, its lines, and their tree.

    A part ends before a line with a title of level 1, which ends every block but a listing or HTML
    that is still open: then the part goes on. Link definitions act on the whole document.
    """
    least = len(lines) if any("]:" in line for line in lines) else PART
    start, size = 0, least
    while start < len(lines):
        end = _next_title(lines, start + size)
        root = parse_tree("\n".join(lines[start : end + 1]))
        if end == len(lines) or _took_title(root, end - start + 1):
            yield start, lines[start:end], root
            start, size = end, least
        else:
            release(root)
            size *= 2


def _next_title(lines: list[str], number: int) -> int:
    """The first line from a number on that begins an exercise, or the end."""
    found = (n for n in range(number, len(lines)) if lines[n].startswith("# "))
    return next(found, len(lines))


def _took_title(root: Any, line: int) -> bool:
    """Take the title on the last line, which was parsed to end what is above it, out of a tree."""
    last = root.children[-1]
    if kind_of(last) != "Heading" or last.sourcepos.start.line != line:
        return False
    release(last)
    root.children = root.children[:-1]
    return True


class Columns:
    """The column of a character by that of its byte, which is what comrak counts.

    It can count characters too, but begins at the start of the line for every piece of it.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.starts: dict[int, list[int]] = {}

    def of(self, line: int, byte: int) -> int:
        """The column of the character that a byte belongs to; both are counted from 1."""
        text = self.lines[line - 1]
        if text.isascii():
            return byte if byte <= len(text) else len(text) or 1
        if byte < 1:
            return byte
        return bisect_right(self._starts(line), byte - 1)

    def byte(self, line: int, column: int) -> int:
        """The first byte of a character; both are counted from 1."""
        return column if self.lines[line - 1].isascii() else self._starts(line)[column - 1] + 1

    def _starts(self, line: int) -> list[int]:
        if line not in self.starts:
            code = self.lines[line - 1].encode()
            self.starts[line] = [i for i, byte in enumerate(code) if byte & 0xC0 != 0x80]
        return self.starts[line]


def children_of(node: Any) -> list[Any]:
    """What stands directly inside a node, for the last time.

    Parents and children hold each other, and comrak's would never be freed.
    """
    children: list[Any] = node.children
    node.children = []
    return children


def release(node: Any) -> None:
    """Let go of all that stands inside a node."""
    stack = [node]
    while stack:
        stack += children_of(stack.pop())


def kind_of(node: Any) -> str:
    return type(node.node_value).__name__


def plain_words(node: Any) -> Iterator[str]:
    """Yield the characters of all that stands inside a node, in order of reading."""
    stack = [*reversed(node.children)]
    while stack:
        child = stack.pop()
        stack += reversed(child.children)
        kind = kind_of(child)
        value: Any = getattr(child.node_value, "value", "")
        if kind == "SoftBreak":
            yield " "
        elif kind == "Code":
            yield value.literal
        elif kind == "Math":
            yield f"${value.literal}$"
        elif isinstance(value, str):
            yield value


def to_html(text: str) -> str:
    """A text of another dialect as HTML: tables, footnotes, lists of terms; no raw HTML of its own."""
    import comrak

    extension = comrak.ExtensionOptions(
        strikethrough=True, table=True, footnotes=True, description_lists=True
    )
    html: str = comrak.markdown_to_html(text, extension_options=extension)
    return html
