"""Feedback of an item, told by its identifiers in the order in which Canvas tells it."""

import re

from examc.core.content import Blocks
from examc.core.model import Feedback
from examc.files.xmltree import Element, characters, children, elements
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readtext import is_empty
from examc.formats.foreign.quoting import quoted

_WRONG = re.compile(r"wrong|incorrect|_IC$", re.IGNORECASE)
_RIGHT = re.compile(r"correct|_C$", re.IGNORECASE)
_GENERAL = re.compile(r"general_|_all", re.IGNORECASE)


class Feedbacks:
    """The feedback of one item, told by its identifiers in the order that Canvas does."""

    def __init__(self, item: Element, context: Context) -> None:
        self.context = context
        self.found: dict[str, Blocks] = {}
        self.by_result: dict[str, Blocks] = {}
        labels = {label.get("ident", "") for label in elements(item, "response_label")}
        links = _links(item)
        for element in children(item, "itemfeedback"):
            ident = element.get("ident", "")
            if is_empty(element):
                continue
            content = context.texts.material(context.document, element, context.where)
            own = ident.removesuffix("_fb")
            if own in labels and own != ident:
                self.found[own] = content
            elif _WRONG.search(ident):
                self.by_result["incorrect"] = content
            elif _RIGHT.search(ident):
                self.by_result["correct"] = content
            elif _GENERAL.search(ident):
                self.by_result["general"] = content
            elif links.get(ident, "") in labels:
                self.found.setdefault(links[ident], content)
            else:
                message = f"feedback {quoted(ident)} belongs to nothing and is left out"
                context.tell("R547", element, message)

    def question(self) -> Feedback:
        """The feedback on the question."""
        return Feedback(**self.by_result)

    def option(self, ident: str) -> Blocks:
        """The feedback on an option."""
        return self.found.get(ident, ())


def _links(item: Element) -> dict[str, str]:
    """The option that a condition shows each feedback for."""
    found: dict[str, str] = {}
    for condition in elements(item, "respcondition"):
        named = elements(condition, "varequal")
        for shows in elements(condition, "displayfeedback"):
            if len(named) == 1:
                found.setdefault(shows.get("linkrefid", ""), characters(named[0]).strip())
    return found
