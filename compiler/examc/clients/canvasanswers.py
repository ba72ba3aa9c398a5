"""What Canvas' QTI 2.1 importer takes from an item about its options: the right ones, feedback.

Measured: conditions that name an option and set a score say whether it is right, then every value
of correctResponse is right as well; a mapping is never read. Feedback hangs on an option by the
number in both names, else by a condition that names the option (choice_interaction.rb).
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from lxml import etree

from examc.clients import words
from examc.clients.view import Chosen
from examc.qtiengine import number
from examc.xmltree import characters, child, elements, name

_SCORE = re.compile(r"SCORE.*|.*SCORE|D2L_CORRECT")
_OWN = re.compile(r"feedback_\d+_fb")
_TAKEN = re.compile(r"general_|_all|wrong|incorrect|correct|_IC$|_C$")
"""Feedback with such a name is taken for feedback on the question."""


def key(root: etree._Element, ids: list[str]) -> Chosen:
    """The places of the right options."""
    right: dict[str, bool] = {}
    for branch, named in _branches(root):
        score = _score(branch)
        if score is not None:
            right.update(dict.fromkeys(named, score > 0))
    values = [
        characters(v) for c in elements(root, "correctResponse") for v in c if name(v) == "value"
    ]
    right.update(dict.fromkeys(values, True))
    return frozenset(place for place, own in enumerate(ids) if right.get(own))


def feedback(root: etree._Element, choices: list[etree._Element]) -> dict[int, str]:
    """The feedback of each option that has one, by its place."""
    modal = {e.get("identifier", ""): e for e in elements(root, "modalFeedback")}
    linked = dict(_linked(root, modal))
    found: dict[int, str] = {}
    for place, choice in enumerate(choices):
        own = choice.get("identifier", "")
        wanted = f"feedback_{own.removeprefix('RESPONSE_')}_fb"
        inline = elements(choice, "feedbackInline")
        if own.startswith("RESPONSE_") and wanted in modal:
            found[place] = words.of_element(modal[wanted])
        elif own in linked:
            found[place] = linked[own]
        elif inline and (choice.text or "").strip():
            found[place] = words.of_element(inline[0])
    return found


def belongs_to_option(identifier: str) -> bool:
    """Whether feedback of this name is an option's by its number."""
    return bool(_OWN.fullmatch(identifier))


def _branches(root: etree._Element) -> Iterator[tuple[etree._Element, list[str]]]:
    """Yield each condition that names options by `match` or `member`, with their identifiers."""
    for branch in root.iter():
        if name(branch) not in ("responseIf", "responseElseIf"):
            continue
        test = next((e for e in branch if name(e)), None)
        if test is None or name(test) not in ("match", "member", "and"):
            continue
        found = [e for e in elements(test, "baseValue") if e.get("baseType") == "identifier"]
        if name(test) == "and" and not any(name(e) == "member" for e in test):
            found = []
        if found:
            yield branch, [characters(e).strip() for e in found]


def _score(branch: etree._Element) -> Fraction | None:
    """What a branch sets the score to; None where it sets none."""
    for rule in branch:
        if name(rule) == "setOutcomeValue" and _SCORE.fullmatch(rule.get("identifier", "")):
            values = [characters(e).strip() for e in elements(rule, "baseValue")]
            if values:
                return _number(values[0])
    return None


def _number(text: str) -> Fraction:
    """A score as a condition sets it; a truth value counts as 1 or 0."""
    return Fraction(text == "true") if text in ("true", "false") else number(text)


def _linked(root: etree._Element, modal: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield option and feedback where a condition adds the one to FEEDBACK for the other.

    Only the first paragraph of such a feedback is kept, else its first div; bare text is lost.
    """
    for branch, named in _branches(root):
        for rule in branch:
            if name(rule) != "setOutcomeValue" or rule.get("identifier") != "FEEDBACK":
                continue
            container = child(rule, "multiple")
            if container is None or child(container, "variable") is None:
                continue
            for value in elements(container, "baseValue"):
                own = characters(value).strip()
                kept = _kept(modal[own]) if own in modal and not _TAKEN.search(own) else None
                if kept is not None:
                    yield named[0], words.of_element(kept)


def _kept(element: etree._Element) -> etree._Element | None:
    return next(iter([*elements(element, "p"), *elements(element, "div")]), None)
