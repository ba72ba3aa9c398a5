"""One run of an item's rules for all answers at once: what SCORE is, told by the options chosen.

The rules are those that the standard engine runs for one answer (QTI 2.1, section 8). Here an
outcome is a sum of weights of the chosen options, with bounds, or one number for exactly the key
and another for the rest; the two ways that a condition can go are run and brought together. What
is not of these forms is unknown, which does no harm where SCORE does not hang on it.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from examc.core.records import Record, replace
from examc.core.schemes import ZERO
from examc.files.xmltree import Element, characters, name, parts
from examc.systems.player.engine import Item
from examc.systems.reading import NotUnderstood, number

_NUMBERS = ("float", "integer")
_MATCH = {"match_correct", "CC2_match"}
_MAP = {"map_response", "CC2_map_response"}
_COMPARISONS = {"lt": True, "lte": True, "gt": False, "gte": False}
"""Whether the first operand is the smaller one."""


class Sum(Record, frozen=True):
    """A constant and the weights of the chosen options (by their places), within bounds."""

    constant: Fraction = ZERO
    weights: tuple[Fraction, ...] = ()
    lower: Fraction | None = None
    upper: Fraction | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether a bound was set, after which nothing may be added."""
        return self.lower is not None or self.upper is not None

    @property
    def is_constant(self) -> bool:
        """Whether it is the same for every answer."""
        return not any(self.weights) and not self.is_bounded


class Split(Record, frozen=True):
    """One number for exactly the correct response, another for the rest."""

    right: Fraction
    wrong: Fraction


Term: TypeAlias = Sum | Split
_Values: TypeAlias = dict[str, Term | None]


class _Chosen(Record, frozen=True):
    """The condition that the option at a place is among those chosen."""

    place: int


class _IsKey(Record, frozen=True):
    """The condition that exactly the correct response is chosen."""


class _Beyond(Record, frozen=True):
    """The condition that a term is beyond a number: below it, or above."""

    term: Sum
    bound: Fraction
    below: bool


_Condition: TypeAlias = bool | _Chosen | _IsKey | _Beyond | None
"""None for one that is not understood."""


def score(item: Item, response: str, places: Mapping[str, int]) -> Term | None:
    """What an answer earns that is not empty; None where that has none of the forms.

    `places` are the options by their identifiers. Raises NotUnderstood, and whatever else rules
    raise that do not have the form that QTI gives them.
    """
    return _Run(item, response, places).score()


class _Run:
    def __init__(self, item: Item, response: str, places: Mapping[str, int]) -> None:
        self.item = item
        self.response = response
        self.places = places
        self.none = (ZERO,) * len(places)

    def score(self) -> Term | None:
        """What SCORE is in the end."""
        values = self._defaults()
        processing = self.item.processing
        rules = [] if processing is None else parts(processing)
        if processing is not None and not rules:
            return self._template(processing, values)
        return self._rules(rules, values).get("SCORE", self._constant(ZERO))

    def _defaults(self) -> _Values:
        found: _Values = {}
        for own, declared in self.item.outcomes.items():
            is_number = declared.base_type in _NUMBERS and declared.cardinality == "single"
            value = ZERO if declared.default is None else declared.default
            is_known = is_number and isinstance(value, Fraction)
            found[own] = self._constant(value) if is_known and isinstance(value, Fraction) else None
        return found

    def _template(self, processing: Element, values: _Values) -> Term | None:
        template = processing.get("template")
        if template is None and processing.get("templateLocation"):
            raise NotUnderstood("its processing stands in another file")
        if template is None:
            return values.get("SCORE", self._constant(ZERO))
        known = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        if self.response != "RESPONSE":
            return None
        if known in _MATCH:
            return Split(Fraction(1), ZERO)
        return self._mapped() if known in _MAP else None

    # -- rules ----------------------------------------------------------------------------------

    def _rules(self, rules: list[Element], values: _Values) -> _Values:
        """The outcomes after rules; those before them stay as they are."""
        values = values.copy()
        for rule in rules:
            match name(rule):
                case "setOutcomeValue":
                    inner = parts(rule)
                    known = len(inner) == 1
                    values[rule.get("identifier", "")] = (
                        self._term(inner[0], values) if known else None
                    )
                case "lookupOutcomeValue":
                    values[rule.get("identifier", "")] = None
                case "responseCondition":
                    values = self._condition(parts(rule), values)
                case "responseProcessingFragment":
                    values = self._rules(parts(rule), values)
                case _:
                    return dict.fromkeys(values)  # whatever it does, nothing is known after it
        return values

    def _condition(self, branches: list[Element], values: _Values) -> _Values:
        if not branches:
            return values
        first, *others = branches
        inner = parts(first)
        if name(first) == "responseElse":
            return self._rules(inner, values)
        if name(first) not in ("responseIf", "responseElseIf") or not inner:
            return dict.fromkeys(values)
        holds, condition = self._truth(inner[0], values)
        taken = self._rules(inner[1:], values) if condition is not (not holds) else values
        if condition is holds:
            return taken
        left = self._condition(others, values)
        if condition is (not holds):
            return left
        pair = (taken, left) if holds else (left, taken)
        names = {*taken, *left}
        return {own: _together(condition, *(side.get(own) for side in pair)) for own in names}

    # -- conditions -----------------------------------------------------------------------------

    def _truth(self, element: Element, values: _Values) -> tuple[bool, _Condition]:
        """A condition, and whether the branch is taken where it holds, or where it does not."""
        inner = parts(element)
        kind = name(element)
        if kind == "not" and len(inner) == 1:
            holds, condition = self._truth(inner[0], values)
            return not holds, condition
        if kind in ("and", "or") and len(inner) == 1:
            return self._truth(inner[0], values)
        return True, self._atom(kind, inner, values)

    def _atom(self, kind: str, inner: list[Element], values: _Values) -> _Condition:
        if kind == "isNull" and len(inner) == 1 and self._is_response(inner[0]):
            return False
        if len(inner) != 2:
            return None
        if kind == "match":
            return self._matches(inner)
        if kind == "contains" and name(inner[1]) == "multiple":
            return self._chosen([*parts(inner[1]), inner[0]])
        if kind == "member":
            return self._chosen(inner)
        if kind in _COMPARISONS:
            return self._beyond(inner, values, below=_COMPARISONS[kind])
        return None

    def _matches(self, inner: list[Element]) -> _Condition:
        if not any(map(self._is_response, inner)):
            return None
        if any(map(self._is_correct, inner)):
            return _IsKey()
        values = [one for one in inner if name(one) == "baseValue"]
        is_stranger = any(characters(one).strip() not in self.places for one in values)
        return False if is_stranger else None  # no answer is what no option is

    def _chosen(self, operands: list[Element]) -> _Condition:
        if len(operands) != 2 or not self._is_response(operands[1]):
            return None
        if name(operands[0]) != "baseValue":
            return None
        place = self.places.get(characters(operands[0]).strip())
        return None if place is None else _Chosen(place)

    def _beyond(self, inner: list[Element], values: _Values, *, below: bool) -> _Condition:
        first, other = (self._term(operand, values) for operand in inner)
        if not isinstance(first, Sum) or not isinstance(other, Sum):
            return None
        if not other.is_constant:
            first, other, below = other, first, not below
        return _Beyond(first, other.constant, below) if other.is_constant else None

    def _is_response(self, element: Element) -> bool:
        return name(element) == "variable" and element.get("identifier") == self.response

    def _is_correct(self, element: Element) -> bool:
        return name(element) == "correct" and element.get("identifier") == self.response

    # -- expressions ----------------------------------------------------------------------------

    def _term(self, element: Element, values: _Values) -> Term | None:
        kind, inner = name(element), parts(element)
        if kind == "baseValue" and element.get("baseType") in _NUMBERS:
            return self._constant(number(characters(element)))
        if kind == "variable":
            return values.get(element.get("identifier", ""))
        if kind == "mapResponse" and element.get("identifier") == self.response:
            return self._mapped()
        terms = [self._term(operand, values) for operand in inner]
        match kind, terms:
            case "sum", [first, *others]:
                for other in others:
                    first = _added(first, other)
                return first
            case "subtract", [first, Sum() as other] if not other.is_bounded:
                weights = tuple(-weight for weight in other.weights)
                return _added(first, Sum(-other.constant, weights))
            case (("max" | "min"), [Sum() as first, Sum() as other]):
                if not other.is_constant:
                    first, other = other, first
                is_bound = other.is_constant
                return _kept(first, other.constant, below=kind == "max") if is_bound else None
            case _:
                return None

    def _constant(self, value: Fraction) -> Sum:
        return Sum(value, self.none)

    def _mapped(self) -> Sum | None:
        mapping = self.item.responses[self.response].mapping
        if mapping is None:
            return None
        lower, upper = mapping.lower, mapping.upper
        if lower is not None and upper is not None and lower > upper:
            return None
        return Sum(ZERO, tuple(map(mapping.one, self.places)), lower, upper)


def _added(one: Term | None, two: Term | None) -> Term | None:
    """The sum of two terms; one with bounds must be the only one that is not 0."""
    if not isinstance(one, Sum) or not isinstance(two, Sum):
        return None
    for first, other in ((one, two), (two, one)):
        if other.is_constant and not other.constant:
            return first
    if one.is_bounded or two.is_bounded:
        return None
    weights = tuple(a + b for a, b in zip(one.weights, two.weights, strict=True))
    return Sum(one.constant + two.constant, weights)


def _kept(term: Sum, bound: Fraction, *, below: bool) -> Term | None:
    """A term that is kept at a bound or above it (`below`), or at it or below."""
    if term.is_constant:
        kept = max(term.constant, bound) if below else min(term.constant, bound)
        return replace(term, constant=kept)
    lower, upper = term.lower, term.upper
    if below:
        lower = bound if lower is None else max(lower, bound)
    else:
        upper = bound if upper is None else min(upper, bound)
    if lower is not None and upper is not None and lower > upper:
        return None  # then it matters which of the two came first
    return replace(term, lower=lower, upper=upper)


def _together(condition: _Condition, held: Term | None, other: Term | None) -> Term | None:
    """One term for two: what an outcome is where a condition holds, and where it does not."""
    if held == other:
        return held
    if not isinstance(held, Sum) or not isinstance(other, Sum):
        return None
    match condition:
        case _Chosen(place) if held.weights == other.weights:
            if held.is_bounded or other.is_bounded:
                return None
            step = held.constant - other.constant
            weights = [w + step * (at == place) for at, w in enumerate(other.weights)]
            return Sum(other.constant, tuple(weights))
        case _IsKey() if held.is_constant and other.is_constant:
            return Split(held.constant, other.constant)
        case _Beyond(term, bound, below) if held.is_constant:
            is_kept = held.constant == bound and other == term
            return _kept(term, bound, below=below) if is_kept else None
        case _:
            return None
