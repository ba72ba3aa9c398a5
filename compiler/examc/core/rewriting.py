"""An exam with other texts: every text of it is given to a function, whatever node it stands in."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeAlias, get_args

from examc.core.content import Block, Blocks
from examc.core.model import Exam
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
        if not is_dataclass(value) or isinstance(value, type):
            return value
        if not type(value).__module__.startswith("examc.core.") or _is_leaf(value):
            return value
        within = value if isinstance(value, Sourced) else within
        found = {
            one.name: self.node(getattr(value, one.name), within)
            for one in fields(value)
            if one.name not in ("span", "allow")
        }
        changed = {name: new for name, new in found.items() if new is not getattr(value, name)}
        return replace(value, **changed) if changed else value


def _is_leaf(value: object) -> bool:
    """Whether a value is of the rich text itself, which only `change` looks into."""
    return type(value).__module__.endswith(".content")
