"""Items, and the rules of their response processing (QTI 2.1, sections 8 and 13)."""

from collections.abc import Mapping
from fractions import Fraction

from examc.core.records import Mutable, field
from examc.files.xmltree import Element, name, parts
from examc.systems.player.engine.expressions import State, truth
from examc.systems.player.engine.nodes import Node
from examc.systems.player.engine.values import Declaration, Value, declaration, same, scalar
from examc.systems.reading import NotUnderstood, number

_TEMPLATES = {"match_correct", "map_response", "CC2_match", "CC2_map_response"}


class _Exit(Exception):
    """The rule exitResponse."""


class Item(Mutable):
    """An item ready to be run."""

    responses: dict[str, Declaration] = field(default_factory=dict)
    outcomes: dict[str, Declaration] = field(default_factory=dict)
    processing: Element | None = None
    _rules: Node | None = None

    def rules(self) -> Node | None:
        """Its processing, as it is run."""
        if self._rules is None and self.processing is not None:
            self._rules = Node(self.processing)
        return self._rules

    def run(self, responses: Mapping[str, Value]) -> dict[str, Value]:
        """The outcomes for responses by identifier; one that is left out is null."""
        return _Processing(self, responses).outcomes()

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


def load(root: Element) -> Item:
    """Make an item of an `assessmentItem` element; raises NotUnderstood."""
    item = Item()
    for element in parts(root):
        match name(element):
            case "responseDeclaration":
                declared = declaration(element)
                item.responses[declared.identifier] = declared
            case "outcomeDeclaration":
                declared = declaration(element)
                item.outcomes[declared.identifier] = declared
            case "responseProcessing":
                item.processing = element
            case "templateDeclaration" | "templateProcessing":
                raise NotUnderstood("the item draws values for each student")
            case _:
                pass
    return item


def _in_table(table: Element, value: Fraction) -> str | None:
    """What a table has for a number: for exactly it, or for the first bound that it reaches."""
    for entry in parts(table):
        bound = number(entry.get("sourceValue", ""))
        above = value > bound or (
            value == bound and entry.get("includeBoundary", "true") in ("true", "1")
        )
        if above if name(table) == "interpolationTable" else value == bound:
            return entry.get("targetValue", "")
    return None


class _Processing:
    """One run of an item's processing."""

    def __init__(self, item: Item, responses: Mapping[str, Value]) -> None:
        self.item = item
        self.state = State(item.responses, item.outcomes, responses)

    def outcomes(self) -> dict[str, Value]:
        """Run the processing, and collect what it set."""
        processing = self.item.rules()
        if processing is not None:
            template = processing.get("template")
            try:
                if processing.parts:
                    self._rules(processing.parts)
                elif template is not None:
                    self._template(template)
            except _Exit:
                pass
        return {name: self.state.values[name] for name in self.item.outcomes}

    def _template(self, template: str) -> None:
        known = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        if known not in _TEMPLATES:
            raise NotUnderstood(f"the processing template {template!r} is not known")
        declared = self.item.responses.get("RESPONSE")
        if declared is None:
            raise NotUnderstood("the template needs a response called RESPONSE")
        if known in ("match_correct", "CC2_match"):
            right = same(self.state.values["RESPONSE"], declared.correct, declared.cardinality)
            self.state.values["SCORE"] = Fraction(right, 1)
        else:
            self.state.values["SCORE"] = self.state.mapped(declared)

    def _rules(self, rules: list[Node]) -> None:
        self.state.depth += 1
        for rule in rules:
            self.state.step(0)
            match rule.name:
                case "setOutcomeValue":
                    self._set(rule)
                case "lookupOutcomeValue":
                    self._look_up(rule)
                case "responseCondition":
                    self._condition(rule)
                case "responseProcessingFragment":
                    self._rules(rule.parts)
                case "exitResponse":
                    raise _Exit
                case other:
                    raise NotUnderstood(f"the rule {other} is not known")
        self.state.depth -= 1

    def _condition(self, rule: Node) -> None:
        for branch in rule.parts:
            inner = branch.parts
            if branch.name == "responseElse":
                self._rules(inner)
                return
            if branch.name not in ("responseIf", "responseElseIf") or not inner:
                raise NotUnderstood(f"{branch.name} has no place in a responseCondition")
            if truth(self.state.value(inner[0]), branch) is True:
                self._rules(inner[1:])
                return

    def _look_up(self, rule: Node) -> None:
        """Set an outcome to what its own table has for a number (section 8.2, lookupOutcomeValue)."""
        declared = self.item.outcomes.get(rule.get("identifier", ""))
        if declared is None or declared.table is None or len(rule.parts) != 1:
            raise NotUnderstood("lookupOutcomeValue names no outcome with a table")
        value = self.state.value(rule.parts[0])
        if value is not None and (isinstance(value, bool) or not isinstance(value, Fraction)):
            raise NotUnderstood(f"a table is asked for {value!r}")
        found = None if value is None else _in_table(declared.table, value)
        given = declared.table.get("defaultValue") if found is None else found
        self.state.values[declared.identifier] = (
            None if given is None else scalar(given, declared.base_type)
        )

    def _set(self, rule: Node) -> None:
        identifier = rule.get("identifier", "")
        declared = self.item.outcomes.get(identifier)
        inner = rule.parts
        if identifier == "completionStatus" and len(inner) == 1:
            self.state.values[identifier] = self.state.value(inner[0])
            return
        if declared is None:
            raise NotUnderstood(f"the outcome {identifier!r} is not declared")
        if len(inner) != 1:
            raise NotUnderstood(f"the outcome {identifier!r} is set to {len(inner)} values")
        value = self.state.value(inner[0])
        if declared.cardinality == "single" and isinstance(value, tuple):
            raise NotUnderstood(f"a container is assigned to {identifier!r}")
        if declared.cardinality != "single" and value is not None and not isinstance(value, tuple):
            raise NotUnderstood(f"a single value is assigned to the container {identifier!r}")
        self.state.values[identifier] = value
