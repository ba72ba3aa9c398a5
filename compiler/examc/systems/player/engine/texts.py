"""Expressions over texts, containers and rounded numbers (QTI 2.1, section 15)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from examc.core import numbers
from examc.systems.player.engine.nodes import Node
from examc.systems.player.engine.values import Scalar, Value, many, typed
from examc.systems.reading import NotUnderstood

if TYPE_CHECKING:
    from examc.systems.player.engine.expressions import State

MOST_FIGURES = 50


def pattern_match(state: "State", element: Node) -> Value:
    """Whether a pattern fits a whole text."""
    (text,) = _texts(state, element, 1)
    if text is None:
        return None
    from examc.systems.player.engine import regex

    return regex.fits(element.get("pattern", ""), text)


def string_match(state: "State", element: Node) -> Value:
    """Whether two texts are the same; under `substring`, whether the first holds the second."""
    one, other = _texts(state, element, 2)
    if one is None or other is None:
        return None
    if _truth(element, "caseSensitive", "true") is False:
        one, other = one.lower(), other.lower()
    return other in one if _truth(element, "substring", "false") else one == other


def substring(state: "State", element: Node) -> Value:
    """Whether the first text stands in the second."""
    one, other = _texts(state, element, 2)
    if one is None or other is None:
        return None
    if _truth(element, "caseSensitive", "true") is False:
        one, other = one.lower(), other.lower()
    return one in other


def _texts(state: "State", element: Node, count: int) -> list[str | None]:
    found: list[str | None] = []
    for value in state.inner(element, count):
        if value is not None and not isinstance(value, str):
            raise NotUnderstood(f"{element.name} asks for a text, and has {value!r}")
        found.append(value)
    return found


def _truth(element: Node, attribute: str, default: str) -> bool:
    return element.get(attribute, default).strip() in ("true", "1")


def index(state: "State", element: Node) -> Value:
    """The value at a place (from 1) of an ordered container; null beyond its end."""
    (container,) = state.inner(element, 1)
    place = _whole(element, "n")
    if place < 1:
        raise NotUnderstood(f"index asks for place {place}")
    values = many(container)
    return values[place - 1] if place <= len(values) else None


def delete(state: "State", element: Node) -> Value:
    """A container without a value, however often that is in it."""
    one, container = state.inner(element, 2)
    if one is None or container is None:
        return None
    if isinstance(one, tuple):
        raise NotUnderstood("delete asks for one value, and has a container")
    left: list[Scalar] = [value for value in many(container) if typed(value) != typed(one)]
    return tuple(left) or None


def any_n(state: "State", element: Node) -> Value:
    """Whether so many operands, from `min` to `max`, are true."""
    least, most = _whole(element, "min"), _whole(element, "max")
    values = state.inner(element)
    if any(value is not None and not isinstance(value, bool) for value in values):
        raise NotUnderstood("anyN asks for true or false")
    true, unknown = sum(value is True for value in values), values.count(None)
    if true > most or true + unknown < least:
        return False
    return None if true < least or true + unknown > most else True


def equal_rounded(state: "State", element: Node) -> Value:
    """Whether two numbers are the same once both are rounded."""
    values = state.numbers(element)
    if values is None:
        return None
    if len(values) != 2:
        raise NotUnderstood(f"equalRounded has {len(values)} operands, not 2")
    one, other = _rounded(element, values)
    return one == other


def round_to(state: "State", element: Node) -> Value:
    """A number, rounded to some figures or decimals."""
    values = state.numbers(element)
    if values is None:
        return None
    if len(values) != 1:
        raise NotUnderstood(f"roundTo has {len(values)} operands, not 1")
    return _rounded(element, values)[0]


def _rounded(element: Node, values: Sequence[Fraction]) -> list[Fraction]:
    """Numbers rounded half away from zero, to significant figures or to decimals."""
    figures, mode = _whole(element, "figures"), element.get("roundingMode", "significantFigures")
    if mode not in ("significantFigures", "decimalPlaces") or not 0 <= figures <= MOST_FIGURES:
        raise NotUnderstood(f"the rounding {mode[:40]} {figures} is not known")
    if mode == "decimalPlaces":
        return [_to_places(value, figures) for value in values]
    if figures == 0:
        raise NotUnderstood("no figure is significant")
    return [_to_places(value, figures - 1 - _magnitude(value)) for value in values]


def _to_places(value: Fraction, places: int) -> Fraction:
    scale = Fraction(10) ** places
    size = abs(value) * scale
    whole = Fraction((2 * size.numerator + size.denominator) // (2 * size.denominator), 1)
    return (whole if value >= 0 else -whole) / scale


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit; 0 for 0."""
    size = abs(value)
    if not size:
        return 0
    place = len(str(size.numerator)) - len(str(size.denominator))
    return place if size >= Fraction(10) ** place else place - 1


def truncate(state: "State", element: Node) -> Value:
    """A number without its decimals."""
    values = state.numbers(element)
    if values is None:
        return None
    return Fraction(int(_only(element, values)), 1)


def round_half_up(state: "State", element: Node) -> Value:
    """The nearest whole number; half goes up."""
    values = state.numbers(element)
    if values is None:
        return None
    return Fraction((_only(element, values) + Fraction(1, 2)) // 1, 1)


def _only(element: Node, values: Sequence[Fraction]) -> Fraction:
    if len(values) != 1:
        raise NotUnderstood(f"{element.name} has {len(values)} operands, not 1")
    return values[0]


def _whole(element: Node, attribute: str) -> int:
    """A whole number in an attribute; one that names a variable is not known."""
    found = numbers.whole(element.get(attribute, ""))
    if found is None:
        raise NotUnderstood(f"{element.name} has {attribute} {element.get(attribute, '')[:40]!r}")
    return found
