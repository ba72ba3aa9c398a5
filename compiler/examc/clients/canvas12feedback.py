"""What Canvas shows of the feedback in its own QTI 1.2 dialect: names and conditions decide.

A name that XML does not allow gets a prefix first; feedback that a condition shows for an option
becomes the option's own, and then the names of feedback are gone through (QTIMigrationTool run;
get_feedback and attach_feedback_values of assessment_item_converter.rb, read).
"""

import re
from collections.abc import Mapping

from lxml import etree

from examc.clients import words
from examc.xmltree import characters, elements

_OPTION = re.compile(r"feedback_(\d*)_fb", re.IGNORECASE)
_RULES = {
    "less": re.compile(r"wrong|incorrect|_IC$", re.IGNORECASE),
    "full": re.compile(r"correct|_C$", re.IGNORECASE),
    "": re.compile(r"solution", re.IGNORECASE),
    "all": re.compile(r"general_|_all", re.IGNORECASE),
}
"""To whom feedback is shown by its name, in this order; "" is shown to nobody."""


def texts(item: etree._Element) -> dict[str, str]:
    """The feedback on the question, by whom it is shown to ("all", "full", "less")."""
    found = {}
    for feedback in elements(item, "itemfeedback"):
        name = _renamed(feedback.get("ident", ""), "FEEDBACK_")
        to = next((to for to, rule in _RULES.items() if rule.search(name)), "")
        if to:
            found[to] = _words(feedback)
    return found


def own(item: etree._Element, options: list[str], linked: Mapping[str, str]) -> dict[int, str]:
    """The feedback of each option by its place; `linked` says what conditions show for options."""
    present = {f.get("ident", ""): f for f in elements(item, "itemfeedback")}
    numbered = {}
    for name, feedback in present.items():
        name = _renamed(name, "FEEDBACK_")
        match = _OPTION.search(name)
        if match and not any(rule.search(name) for rule in _RULES.values()):
            numbered[f"RESPONSE_{match[1]}"] = _words(feedback)
    found = {}
    for place, option in enumerate(options):
        renamed, link = _renamed(option, "RESPONSE_"), linked.get(option, "")
        if renamed in numbered:
            found[place] = numbered[renamed]
        elif link in present:
            found[place] = _words(present[link])
    return found


def _renamed(ident: str, prefix: str) -> str:
    return ident if re.match(r"[^\W\d]", ident) else prefix + ident


def _words(feedback: etree._Element) -> str:
    materials = elements(feedback, "mattext")
    return " ".join(words.of_html(characters(material)) for material in materials)
