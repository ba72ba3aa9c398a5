"""What a mutant is, and how parts of a tree are changed one at a time."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from lxml import etree

from examc.core import numbers


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file. `same` says why nobody can tell it from the original, "" where one can."""

    what: str
    data: bytes
    same: str = ""


Change: TypeAlias = Callable[[etree._Element], str]
"""Changes a tree at one place, and says why that makes no difference, "" if it does."""
Changes: TypeAlias = Iterator[tuple[str, Change]]


def changed(root: etree._Element, change: Change) -> tuple[etree._Element, str]:
    """A copy of a tree with a change, and why nobody can tell."""
    made = copy.deepcopy(root)
    return made, change(made)


def named(root: etree._Element, local: str) -> list[etree._Element]:
    """All elements of a name, in whatever namespace, in order."""
    return [e for e in root.iter() if isinstance(e.tag, str) and local_name(e) == local]


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def set_attribute(local: str, place: int, attribute: str, value: str | None) -> Change:
    """Write another value into an attribute of the element of a name at a place; None removes."""

    def change(root: etree._Element) -> str:
        element = named(root, local)[place]
        if value is None:
            del element.attrib[attribute]
        else:
            element.set(attribute, value)
        return ""

    return change


def set_text(local: str, place: int, value: str) -> Change:
    """Write another text into the element of a name at a place."""

    def change(root: etree._Element) -> str:
        element = named(root, local)[place]
        for child in list(element):
            element.remove(child)
        element.text = value
        return ""

    return change


def remove(local: str, place: int) -> Change:
    """Take out the element of a name at a place."""

    def change(root: etree._Element) -> str:
        take_out(named(root, local)[place])
        return ""

    return change


def swap_contents(local: str, one: int, other: int) -> Change:
    """Exchange what stands inside two elements of a name."""

    def change(root: etree._Element) -> str:
        first, second = named(root, local)[one], named(root, local)[other]
        kept, moved = copy.deepcopy(first), copy.deepcopy(second)
        for element, new in ((first, moved), (second, kept)):
            element.text = new.text
            element[:] = list(new)
        return ""

    return change


def swap_places(local: str, one: int, other: int) -> Change:
    """Exchange two elements of a name."""

    def change(root: etree._Element) -> str:
        first, second = named(root, local)[one], named(root, local)[other]
        marker = etree.Comment("")
        first.addprevious(marker)
        second.addprevious(first)
        marker.addprevious(second)
        take_out(marker)
        return ""

    return change


def twice(local: str, place: int) -> Change:
    """Repeat the element of a name at a place."""

    def change(root: etree._Element) -> str:
        element = named(root, local)[place]
        element.addnext(copy.deepcopy(element))
        return ""

    return change


def take_out(element: etree._Element) -> None:
    """Remove an element from its tree."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def other_numbers(text: str) -> list[str]:
    """Numbers unlike the one that is written: one more, its negative, and none."""
    value = Fraction(text)
    return [
        numbers.show(other)
        for other in dict.fromkeys((value + 1, -value, Fraction(0)))
        if other != value
    ]
