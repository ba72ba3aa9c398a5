"""Items of Blackboard's pools and tests: QTI 1.2 with kinds, marks and texts of its own.

What its files say is read as its help pages describe the kinds ("Question types", Learn, original
course view): the points stand in `qmd_absolutescore_max`, `bbmd_partialcredit` tells whether parts
earn shares of them, and what an option earns is a percentage in a condition of its own.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from examc.core import numbers
from examc.core.answers import Answer, Choice, Upload, Written
from examc.core.content import Blocks
from examc.core.model import Feedback, Item, Question
from examc.files.xmltree import Element, characters, child, children, elements, name
from examc.formats.canvas import blackboardkeys as keys
from examc.formats.canvas import blackboardpairs as pairs
from examc.formats.canvas import blackboardtyped as typed
from examc.formats.canvas import readgaps
from examc.formats.canvas.readchoice import true_false
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readtext import is_empty
from examc.formats.foreign.quoting import quoted
from examc.text.xhtml import escape

CALCULATED = "Calculated"
_WRITTEN = ("Essay", "Short Response")
_TOLD = {
    "Hot Spot": "a place in a picture is clicked",
    "Quiz Bowl": "the answer is a question, marked by the words in it",
}
"""Kinds that an exam does not have, and what they are."""


def said(item: Element, label: str) -> str:
    """What the metadata of an item says under a name; "" for nothing."""
    metadata = child(item, "itemmetadata")
    return "" if metadata is None else value_of(metadata, label)


def value_of(element: Element, label: str) -> str:
    """The characters of the first element of a name in an element, in one line."""
    found = child(element, label)
    return "" if found is None else " ".join(characters(found).split())


def kind_of(item: Element) -> str:
    """What Blackboard calls the kind of an item; "" for an item of another system."""
    return said(item, "bbmd_questiontype")


def assessment_kind(root: Element) -> str:
    """What Blackboard calls an assessment: Test, Pool or Survey; "" for one of another system."""
    metadata = child(root, "assessmentmetadata")
    return "" if metadata is None else value_of(metadata, "bbmd_assessmenttype")


def read_item(item: Element, own: str, title: str, context: Context) -> Item | None:
    """An item as a question; None, and a warning, for a kind that an exam does not have."""
    kind = kind_of(item)
    if kind in _TOLD:
        message = (
            f"question{_named(item)} is left out: it is a {quoted(kind)}, in which {_TOLD[kind]}"
        )
        context.tell("R514", item, message, "write it again as another kind of question")
        return None
    points = points_of(item, context)
    feedbacks = _feedbacks(item, context)
    one = keys.One(item, points, context, feedbacks, is_on(said(item, "bbmd_partialcredit")))
    found = readgaps.gaps(item) if kind in typed.GAPPED else []
    found = typed.gaps(item) if kind == typed.FILL_PLUS else found
    asked = readgaps.marked(_html(item, context), found)
    text = context.texts.read(context.document, item, asked, context.where, gaps=bool(found))
    text = readgaps.completed(text, found, item, context)
    if not text:
        context.tell("R514", item, f"question{_named(item)} without a text is left out")
        return None
    answer = _answer(kind, one, found)
    if isinstance(answer, str):
        message = f"question{_named(item)} is left out: {answer}"
        context.tell("R514", item, message, "write it again")
        return None
    common: dict[str, Any] = {"id": own, "points": points, "prompt": text, "title": title}
    return Question(
        answer=answer,
        feedback=Feedback(
            correct=feedbacks.get("correct", ()), incorrect=feedbacks.get("incorrect", ())
        ),
        solution=feedbacks.get("solution", ()),
        notes=_notes(item, context),
        span=context.document.span(item),
        **common,
    )


def is_on(text: str) -> bool:
    """Whether a setting is on."""
    return text.lower() in ("true", "y", "yes", "1")


def _named(item: Element) -> str:
    title = item.get("title", "")
    return f" {quoted(title)}" if title else ""


def _answer(kind: str, one: keys.One, found: list[readgaps.Found]) -> Answer | str:
    match kind:
        case "Multiple Choice" | "Opinion Scale" | "Multiple Answer":
            if kind == "Opinion Scale":
                message = "question on a scale of opinions is read as multiple choice"
                one.context.tell("R412", one.item, message, "leave it out, if nothing is right")
            return keys.choice(one, many=kind == "Multiple Answer")
        case "True/False" | "Either/Or":
            made = keys.choice(one, many=False)
            both = true_false(made) if isinstance(made, Choice) else None
            return made if both is None else both
        case "Matching":
            return pairs.matching(one)
        case "Ordering":
            return pairs.ordering(one)
        case "Fill in the Blank":
            return typed.short_answer(one)
        case typed.FILL_PLUS | typed.JUMBLED:
            return typed.fill_in(one, found)
        case "Numeric":
            return typed.numeric(one)
        case "File Upload":
            return Upload(most=None)
        case _ if kind in _WRITTEN:
            return Written()
        case _:
            return f"its kind {quoted(kind)} is not read"


# -- what all kinds have --------------------------------------------------------------------------


def points_of(item: Element, context: Context) -> Fraction:
    """What an item is worth; where it does not say, 1, and a warning."""
    if context.points is not None:
        return context.points
    text = said(item, "qmd_absolutescore_max")
    declared = elements(item, "decvar")
    text = text or (declared[0].get("maxvalue", "") if declared else "")
    points = numbers.parse_float(text) if text else None
    if points is None or points < 0:
        told = f"are {quoted(text)}" if text else "are not given"
        message = f"points of the question {told}; it is read as worth 1"
        context.tell("R518", item, message, "write the points that are meant")
        return Fraction(1)
    return points


def prompt(item: Element, values: Mapping[str, str], context: Context) -> Blocks:
    """The text of a question, with values in place of the names in brackets."""
    html = _html(item, context)
    for called, value in values.items():
        html = html.replace(f"[{called}]", escape(value))
    return context.texts.read(context.document, item, html, context.where)


def _html(item: Element, context: Context) -> str:
    """The HTML of the blocks of the question, and of the files that stand below it."""
    return "".join(
        f"<div>{context.texts.html(context.document, material, context.where)}</div>"
        for material in elements(item, "material")
        if _block_of(material) in ("QUESTION_BLOCK", "FILE_BLOCK", "LINK_BLOCK")
    )


def _block_of(material: Element) -> str:
    """The innermost block that material stands in; "" for what stands in an answer."""
    for outer in material.iterancestors():
        if name(outer) in ("response_label", "itemfeedback"):
            return ""
        block = outer.get("class", "") if name(outer) == "flow" else ""
        if block.endswith("_BLOCK") and block != "FORMATTED_TEXT_BLOCK":
            return block
    return ""


def _feedbacks(item: Element, context: Context) -> dict[str, Blocks]:
    """The feedback of an item by its identifiers: correct, incorrect, solution, those of options."""
    found: dict[str, Blocks] = {}
    for element in children(item, "itemfeedback"):
        ident = element.get("ident", "")
        if ident and not is_empty(element):
            content = context.texts.material(context.document, element, context.where)
            found[ident] = found.get(ident, ()) + content
    return found


def _notes(item: Element, context: Context) -> Blocks:
    """What a lecturer wrote for those who mark."""
    html = said(item, "qmd_instructornotes")
    return context.texts.read(context.document, item, html, context.where) if html else ()
