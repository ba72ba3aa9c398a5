"""Small shapes of rules: branches, settings, constants; whatever is of another one raises Unknown."""

from collections.abc import Sequence
from fractions import Fraction

from examc.files.xmltree import Element, characters, name, parts
from examc.systems.player.engine.values import scalar

Branch = tuple[Element | None, list[Element]]
"""A test (None for what is left over), and the settings where it holds that are of numbers."""


class Unknown(Exception):
    """A rule of another shape."""


def only(element: Element) -> Element:
    """The one element inside another."""
    inner = parts(element)
    if len(inner) != 1:
        raise Unknown
    return inner[0]


def variable(element: Element) -> str:
    """The variable that an expression is."""
    if name(element) != "variable":
        raise Unknown
    return element.get("identifier", "")


def target(rule: Element) -> str:
    """The outcome that a rule sets."""
    return rule.get("identifier", "")


def number_of(value: Element) -> Fraction:
    """A number that is written out."""
    if name(value) != "baseValue" or value.get("baseType") not in ("float", "integer"):
        raise Unknown
    found = scalar(characters(value), "float")
    assert isinstance(found, Fraction)
    return found


def constant(rule: Element) -> Fraction:
    """The number that a rule sets an outcome to."""
    return number_of(only(rule))


def added(rule: Element) -> Fraction:
    """The number that a rule adds to an outcome."""
    value = only(rule)
    inner = parts(value) if name(value) == "sum" else []
    if len(inner) != 2 or variable(inner[0]) != target(rule):
        raise Unknown
    return number_of(inner[1])


def summed(value: Element) -> list[str]:
    """The variables that a sum adds up."""
    if name(value) != "sum":
        raise Unknown
    return [variable(inner) for inner in parts(value)]


def setting(sets: Sequence[Element]) -> tuple[str, Fraction]:
    """The one outcome that a branch sets, and the number it sets it to."""
    if len(sets) != 1:
        raise Unknown
    return target(sets[0]), constant(sets[0])


def branches(rule: Element) -> list[Branch]:
    """The branches of a condition; settings of an identifier, which is feedback, are left out."""
    if name(rule) != "responseCondition":
        raise Unknown
    found: list[Branch] = []
    for branch in parts(rule):
        inner = parts(branch)
        test = None if name(branch) == "responseElse" else inner[0] if inner else None
        if (test is None) != (name(branch) == "responseElse"):
            raise Unknown
        rules = inner if test is None else inner[1:]
        if any(name(one) != "setOutcomeValue" for one in rules):
            raise Unknown
        found.append((test, [one for one in rules if not _is_feedback(one)]))
    if not found or found[0][0] is None:
        raise Unknown
    return found


def _is_feedback(rule: Element) -> bool:
    value = only(rule)
    return name(value) == "baseValue" and value.get("baseType") == "identifier"


def once_answered(rules: list[Element], responses: Sequence[str]) -> list[Element]:
    """The rules where something is answered: those of the else of `isNull`, of all responses."""
    if len(rules) != 1 or name(rules[0]) != "responseCondition":
        raise Unknown
    found = parts(rules[0])
    if [name(branch) for branch in found] != ["responseIf", "responseElse"] or not parts(found[0]):
        raise Unknown
    test = parts(found[0])[0]
    nulls = parts(test) if name(test) == "and" else [test]
    if any(name(one) != "isNull" for one in nulls):
        raise Unknown
    if sorted(variable(only(one)) for one in nulls) != sorted(responses):
        raise Unknown
    return parts(found[1])


def one_branch(rule: Element) -> Branch:
    """The only branch of a condition."""
    (found,) = some_branches(rule, 1)
    return found


def some_branches(rule: Element, count: int) -> list[Branch]:
    """The branches of a condition that has so many."""
    found = branches(rule)
    if len(found) != count:
        raise Unknown
    return found


def score(sets: Sequence[Element]) -> Fraction:
    """The number that a branch sets the score to, and nothing else."""
    outcome, number = setting(sets)
    if outcome != "SCORE":
        raise Unknown
    return number


def points_of_key(identifier: str, rule: Element) -> Fraction:
    """The points that a rule gives for exactly the key of a response, and nothing for all else."""
    (test, right), (otherwise, wrong) = some_branches(rule, 2)
    operands = [] if test is None or name(test) != "match" else parts(test)
    if [name(e) for e in operands] != ["variable", "correct"] or otherwise is not None:
        raise Unknown
    if any(e.get("identifier") != identifier for e in operands) or score(wrong) != 0:
        raise Unknown
    return score(right)
