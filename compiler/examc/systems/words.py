"""The characters of a text in an emitted file, as a person reads them."""

import copy
from fractions import Fraction
from urllib.parse import unquote

from examc.core import numbers
from examc.core.wording import COLUMNS_OF_PERCENTS, COLUMNS_OF_POINTS
from examc.files import xmlreading
from examc.files.xmltree import Element, characters, drop, name, steps
from examc.systems.view import Grade, Scale

_CHOICES = ("simpleChoice", "simpleAssociableChoice", "inlineChoice", "gapText")
_HIDDEN = ("feedbackInline", "feedbackBlock")


def of_element(element: Element) -> str:
    """The characters inside an element, with the alternative texts of images, in order."""
    if next(element.iter("{*}img", "{*}annotation"), None) is None:
        return characters(element)
    parts: list[str] = []
    for event, node in steps(element):
        if event == "start":
            kind = name(node)
            if kind == "img":
                parts.append(node.get("alt", ""))
            if kind != "annotation":  # what MathML says of itself, unseen
                parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def of_choice(choice: Element) -> str:
    """The characters of an option, without the feedback that may stand inside it."""
    inside = copy.deepcopy(choice)
    for hidden in [e for e in inside.iter() if name(e) in _HIDDEN]:
        drop(inside, hidden.tag)
    return of_element(inside)


def of_body(body: Element) -> str:
    """The characters of an item's body that a student reads before answering."""
    inside = copy.deepcopy(body)
    hidden = [e for e in inside.iter() if name(e) in (*_HIDDEN, *_CHOICES)]
    hidden += [
        e
        for e in inside.iter()
        if name(e) == "rubricBlock" and "candidate" not in e.get("view", "").split()
    ]
    for element in hidden:
        element.text = None
        element[:] = []
    return of_element(inside)


def sources(element: Element) -> list[str]:
    """The addresses of the images inside an element, in order."""
    return [unquote(e.get("src", "")) for e in element.iter("{*}img")]


def html_sources(text: str) -> list[str]:
    """The addresses of the images in a piece of HTML, in order."""
    root = xmlreading.page(text) if "<img" in text.lower() else None
    return [] if root is None else sources(root)


def of_html(text: str) -> str:
    """The characters of a piece of HTML."""
    root = xmlreading.page(text)
    return "" if root is None else of_element(root)


def scale(table: Element) -> Scale | None:
    """The rubric that a table shows: its column of points, and the words beside it."""
    rows = [
        [cell for cell in row if name(cell) in ("td", "th")]
        for row in table.iter()
        if name(row) == "tr"
    ]
    heads = [of_element(cell).strip() for cell in rows[0]] if rows else []
    column = next((place for place, head in enumerate(heads) if head in COLUMNS_OF_POINTS), None)
    if column is None:
        return None
    return Scale(tuple(_grade(cells, heads, column) for cells in rows[1:]))


def _grade(cells: list[Element], heads: list[str], column: int) -> Grade:
    words = [
        of_element(cell)
        for place, cell in enumerate(cells)
        if place != column and COLUMNS_OF_PERCENTS.isdisjoint(heads[place : place + 1])
    ]
    return Grade(" ".join(words), points(of_element(cells[column])) if cells[column:] else None)


def points(text: str) -> Fraction | None:
    """A number of points as a person reads it, `1/3` too; None if it is none."""
    text = text.strip()
    found = numbers.parse_shown(text)
    return numbers.parse_float(text) if found is None else found
