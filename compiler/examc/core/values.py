"""`dataclass` as the standard library has it, in a third of the time that a class takes there.

A build makes 130 data classes. The standard library writes the text of six methods for each of them
and compiles it, which is a fifth of the time of one exam; here they share all but the text of
`__init__`. What is made is a data class in every other respect.
"""

import dataclasses
from collections.abc import Callable, Iterable
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass

    from _typeshed import DataclassInstance
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False, **others):
        """As `dataclasses.dataclass`, which itself makes what has no slots, or other options."""
        if others or not slots:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)

        def made(plain: type) -> type:
            plain.__doc__ = plain.__doc__ or plain.__name__  # or else its signature is worked out
            cls = dataclasses.dataclass(
                init=not frozen, repr=False, eq=False, slots=True, kw_only=kw_only
            )(plain)
            methods = {"__repr__": _repr_of(cls), **_equality_of(cls, frozen=frozen)}
            if frozen:
                methods |= {"__init__": _init_of(cls), **_FROZEN}
            for name, method in methods.items():
                if cls.__dict__.get(name) is None:  # what the body of the class has stays
                    setattr(cls, name, method)
            return cls

        return made


Method = Callable[..., object]


def _repr_of(cls: type) -> Method:
    shown = [field.name for field in dataclasses.fields(cls) if field.repr]

    def show(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    return show


def _equality_of(cls: type, *, frozen: bool) -> dict[str, Method | None]:
    """Equality by the fields that are compared, and a hash of them for what does not change."""
    key = _getter(field.name for field in dataclasses.fields(cls) if field.compare)

    def equals(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equals, "__hash__": (lambda self: hash(key(self))) if frozen else None}


def _getter(names: Iterable[str]) -> Callable[[object], object]:
    """From an object to a tuple of its attributes."""
    match tuple(names):
        case ():
            return lambda _: ()
        case (name,):
            return lambda given: (getattr(given, name),)
        case several:
            return attrgetter(*several)


# -- classes whose objects do not change ----------------------------------------------------------


def _refuse(self: object, name: str, value: object = None) -> None:
    raise dataclasses.FrozenInstanceError(f"{name!r} is a field of what does not change")


def _state(self: "DataclassInstance") -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: "DataclassInstance", state: list[object]) -> None:
    """Fill in the state of a copy, or of what comes from another process."""
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN: dict[str, Method] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _set_state,
}


def _init_of(cls: type) -> Method:
    """An `__init__` that fills in the slots by their descriptors, since the object itself refuses."""
    known: dict[str, object] = {"__unset": object()}
    positional, named, lines = ["self"], ["*"], ["pass"]
    for field in dataclasses.fields(cls):
        parameter = field.name
        known[f"__set_{field.name}"] = getattr(cls, field.name).__set__
        if field.default is not dataclasses.MISSING:
            known[f"__default_{field.name}"] = field.default
            parameter += f"=__default_{field.name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"__make_{field.name}"] = field.default_factory
            parameter += "=__unset"
            lines.append(f"if {field.name} is __unset: {field.name} = __make_{field.name}()")
        (named if field.kw_only else positional).append(parameter)
        lines.append(f"__set_{field.name}(self, {field.name})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*positional, *(named if len(named) > 1 else ())])
    exec(f"def __init__({parameters}):\n " + "\n ".join(lines), known)  # noqa: S102
    init = known["__init__"]
    assert isinstance(init, FunctionType)
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {field.name: field.type for field in dataclasses.fields(cls)}
    return init
