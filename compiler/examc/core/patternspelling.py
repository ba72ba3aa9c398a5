"""Spells patterns in the source language, so that `parse` reads the same pattern back."""

from typing import assert_never

from examc.core.patternnodes import (
    DIGIT,
    WORD,
    Any,
    Class,
    Either,
    Literal,
    Node,
    Sequence,
    Several,
)

_SIGNS = frozenset(r"\|.?*+(){}[]^$")
_SIGNS_IN_BRACKETS = frozenset(r"\[]^-")


def spelled(node: Node) -> str:
    """A pattern as a lecturer would write it: `colou?r(s|ing)?`."""
    match node:
        case Literal(text):
            return "".join(f"\\{one}" if one in _SIGNS else one for one in text)
        case Any():
            return "."
        case Class(ranges, negated):
            return _class(ranges, negated)
        case Several(part, least, most):
            return _unit(part) + repeat(least, most)
        case Either(options):
            return "|".join(map(spelled, options))
        case Sequence(parts):
            return "".join(
                _unit(part) if isinstance(part, Either) else spelled(part) for part in parts
            )
        case _:
            assert_never(node)


def repeat(least: int, most: int | None) -> str:
    """How often a part stands there, in the shortest way: `?`, `+`, `{2,5}`."""
    short = {(0, 1): "?", (0, None): "*", (1, None): "+"}.get((least, most))
    if short is not None:
        return short
    return f"{{{least}}}" if least == most else f"{{{least},{'' if most is None else most}}}"


def _unit(node: Node) -> str:
    """A part that can be repeated, or stand in a row: in parentheses where it needs them."""
    is_one = isinstance(node, Any | Class) or (isinstance(node, Literal) and len(node.text) == 1)
    return spelled(node) if is_one else f"({spelled(node)})"


def _class(ranges: tuple[tuple[str, str], ...], negated: bool) -> str:
    short = {DIGIT: r"\d", WORD: r"\w"}.get(ranges)
    if short and not negated:
        return short
    ends = [(_member(low), _member(high)) for low, high in ranges]
    text = "".join(low if low == high else f"{low}-{high}" for low, high in ends)
    return f"[{'^' if negated else ''}{text}]"


def _member(character: str) -> str:
    return f"\\{character}" if character in _SIGNS_IN_BRACKETS else character
