"""What Canvas shows of the feedback in its own QTI 1.2 dialect: names and conditions decide.

A name that XML does not allow gets a prefix first; feedback that a condition shows for an option
becomes the option's own, and then the names of feedback are gone through (QTIMigrationTool run;
attach_feedback_values of assessment_item_converter.rb, read).
"""

import re
from collections.abc import Mapping

from examc.files.xmltree import Element, characters, elements
from examc.systems import words
from examc.systems.canvas import feedback as canvasfeedback


def texts(item: Element) -> dict[str, str]:
    """The feedback on the question, by whom it is shown to."""
    named = [(_name(feedback), _words(feedback)) for feedback in elements(item, "itemfeedback")]
    return {canvasfeedback.to_whom(name): text for name, text in named}


def own(item: Element, options: list[str], linked: Mapping[str, str]) -> dict[int, str]:
    """The feedback of each option by its place; `linked` says what conditions show for options."""
    present = {f.get("ident", ""): f for f in elements(item, "itemfeedback")}
    numbered = {canvasfeedback.option(_name(f)): _words(f) for f in present.values()}
    found = {}
    for place, option in enumerate(options):
        renamed, link = _renamed(option, "RESPONSE_"), linked.get(option, "")
        if renamed in numbered:
            found[place] = numbered[renamed]
        elif link in present:
            found[place] = _words(present[link])
    return found


def linked(item: Element) -> dict[str, str]:
    """The feedback that conditions can hang on an answer, by its identifier."""
    found = elements(item, "itemfeedback")
    return {f.get("ident", ""): _words(f) for f in found if canvasfeedback.can_be_linked(_name(f))}


def _name(feedback: Element) -> str:
    return _renamed(feedback.get("ident", ""), "FEEDBACK_")


def _renamed(ident: str, prefix: str) -> str:
    return ident if re.match(r"[^\W\d]", ident) else prefix + ident


def _words(feedback: Element) -> str:
    materials = elements(feedback, "mattext")
    return " ".join(words.of_html(characters(material)) for material in materials)
