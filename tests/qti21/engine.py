"""A tiny scoring engine, written from the QTI specification and without our own code.

It knows the rules and expressions that our items use, over exact numbers or over doubles.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import combinations

from lxml import etree

Number = Fraction | float
Value = str | Number | list[str] | bool | None


def subsets(item: etree._Element) -> Iterator[tuple[int, ...]]:
    """Every response that a candidate can give, as places of options from 0; none included."""
    choices = [e.get("identifier") for e in item.iter() if _name(e) == "simpleChoice"]
    single = next(e for e in item.iter() if _name(e) == "responseDeclaration")
    most = 1 if single.get("cardinality") == "single" else len(choices)
    for size in range(most + 1):
        yield from combinations(range(len(choices)), size)


def run(
    item: etree._Element,
    chosen: tuple[int, ...],
    number: Callable[[str], Number] = Fraction,
    places: int | None = None,
) -> tuple[Number, list[str]]:
    """The SCORE of a response, rounded to so many places, and the feedback that is shown.

    The latter as identifiers, in the order of the item; more than one outcome may hold them.
    """
    engine = _Engine(item, chosen, number, places)
    processing = item.find("{*}responseProcessing")
    assert processing is not None
    engine.rules(list(processing))
    shown = [
        modal.get("identifier") or ""
        for modal in item.findall("{*}modalFeedback")
        if modal.get("identifier") in engine.feedback.get(modal.get("outcomeIdentifier"), [])
    ]
    return engine.score, shown


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


class _Engine:
    def __init__(
        self,
        item: etree._Element,
        chosen: tuple[int, ...],
        number: Callable[[str], Number],
        places: int | None,
    ) -> None:
        self.places = places
        choices = [e.get("identifier") or "" for e in item.iter() if _name(e) == "simpleChoice"]
        self.response = [choices[index] for index in chosen]
        self.number = number
        self.score: Number = number("0")
        self.feedback: dict[str | None, list[str]] = {
            e.get("identifier"): []
            for e in item.findall("{*}outcomeDeclaration")
            if e.get("baseType") == "identifier"
        }
        self.multiple = {
            e.get("identifier")
            for e in item.findall("{*}outcomeDeclaration")
            if e.get("cardinality") == "multiple"
        }
        declaration = item.find("{*}responseDeclaration")
        assert declaration is not None
        self.correct = [v.text or "" for v in declaration.findall("{*}correctResponse/{*}value")]
        mapping = declaration.find("{*}mapping")
        assert mapping is not None
        self.mapping = mapping

    def rules(self, rules: list[etree._Element]) -> None:
        for rule in rules:
            if _name(rule) == "setOutcomeValue":
                value = self.value(rule[0])
                if rule.get("identifier") == "SCORE":
                    assert isinstance(value, Fraction | float)
                    self.score = value if self.places is None else round(float(value), self.places)
                else:
                    own = rule.get("identifier")
                    assert isinstance(value, list if own in self.multiple else str)
                    assert own in self.feedback
                    self.feedback[own] = _container(value)
            else:
                assert _name(rule) == "responseCondition"
                self.condition(rule)

    def condition(self, rule: etree._Element) -> None:
        for branch in rule:
            if _name(branch) == "responseElse":
                self.rules(list(branch))
            elif self.value(branch[0]) is True:
                self.rules(list(branch)[1:])
                return

    def value(self, element: etree._Element) -> Value:
        operands = list(element)
        match _name(element):
            case "isNull":
                return not self.response
            case "mapResponse":
                return self.mapped()
            case "match":
                one, other = self.value(operands[0]), self.value(operands[1])
                return sorted(_container(one)) == sorted(_container(other))
            case "member":
                return self.value(operands[0]) in _container(self.value(operands[1]))
            case "gte" | "lt":
                one, other = self.value(operands[0]), self.value(operands[1])
                assert isinstance(one, Fraction | float)
                assert isinstance(other, Fraction | float)
                return one >= other if _name(element) == "gte" else one < other
            case "multiple":
                parts = (_container(self.value(operand)) for operand in operands)
                return [name for part in parts for name in part]
            case "correct":
                return self.correct
            case "variable":
                values: dict[str | None, Value] = {
                    "RESPONSE": self.response,
                    "SCORE": self.score,
                    **self.feedback,
                }
                return values[element.get("identifier")]
            case "baseValue":
                text = element.text or ""
                return self.number(text) if element.get("baseType") == "float" else text
            case other_name:
                raise AssertionError(f"not in our items: {other_name}")

    def mapped(self) -> Number:
        """Sum of the mapped values, then the bounds (section 5.3, mapResponse)."""
        entries = {e.get("mapKey"): e.get("mappedValue") or "" for e in self.mapping}
        default = self.mapping.get("defaultValue", "0")
        total = self.number("0")
        for identifier in self.response:
            total = total + self.number(entries.get(identifier, default))
        lower, upper = self.mapping.get("lowerBound"), self.mapping.get("upperBound")
        if lower is not None:
            total = max(total, self.number(lower))
        return total if upper is None else min(total, self.number(upper))


def _container(value: Value) -> list[str]:
    if isinstance(value, list):
        return value
    assert isinstance(value, str)
    return [value]
