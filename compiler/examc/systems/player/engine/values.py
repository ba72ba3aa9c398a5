"""Values of QTI: how they are written, compared, and mapped to points."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from examc.core import numbers, typednumbers
from examc.core.records import Mutable, Record, field
from examc.files.xmltree import Element, characters, name, parts
from examc.systems.reading import NotUnderstood, number

Scalar: TypeAlias = str | Fraction | bool
Value: TypeAlias = Scalar | tuple[Scalar, ...] | None
"""Null, a single value, or a container (never empty: an empty container is null)."""

MOST_BITS = 4_000  # of a number; rules can square it, again and again

_OTHER_TYPES = {"", "identifier", "point", "duration", "file", "uri"}


class ResponseMapping(Record, frozen=True):
    """A mapping of a response to points, with its bounds.

    `folded` holds the entries of strings that match in any letter case, under small letters.
    """

    entries: Mapping[Scalar, Fraction]
    default: Fraction = Fraction(0)
    lower: Fraction | None = None
    upper: Fraction | None = None
    folded: Mapping[str, Fraction] = field(default_factory=dict)

    def of(self, value: Value) -> Fraction:
        """The points of a response (section 5.3 of the information model, mapResponse).

        An empty container is worth the default, as engines have it: nothing in it is mapped.
        """
        if value is None or value == ():
            total = self.default
        elif isinstance(value, tuple):
            total = sum((self.one(key) for key in dict.fromkeys(value)), Fraction(0))
        else:
            total = self.one(value)
        if self.lower is not None:
            total = max(total, self.lower)
        return total if self.upper is None else min(total, self.upper)

    def one(self, key: Scalar) -> Fraction:
        """The points of one value."""
        if key in self.entries or not isinstance(key, str):
            return self.entries.get(key, self.default)
        return self.folded.get(key.lower(), self.default)


class Declaration(Mutable):
    """A response or outcome variable as declared."""

    identifier: str
    cardinality: str
    base_type: str
    default: Value = None
    correct: Value = None
    mapping: ResponseMapping | None = None
    areas: Element | None = None
    """The areaMapping of a response in points."""
    table: Element | None = None
    """The matchTable or interpolationTable of an outcome."""


def declaration(element: Element) -> Declaration:
    """Read a `responseDeclaration` or `outcomeDeclaration`; raises NotUnderstood."""
    declared = Declaration(
        element.get("identifier", ""),
        element.get("cardinality", "single"),
        element.get("baseType", ""),
    )
    if declared.cardinality not in ("single", "multiple", "ordered"):
        raise NotUnderstood(f"the cardinality {declared.cardinality!r} is not known")
    for child in parts(element):
        match name(child):
            case "defaultValue":
                declared.default = _values(child, declared)
            case "correctResponse":
                declared.correct = _values(child, declared)
            case "mapping":
                declared.mapping = _mapping(child, declared.base_type)
            case "areaMapping":
                declared.areas = child
            case "matchTable" | "interpolationTable":
                declared.table = child
            case _:
                pass
    return declared


def _values(element: Element, declared: Declaration) -> Value:
    values = tuple(
        scalar(characters(child), declared.base_type)
        for child in parts(element)
        if name(child) == "value"
    )
    if not values:
        return None
    return values[0] if declared.cardinality == "single" else values


def _mapping(element: Element, base_type: str) -> ResponseMapping:
    entries: dict[Scalar, Fraction] = {}
    folded: dict[str, Fraction] = {}
    for child in parts(element):
        if name(child) == "mapEntry":
            key = scalar(child.get("mapKey", ""), base_type)
            entries[key] = number(child.get("mappedValue", ""))
            # Strings match in any case unless the entry says otherwise (mapEntry, section 5.3).
            cased = base_type != "string" or child.get("caseSensitive") in ("true", "1")
            if isinstance(key, str) and not cased:
                folded.setdefault(key.lower(), entries[key])
    lower, upper = element.get("lowerBound"), element.get("upperBound")
    return ResponseMapping(
        entries,
        number(element.get("defaultValue", "0")),
        None if lower is None else number(lower),
        None if upper is None else number(upper),
        folded,
    )


def scalar(text: str, base_type: str) -> Scalar:
    """Read a value of a base type; raises NotUnderstood."""
    match base_type:
        case "float" | "integer":
            found = numbers.parse_answer(text.strip())
            return number(text) if found is None else found
        case "pair":
            return " ".join(sorted(text.split()))
        case "directedPair":
            return " ".join(text.split())
        case "boolean":
            return text.strip() in ("true", "1")
        case "string":
            return text
        case _ if base_type in _OTHER_TYPES:
            return text.strip()
        case _:
            raise NotUnderstood(f"the base type {base_type!r} is not known")


def bound(text: str, declared: "Declaration") -> Value:
    """What a student typed as the value of a response; null where it is none of its base type.

    Raises NotUnderstood for a response in which nothing is typed.
    """
    match declared.base_type:
        case "string":
            return text or None
        case "float":
            return typednumbers.typed(text)
        case "integer":
            own = text.strip()
            is_whole = own.lstrip("+-").isdecimal() and own.isascii()
            return typednumbers.typed(own) if is_whole else None
        case _:
            raise NotUnderstood(f"a response of type {declared.base_type!r} is not typed")


def same(one: Value, other: Value, cardinality: str = "") -> bool:
    """Whether two values are the same; the order of a container counts only if it is ordered.

    A boolean is no number here, though Python takes true for 1.
    """
    if isinstance(one, tuple) and isinstance(other, tuple):
        first, second = list(map(typed, one)), list(map(typed, other))
        return first == second if cardinality == "ordered" else Counter(first) == Counter(second)
    if one is None or isinstance(one, tuple) or isinstance(other, tuple):
        return False
    return type(one) is type(other) and one == other


def typed(value: Scalar) -> tuple[type, Scalar]:
    """A value that is unlike one of another type: a boolean is no number."""
    return type(value), value


def many(value: Value) -> tuple[Scalar, ...]:
    """The values of a container; a single value is one of itself, and null is none."""
    return value if isinstance(value, tuple) else () if value is None else (value,)


def bounded(value: Fraction) -> Fraction:
    """The same number, unless it is too long to go on with."""
    if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        raise NotUnderstood("a number grows too long")
    return value
