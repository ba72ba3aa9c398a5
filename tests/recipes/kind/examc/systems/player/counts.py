"""A count in a player: the item's own processing is run on the number that is typed."""

from fractions import Fraction

from examc.core.responses import Counted, Response
from examc.core.schemes import Run
from examc.files.xmltree import Element, elements
from examc.systems.player.engine import Item, Value
from examc.systems.view import Seen


def asks(root: Element) -> bool:
    """Whether an item asks for a whole number."""
    return any(e.get("baseType") == "integer" for e in elements(root, "responseDeclaration"))


def outcomes(item: Item, response: Response | None) -> dict[str, Value]:
    """What the item makes of a response."""
    value = Fraction(response.value, 1) if isinstance(response, Counted) else None
    return item.run({"RESPONSE": value})


def see(item: Item, seen: Seen) -> None:
    """See how it is marked."""
    seen.scheme = Run(0, lambda response: item.score_of(outcomes(item, response)))
