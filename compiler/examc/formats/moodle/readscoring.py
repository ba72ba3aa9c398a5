"""Reads the rule and the bounds of a mark that our writer kept beside what Moodle has fields for."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from examc.core import limits
from examc.core.answers import Rule, Scoring
from examc.files.xmltree import Element
from examc.formats.foreign.quoting import quoted

Tell: TypeAlias = Callable[[str], None]
"""Reports a value that cannot be read (R494), at its question."""


def kept(hint: Element | None, usual: Scoring, tell: Tell, *, matrix: bool = False) -> Scoring:
    """What a hint says of a scoring, and of the rest what Moodle does (`usual`).

    Only a `matrix` can be marked by kprim.
    """
    if hint is None:
        return usual
    known = [rule.value for rule in Rule if matrix or rule is not Rule.KPRIM]
    rule = hint.get("rule", usual.rule.value)
    if rule not in known:
        tell(f"{quoted(rule)} is no rule of marking")
        rule = usual.rule.value
    floor = _bound(hint.get("floor"), usual.floor, tell)
    return Scoring(Rule(rule), floor, _bound(hint.get("cap"), usual.cap, tell))


def _bound(written: str | None, usual: Fraction | None, tell: Tell) -> Fraction | None:
    if written is None:
        return usual
    bound = limits.held(written)
    if bound is None and written != "none":
        tell(f"{quoted(written)} is no bound of a mark")
        return usual
    return bound
