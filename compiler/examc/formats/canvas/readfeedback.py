"""Feedback of an item, told by its identifiers in the order in which Canvas tells it."""

import re

from examc.core import lazyre
from examc.core.content import Blocks
from examc.core.model import Feedback
from examc.files.xmltree import Element, characters, children, elements
from examc.formats.canvas.readcontext import Context
from examc.formats.canvas.readtext import is_empty
from examc.formats.foreign.quoting import quoted
from examc.systems.canvas.feedback import can_be_linked

_WRONG = lazyre.compile(r"wrong|incorrect|_IC$", re.IGNORECASE)
_RIGHT = lazyre.compile(r"correct|_C$", re.IGNORECASE)
_OF_CANVAS = ("correct_fb", "general_incorrect_fb", "general_fb")
"""What Canvas itself calls feedback on a question, whatever shows it."""
_GENERAL = lazyre.compile(r"general_|_all", re.IGNORECASE)


class Feedbacks:
    """The feedback of one item, told by its identifiers in the order that Canvas does."""

    def __init__(
        self, item: Element, context: Context, shown: frozenset[str] = frozenset()
    ) -> None:
        """Read it; `shown` is what conditions show for what is typed or chosen for a part."""
        self.context = context
        self.found: dict[str, Blocks] = {}
        self.by_result: dict[str, Blocks] = {}
        labels = {label.get("ident", "") for label in elements(item, "response_label")}
        links = {fb: names & labels for fb, names in _links(item).items()}
        for element in children(item, "itemfeedback"):
            ident = element.get("ident", "")
            if is_empty(element):
                continue
            content = context.texts.material(context.document, element, context.where)
            own = ident.removesuffix("_fb")
            linked = links.get(ident, set())
            if ident in shown and can_be_linked(ident):
                self._add(self.found, ident, content)
            elif own in labels and own != ident:
                self._add(self.found, own, content)
            elif ident not in _OF_CANVAS and len(linked) == 1:
                self._add(self.found, next(iter(linked)), content)
            elif _WRONG.search(ident):
                self._add(self.by_result, "incorrect", content)
            elif _RIGHT.search(ident):
                self._add(self.by_result, "correct", content)
            elif _GENERAL.search(ident):
                self._add(self.by_result, "general", content)
            else:
                message = f"feedback {quoted(ident)} belongs to nothing and is left out"
                context.tell("R523", element, message)

    def _add(self, found: dict[str, Blocks], key: str, content: Blocks) -> None:
        """Several feedbacks of one option or class are one behind the other."""
        found[key] = found.get(key, ()) + content

    def question(self) -> Feedback:
        """The feedback on the question."""
        return Feedback(**self.by_result)

    def option(self, ident: str) -> Blocks:
        """The feedback on an option, or what is `shown` under an identifier."""
        return self.found.get(ident, ())


def _links(item: Element) -> dict[str, set[str]]:
    """The options that conditions show each feedback for; several where one names more."""
    found: dict[str, set[str]] = {}
    for condition in elements(item, "respcondition"):
        named = {characters(equal).strip() for equal in elements(condition, "varequal")}
        for shows in elements(condition, "displayfeedback"):
            found.setdefault(shows.get("linkrefid", ""), set()).update(named)
    return found
