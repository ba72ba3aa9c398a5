"""The expressions of an item's processing, over exact numbers (QTI 2.1, section 15)."""

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from examc.systems.player.engine import functions, texts
from examc.systems.player.engine.nodes import Node
from examc.systems.player.engine.values import (
    Declaration,
    Scalar,
    Value,
    bounded,
    many,
    same,
    typed,
)
from examc.systems.reading import NotUnderstood, number

MOST_STEPS = 20_000  # rules run for one response; an item beyond that is an attack
MOST_VALUES = 1_000  # values of one container; rules can double it, again and again
DEEPEST = 100  # rules and expressions inside one another


class State:
    """The variables of one run, and how much work it has been."""

    def __init__(
        self,
        responses: Mapping[str, Declaration],
        outcomes: Mapping[str, Declaration],
        given: Mapping[str, Value],
    ) -> None:
        self.responses = responses
        self.outcomes = outcomes
        self.steps = 0
        self.depth = 0
        self.values: dict[str, Value] = {
            name: given.get(name, declared.default) for name, declared in responses.items()
        }
        for identifier, declared in outcomes.items():
            start: Value = declared.default
            if start is None and declared.base_type in ("float", "integer"):
                start = Fraction(0) if declared.cardinality == "single" else None
            self.values[identifier] = start
        self.values.setdefault("completionStatus", "not_attempted")  # built in, section 8.3

    def step(self, down: int) -> None:
        """Count a step, and how far inside others it stands."""
        self.steps += 1
        self.depth += down
        if self.steps > MOST_STEPS:
            raise NotUnderstood("processing takes too many steps")
        if self.depth > DEEPEST:
            raise NotUnderstood("processing is nested too deeply")

    def value(self, element: Node) -> Value:
        """The value of an expression; raises NotUnderstood."""
        known = _EXPRESSIONS.get(element.name)
        if known is None:
            raise NotUnderstood(f"the expression {element.name} is not known")
        self.steps += 1
        self.depth += 1
        if self.steps > MOST_STEPS or self.depth > DEEPEST:
            self.step(0)  # which tells what is too much
        value = known(self, element)
        self.depth -= 1
        return value

    def inner(self, element: Node, count: int = 0) -> list[Value]:
        """The values of an expression's operands; `count` of them, unless that is 0."""
        children = element.parts
        if count and len(children) != count:
            raise NotUnderstood(f"{element.name} has {len(children)} operands, not {count}")
        return list(map(self.value, children))

    def numbers(self, element: Node) -> list[Fraction] | None:
        """The operands as numbers, containers opened; None where one is null."""
        found: list[Fraction] = []
        for value in self.inner(element):
            for part in value if isinstance(value, tuple) else (value,):
                if part is None:
                    return None
                if isinstance(part, bool) or not isinstance(part, Fraction):
                    raise NotUnderstood(f"{part!r} is not a number")
                found.append(bounded(part))
        return found

    def variable(self, element: Node) -> Value:
        """The value of a variable."""
        identifier = element.get("identifier", "")
        if identifier not in self.values:
            raise NotUnderstood(f"the variable {identifier!r} is not declared")
        return self.values[identifier]

    def correct(self, element: Node) -> Value:
        """The correct response of a variable."""
        declared = self.responses.get(element.get("identifier", ""))
        if declared is None:
            raise NotUnderstood("correct names no response")
        return declared.correct

    def default(self, element: Node) -> Value:
        """The default value of a variable."""
        identifier = element.get("identifier", "")
        declared = self.outcomes.get(identifier) or self.responses.get(identifier)
        return declared.default if declared else None

    def is_ordered(self, element: Node) -> bool:
        """Whether an expression gives a container in which the order counts."""
        if element.name not in ("variable", "correct", "default"):
            return element.name == "ordered"
        identifier = element.get("identifier", "")
        declared = self.responses.get(identifier) or self.outcomes.get(identifier)
        return declared is not None and declared.cardinality == "ordered"

    def map_response(self, element: Node) -> Value:
        """The points that a response's mapping gives it."""
        declared = self.responses.get(element.get("identifier", ""))
        if declared is None:
            raise NotUnderstood("mapResponse names no response")
        return self.mapped(declared)

    def mapped(self, declared: Declaration) -> Fraction:
        """The points that a declared mapping gives the response at hand."""
        value = self.values[declared.identifier]
        if declared.mapping is None:
            raise NotUnderstood(f"response {declared.identifier!r} has no mapping")
        if value is None and declared.cardinality != "single":
            value = ()
        return declared.mapping.of(value)


def truth(value: Value, element: Node) -> bool | None:
    """A value as true, false or null; raises NotUnderstood for what is none of them."""
    if value is None or isinstance(value, bool):
        return value
    raise NotUnderstood(f"{element.name} asks for true or false, and has {value!r}")


def _base_value(_: State, element: Node) -> Value:
    return element.value


def _match(state: State, element: Node) -> Value:
    one, other = state.inner(element, 2)
    if one is None or other is None:
        return None
    is_ordered = any(state.is_ordered(operand) for operand in element.parts)
    return same(one, other, "ordered" if is_ordered else "")


def _member(state: State, element: Node) -> Value:
    one, container = state.inner(element, 2)
    if one is None or container is None:
        return None
    if isinstance(one, tuple):
        raise NotUnderstood("member asks for one value, and has a container")
    return any(same(one, part) for part in many(container))


def _contains(state: State, element: Node) -> Value:
    container, part = state.inner(element, 2)
    if container is None or part is None:
        return None
    whole = Counter(map(typed, many(container)))
    return all(whole[value] >= count for value, count in Counter(map(typed, many(part))).items())


def _logic(state: State, element: Node) -> Value:
    values = [truth(value, element) for value in state.inner(element)]
    if not values:
        raise NotUnderstood(f"{element.name} has no operands")
    decisive = element.name == "or"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _not(state: State, element: Node) -> Value:
    value = truth(state.inner(element, 1)[0], element)
    return None if value is None else not value


def _is_null(state: State, element: Node) -> Value:
    value = state.inner(element, 1)[0]
    return value is None or value in ((), "")


def _container(state: State, element: Node) -> Value:
    found: list[Scalar] = []
    for value in state.inner(element):
        if isinstance(value, tuple):
            found += value
        elif value is not None:
            found.append(value)
    if len(found) > MOST_VALUES:
        raise NotUnderstood(f"a container has more than {MOST_VALUES} values")
    return tuple(found) or None


def _size(state: State, element: Node) -> Value:
    return Fraction(len(many(state.inner(element, 1)[0])), 1)


def _arithmetic(operation: Callable[[list[Fraction]], Value], count: int = 0) -> "_Expression":
    """An expression over numbers; over exactly `count` of them, unless that is 0."""

    def expression(state: State, element: Node) -> Value:
        values = state.numbers(element)
        if values is None:
            return None
        if not values or (count and len(values) != count):
            raise NotUnderstood(f"{element.name} has {len(values)} operands")
        return operation(values)

    return expression


def _sum(values: list[Fraction]) -> Value:
    result = Fraction(0)
    for value in values:
        result = bounded(result + value)
    return result


def _product(values: list[Fraction]) -> Value:
    result = Fraction(1)
    for value in values:
        result = bounded(result * value)
    return result


def _divide(values: list[Fraction]) -> Value:
    return values[0] / values[1] if values[1] else None


def _integer_divide(values: list[Fraction]) -> Value:
    return Fraction(values[0] // values[1], 1) if values[1] else None


def _equal(state: State, element: Node) -> Value:
    values = state.numbers(element)
    if values is None:
        return None
    if len(values) != 2:
        raise NotUnderstood(f"equal has {len(values)} operands, not 2")
    mode = element.get("toleranceMode", "exact")
    if mode == "exact":
        return values[0] == values[1]
    words = element.get("tolerance", "").split()
    if mode not in ("absolute", "relative") or len(words) not in (1, 2):
        raise NotUnderstood(f"the tolerance {mode} {' '.join(words)[:40]!r} is not known")
    low, high = number(words[0]), number(words[-1])
    if mode == "relative":
        low, high = abs(values[0]) * low / 100, abs(values[0]) * high / 100
    return _within(values[1], values[0] - low, values[0] + high, element)


def _within(value: Fraction, low: Fraction, high: Fraction, element: Node) -> bool:
    """Whether a number lies between two ends, each of which an attribute can leave out."""
    left_out = [
        element.get(bound, "true").strip() in ("false", "0")
        for bound in ("includeLowerBound", "includeUpperBound")
    ]
    above = value > low if left_out[0] else value >= low
    return above and (value < high if left_out[1] else value <= high)


_Expression: TypeAlias = Callable[[State, Node], Value]

_EXPRESSIONS: dict[str, _Expression] = {
    "baseValue": _base_value,
    "variable": State.variable,
    "correct": State.correct,
    "default": State.default,
    "null": lambda state, element: None,
    "mapResponse": State.map_response,
    "match": _match,
    "member": _member,
    "contains": _contains,
    "and": _logic,
    "or": _logic,
    "not": _not,
    "isNull": _is_null,
    "multiple": _container,
    "ordered": _container,
    "containerSize": _size,
    "sum": _arithmetic(_sum),
    "product": _arithmetic(_product),
    "subtract": _arithmetic(lambda values: values[0] - values[1], 2),
    "divide": _arithmetic(_divide, 2),
    "max": _arithmetic(lambda values: max(values)),
    "min": _arithmetic(lambda values: min(values)),
    "lt": _arithmetic(lambda values: values[0] < values[1], 2),
    "lte": _arithmetic(lambda values: values[0] <= values[1], 2),
    "gt": _arithmetic(lambda values: values[0] > values[1], 2),
    "gte": _arithmetic(lambda values: values[0] >= values[1], 2),
    "integerDivide": _arithmetic(_integer_divide, 2),
    "integerModulus": _arithmetic(functions.modulus, 2),
    "integerToFloat": _arithmetic(lambda values: values[0], 1),
    "power": _arithmetic(functions.power, 2),
    "gcd": _arithmetic(functions.gcd),
    "lcm": _arithmetic(functions.lcm),
    "durationLT": _arithmetic(lambda values: values[0] < values[1], 2),
    "durationGTE": _arithmetic(lambda values: values[0] >= values[1], 2),
    "mathConstant": functions.math_constant,
    "mathOperator": functions.math_operator,
    "statsOperator": functions.stats_operator,
    "repeat": functions.repeat,
    "inside": functions.inside,
    "mapResponsePoint": functions.map_response_point,
    "equal": _equal,
    "equalRounded": texts.equal_rounded,
    "roundTo": texts.round_to,
    "round": texts.round_half_up,
    "truncate": texts.truncate,
    "patternMatch": texts.pattern_match,
    "stringMatch": texts.string_match,
    "substring": texts.substring,
    "index": texts.index,
    "delete": texts.delete,
    "anyN": texts.any_n,
}
"""The expressions of section 15 that marks are computed with."""
