"""A count as an item of QTI: what its template lays out, and how it is read back."""

from fractions import Fraction
from typing import Any

from examc.core.answers import Count
from examc.core.model import Question
from examc.core.records import Record, replace
from examc.files.xmltree import Element, characters, elements
from examc.formats.qti21 import readfeedback
from examc.formats.qti21.readbody import Body, Shown
from examc.formats.qti21.readfeedback import Sorted
from examc.formats.qti21.readpoints import Points


class CountPart(Record, frozen=True, kw_only=True):
    """What an item has that asks for a count."""

    value: str


def declared(root: Element) -> str | None:
    """The count that an item declares as its correct response; None where it asks for none."""
    for declaration in elements(root, "responseDeclaration"):
        if declaration.get("baseType") == "integer":
            return "".join(characters(value) for value in elements(declaration, "value"))
    return None


def question(
    body: Body, points: Points, common: dict[str, Any], modal: list[Shown], where: str
) -> tuple[Question, Sorted]:
    """The question of an item that we wrote, and the feedback that is on it already."""
    found = readfeedback.ours(body, modal, [], where)
    answer = Count(value=int(declared(body.document.root) or 0))
    made = Question(points=points.total or Fraction(0), answer=answer, **common)
    return replace(made, feedback=found.feedback()), found
