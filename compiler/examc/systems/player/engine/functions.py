"""Expressions that few items have: functions of numbers, statistics, and points in shapes.

What the standard defines over real numbers is computed in doubles, as engines do, and kept exactly
as the double that came out (QTI 2.1, sections 15.3 and 15.6; QTI 2.2 for gcd, lcm and the others).
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from examc.core import numbers
from examc.systems.player.engine.nodes import Node
from examc.systems.player.engine.values import Scalar, Value, bounded, many
from examc.systems.reading import NotUnderstood, number

if TYPE_CHECKING:
    from examc.systems.player.engine.expressions import State

MOST_POWER = 1_000  # of a whole exponent
MOST_REPEATS = 1_000


def modulus(values: list[Fraction]) -> Value:
    """What is left of a whole division, which rounds down."""
    return values[0] % values[1] if values[1] else None


def power(values: list[Fraction]) -> Value:
    """A power, exact where the exponent is whole."""
    base, exponent = values
    if exponent.denominator == 1 and abs(exponent) <= MOST_POWER:
        if not base and exponent < 0:
            return None
        if abs(int(exponent)) * max(base.numerator.bit_length(), base.denominator.bit_length()) > (
            4_000
        ):
            raise NotUnderstood("a number grows too long")
        return bounded(base ** int(exponent))
    return _real(lambda one, two: one**two, base, exponent)


def gcd(values: list[Fraction]) -> Value:
    """The greatest common divisor of whole numbers."""
    return Fraction(math.gcd(*_whole(values)), 1)


def lcm(values: list[Fraction]) -> Value:
    """The least common multiple of whole numbers."""
    return bounded(Fraction(math.lcm(*_whole(values)), 1))


def _whole(values: list[Fraction]) -> list[int]:
    if any(value.denominator != 1 for value in values):
        raise NotUnderstood("a divisor is asked of what is no whole number")
    return [value.numerator for value in values]


def _real(function: Callable[..., float], *values: Fraction) -> Value:
    """The double that a function gives; null where it is not defined, or beyond all doubles."""
    try:
        found = function(*map(float, values))
    except (ValueError, ArithmeticError):
        return None
    if not isinstance(found, float | int) or not math.isfinite(found):
        return None
    return Fraction.from_float(float(found))


def math_constant(state: "State", element: Node) -> Value:
    """Pi or e, as the nearest double."""
    del state
    constants = {"pi": math.pi, "e": math.e}
    own = element.get("name", "")
    if own not in constants:
        raise NotUnderstood(f"the constant {own[:40]!r} is not known")
    return Fraction.from_float(constants[own])


_FUNCTIONS: dict[str, Callable[..., float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "cot": lambda x: 1 / math.tan(x),
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "atan2": math.atan2,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "log": math.log10,
    "ln": math.log,
    "exp": math.exp,
    "toDegrees": math.degrees,
    "toRadians": math.radians,
}


def math_operator(state: "State", element: Node) -> Value:
    """A function of a number by its name; whole ones and `abs` are exact."""
    values = state.numbers(element)
    if values is None:
        return None
    own, first = element.get("name", ""), values[0] if values else Fraction(0)
    if len(values) != (2 if own == "atan2" else 1):
        raise NotUnderstood(f"{own[:40]} has {len(values)} operands")
    match own:
        case "abs":
            return abs(first)
        case "floor":
            return Fraction(math.floor(first), 1)
        case "ceil":
            return Fraction(math.ceil(first), 1)
        case "signum":
            return Fraction((first > 0) - (first < 0), 1)
        case _ if own in _FUNCTIONS:
            return _real(_FUNCTIONS[own], *values)
        case _:
            raise NotUnderstood(f"the function {own[:40]!r} is not known")


def stats_operator(state: "State", element: Node) -> Value:
    """The mean, variance or deviation of a container, of a sample or of all there is."""
    values, own = state.numbers(element), element.get("name", "")
    if values is None:
        return None
    mean = sum(values, Fraction(0)) / len(values) if values else Fraction(0)
    squares = sum(((value - mean) ** 2 for value in values), Fraction(0))
    count = len(values) - own.startswith("sample") if own != "mean" else len(values)
    if count < 1:
        return None
    match own:
        case "mean":
            return bounded(mean)
        case "sampleVariance" | "popVariance":
            return bounded(squares / count)
        case "sampleSD" | "popSD":
            return _real(math.sqrt, squares / count)
        case _:
            raise NotUnderstood(f"the statistic {own[:40]!r} is not known")


def repeat(state: "State", element: Node) -> Value:
    """The values of the operands, several times over, as one ordered container."""
    times = numbers.whole(element.get("numberRepeats", ""))
    if times is None or times > MOST_REPEATS:
        raise NotUnderstood(f"repeat has numberRepeats {element.get('numberRepeats', '')[:40]!r}")
    found: list[Scalar] = []
    for _ in range(times):
        for value in state.inner(element):
            found += many(value)
        if len(found) > MOST_REPEATS:
            raise NotUnderstood(f"a container has more than {MOST_REPEATS} values")
    return tuple(found) or None


# -- points ---------------------------------------------------------------------------------------


def inside(state: "State", element: Node) -> Value:
    """Whether a point, or any point of a container, lies in an area; edges belong to it."""
    (value,) = state.inner(element, 1)
    if value is None:
        return None
    return any(_is_inside(element, point) for point in many(value))


def map_response_point(state: "State", element: Node) -> Value:
    """The points of the areas that the points of a response lie in, each area once."""
    declared = state.responses.get(element.get("identifier", ""))
    if declared is None or declared.areas is None:
        raise NotUnderstood("mapResponsePoint names no response with an areaMapping")
    areas, total, used = Node(declared.areas), Fraction(0), set[int]()
    for point in many(state.values[declared.identifier]):
        entries = [entry for entry in areas.parts if entry.name == "areaMapEntry"]
        hit = next((n for n, entry in enumerate(entries) if _is_inside(entry, point)), None)
        if hit is None:
            total += number(areas.get("defaultValue", "0"))
        elif hit not in used:
            used.add(hit)
            total += number(entries[hit].get("mappedValue", ""))
    lower, upper = areas.get("lowerBound"), areas.get("upperBound")
    total = total if lower is None else max(total, number(lower))
    return total if upper is None else min(total, number(upper))


def _is_inside(area: Node, point: Scalar) -> bool:
    words = str(point).split()
    if len(words) != 2:
        raise NotUnderstood(f"{str(point)[:40]!r} is no point")
    x, y = map(number, words)
    ends = [number(word) for word in area.get("coords", "").split(",") if word.strip()]
    match area.get("shape", ""), ends:
        case "default", _:
            return True
        case "rect", [left, top, right, bottom]:
            return left <= x <= right and top <= y <= bottom
        case "circle", [a, b, radius]:
            return (x - a) ** 2 + (y - b) ** 2 <= radius**2
        case "ellipse", [a, b, wide, high] if wide and high:
            return ((x - a) / wide) ** 2 + ((y - b) / high) ** 2 <= 1
        case "poly", _ if len(ends) >= 6 and len(ends) % 2 == 0:
            return _is_in_polygon(x, y, list(zip(ends[::2], ends[1::2], strict=True)))
        case shape, _:
            raise NotUnderstood(f"the area {shape[:40]!r} is not known")


def _is_in_polygon(x: Fraction, y: Fraction, corners: list[tuple[Fraction, Fraction]]) -> bool:
    found = False
    for (a, b), (c, d) in zip(corners, [*corners[1:], corners[0]], strict=True):
        turn = (c - a) * (y - b) - (d - b) * (x - a)
        if not turn and min(a, c) <= x <= max(a, c) and min(b, d) <= y <= max(b, d):
            return True  # on the edge
        if (b > y) != (d > y) and x < a + (c - a) * (y - b) / (d - b):
            found = not found
    return found
