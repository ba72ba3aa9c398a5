"""What an item's processing awards and shows for any response, read off its rules without a run.

Known are the shapes that most items have: marks by a mapping, or all or nothing by the key; feedback
for everyone, for an option that is chosen, and for a score. Whatever else an item does is not known
here, and has to be run response by response.
"""

from collections.abc import Sequence
from fractions import Fraction

from examc.core.records import Mutable, Record, field, replace
from examc.core.responses import Places, choose
from examc.core.schemes import ZERO, Key, Scheme, Sum, award, one_of
from examc.files.xmltree import Element, characters, name, parts
from examc.systems.player.engine import Declaration, Item, Value
from examc.systems.reading import NotUnderstood, number


class _Unknown(Exception):
    """A rule of another shape."""


class Step(Record, frozen=True):
    """An identifier that an outcome is set to, or that is added to it, where something holds.

    That is nothing, or an option that is chosen, or a score that is at least a bound (or below it).
    """

    outcome: str
    identifier: str
    adds: bool
    place: int | None = None
    bound: Fraction | None = None
    least: bool = True

    def holds(self, chosen: Places, score: Fraction) -> bool:
        """Whether the step is taken."""
        if self.bound is not None:
            return (score >= self.bound) is self.least
        return self.place is None or self.place in chosen


class Rules(Mutable):
    """What the rules of an item do once something is chosen; `ids` are those of its options."""

    declared: Declaration
    ids: Sequence[str]
    most: int
    scheme: Scheme | None = None
    steps: list[Step] = field(default_factory=list)

    def outcomes(self, chosen: Places) -> dict[str, Value]:
        """The outcomes that feedback is collected in, for a response."""
        score = ZERO if self.scheme is None else award(self.scheme, choose(chosen)) or ZERO
        found: dict[str, Value] = {}
        for step in self.steps:
            if step.holds(chosen, score):
                before = found.get(step.outcome)
                more = (*before, step.identifier) if isinstance(before, tuple) else None
                added = more or (step.identifier,)
                found[step.outcome] = added if step.adds else step.identifier
        return found

    # -- rules ------------------------------------------------------------------------------------

    def take(self, rules: Sequence[Element]) -> None:
        """Take rules in their order; raises _Unknown."""
        for rule in rules:
            match name(rule):
                case "setOutcomeValue" if rule.get("identifier") == "SCORE":
                    self._score(self._mapped(_only(rule)))
                case "setOutcomeValue":
                    self.steps.append(self._step(rule))
                case "responseCondition":
                    self._condition(rule)
                case _:
                    raise _Unknown

    def _score(self, scheme: Scheme) -> None:
        if self.scheme is not None or any(step.bound is not None for step in self.steps):
            raise _Unknown
        self.scheme = one_of(scheme) if self.most == 1 else scheme

    def _mapped(self, value: Element) -> Scheme:
        """What a score is set to, whatever is chosen: a number, or the mapping."""
        if name(value) == "baseValue":
            constant = _number(value)
            return Key(len(self.ids), frozenset(), constant, constant, self.most)
        mapping = self.declared.mapping
        if name(value) != "mapResponse" or not self._is_response(value) or mapping is None:
            raise _Unknown
        low, high = mapping.lower, mapping.upper
        if low is not None and high is not None:
            low = min(low, high)  # the upper bound wins
        weights = tuple([mapping.one(own) for own in self.ids])
        return Sum(weights, low, high, self.most)

    def _condition(self, rule: Element) -> None:
        branches = parts(rule)
        if not 1 <= len(branches) <= 2 or name(branches[0]) != "responseIf":
            raise _Unknown
        test, body = _split(branches[0])
        rest = branches[1:]
        if name(test) == "match" and [name(e) for e in parts(test)] == ["variable", "correct"]:
            self._by_key(test, body, rest)
        elif rest or len(body) != 1:
            raise _Unknown
        elif name(test) in ("match", "member"):
            self.steps.append(replace(self._step(body[0]), place=self._named(test)))
        else:
            self._by_score(test, body[0])

    def _by_key(self, test: Element, body: list[Element], rest: list[Element]) -> None:
        """All points for the key, and a number for any other response."""
        if not all(map(self._is_response, parts(test))) or len(rest) != 1:
            raise _Unknown
        otherwise = parts(rest[0])
        if name(rest[0]) != "responseElse" or len(body) != 1 or len(otherwise) != 1:
            raise _Unknown
        right, wrong = _constant(body[0]), _constant(otherwise[0])
        correct = self.declared.correct
        values = correct if isinstance(correct, tuple) else () if correct is None else (correct,)
        if len(set(values)) < len(values) or not set(values) <= set(self.ids):
            raise _Unknown
        key = frozenset(place for place, own in enumerate(self.ids) if own in values)
        self._score(Key(len(self.ids), key, right, wrong, self.most))

    def _named(self, test: Element) -> int:
        """The option that a condition asks for."""
        operands = parts(test)
        if name(test) == "member":
            operands.reverse()
        elif self.most != 1:
            raise _Unknown
        if len(operands) != 2 or not self._is_response(operands[0]):
            raise _Unknown
        own = characters(operands[1]).strip()
        if name(operands[1]) != "baseValue" or own not in self.ids:
            raise _Unknown
        return self.ids.index(own)

    def _by_score(self, test: Element, rule: Element) -> None:
        operands = parts(test)
        if name(test) not in ("gte", "lt") or len(operands) != 2 or self.scheme is None:
            raise _Unknown
        if name(operands[0]) != "variable" or operands[0].get("identifier") != "SCORE":
            raise _Unknown
        bound = _number(operands[1])
        step = replace(self._step(rule), bound=bound, least=name(test) == "gte")
        self.steps.append(step)

    def _step(self, rule: Element) -> Step:
        """A rule that sets an outcome to an identifier, or adds one to it."""
        outcome, value = rule.get("identifier", ""), _only(rule)
        if name(rule) != "setOutcomeValue" or outcome == "SCORE":
            raise _Unknown
        if name(value) == "baseValue":
            return Step(outcome, _identifier(value), adds=False)
        inner = parts(value)
        if name(value) != "multiple" or len(inner) != 2 or name(inner[0]) != "variable":
            raise _Unknown
        if inner[0].get("identifier") != outcome:
            raise _Unknown
        return Step(outcome, _identifier(inner[1]), adds=True)

    def _is_response(self, element: Element) -> bool:
        return (
            name(element) in ("variable", "correct", "mapResponse")
            and element.get("identifier") == self.declared.identifier
        )


def rules_of(item: Item, response: str, ids: Sequence[str], most: int) -> Rules | None:
    """The rules of an item with one response; None where they are of another shape.

    Nothing chosen must earn 0, as in every scheme.
    """
    declared = item.responses[response]
    if (
        item.processing is None
        or declared.base_type != "identifier"
        or declared.default is not None
    ):
        return None
    if declared.cardinality not in ("single", "multiple") or item.score({}) != 0:
        return None
    found = Rules(declared, ids, 1 if declared.cardinality == "single" else most)
    try:
        found.take(_once_chosen(parts(item.processing), response))
    except (_Unknown, NotUnderstood):
        return None
    score = item.outcomes["SCORE"]
    if found.scheme is None or score.default or score.cardinality != "single":
        return None
    return found if all(_fits(step, item) for step in found.steps) else None


def _fits(step: Step, item: Item) -> bool:
    """Whether an outcome is declared as a step uses it, and empty before."""
    declared = item.outcomes.get(step.outcome)
    kind = "multiple" if step.adds else "single"
    return declared is not None and declared.default is None and declared.cardinality == kind


def _once_chosen(rules: list[Element], response: str) -> list[Element]:
    """The rules that are left where something is chosen: those of the else of `isNull`."""
    if len(rules) != 1 or name(rules[0]) != "responseCondition":
        return rules
    branches = parts(rules[0])
    test = next(iter(parts(branches[0])), None) if branches else None
    if test is None or name(test) != "isNull" or len(branches) != 2:
        return rules
    variable = _only(test)
    if name(variable) != "variable" or variable.get("identifier") != response:
        raise _Unknown
    if [name(branch) for branch in branches] != ["responseIf", "responseElse"]:
        raise _Unknown
    return parts(branches[1])


def _split(branch: Element) -> tuple[Element, list[Element]]:
    """The test of a branch, and its rules."""
    inner = parts(branch)
    if not inner:
        raise _Unknown
    return inner[0], inner[1:]


def _only(element: Element) -> Element:
    inner = parts(element)
    if len(inner) != 1:
        raise _Unknown
    return inner[0]


def _constant(rule: Element) -> Fraction:
    """The number that a rule sets the score to."""
    if name(rule) != "setOutcomeValue" or rule.get("identifier") != "SCORE":
        raise _Unknown
    return _number(_only(rule))


def _identifier(value: Element) -> str:
    if name(value) != "baseValue" or value.get("baseType") != "identifier":
        raise _Unknown
    return characters(value).strip()


def _number(value: Element) -> Fraction:
    if name(value) != "baseValue" or value.get("baseType") not in ("float", "integer"):
        raise _Unknown
    return number(characters(value))
