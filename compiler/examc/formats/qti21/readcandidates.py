"""What a condition of an item's rules holds a typed answer against, and how it names the answer."""

from fractions import Fraction

from examc.core import numbers
from examc.core.records import Record
from examc.core.schemeforms import ZERO, NumberKey, TextKey
from examc.files.xmltree import Element, characters, name, parts
from examc.formats.foreign.quoting import quoted
from examc.systems.player.engine import Declaration
from examc.systems.reading import NotUnderstood


class Candidate(Record, frozen=True):
    """What an answer is held against; `value` and `written` are those of a number.

    `open` are ends of an interval that do not belong to it. `probe` is what to type to see what it
    earns; "" where whatever fits it fits an earlier one.
    """

    key: NumberKey | TextKey
    value: Fraction = ZERO
    written: str = ""
    open: tuple[Fraction, ...] = ()
    probe: str = ""


class Unheld(Exception):
    """A condition that no accepted answer can say; the text says which."""


def asks(element: Element, declared: Declaration) -> bool:
    """Whether one of the operands is the response."""
    return any(is_response(operand, declared) for operand in parts(element))


def is_response(element: Element, declared: Declaration) -> bool:
    return name(element) == "variable" and element.get("identifier") == declared.identifier


def other(element: Element, declared: Declaration) -> tuple[str, bool]:
    """The constant that a response is held against, and whether the response comes first."""
    inner = parts(element)
    if len(inner) != 2:
        raise NotUnderstood(f"{name(element)} has {len(inner)} operands, not 2")
    first = is_response(inner[0], declared)
    constant = inner[1] if first else inner[0]
    match name(constant):
        case "baseValue":
            return characters(constant), first
        case "correct" if constant.get("identifier") == declared.identifier:
            correct = declared.correct
            if isinstance(correct, Fraction):
                return numbers.show(correct), first
            return (correct if isinstance(correct, str) else ""), first
        case kind:
            raise Unheld(f"an answer is compared with {quoted(kind)}")
