"""The characters of a text in an emitted file, as a person reads them."""

from fractions import Fraction

from lxml import etree, html

from examc.clients.view import Grade, Scale
from examc.xmltree import name


def of_element(element: etree._Element) -> str:
    """The characters inside an element, with the alternative texts of images, in order."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            parts.append(node.get("alt", "") if name(node) == "img" else "")
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def of_html(text: str) -> str:
    """The characters of a piece of HTML."""
    root = page(text)
    return "" if root is None else of_element(root)


def page(text: str) -> etree._Element | None:
    """A piece of HTML as an element; None where there is nothing in it."""
    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        found: etree._Element = html.fragment_fromstring(
            text.encode("utf-8", "replace"), create_parent="div", parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return found


def scale(table: etree._Element) -> Scale | None:
    """The rubric that a table shows: its column of points, and the words beside it."""
    rows = [
        [cell for cell in row if name(cell) in ("td", "th")]
        for row in table.iter()
        if name(row) == "tr"
    ]
    heads = [of_element(cell).strip() for cell in rows[0]] if rows else []
    if "Points" not in heads:
        return None
    column = heads.index("Points")
    return Scale(tuple(_grade(cells, heads, column) for cells in rows[1:]))


def _grade(cells: list[etree._Element], heads: list[str], column: int) -> Grade:
    words = [
        of_element(cell)
        for place, cell in enumerate(cells)
        if place != column and heads[place : place + 1] != ["Percent"]
    ]
    return Grade(" ".join(words), points(of_element(cells[column])) if cells[column:] else None)


def points(text: str) -> Fraction | None:
    """A number of points as a person reads it, `1/3` too; None if it is none."""
    try:
        return Fraction(text.strip()) if len(text) <= 40 else None
    except (ValueError, ZeroDivisionError):
        return None
