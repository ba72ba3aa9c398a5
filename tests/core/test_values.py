"""Our data classes are those of the standard library: each property here holds for both."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Generic, TypeVar

import pytest

from examc.core import values

T = TypeVar("T")
Decorator = Callable[..., Callable[[type], type]]


def _classes(dataclass: Decorator) -> dict[str, type]:
    """The same classes, made by either decorator."""

    @dataclass(frozen=True, slots=True)
    class Base:
        text: str
        place: int | None = field(default=None, compare=False, repr=False, kw_only=True)

    @dataclass(frozen=True, slots=True)
    class Derived(Base):
        """Has a sentence."""

        parts: list[int] = field(default_factory=list)
        name: str = "n"

        def __post_init__(self) -> None:
            self.parts.append(7)

        @property
        def longer(self) -> str:
            return self.name + self.text

    @dataclass(frozen=True, slots=True)
    class Alone:
        one: int

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    @dataclass(slots=True)
    class Changing:
        one: int
        several: list[int] = field(default_factory=list)
        made: int = field(default=3, init=False)

    @dataclass(frozen=True, slots=True)
    class Own:
        one: int
        other: int = 0

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self)) and self.one == other.one

        def __hash__(self) -> int:
            return hash(self.one)

        def __repr__(self) -> str:
            return f"<{self.one}>"

    @dataclass(frozen=True, slots=True)
    class Of(Generic[T]):
        value: T

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        set_one: int
        one: int
        self_: int = 0

    return {
        "Base": Base,
        "Derived": Derived,
        "Alone": Alone,
        "Empty": Empty,
        "Changing": Changing,
        "Own": Own,
        "Of": Of,
        "Named": Named,
    }


OURS, THEIRS = _classes(values.dataclass), _classes(dataclasses.dataclass)
GIVEN: dict[str, dict[str, object]] = {
    "Base": {"text": "t", "place": 3},
    "Derived": {"text": "t", "parts": [1]},
    "Alone": {"one": 1},
    "Empty": {},
    "Changing": {"one": 1},
    "Own": {"one": 1, "other": 2},
    "Of": {"value": "v"},
    "Named": {"set_one": 1, "one": 2},
}
BOTH = pytest.mark.parametrize("classes", [OURS, THEIRS], ids=["ours", "theirs"])
NAMES = pytest.mark.parametrize("name", list(OURS))


@NAMES
def test_the_class_is_the_same(name: str) -> None:
    ours, theirs = OURS[name], THEIRS[name]
    shape = [(f.name, f.type, f.init, f.compare, f.repr, f.kw_only) for f in fields(ours)]
    assert shape == [(f.name, f.type, f.init, f.compare, f.repr, f.kw_only) for f in fields(theirs)]
    kinds = [(p.name, p.kind) for p in inspect.signature(ours).parameters.values()]
    assert kinds == [(p.name, p.kind) for p in inspect.signature(theirs).parameters.values()]
    required = [p.name for p in inspect.signature(ours).parameters.values() if p.default is p.empty]
    assert required == [
        p.name for p in inspect.signature(theirs).parameters.values() if p.default is p.empty
    ]
    for attribute in ("__match_args__", "__slots__", "__qualname__", "__module__"):
        assert getattr(ours, attribute) == getattr(theirs, attribute)
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)


@NAMES
def test_what_is_made_shows_and_compares_the_same(name: str) -> None:
    given = GIVEN[name]
    made, theirs = OURS[name](**copy.deepcopy(given)), THEIRS[name](**copy.deepcopy(given))
    assert repr(made) == repr(theirs)
    assert [getattr(made, f.name) for f in fields(made)] == [
        getattr(theirs, f.name) for f in fields(theirs)
    ]
    assert made != theirs
    assert made == OURS[name](**copy.deepcopy(given))
    assert not hasattr(made, "__dict__")


@BOTH
def test_equality_is_of_the_fields_that_are_compared(classes: dict[str, type]) -> None:
    base, derived, alone = classes["Base"], classes["Derived"], classes["Alone"]
    assert base("t", place=1) == base("t", place=2)
    assert hash(base("t", place=1)) == hash(base("t", place=2))
    assert base("t") != base("u")
    assert base("t") != derived("t", [])
    assert hash(alone(1)) == hash((1,))
    assert alone(1) != 1
    assert hash(classes["Empty"]()) == hash(())
    with pytest.raises(TypeError, match="unhashable"):
        hash(derived("t", []))
    with pytest.raises(TypeError, match="unhashable"):
        hash(classes["Changing"](1))
    assert classes["Own"](1, 2) == classes["Own"](1, 3)
    assert {classes["Own"](1, 2), classes["Own"](1, 3)} == {classes["Own"](1)}


@BOTH
def test_what_is_frozen_refuses_a_change(classes: dict[str, type]) -> None:
    made = classes["Derived"]("t")
    changes: list[Callable[[], None]] = [
        lambda: setattr(made, "text", "u"),
        lambda: setattr(made, "other", "u"),
        lambda: delattr(made, "text"),
    ]
    for change in changes:
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert made.text == "t"
    changing = classes["Changing"](1)
    changing.one = 2
    assert changing == classes["Changing"](2)
    with pytest.raises(AttributeError):
        changing.other = 3


@BOTH
def test_defaults_are_made_anew_for_each(classes: dict[str, type]) -> None:
    first, second = classes["Derived"]("t"), classes["Derived"]("t")
    assert first.parts == second.parts == [7]
    assert first.parts is not second.parts
    assert first.longer == "nt"
    assert classes["Derived"]("t", [1], "m").parts == [1, 7]
    with pytest.raises(TypeError):
        classes["Derived"]()
    with pytest.raises(TypeError):
        classes["Named"](1, 2)


@BOTH
def test_copies_are_equal(classes: dict[str, type]) -> None:
    made = classes["Base"]("t", place=4)
    assert replace(made, text="u") == classes["Base"]("u")
    assert replace(made, text="u").place == 4
    for other in (copy.copy(made), copy.deepcopy(made)):
        assert other == made
        assert other.place == 4


@values.dataclass(frozen=True, slots=True)
class Sent:
    """What goes to another process: its class has a name there."""

    one: int
    other: tuple[int, ...] = ()


def test_what_comes_from_another_process_is_equal() -> None:
    assert pickle.loads(pickle.dumps(Sent(1, (2, 3)))) == Sent(1, (2, 3))
    match pickle.loads(pickle.dumps(Sent(4))):
        case Sent(one, other):
            assert (one, other) == (4, ())
        case _:
            pytest.fail("it is no Sent")
