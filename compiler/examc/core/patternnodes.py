"""What a pattern is made of: the closed union that a typed text is held against."""

from typing import assert_never

from examc.core.records import Record

BLANK = " "
"""The one white space that a cleaned text has; `\\s` in a pattern."""


class Literal(Record, frozen=True):
    """These characters, one or more, composed (NFC), any white space among them as one blank."""

    text: str


class Any(Record, frozen=True):
    """Any one character: `.`."""


class Class(Record, frozen=True):
    """One character of these ranges, first and last included: `[a-z_]`; or one of no range."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def holds(self, character: str) -> bool:
        """Whether the class holds this very character; letter case is not looked at here."""
        return any(low <= character <= high for low, high in self.ranges) is not self.negated


class Several(Record, frozen=True):
    """A part so many times: `?`, `*`, `+`, `{2,5}`; `most` is None where there is no end."""

    part: "Node"
    least: int
    most: int | None


class Either(Record, frozen=True):
    """One of these, two or more: `(s|ing)`."""

    options: tuple["Node", ...]


class Sequence(Record, frozen=True):
    """These one after the other; two literals never stand side by side."""

    parts: tuple["Node", ...]


Node = Literal | Any | Class | Several | Either | Sequence

NOT_A_BLANK = Class(((BLANK, BLANK),), negated=True)
DIGIT = (("0", "9"),)
WORD = (("A", "Z"), ("a", "z"), ("0", "9"), ("_", "_"))


def states(node: Node) -> int:
    """How many states a pattern takes, more or less: repeats count as often as they may run."""
    match node:
        case Literal(text):
            return len(text)
        case Any() | Class():
            return 1
        case Several(part, least, most):
            return states(part) * max(least + 1 if most is None else most, 1) + 1
        case Either(parts) | Sequence(parts):
            return sum(map(states, parts)) + 1
        case _:
            assert_never(node)


def several(part: Node, least: int, most: int | None) -> Node:
    """A part so many times; once is the part itself."""
    return part if (least, most) == (1, 1) else Several(part, least, most)


def sequence(parts: list[Node]) -> Node:
    """Parts in a row, flat, literals side by side as one; a single part is itself."""
    flat: list[Node] = []
    for part in parts:
        for inner in part.parts if isinstance(part, Sequence) else (part,):
            last = flat[-1] if flat else None
            if isinstance(inner, Literal) and isinstance(last, Literal):
                flat[-1] = Literal(last.text + inner.text)
            else:
                flat.append(inner)
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def either(options: list[Node]) -> Node:
    """One of several nodes, flat and each of them once; a single one is itself."""
    flat: dict[Node, None] = {}
    for option in options:
        flat.update(dict.fromkeys(option.options if isinstance(option, Either) else (option,)))
    return Either(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def class_of(ranges: list[tuple[str, str]], negated: bool) -> Node:
    """A class without what is in it twice; a single character is a literal."""
    kept: list[tuple[str, str]] = []
    for low, high in (ends for pair in ranges for ends in parted(*pair)):
        if not any(first <= low and high <= last for first, last in kept):
            kept.append((low, high))
    if len(kept) == 1 and kept[0][0] == kept[0][1] and not negated:
        return Literal(kept[0][0])
    return Class(tuple(kept), negated)


def parted(low: str, high: str) -> list[tuple[str, str]]:
    """A range; one of two characters as these two."""
    return [(low, low), (high, high)] if ord(high) - ord(low) == 1 else [(low, high)]
