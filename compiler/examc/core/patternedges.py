"""Patterns that neither begin nor end with a blank: what is left of one where blanks are cut.

An answer is held against its pattern with the blanks at its ends cut, and blanks alone are no
answer. An engine sees the text as it was typed, so what it is given must not take them either.
"""

from typing import TypeGuard, assert_never

from examc.core.patternnodes import (
    BLANK,
    NOT_A_BLANK,
    Any,
    Class,
    Either,
    Literal,
    Node,
    Sequence,
    Several,
    class_of,
    either,
    sequence,
    several,
)


def cut(node: Node) -> Node | None:
    """The texts of a pattern that begin and end with no blank and are not empty; None for none."""
    begun = _cut(node, at_end=False)
    return None if begun is None else _cut(begun, at_end=True)


def takes_blanks(node: Node) -> TypeGuard[Any | Class]:
    """Whether a node is one character that may be a blank, or some other."""
    return isinstance(node, Any) or (isinstance(node, Class) and node.holds(BLANK))


def _cut(node: Node, at_end: bool) -> Node | None:
    """The texts of a node that have a character that is no blank at their beginning, or end."""
    if not _may_be_empty(node) and not _may_have_blank(node, at_end):
        return node
    match node:
        case Literal():
            return None
        case Any():
            return NOT_A_BLANK
        case Class():
            return _without_blank(node)
        case Several(part, least, most):
            edge = _cut(part, at_end)
            if edge is None or most == 1:
                return edge
            others = several(part, max(least - 1, 0), None if most is None else most - 1)
            return _row(edge, others, at_end)
        case Either(options):
            kept = [_cut(option, at_end) for option in options]
            some = [option for option in kept if option is not None]
            return either(some) if some else None
        case Sequence(parts):
            return _cut_row(parts, at_end)
        case _:
            assert_never(node)


def _cut_row(parts: tuple[Node, ...], at_end: bool) -> Node | None:
    """A sequence: its edge part, cut, or what stands behind it where that part may be empty.

    `a.*` may stay as it is: what is left of its texts without blanks at the end fits it as well.
    """
    edge = parts[-1] if at_end else parts[0]
    inner = sequence(list(parts[:-1] if at_end else parts[1:])) if parts[1:] else None
    if inner is None:
        return _cut(edge, at_end)
    is_firm = not _may_be_empty(inner) and not _may_have_blank(inner, at_end)
    if is_firm and _swallows(edge):
        return _row(edge, inner, at_end)
    found = _cut(edge, at_end)
    options = [] if found is None else [_row(found, inner, at_end)]
    bare = _cut(inner, at_end) if _may_be_empty(edge) else None
    options += [] if bare is None else [bare]
    return either(options) if options else None


def _swallows(node: Node) -> bool:
    """Whether a node takes any number of blanks, and of whatever else it takes."""
    return (
        isinstance(node, Several)
        and takes_blanks(node.part)
        and (node.least, node.most) == (0, None)
    )


def _row(edge: Node, inner: Node, at_end: bool) -> Node:
    return sequence([inner, edge] if at_end else [edge, inner])


def _without_blank(node: Class) -> Node | None:
    """A class that no longer holds the blank; None where nothing is left of it."""
    if node.negated:
        return Class((*node.ranges, (BLANK, BLANK)), negated=True)
    left: list[tuple[str, str]] = []
    for low, high in node.ranges:
        below, above = (low, min(high, "\x1f")), (max(low, "!"), high)
        left += [ends for ends in (below, above) if ends[0] <= ends[1]]
    return class_of(left, negated=False) if left else None


def _may_be_empty(node: Node) -> bool:
    """Whether a node fits the empty text."""
    match node:
        case Literal() | Any() | Class():
            return False
        case Several(part, least, _):
            return least == 0 or _may_be_empty(part)
        case Either(options):
            return any(map(_may_be_empty, options))
        case Sequence(parts):
            return all(map(_may_be_empty, parts))
        case _:
            assert_never(node)


def _may_have_blank(node: Node, at_end: bool) -> bool:
    """Whether a text of a node may begin with a blank, or end with one."""
    match node:
        case Literal(text):
            return text[-1 if at_end else 0] == BLANK
        case Any():
            return True
        case Class():
            return node.holds(BLANK)
        case Several(part, _, _):
            return _may_have_blank(part, at_end)
        case Either(options):
            return any(_may_have_blank(option, at_end) for option in options)
        case Sequence(parts):
            for part in reversed(parts) if at_end else parts:
                if _may_have_blank(part, at_end):
                    return True
                if not _may_be_empty(part):
                    return False
            return False
        case _:
            assert_never(node)
