"""Listings in HTML: in `<pre>`, or lines of code with `<br>` between them."""

from collections.abc import Callable, Iterator

from examc.core.content import Code, CodeBlock, Inlines, LineBreak, Text
from examc.files.xmltree import Element
from examc.text.folding import fold
from examc.text.htmltree import HIDDEN, name


def listed(element: Element) -> Iterator[str]:
    """Yield the characters of a listing in pieces, with a newline for each `<br>`."""
    return _pieces(element, str)


def coded(element: Element) -> Iterator[str]:
    """Yield the characters of code in running text, folded, with a newline for each `<br>`."""
    return _pieces(element, fold)


def _pieces(element: Element, form: Callable[[str], str]) -> Iterator[str]:
    yield form(element.text or "")
    for inner in element:
        kind = name(inner)
        if kind == "br":
            yield "\n"
        elif kind and (kind not in HIDDEN or inner.get("type", "").startswith("math/tex")):
            yield from _pieces(inner, form)
        yield form(inner.tail or "")


def as_listing(content: Inlines) -> CodeBlock | None:
    """The listing that lines of code make, if there is nothing but code on two or more lines."""
    lines: list[str | None] = [None]
    for node in content:
        if isinstance(node, LineBreak):
            lines.append(None)
        elif isinstance(node, Code) and lines[-1] is None:
            lines[-1] = node.text
        elif not (isinstance(node, Text) and not node.text.strip(" ")):
            return None
    while lines and lines[-1] is None:
        lines.pop()
    while lines and lines[0] is None:
        lines.pop(0)
    if len(lines) < 2:
        return None
    return CodeBlock("\n".join((line or "").replace("\u00a0", " ").rstrip(" ") for line in lines))
