"""A standard QTI 2.x engine: what an item's own processing awards for a response, exactly.

It runs the response processing of an `assessmentItem` as the specification says (QTI 2.1
Information Model, sections 8, 13 and 15), over exact numbers. What it does not know raises
`NotUnderstood`, so that nobody takes a guess for a mark.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from lxml import etree

Scalar: TypeAlias = str | Fraction | bool
Value: TypeAlias = Scalar | tuple[Scalar, ...] | None
"""Null, a single value, or a container (never empty: an empty container is null)."""

MOST_STEPS = 20_000  # rules run for one response; an item beyond that is an attack
MOST_VALUES = 1_000  # values of one container; rules can double it, again and again
DEEPEST = 100  # rules and expressions inside one another
MOST_BITS = 4_000  # of a number; rules can square it likewise

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,3}))?")
_TEMPLATES = {"match_correct", "map_response", "CC2_match", "CC2_map_response"}


class NotUnderstood(Exception):
    """Processing that this engine does not know; the text says what."""


class _Exit(Exception):
    """The rule exitResponse."""


@dataclass(frozen=True, slots=True)
class Mapping_:
    """A mapping of a response to points, with its bounds.

    `folded` holds the entries of strings that match in any letter case, under small letters.
    """

    entries: Mapping[Scalar, Fraction]
    default: Fraction = Fraction(0)
    lower: Fraction | None = None
    upper: Fraction | None = None
    folded: Mapping[str, Fraction] = field(default_factory=dict)

    def of(self, value: Value) -> Fraction:
        """The points of a response (section 5.3 of the information model, mapResponse)."""
        if isinstance(value, tuple):
            total = sum((self.one(key) for key in dict.fromkeys(value)), Fraction(0))
        else:
            total = self.default if value is None else self.one(value)
        if self.lower is not None:
            total = max(total, self.lower)
        return total if self.upper is None else min(total, self.upper)

    def one(self, key: Scalar) -> Fraction:
        """The points of one value."""
        if key in self.entries or not isinstance(key, str):
            return self.entries.get(key, self.default)
        return self.folded.get(key.lower(), self.default)


@dataclass(slots=True)
class Declaration:
    """A response or outcome variable as declared."""

    identifier: str
    cardinality: str
    base_type: str
    default: Value = None
    correct: Value = None
    mapping: Mapping_ | None = None


@dataclass(slots=True)
class Item:
    """An item ready to be run."""

    responses: dict[str, Declaration] = field(default_factory=dict)
    outcomes: dict[str, Declaration] = field(default_factory=dict)
    processing: etree._Element | None = None

    def run(self, responses: Mapping[str, Value]) -> dict[str, Value]:
        """The outcomes for responses by identifier; one that is left out is null."""
        return _Run(self, responses).outcomes()

    def score(self, responses: Mapping[str, Value]) -> Fraction:
        """The outcome SCORE, 0 where it is null; raises NotUnderstood."""
        return self.score_of(self.run(responses))

    def score_of(self, outcomes: Mapping[str, Value]) -> Fraction:
        """The SCORE among outcomes of `run`, 0 where it is null; raises NotUnderstood."""
        if "SCORE" not in outcomes:
            raise NotUnderstood("there is no outcome SCORE")
        score = outcomes["SCORE"]
        if score is None:
            return Fraction(0)
        if isinstance(score, bool) or not isinstance(score, Fraction):
            raise NotUnderstood(f"SCORE is {score!r}, not a number")
        return score


def load(root: etree._Element) -> Item:
    """Make an item of an `assessmentItem` element; raises NotUnderstood."""
    item = Item()
    for element in _children(root):
        match name(element):
            case "responseDeclaration":
                declared = _declaration(element)
                item.responses[declared.identifier] = declared
            case "outcomeDeclaration":
                declared = _declaration(element)
                item.outcomes[declared.identifier] = declared
            case "responseProcessing":
                item.processing = element
            case _:
                pass
    return item


def name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: etree._Element) -> str:
    """The characters inside an element."""
    return "".join(str(text) for text in element.itertext())


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _declaration(element: etree._Element) -> Declaration:
    declared = Declaration(
        element.get("identifier", ""),
        element.get("cardinality", "single"),
        element.get("baseType", ""),
    )
    if declared.cardinality not in ("single", "multiple", "ordered"):
        raise NotUnderstood(f"the cardinality {declared.cardinality!r} is not known")
    for child in _children(element):
        match name(child):
            case "defaultValue":
                declared.default = _values(child, declared)
            case "correctResponse":
                declared.correct = _values(child, declared)
            case "mapping":
                declared.mapping = _mapping(child, declared.base_type)
            case _:
                pass
    return declared


def _values(element: etree._Element, declared: Declaration) -> Value:
    values = tuple(
        scalar(text_of(child), declared.base_type)
        for child in _children(element)
        if name(child) == "value"
    )
    if not values:
        return None
    return values[0] if declared.cardinality == "single" else values


def _mapping(element: etree._Element, base_type: str) -> Mapping_:
    entries: dict[Scalar, Fraction] = {}
    folded: dict[str, Fraction] = {}
    for child in _children(element):
        if name(child) == "mapEntry":
            key = scalar(child.get("mapKey", ""), base_type)
            entries[key] = number(child.get("mappedValue", ""))
            # Strings match in any case unless the entry says otherwise (mapEntry, section 5.3).
            cased = base_type != "string" or child.get("caseSensitive") in ("true", "1")
            if isinstance(key, str) and not cased:
                folded.setdefault(key.lower(), entries[key])
    lower, upper = element.get("lowerBound"), element.get("upperBound")
    return Mapping_(
        entries,
        number(element.get("defaultValue", "0")),
        None if lower is None else number(lower),
        None if upper is None else number(upper),
        folded,
    )


def number(text: str) -> Fraction:
    """Read a number exactly as written, exponents included; raises NotUnderstood."""
    text = text.strip()
    match = _NUMBER.fullmatch(text) if len(text) <= 40 else None
    if match is None or abs(int(match[1] or "0")) > 100:
        raise NotUnderstood(f"{text[:40]!r} is not a number")
    return Fraction(text)


def scalar(text: str, base_type: str) -> Scalar:
    """Read a value of a base type; raises NotUnderstood."""
    match base_type:
        case "float" | "integer":
            return number(text)
        case "boolean":
            return text.strip() in ("true", "1")
        case "string":
            return text
        case _:
            return text.strip()


class _Run:
    """One run of an item's processing."""

    def __init__(self, item: Item, responses: Mapping[str, Value]) -> None:
        self.item = item
        self.steps = 0
        self.depth = 0
        self.values: dict[str, Value] = {
            name: responses.get(name, declared.default) for name, declared in item.responses.items()
        }
        for identifier, declared in item.outcomes.items():
            start: Value = declared.default
            if start is None and declared.base_type in ("float", "integer"):
                start = Fraction(0) if declared.cardinality == "single" else None
            self.values[identifier] = start
        self.values.setdefault("completionStatus", "not_attempted")  # built in, section 8.3

    def outcomes(self) -> dict[str, Value]:
        """Run the processing, and collect what it set."""
        processing = self.item.processing
        if processing is not None:
            template = processing.get("template")
            rules = _children(processing)
            try:
                if rules:
                    self._rules(rules)
                elif template is not None:
                    self._template(template)
            except _Exit:
                pass
        return {name: self.values[name] for name in self.item.outcomes}

    def _template(self, template: str) -> None:
        known = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        if known not in _TEMPLATES:
            raise NotUnderstood(f"the processing template {template!r} is not known")
        declared = self.item.responses.get("RESPONSE")
        if declared is None:
            raise NotUnderstood("the template needs a response called RESPONSE")
        if known in ("match_correct", "CC2_match"):
            right = same(self.values["RESPONSE"], declared.correct, declared.cardinality)
            self.values["SCORE"] = Fraction(1 if right else 0)
        else:
            self.values["SCORE"] = self._map(declared)

    def _map(self, declared: Declaration) -> Fraction:
        value = self.values[declared.identifier]
        if declared.mapping is None:
            raise NotUnderstood(f"response {declared.identifier!r} has no mapping")
        if value is None and declared.cardinality != "single":
            value = ()
        return declared.mapping.of(value)

    # -- rules ----------------------------------------------------------------------------------

    def _step(self, down: int) -> None:
        """Count a step, and how far inside others it stands."""
        self.steps += 1
        self.depth += down
        if self.steps > MOST_STEPS:
            raise NotUnderstood("processing takes too many steps")
        if self.depth > DEEPEST:
            raise NotUnderstood("processing is nested too deeply")

    def _rules(self, rules: list[etree._Element]) -> None:
        self.depth += 1
        for rule in rules:
            self._step(0)
            match name(rule):
                case "setOutcomeValue":
                    self._set(rule)
                case "responseCondition":
                    self._condition(rule)
                case "responseProcessingFragment":
                    self._rules(_children(rule))
                case "exitResponse":
                    raise _Exit
                case other:
                    raise NotUnderstood(f"the rule {other} is not known")
        self.depth -= 1

    def _condition(self, rule: etree._Element) -> None:
        for branch in _children(rule):
            inner = _children(branch)
            if name(branch) == "responseElse":
                self._rules(inner)
                return
            if name(branch) not in ("responseIf", "responseElseIf") or not inner:
                raise NotUnderstood(f"{name(branch)} has no place in a responseCondition")
            if _truth(self._value(inner[0]), branch) is True:
                self._rules(inner[1:])
                return

    def _set(self, rule: etree._Element) -> None:
        identifier = rule.get("identifier", "")
        declared = self.item.outcomes.get(identifier)
        inner = _children(rule)
        if identifier == "completionStatus" and len(inner) == 1:
            self.values[identifier] = self._value(inner[0])
            return
        if declared is None:
            raise NotUnderstood(f"the outcome {identifier!r} is not declared")
        if len(inner) != 1:
            raise NotUnderstood(f"the outcome {identifier!r} is set to {len(inner)} values")
        value = self._value(inner[0])
        if declared.cardinality == "single" and isinstance(value, tuple):
            raise NotUnderstood(f"a container is assigned to {identifier!r}")
        if declared.cardinality != "single" and value is not None and not isinstance(value, tuple):
            raise NotUnderstood(f"a single value is assigned to the container {identifier!r}")
        self.values[identifier] = value

    # -- expressions ----------------------------------------------------------------------------

    def _value(self, element: etree._Element) -> Value:
        known = _EXPRESSIONS.get(name(element))
        if known is None:
            raise NotUnderstood(f"the expression {name(element)} is not known")
        self._step(1)
        value = known(self, element)
        self.depth -= 1
        return value

    def inner(self, element: etree._Element, count: int = 0) -> list[Value]:
        """The values of an expression's operands; `count` of them, unless that is 0."""
        children = _children(element)
        if count and len(children) != count:
            raise NotUnderstood(f"{name(element)} has {len(children)} operands, not {count}")
        return [self._value(child) for child in children]

    def numbers(self, element: etree._Element) -> list[Fraction] | None:
        """The operands as numbers, containers opened; None where one is null."""
        found: list[Fraction] = []
        for value in self.inner(element):
            for part in value if isinstance(value, tuple) else (value,):
                if part is None:
                    return None
                if isinstance(part, bool) or not isinstance(part, Fraction):
                    raise NotUnderstood(f"{part!r} is not a number")
                found.append(_bounded(part))
        return found

    def variable(self, element: etree._Element) -> Value:
        """The value of a variable."""
        identifier = element.get("identifier", "")
        if identifier not in self.values:
            raise NotUnderstood(f"the variable {identifier!r} is not declared")
        return self.values[identifier]

    def correct(self, element: etree._Element) -> Value:
        """The correct response of a variable."""
        declared = self.item.responses.get(element.get("identifier", ""))
        if declared is None:
            raise NotUnderstood("correct names no response")
        return declared.correct

    def default(self, element: etree._Element) -> Value:
        """The default value of a variable."""
        identifier = element.get("identifier", "")
        declared = self.item.outcomes.get(identifier) or self.item.responses.get(identifier)
        return declared.default if declared else None

    def map_response(self, element: etree._Element) -> Value:
        """The points that a response's mapping gives it."""
        declared = self.item.responses.get(element.get("identifier", ""))
        if declared is None:
            raise NotUnderstood("mapResponse names no response")
        return self._map(declared)


def same(one: Value, other: Value, cardinality: str = "") -> bool:
    """Whether two values are the same; the order of a container counts only if it is ordered.

    A boolean is no number here, though Python takes true for 1.
    """
    if isinstance(one, tuple) and isinstance(other, tuple):
        first, second = list(map(_typed, one)), list(map(_typed, other))
        return first == second if cardinality == "ordered" else Counter(first) == Counter(second)
    if one is None or isinstance(one, tuple) or isinstance(other, tuple):
        return False
    return type(one) is type(other) and one == other


def _typed(value: Scalar) -> tuple[type, Scalar]:
    return type(value), value


def _truth(value: Value, element: etree._Element) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise NotUnderstood(f"{name(element)} asks for true or false, and has {value!r}")


def _base_value(_: _Run, element: etree._Element) -> Value:
    return scalar(text_of(element), element.get("baseType", ""))


def _match(run: _Run, element: etree._Element) -> Value:
    one, other = run.inner(element, 2)
    if one is None or other is None:
        return None
    return same(one, other)


def _many(value: Value) -> tuple[Scalar, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _member(run: _Run, element: etree._Element) -> Value:
    one, container = run.inner(element, 2)
    if one is None or container is None:
        return None
    if isinstance(one, tuple):
        raise NotUnderstood("member asks for one value, and has a container")
    return any(same(one, part) for part in _many(container))


def _contains(run: _Run, element: etree._Element) -> Value:
    container, part = run.inner(element, 2)
    if container is None or part is None:
        return None
    whole = Counter(map(_typed, _many(container)))
    return all(whole[value] >= count for value, count in Counter(map(_typed, _many(part))).items())


def _logic(run: _Run, element: etree._Element) -> Value:
    values = [_truth(value, element) for value in run.inner(element)]
    if not values:
        raise NotUnderstood(f"{name(element)} has no operands")
    decisive = name(element) == "or"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _not(run: _Run, element: etree._Element) -> Value:
    value = _truth(run.inner(element, 1)[0], element)
    return None if value is None else not value


def _is_null(run: _Run, element: etree._Element) -> Value:
    value = run.inner(element, 1)[0]
    return value is None or value in ((), "")


def _container(run: _Run, element: etree._Element) -> Value:
    found: list[Scalar] = []
    for value in run.inner(element):
        if isinstance(value, tuple):
            found += value
        elif value is not None:
            found.append(value)
    if len(found) > MOST_VALUES:
        raise NotUnderstood(f"a container has more than {MOST_VALUES} values")
    return tuple(found) or None


def _size(run: _Run, element: etree._Element) -> Value:
    return Fraction(len(_many(run.inner(element, 1)[0])))


def _arithmetic(operation: Callable[[list[Fraction]], Value], count: int = 0) -> "_Expression":
    """An expression over numbers; over exactly `count` of them, unless that is 0."""

    def expression(run: _Run, element: etree._Element) -> Value:
        values = run.numbers(element)
        if values is None:
            return None
        if not values or (count and len(values) != count):
            raise NotUnderstood(f"{name(element)} has {len(values)} operands")
        return operation(values)

    return expression


def _sum(values: list[Fraction]) -> Value:
    result = Fraction(0)
    for value in values:
        result = _bounded(result + value)
    return result


def _product(values: list[Fraction]) -> Value:
    result = Fraction(1)
    for value in values:
        result = _bounded(result * value)
    return result


def _bounded(value: Fraction) -> Fraction:
    """The same number, unless it is too long to go on with."""
    if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        raise NotUnderstood("a number grows too long")
    return value


def _divide(values: list[Fraction]) -> Value:
    return values[0] / values[1] if values[1] else None


def _equal(run: _Run, element: etree._Element) -> Value:
    values = run.numbers(element)
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
    return values[0] - low <= values[1] <= values[0] + high


_Expression: TypeAlias = Callable[[_Run, etree._Element], Value]

_EXPRESSIONS: dict[str, _Expression] = {
    "baseValue": _base_value,
    "variable": _Run.variable,
    "correct": _Run.correct,
    "default": _Run.default,
    "null": lambda run, element: None,
    "mapResponse": _Run.map_response,
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
    "equal": _equal,
}
"""The expressions of section 15 that marks are computed with."""
