"""The rules of response processing: which of them an outcome hangs on, and the forms they have.

A form is told by what the rules say, so that it holds for any number of options; QTI's rules are
those of section 8 of its Information Model.
"""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from examc.core.schemes import ZERO
from examc.files.xmltree import Element, characters, child, name, parts
from examc.systems.reading import NotUnderstood, number

SCORE = "SCORE"
MOST_RULES = 20_000  # elements of one processing
MOST_ROUNDS = 20  # outcomes that hang on each other in a row

SETS = ("setOutcomeValue", "lookupOutcomeValue")
_BRANCHES = ("responseIf", "responseElseIf", "responseElse")
_MATCH = {"match_correct", "CC2_match"}
_MAP = {"map_response", "CC2_map_response"}


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


# -- the forms ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mapping:
    """The mark is what the mapping of the response gives."""


@dataclass(frozen=True, slots=True)
class Match:
    """The mark is one number for the correct response, another for the rest."""

    right: Fraction
    wrong: Fraction


@dataclass(frozen=True, slots=True)
class Told:
    """A form, and what the empty response earns; None where that is to be run."""

    form: Mapping | Match
    empty: Fraction | None = None


def told(
    processing: Element | None, outcomes: set[str], response: str, start: Fraction
) -> Told | None:
    """The form of a processing; None where it has none of these. Raises NotUnderstood.

    `outcomes` are the variables that SCORE hangs on, `start` is its value before processing.
    """
    return _Forms(outcomes, response, start).told(processing)


@dataclass(frozen=True, slots=True)
class _Forms:
    outcomes: set[str]
    response: str
    start: Fraction

    def told(self, processing: Element | None) -> Told | None:
        if processing is None:
            return Told(Match(self.start, self.start), self.start)
        rules = parts(processing)
        if not rules:
            if "template" not in processing.attrib and processing.get("templateLocation"):
                raise NotUnderstood("its processing stands in another file")
            return self._template(processing.get("template"))
        rules = self._those_that_matter(rules)
        empty, rules = self._guarded(rules)
        form = self._form(rules)
        return None if form is None else Told(form, empty)

    def _template(self, template: str | None) -> Told | None:
        if template is None:
            return Told(Match(self.start, self.start), self.start)
        known = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        if self.response != "RESPONSE":
            return None
        if known in _MATCH:
            return Told(Match(Fraction(1), ZERO), ZERO)
        return Told(Mapping()) if known in _MAP else None

    def _those_that_matter(self, rules: list[Element]) -> list[Element]:
        return [rule for rule in rules if matters(rule, self.outcomes)]

    def _guarded(self, rules: list[Element]) -> tuple[Fraction | None, list[Element]]:
        """Take off a condition that the response is not empty, with what it earns if it is."""
        if len(rules) != 1 or name(rules[0]) != "responseCondition":
            return None, rules
        branches = parts(rules[0])
        kinds = [name(branch) for branch in branches]
        condition = next(iter(parts(branches[0])), None) if branches else None
        if condition is None or kinds[0] != "responseIf":
            return None, rules
        inner = self._those_that_matter(rules_of(branches[0]))
        if kinds == ["responseIf", "responseElse"] and self._is_null(condition):
            empty = self._constant(inner)
            if empty is not None:
                return empty, self._those_that_matter(rules_of(branches[1]))
        negated = name(condition) == "not" and len(condition) == 1
        if kinds == ["responseIf"] and negated and self._is_null(condition[0]):
            return self.start, inner
        return None, rules

    def _form(self, rules: list[Element]) -> Mapping | Match | None:
        constant = self._constant(rules)
        if constant is not None:
            return Match(constant, constant)
        if len(rules) != 1:
            return None
        if name(rules[0]) == "setOutcomeValue":
            inner = parts(rules[0])
            return Mapping() if len(inner) == 1 and self._names(inner[0], "mapResponse") else None
        if name(rules[0]) == "responseCondition":
            return self._match(parts(rules[0]))
        return None

    def _match(self, branches: list[Element]) -> Match | None:
        kinds = [name(branch) for branch in branches]
        if kinds not in (["responseIf"], ["responseIf", "responseElse"]):
            return None
        inner = parts(branches[0])
        if not inner or name(inner[0]) != "match":
            return None
        operands = parts(inner[0])
        found = {
            name(operand) for operand in operands if operand.get("identifier") == self.response
        }
        if len(operands) != 2 or found != {"variable", "correct"}:
            return None
        right = self._constant(self._those_that_matter(inner[1:]))
        other = self._those_that_matter(rules_of(branches[1])) if len(branches) == 2 else []
        wrong = self._constant(other)
        return None if right is None or wrong is None else Match(right, wrong)

    def _constant(self, rules: list[Element]) -> Fraction | None:
        """The mark that rules set for every response; None where it depends on it."""
        if not rules:
            return self.start
        inner = parts(rules[0])
        if len(rules) > 1 or name(rules[0]) != "setOutcomeValue" or len(inner) != 1:
            return None
        if name(inner[0]) != "baseValue" or inner[0].get("baseType") not in ("float", "integer"):
            return None
        return number(characters(inner[0]))

    def _is_null(self, condition: Element) -> bool:
        operand = child(condition, "variable")
        return (
            name(condition) == "isNull"
            and operand is not None
            and len(condition) == 1
            and self._names(operand, "variable")
        )

    def _names(self, element: Element, kind: str) -> bool:
        return name(element) == kind and element.get("identifier") == self.response
