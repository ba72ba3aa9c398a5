"""Processing that adds up what options are worth, told without running it.

Systems write such rules in many ways: a condition for each option that adds to SCORE, the mapping
added to SCORE, and then conditions that keep SCORE within bounds. All that is followed here for
an answer that chooses something; what is not understood is left to the engine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from examc.core.schemes import ZERO
from examc.files.xmltree import Element, characters, name, parts
from examc.formats.qti21.readrules import SCORE, SETS, matters, rules_of
from examc.systems.player.engine import Item, ResponseMapping
from examc.systems.reading import NotUnderstood, number

_NUMBERS = ("float", "integer")
_BELOW, _ABOVE = ("lt", "lte"), ("gt", "gte")


class _Other(Exception):
    """Rules of another kind."""


@dataclass(slots=True)
class Sum:
    """The mark: a constant and the weights of the chosen options, then the bounds."""

    weights: list[Fraction]
    constant: Fraction = ZERO
    lower: Fraction | None = None
    upper: Fraction | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether a bound was set, after which nothing may be added."""
        return self.lower is not None or self.upper is not None


def adding(
    item: Item,
    outcomes: set[str],
    response: str,
    places: Mapping[str, int],
    start: Fraction,
) -> Sum | None:
    """What an answer earns that is not empty; None where the rules are of another kind.

    `outcomes` are the variables that SCORE hangs on, `places` the options by their identifiers.
    """
    if item.processing is None:
        return None
    try:
        found = _Adding(item, outcomes, response, places, start)
        found.run(parts(item.processing))
    except (_Other, NotUnderstood):
        return None
    return found.sum


@dataclass(slots=True)
class _Adding:
    item: Item
    outcomes: set[str]
    response: str
    places: Mapping[str, int]
    start: Fraction
    sum: Sum = field(init=False)
    constants: dict[str, Fraction] = field(init=False)

    def __post_init__(self) -> None:
        self.sum = Sum([ZERO] * len(self.places), self.start)
        self.constants = dict(self._constants())

    def _constants(self) -> Iterable[tuple[str, Fraction]]:
        """Yield the outcomes that keep their default: MAXSCORE, MINSCORE."""
        assert self.item.processing is not None
        rules = (rule for rule in self.item.processing.iter() if name(rule) in SETS)
        changed = {rule.get("identifier") for rule in rules}
        for own, declared in self.item.outcomes.items():
            is_number = declared.base_type in _NUMBERS and declared.cardinality == "single"
            value = ZERO if declared.default is None else declared.default
            if own not in changed and is_number and isinstance(value, Fraction):
                yield own, value

    # -- rules ----------------------------------------------------------------------------------

    def run(self, rules: list[Element]) -> None:
        """Follow rules; raises _Other."""
        for rule in rules:
            if not matters(rule, self.outcomes):
                continue
            if name(rule) == "setOutcomeValue" and rule.get("identifier") == SCORE:
                (expression,) = parts(rule) if len(rule) == 1 else [rule]
                self.sum = self._assigned(expression)
            elif name(rule) == "responseCondition":
                self._condition(parts(rule))
            else:
                raise _Other

    def _condition(self, branches: list[Element]) -> None:
        """Follow a condition; branches that no answer or every answer takes are none."""
        for place, branch in enumerate(branches):
            first, other = rules_of(branch), branches[place + 1 :]
            if name(branch) == "responseElse":
                self.run(first)
                return
            condition = next(iter(parts(branch)), None)
            if condition is None:
                raise _Other
            is_answered = self._answered(condition)
            if is_answered is None:
                if [name(b) for b in other] not in ([], ["responseElse"]):
                    raise _Other
                self._depending(condition, first, rules_of(other[0]) if other else [])
                return
            if is_answered:
                self.run(first)
                return

    def _depending(self, condition: Element, first: list[Element], other: list[Element]) -> None:
        place = self._option(condition)
        if place is not None:
            self._on_option(place, self._added(first), self._added(other))
        else:
            self._bound(condition, first, other)

    def _on_option(self, place: int, chosen: Fraction, otherwise: Fraction) -> None:
        if (chosen or otherwise) and self.sum.is_bounded:
            raise _Other
        self.sum.weights[place] += chosen - otherwise
        self.sum.constant += otherwise

    def _added(self, rules: list[Element]) -> Fraction:
        """What rules add to SCORE, whatever it is."""
        total = ZERO
        for rule in rules:
            if not matters(rule, self.outcomes):
                continue
            if name(rule) != "setOutcomeValue" or rule.get("identifier") != SCORE or len(rule) != 1:
                raise _Other
            terms = parts(rule[0])
            own = [term for term in terms if self._is_score(term)]
            rest = [self._constant(term) for term in terms if not self._is_score(term)]
            if name(rule[0]) == "sum" and len(own) == 1:
                total += sum(rest, ZERO)
            elif name(rule[0]) == "subtract" and len(terms) == 2 and self._is_score(terms[0]):
                total -= rest[0] if rest else ZERO
                if not rest:
                    raise _Other
            else:
                raise _Other
        return total

    def _bound(self, condition: Element, rules: list[Element], other: list[Element]) -> None:
        """Follow a condition that sets SCORE to a bound where it is beyond it."""
        inner = parts(condition)
        rules = [rule for rule in rules if matters(rule, self.outcomes)]
        if any(matters(rule, self.outcomes) for rule in other) or len(inner) != 2:
            raise _Other
        if len(rules) != 1 or rules[0].get("identifier") != SCORE or len(rules[0]) != 1:
            raise _Other
        side = name(condition)
        if self._is_score(inner[1]):
            inner.reverse()
            side = {"lt": "gt", "lte": "gte", "gt": "lt", "gte": "lte"}.get(side, "")
        bound = self._constant(inner[1])
        if not self._is_score(inner[0]) or self._constant(rules[0][0]) != bound:
            raise _Other
        self._keep(bound, below=side in _BELOW, above=side in _ABOVE)

    def _keep(self, bound: Fraction, *, below: bool, above: bool) -> None:
        """Keep the sum at a bound or above it, or at it or below."""
        if below is above:
            raise _Other
        lower, upper = self.sum.lower, self.sum.upper
        if below:
            lower = bound if lower is None else max(lower, bound)
        else:
            upper = bound if upper is None else min(upper, bound)
        if lower is not None and upper is not None and lower > upper:
            raise _Other  # then it matters which of the two came first
        self.sum.lower, self.sum.upper = lower, upper

    # -- expressions ----------------------------------------------------------------------------

    def _assigned(self, expression: Element) -> Sum:
        """What SCORE is after it is set to an expression."""
        kind, terms = name(expression), parts(expression)
        if kind in ("max", "min") and len(terms) == 2:
            terms.sort(key=self._is_score, reverse=True)
            if not self._is_score(terms[0]):
                raise _Other
            self._keep(self._constant(terms[1]), below=kind == "max", above=kind == "min")
            return self.sum
        found = Sum([ZERO] * len(self.places))
        for term in terms if kind == "sum" and terms else [expression]:
            self._add_term(found, term)
        return found

    def _add_term(self, found: Sum, term: Element) -> None:
        """Add a term; one with bounds must be the only one that is not 0."""
        if self._is_score(term):
            added = self.sum
        elif name(term) == "mapResponse" and term.get("identifier") == self.response:
            added = self._mapped()
        else:
            found.constant += self._constant(term)
            if found.is_bounded and found.constant:
                raise _Other
            return
        if (added.is_bounded and _is_something(found)) or (
            found.is_bounded and _is_something(added)
        ):
            raise _Other
        found.weights = [one + two for one, two in zip(found.weights, added.weights, strict=True)]
        found.constant += added.constant
        if added.is_bounded:
            found.lower, found.upper = added.lower, added.upper

    def _mapped(self) -> Sum:
        mapping: ResponseMapping | None = self.item.responses[self.response].mapping
        if mapping is None:
            raise _Other
        lower, upper = mapping.lower, mapping.upper
        if lower is not None and upper is not None and lower > upper:
            raise _Other
        weights = [ZERO] * len(self.places)
        for choice, place in self.places.items():
            weights[place] = mapping.one(choice)
        return Sum(weights, ZERO, lower, upper)

    def _constant(self, element: Element) -> Fraction:
        if name(element) == "baseValue" and element.get("baseType") in _NUMBERS:
            return number(characters(element))
        known = self.constants.get(element.get("identifier", ""))
        if name(element) != "variable" or known is None:
            raise _Other
        return known

    def _is_score(self, element: Element) -> bool:
        return name(element) == "variable" and element.get("identifier") == SCORE

    # -- conditions -----------------------------------------------------------------------------

    def _answered(self, condition: Element) -> bool | None:
        """Whether a condition holds for every answer that chooses something; None if it depends."""
        inner = parts(condition)
        if len(inner) != 1:
            return None
        match name(condition):
            case "isNull":
                return False if self._is_response(inner[0]) else None
            case "not":
                answered = self._answered(inner[0])
                return None if answered is None else not answered
            case "and" | "or":
                return self._answered(inner[0])
            case _:
                return None

    def _option(self, condition: Element) -> int | None:
        """The option that a condition asks for; None where it asks for something else."""
        inner = parts(condition)
        if name(condition) in ("and", "or") and len(inner) == 1:
            return self._option(inner[0])
        if name(condition) == "contains" and len(inner) == 2 and name(inner[1]) == "multiple":
            inner = [*parts(inner[1]), inner[0]]
        elif name(condition) != "member":
            return None
        if len(inner) != 2 or not self._is_response(inner[1]) or name(inner[0]) != "baseValue":
            return None
        return self.places.get(characters(inner[0]).strip())

    def _is_response(self, element: Element) -> bool:
        return name(element) == "variable" and element.get("identifier") == self.response


def _is_something(found: Sum) -> bool:
    return bool(found.constant) or any(found.weights) or found.is_bounded
