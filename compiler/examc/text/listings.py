"""Listings in HTML: in `<pre>`, or lines of code with `<br>` between them."""

from collections.abc import Callable, Iterable, Iterator

from examc.core.content import Code, CodeBlock, GapRef, Inline, Inlines, LineBreak, Text
from examc.files.xmltree import Element
from examc.text.folding import fold
from examc.text.htmltree import HIDDEN, name

Piece = str | GapRef
Gaps = Callable[[Element], GapRef | None]
"""Finds the gap that an element of code is, if it is one."""


def listed(element: Element, gaps: Gaps) -> list[Piece]:
    """The characters of a listing in pieces, with a newline for each `<br>`, and the gaps in it."""
    return list(_pieces(element, str, gaps))


def coded(element: Element, gaps: Gaps) -> list[Piece]:
    """The characters of code in running text, folded, with a newline for each `<br>`; and gaps."""
    return list(_pieces(element, fold, gaps))


def _pieces(element: Element, form: Callable[[str], str], gaps: Gaps) -> Iterator[Piece]:
    yield form(element.text or "")
    for inner in element:
        kind = name(inner)
        gap = gaps(inner) if kind else None
        if gap is not None:
            yield gap
        elif kind == "br":
            yield "\n"
        elif kind and (kind not in HIDDEN or inner.get("type", "").startswith("math/tex")):
            yield from _pieces(inner, form, gaps)
        yield form(inner.tail or "")


def code_of(pieces: Iterable[Piece]) -> str | None:
    """The characters of code; None where there is a gap in it, which no listing can hold."""
    found = list(pieces)
    return None if any(isinstance(piece, GapRef) for piece in found) else "".join(map(str, found))


def with_gaps(pieces: Iterable[Piece]) -> Iterator[Inline]:
    """Yield code with gaps in it as running text: code between gaps, and a break after each line.

    What lines are indented by stays, as spaces that do not break.
    """
    begins = True
    for piece in pieces:
        if isinstance(piece, GapRef):
            yield piece
            begins = False
            continue
        for number, line in enumerate(piece.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                yield LineBreak()
                begins = True
            yield from _line(line.expandtabs(4), begins=begins)
            begins = begins and not line


def _line(line: str, *, begins: bool) -> Iterator[Inline]:
    """Yield a stretch of a line as code; white space at its ends stands outside of it."""
    code = line.strip()
    before = len(line) - len(line.lstrip())
    if before:
        yield Text(("\u00a0" * before) if begins else " ")
    if code:
        yield Code(code)
        if line[-1:].isspace():
            yield Text(" ")


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
