"""A second engine for items of the further kinds, as most have it: in doubles, without our own code.

It is written from the specification and knows what these items use; patterns are Python's own.
"""

import re
from collections.abc import Mapping

from lxml import etree

Single = str | float | bool
Value = Single | tuple[str, ...] | None

Element = etree._Element


def _name(element: Element) -> str:
    return etree.QName(element).localname


def _of(element: Element, local: str) -> list[Element]:
    return element.findall(f"{{*}}{local}")


def run(item: Element, given: Mapping[str, str | tuple[str, ...] | None]) -> tuple[float, set[str]]:
    """The SCORE of a response, and the identifiers of the feedback that is shown."""
    engine = _Engine(item, given)
    (processing,) = _of(item, "responseProcessing")
    engine.rules(list(processing))
    score = engine.values["SCORE"]
    assert isinstance(score, float)
    shown = {
        modal.get("identifier") or ""
        for modal in _of(item, "modalFeedback")
        if engine.values.get(modal.get("outcomeIdentifier") or "") == modal.get("identifier")
    }
    return score, shown


class _Engine:
    def __init__(self, item: Element, given: Mapping[str, str | tuple[str, ...] | None]) -> None:
        self.declared = {e.get("identifier") or "": e for e in _of(item, "responseDeclaration")}
        self.values: dict[str, Value] = {}
        for own, declared in self.declared.items():
            value = given.get(own)
            if declared.get("baseType") == "float" and isinstance(value, str):
                self.values[own] = float(value)
            else:
                self.values[own] = value
        for outcome in _of(item, "outcomeDeclaration"):
            is_number = outcome.get("baseType") == "float"
            self.values[outcome.get("identifier") or ""] = 0.0 if is_number else None

    def rules(self, rules: list[Element]) -> None:
        """Run rules in their order."""
        for rule in rules:
            if _name(rule) == "setOutcomeValue":
                self.values[rule.get("identifier") or ""] = self.value(rule[0])
                continue
            assert _name(rule) == "responseCondition"
            for branch in rule:
                if _name(branch) == "responseElse":
                    self.rules(list(branch))
                elif self.value(branch[0]) is True:
                    self.rules(list(branch)[1:])
                    break

    def number(self, element: Element) -> float | None:
        """The value of an expression that is a number."""
        value = self.value(element)
        assert value is None or isinstance(value, float)
        return value

    def value(self, element: Element) -> Value:
        """The value of an expression."""
        inner, own = list(element), element.get("identifier") or ""
        match _name(element):
            case "variable":
                return self.values[own]
            case "baseValue":
                text = element.text or ""
                return float(text) if element.get("baseType") == "float" else text
            case "correct":
                values = tuple(v.text or "" for v in self.declared[own].iter("{*}value"))
                return values if self.declared[own].get("cardinality") != "single" else values[0]
            case "isNull":
                return self.value(inner[0]) is None
            case "not":
                return _negated(self.value(inner[0]))
            case "and" | "or":
                return _joined(_name(element) == "or", [self.value(e) for e in inner])
            case "gte" | "lte" | "gt" | "lt":
                return _compared(_name(element), self.number(inner[0]), self.number(inner[1]))
            case "match":
                return self.matched(inner[0], inner[1])
            case "member":
                container = self.value(inner[1])
                assert container is None or isinstance(container, tuple)
                return None if container is None else self.value(inner[0]) in container
            case "patternMatch":
                value = self.value(inner[0])
                assert value is None or isinstance(value, str)
                fits = re.fullmatch(element.get("pattern") or "", value or "", re.DOTALL)
                return None if value is None else fits is not None
            case "index":
                container = self.value(inner[0])
                assert container is None or isinstance(container, tuple)
                place = int(element.get("n") or "")
                return (container or ())[place - 1] if place <= len(container or ()) else None
            case "sum":
                terms = [self.number(e) for e in inner]
                return None if None in terms else float(sum(t for t in terms if t is not None))
            case "mapResponse":
                return self.mapped(self.declared[own], self.values[own])
            case other:
                raise AssertionError(other)

    def matched(self, one: Element, other: Element) -> bool | None:
        """Whether two values are the same, in any order unless the response is ordered."""
        first, second = self.value(one), self.value(other)
        if first is None or second is None:
            return None
        declared = self.declared.get(one.get("identifier") or "")
        is_bag = declared is not None and declared.get("cardinality") == "multiple"
        if is_bag and isinstance(first, tuple) and isinstance(second, tuple):
            return sorted(first) == sorted(second)
        return first == second

    def mapped(self, declared: Element, value: Value) -> float:
        """The mapping of a response."""
        (mapping,) = _of(declared, "mapping")
        points = {e.get("mapKey"): float(e.get("mappedValue") or "") for e in mapping}
        values = value if isinstance(value, tuple) else (value,)
        total = sum((points.get(str(key), 0.0) for key in values), 0.0)
        lower, upper = mapping.get("lowerBound"), mapping.get("upperBound")
        total = total if lower is None else max(total, float(lower))
        return total if upper is None else min(total, float(upper))


def _negated(value: Value) -> bool | None:
    assert value is None or isinstance(value, bool)
    return None if value is None else not value


def _joined(decisive: bool, values: list[Value]) -> bool | None:
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _compared(operator: str, one: float | None, other: float | None) -> bool | None:
    if one is None or other is None:
        return None
    return {"gte": one >= other, "lte": one <= other, "gt": one > other, "lt": one < other}[
        operator
    ]
