"""How a player sees what is typed, filled in, paired or put in order: marks, parts and feedback."""

from fractions import Fraction
from functools import cache

from examc.core.responses import Response
from examc.core.schemes import Run
from examc.files.xmltree import Element
from examc.systems.player import feedback, partrules
from examc.systems.player.engine import Item, Value
from examc.systems.player.interactions import (
    Asked,
    Boxes,
    Pairing,
    Sorting,
    Turned,
    turned,
    variables,
)
from examc.systems.view import Seen


def see(root: Element, item: Item, asked: Asked, seen: Seen) -> None:
    """Add to a question how it is marked, what is shown of it, and its feedback.

    Where each right side of pairs is in one pair, a student gives each of them its left side.
    """
    asks = turned(asked) if isinstance(asked, Pairing) else asked

    @cache
    def outcomes(response: Response | None) -> dict[str, Value] | None:
        given = variables(asks, response)
        return None if given is None else item.run(given)

    def shows(response: Response | None) -> frozenset[str]:
        found = outcomes(response) if modal else None
        return frozenset() if found is None else feedback.visible(modal, found)

    def award(response: Response | None) -> Fraction | None:
        found = outcomes(response)
        return None if found is None else item.score_of(found)

    modal = list(feedback.modal(root))
    seen.shows = shows
    match asks:
        case Boxes() | Pairing() | Turned():
            seen.parts = asks.parts()
        case Sorting():
            seen.labels = asks.labels
    known = None if isinstance(asks, Turned) else partrules.scheme(root, item, asks)
    seen.scheme = known or Run(0, award)
    award(None)
