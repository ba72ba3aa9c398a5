"""The rules of response processing: which of them an outcome hangs on (QTI 2.1, section 8)."""

import copy
from collections.abc import Iterable

from examc.files.xmltree import Element, name, parts
from examc.systems.reading import NotUnderstood

SCORE = "SCORE"
MOST_RULES = 20_000  # elements of one processing
MOST_ROUNDS = 20  # outcomes that hang on each other in a row

SETS = ("setOutcomeValue", "lookupOutcomeValue")
_BRANCHES = ("responseIf", "responseElseIf", "responseElse")


# -- which rules matter -------------------------------------------------------------------------


def matters(rule: Element, outcomes: set[str]) -> bool:
    """Whether one of the outcomes may hang on a rule; one that is not known always matters."""
    kind = name(rule)
    if kind in SETS:
        return rule.get("identifier", "") in outcomes
    if kind == "responseProcessingFragment":
        return any(matters(inner, outcomes) for inner in parts(rule))
    if kind == "responseCondition":
        return any(_branch_matters(branch, outcomes) for branch in parts(rule))
    return True


def _branch_matters(branch: Element, outcomes: set[str]) -> bool:
    if name(branch) not in _BRANCHES:
        return True
    return any(matters(rule, outcomes) for rule in rules_of(branch))


def rules_of(branch: Element) -> list[Element]:
    """The rules of a branch, without its condition."""
    inner = parts(branch)
    return inner if name(branch) == "responseElse" else inner[1:]


def needed(processing: Element | None, outcomes: Iterable[str]) -> set[str]:
    """The variables that outcomes hang on, themselves included; raises NotUnderstood."""
    found = set(outcomes)
    if processing is None:
        return found
    if sum(1 for _ in processing.iter()) > MOST_RULES:
        raise NotUnderstood("its rules are too many")
    for _ in range(MOST_ROUNDS):
        before = len(found)
        for rule in parts(processing):
            _collect(rule, found)
        if len(found) == before:
            return found
    raise NotUnderstood("its outcomes hang on each other in too many steps")


def _collect(rule: Element, found: set[str]) -> None:
    if not matters(rule, found):
        return
    if name(rule) == "responseProcessingFragment":
        for inner in parts(rule):
            _collect(inner, found)
    elif name(rule) == "responseCondition":
        for branch in parts(rule):
            rules = rules_of(branch)
            for condition in parts(branch)[: len(branch) - len(rules)]:
                found |= _variables(condition)
            for one in rules:
                _collect(one, found)
    else:
        found |= _variables(rule)


def _variables(element: Element) -> set[str]:
    return {inner.get("identifier", "") for inner in element.iter() if name(inner) == "variable"}


def pruned(processing: Element | None, outcomes: set[str]) -> Element | None:
    """A copy of a processing with the rules alone that matter."""
    if processing is None:
        return None
    twin = copy.deepcopy(processing)
    if len(twin) and "template" in twin.attrib:
        del twin.attrib["template"]  # rules come before a template
    _prune(twin, parts(twin), outcomes)
    return twin


def _prune(parent: Element, rules: list[Element], outcomes: set[str]) -> None:
    for rule in rules:
        if not matters(rule, outcomes):
            parent.remove(rule)
        elif name(rule) == "responseProcessingFragment":
            _prune(rule, parts(rule), outcomes)
        elif name(rule) == "responseCondition":
            for branch in parts(rule):
                _prune(branch, rules_of(branch), outcomes)
