"""Records: what they are equal by, what they say, and what cannot be done to them."""

import pytest

from examc.core.content import Emphasis, Image, Text
from examc.core.records import field_names, is_record, meant_names, replace
from examc.core.source import Source

SOURCE = Source("exam.md", "a b")
HERE, THERE = Text("a", SOURCE.span(1, 1, 1, 2)), Text("a", SOURCE.span(1, 3, 1, 4))


def test_a_place_is_no_part_of_what_a_node_means() -> None:
    assert HERE == THERE
    assert not (HERE != THERE)  # noqa: SIM202  an operator of its own
    assert hash(HERE) == hash(THERE)
    assert {HERE: 1}[THERE] == 1
    assert Emphasis((HERE,)) == Emphasis((THERE,))
    assert not (Emphasis((HERE,)) != Emphasis((THERE,)))  # noqa: SIM202


def test_what_means_something_else_is_not_equal() -> None:
    assert Text("b", HERE.span) != HERE
    assert not (Text("b", HERE.span) == HERE)  # noqa: SIM201
    assert Emphasis(()) != Image("", "")
    assert HERE != "a"


def test_names_of_fields() -> None:
    assert field_names(Image) == ("src", "alt", "caption", "span")
    assert meant_names(Image("a.png", "A")) == ["src", "alt", "caption"]
    assert is_record(HERE)
    assert is_record(Image)
    assert not is_record(("a",))


def test_a_place_is_not_said() -> None:
    assert repr(Emphasis((HERE,))) == "Emphasis(content=(Text(text='a'),))"


def test_a_value_never_changes() -> None:
    with pytest.raises(AttributeError):
        HERE.text = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        replace(HERE, words="b")
    assert replace(HERE, text="b") == Text("b")
    assert replace(HERE, text="b").span == HERE.span
