"""A standard QTI 2.x engine: what an item's own processing awards for a response, exactly.

It runs the response processing of an `assessmentItem` as the specification says (QTI 2.1
Information Model, sections 8, 13 and 15), over exact numbers. What it does not know raises
`NotUnderstood`, so that nobody takes a guess for a mark.
"""

from examc.systems.player.engine.expressions import MOST_STEPS
from examc.systems.player.engine.processing import Item, load
from examc.systems.player.engine.values import (
    Declaration,
    ResponseMapping,
    Value,
    bound,
)

__all__ = [
    "MOST_STEPS",
    "Declaration",
    "Item",
    "ResponseMapping",
    "Value",
    "bound",
    "load",
]
