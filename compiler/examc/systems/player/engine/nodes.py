"""The rules and expressions of an item as they are run, over and over: names and operands read once."""

from functools import cached_property

from examc.files.xmltree import Element, characters, name, parts
from examc.systems.player.engine.values import Scalar, scalar


class Node:
    """An element of a processing; what is in it is read when it is first asked for."""

    def __init__(self, element: Element) -> None:
        self.name = name(element)
        self.get = element.get
        self._element = element

    @cached_property
    def parts(self) -> list["Node"]:
        """The elements directly inside it."""
        return [Node(part) for part in parts(self._element)]

    @cached_property
    def value(self) -> Scalar:
        """The value that it writes out, of the base type that it names; raises NotUnderstood."""
        return scalar(characters(self._element), self.get("baseType", ""))
