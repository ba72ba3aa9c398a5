"""Formulas of calculated questions, as Moodle writes them → what they come to for given values."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction

from examc.core import lazyre, numbers

LONGEST = 1000  # characters of one formula
_NAME = lazyre.compile(r"\{([^{}=]+)\}")
_LARGEST_POWER = 1000
_UNARY: Mapping[type[ast.unaryop], Callable[[Fraction], Fraction]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_BINARY: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    **{name: getattr(math, name) for name in ("sqrt", "exp", "sin", "cos", "tan", "atan", "asin")},
    **{name: getattr(math, name) for name in ("acos", "sinh", "cosh", "tanh", "log10", "log1p")},
    "log": math.log,
    "atan2": math.atan2,
    "pow": math.pow,
    "fmod": math.fmod,
    "deg2rad": math.radians,
    "rad2deg": math.degrees,
    "pi": lambda: math.pi,
}
_EXACT: Mapping[str, Callable[..., Fraction]] = {
    "abs": abs,
    "max": max,
    "min": min,
    "ceil": lambda value: Fraction(math.ceil(value), 1),
    "floor": lambda value: Fraction(math.floor(value), 1),
    "round": lambda value: Fraction(math.floor(value + Fraction(1, 2)), 1),
}


class NoFormula(Exception):
    """Why a formula has no value; the text says it."""


def value(formula: str, values: Mapping[str, str]) -> Fraction:
    """The value of a formula such as `{a}+2*sqrt({b})`; raises NoFormula."""
    text = inserted(formula, values, "({})")
    if len(text) > LONGEST:
        raise NoFormula("it is too long")
    try:
        return _value(ast.parse(text.strip(), mode="eval").body, 0)
    except (SyntaxError, ValueError, ArithmeticError, TypeError, MemoryError, RecursionError):
        raise NoFormula("it cannot be worked out here") from None


def inserted(text: str, values: Mapping[str, str], form: str = "{}") -> str:
    """A text with values in place of their names."""
    return _NAME.sub(lambda m: form.format(values[m[1]]) if m[1] in values else m[0], text)


def _value(node: ast.expr, depth: int) -> Fraction:
    if depth > _DEEPEST:
        raise NoFormula("it is too deep")
    inner = depth + 1
    match node:
        case ast.Constant(value=int() | float() as number):
            found = numbers.parse_float(repr(number))
            if found is None:
                raise NoFormula("a number in it is too large")
            return found
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            return _UNARY[type(op)](_value(operand, inner))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _power(_value(left, inner), _value(right, inner))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)](_value(left, inner), _value(right, inner))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return _call(name.lower(), [_value(arg, inner) for arg in args])
        case _:
            raise NoFormula("it cannot be worked out here")


_DEEPEST = 50


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > _LARGEST_POWER or max(abs(base.numerator), base.denominator) > 10**50:
        raise NoFormula("a power in it is too large")
    if exponent.denominator == 1 and abs(exponent) <= _SMALL_POWER:
        return base ** int(exponent)
    return _exact(float(base) ** float(exponent))


_SMALL_POWER = 20


def _call(name: str, args: list[Fraction]) -> Fraction:
    if name in _EXACT:
        return _EXACT[name](*args)
    if name in _FUNCTIONS:
        return _exact(_FUNCTIONS[name](*map(float, args)))
    raise NoFormula(f"it has a function {name[:20]} that is not known here")


def _exact(number: float) -> Fraction:
    """What a function gives, as it is shown: 0.1 and not the float next to it."""
    found = numbers.parse_answer(repr(number))
    if found is None:
        raise NoFormula("a number in it is none that can be typed")
    return found
