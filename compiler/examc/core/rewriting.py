"""An exam with other texts: every text of it is given to a function, whatever node it stands in."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, get_args

from examc.core.content import Block, Blocks
from examc.core.model import Exam, Item
from examc.core.records import Record, meant_names, replace
from examc.core.source import Sourced
from examc.core.walking import walk

Change: TypeAlias = Callable[[str, Sourced, Blocks], Blocks]
"""Given the place (`exercise 2 › question 5`), the node there and one of its texts: a new text."""

_BLOCKS = get_args(Block)


def rewritten(exam: Exam, change: Change) -> Exam:
    """The exam with every text that is not empty replaced; all else stays as it is."""
    places = {id(node): where for where, node in walk(exam)}
    found: Exam = _Rewriter(places, change).node(exam, exam)
    return found


class _Rewriter:
    def __init__(self, places: dict[int, str], change: Change) -> None:
        self.places = places
        self.change = change

    def node(self, value: Any, within: Sourced) -> Any:
        """A value of the model, in which texts are those of the node that they stand `within`."""
        if isinstance(value, tuple):
            if value and isinstance(value[0], _BLOCKS):
                return self.change(self.places.get(id(within), ""), within, value)
            return tuple([self.node(inner, within) for inner in value])
        if not _is_of_model(value):
            return value
        within = value if isinstance(value, Sourced) else within
        found = {name: self.node(getattr(value, name), within) for name in meant_names(value)}
        changed = {name: new for name, new in found.items() if new is not getattr(value, name)}
        return replace(value, **changed) if changed else value


def without(item: Item, defaults: Mapping[str, Any]) -> Item:
    """The item, and all parts of it, with the fields of some names as they are by default."""
    found: Item = _without(item, defaults)
    return found


def _without(value: Any, defaults: Mapping[str, Any]) -> Any:
    if isinstance(value, tuple):
        return tuple([_without(inner, defaults) for inner in value])
    if not _is_of_model(value):
        return value
    names = meant_names(value)
    inner = {name: _without(getattr(value, name), defaults) for name in names}
    return replace(value, **{**inner, **{n: defaults[n] for n in names if n in defaults}})


def _is_of_model(value: object) -> bool:
    """Whether a value is a node of the model, or of an answer, and none of the rich text itself."""
    module = type(value).__module__
    return (
        isinstance(value, Record)
        and module.startswith("examc.core.")
        and not module.endswith(".content")
    )
