"""What records are: classes of named fields, which msgspec makes in C.

As data classes, which Python writes and compiles anew in every process, the classes of an exam were
a third of what starting up costs, and a frozen object took ten times as long to make.
"""

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, TypeGuard

from msgspec import Struct, field
from msgspec.structs import replace

__all__ = [
    "Meant",
    "Mutable",
    "Record",
    "field",
    "field_names",
    "is_record",
    "meant_names",
    "replace",
]


class Record(Struct, frozen=True):
    """A value: it never changes, and equals another of its class with equal fields."""


class Mutable(Struct):
    """What is filled or counted in the course of some work."""


class Meant(Record, frozen=True, eq=False, gc=False):
    """A value of which some fields (`APART`) are no part of what it means.

    Two are equal when they mean the same. None holds one that it is a part of, so there are no
    cycles that Python would have to look for.
    """

    APART: ClassVar[frozenset[str]] = frozenset({"span", "allow"})

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        meaning = _meaning(type(self))
        return bool(meaning(self) == meaning(other))

    def __ne__(self, other: object) -> bool:
        return not self == other  # for msgspec has one of its own, by identity

    def __hash__(self) -> int:
        return hash(_meaning(type(self))(self))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in meant_names(self))
        return f"{type(self).__name__}({said})"


@cache
def _meaning(kind: type[Meant]) -> Callable[[Meant], object]:
    """What two values of a class must have in common to be equal."""
    names = meant_names(kind)
    return attrgetter(*names) if names else lambda value: ()


def field_names(record: Struct | type[Struct]) -> tuple[str, ...]:
    """The names of the fields of a record, or of a class of records, as they stand."""
    return record.__struct_fields__


def meant_names(record: Struct | type[Struct]) -> list[str]:
    """The names of the fields that are part of what a record means."""
    apart: frozenset[str] = getattr(record, "APART", frozenset())
    return [name for name in field_names(record) if name not in apart]


def is_record(value: object) -> TypeGuard[Any]:
    """Whether a value is a record or a class of records."""
    return isinstance(value, Struct) or (isinstance(value, type) and issubclass(value, Struct))
