"""What Canvas' QTI 2.1 importer takes from an item about its options: the right ones, feedback.

Conditions are gone through in their order, nested ones too: each says whether the option that it
names is right, and hangs feedback on it. Then every value of correctResponse is right as well; a
mapping is never read (choice_interaction.rb; run on packages, and read).
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from examc.core import lazyre, numbers
from examc.core.records import Mutable, field
from examc.core.responses import Places
from examc.files.xmltree import Element, characters, elements, name
from examc.systems import words
from examc.systems.canvas import feedback as canvasfeedback
from examc.systems.reading import NotUnderstood

_NUMBER = lazyre.compile(r"\s*[+-]?\d+(?:\.\d+)?|\s*[+-]?\.\d+", re.ASCII)
_WHOLE = lazyre.compile(r"\s*[+-]?\d+", re.ASCII)
_BRANCHES = ("responseIf", "responseElseIf")
_ONE_CHOICE = {"RESP_MC", "response"}
"""Responses of which a condition is taken as a whole."""


class Answers(Mutable):
    """What is known of an item's options, by their identifiers."""

    ids: list[str]
    right: dict[str, bool] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    """The feedback that a condition hangs on an option: the first one."""
    points: Fraction | None = None
    """The points that conditions set in QUE_SCORE."""
    true_false: bool = False

    @property
    def key(self) -> Places:
        """The places of the right options."""
        return frozenset(place for place, own in enumerate(self.ids) if self.right.get(own))

    def name(self, own: str, source: Element, *, right: bool, must: bool = False) -> None:
        """Take what a condition says of an option; raises NotUnderstood for one that must exist."""
        if own in self.ids:
            self.right[own] = right
            link = _feedback_name(source)
            if link and not self.linked.get(own):
                self.linked[own] = link
        elif must:
            raise NotUnderstood(f"a condition names {own!r}, which is no option")


def read(root: Element, ids: list[str]) -> Answers:
    """What an item says of its options; raises NotUnderstood for what stops the import."""
    answers = Answers(ids)
    for processing in elements(root, "responseProcessing"):
        for condition in elements(processing, "responseCondition"):
            _apply(condition, answers)
    for correct in elements(root, "correctResponse"):
        values = (characters(value) for value in correct if name(value) == "value")
        answers.right.update(dict.fromkeys(values, True))
    return answers


def _apply(condition: Element, answers: Answers) -> None:
    matches, members = elements(condition, "match"), elements(condition, "member")
    is_true_false = any(v.startswith("TF") for v in _variables(matches))
    if _ONE_CHOICE & _variables(matches) or is_true_false:
        answers.name(_named(matches), condition, right=_is_right(condition), must=True)
        answers.true_false |= is_true_false
    elif "RESP_MC" in _variables(members):
        answers.name(_named(members), condition, right=_is_right(condition), must=True)
    elif any(_is_inside(member, ("responseIf", "and")) for member in members):
        for member in members:
            if _is_inside(member, ("responseIf", "and")):
                answers.name(_named([member]), condition, right=True)
    else:
        for branch in (e for e in condition.iter() if name(e) in _BRANCHES):
            own = _named(elements(branch, "match")) or _named(elements(branch, "member"))
            answers.name(own, branch, right=_is_right(branch))
            if answers.points is None:
                answers.points = max(_question_scores(condition), default=None)


def _variables(tests: list[Element]) -> set[str]:
    return {v.get("identifier", "") for test in tests for v in elements(test, "variable")}


def _named(tests: list[Element]) -> str:
    """The first option that tests name, "" where they name none."""
    values = (value for test in tests for value in elements(test, "baseValue"))
    return next(
        (characters(v).strip() for v in values if v.get("baseType") == "identifier"),
        "",
    )


def _is_inside(element: Element, path: tuple[str, ...]) -> bool:
    for wanted in reversed(path):
        parent = element.getparent()
        if parent is None or name(parent) != wanted:
            return False
        element = parent
    return True


def _is_right(source: Element) -> bool:
    """Whether what a condition or branch sets first makes its option right."""
    value = next(_scores(source), None)
    if value is None:
        return False
    text, kind = characters(value), value.get("baseType")
    if kind == "boolean":
        return text.lower() == "true"
    if kind == "integer":
        return bool(_leading(_WHOLE, text) > 0)
    return kind == "float" and ("score.max" in text.lower() or _leading(_NUMBER, text) > 0)


def _scores(source: Element) -> Iterator[Element]:
    """Yield the values that a score is set to, the ones that count first in front."""
    rules = [(e.get("identifier", ""), e) for e in elements(source, "setOutcomeValue")]
    for own in ("SCORE", "D2L_CORRECT"):
        for _, rule in (pair for pair in rules if pair[0] == own):
            yield from (value for total in elements(rule, "sum") for value in _values(total))
    for _, rule in (pair for pair in rules if pair[0] == "SCORE"):
        yield from (value for value in _values(rule) if value.getparent() is rule)
    for _, rule in (pair for pair in rules if pair[0].startswith("SCORE")):
        yield from _values(rule)
    for _, rule in (pair for pair in rules if pair[0].endswith("SCORE")):
        yield from _values(rule)


def _values(element: Element) -> list[Element]:
    return [value for value in elements(element, "baseValue") if value.get("baseType")]


def _question_scores(condition: Element) -> Iterator[Fraction]:
    """Yield what a condition sets QUE_SCORE to, as whole numbers."""
    for rule in elements(condition, "setOutcomeValue"):
        if rule.get("identifier") == "QUE_SCORE":
            yield from (
                _leading(_WHOLE, characters(value))
                for value in _values(rule)
                if value.getparent() is rule
            )


def _leading(pattern: re.Pattern[str], text: str) -> Fraction:
    """The number that a text begins with, 0 where there is none."""
    match = pattern.match(text)
    found = numbers.parse_shown(match[0].strip()) if match else None
    return Fraction(0) if found is None else found


# -- feedback -------------------------------------------------------------------------------------


def _feedback_name(source: Element) -> str:
    """The feedback that a condition adds to FEEDBACK; "" for none that can be hung on an option."""
    rules = (e for e in elements(source, "setOutcomeValue") if e.get("identifier") == "FEEDBACK")
    rule = next(rules, None)
    if rule is None or "FEEDBACK" not in _variables([rule]):
        return ""
    own = _named([rule])
    return own if canvasfeedback.can_be_linked(own) else ""


def feedback(root: Element, choices: list[Element], answers: Answers) -> dict[int, str]:
    """The feedback of each option that has one, by its place."""
    modal = {e.get("identifier", ""): e for e in elements(root, "modalFeedback")}
    numbered = {canvasfeedback.option(own): e for own, e in modal.items()}
    found: dict[int, str] = {}
    for place, choice in enumerate(choices):
        own = choice.get("identifier", "")
        linked = _kept(modal.get(answers.linked.get(own, "")))
        inline = elements(choice, "feedbackInline")
        if own in numbered:
            found[place] = words.of_element(numbered[own])
        elif linked is not None:
            found[place] = words.of_element(linked)
        elif inline and (choice.text or "").strip():
            found[place] = words.of_element(inline[0])
    return found


def _kept(element: Element | None) -> Element | None:
    """The first paragraph of feedback, else its first div; bare text is lost."""
    if element is None:
        return None
    return next(iter([*elements(element, "p"), *elements(element, "div")]), None)
