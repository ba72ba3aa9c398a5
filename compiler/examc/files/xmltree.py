"""What is in an element of XML, in whatever namespace."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name(element: "Element") -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def characters(element: "Element") -> str:
    """The characters inside an element, as they stand."""
    return "".join(map(str, element.itertext()))


def parts(element: "Element") -> list["Element"]:
    """The elements directly inside an element."""
    return [part for part in element if isinstance(part.tag, str)]


def children(element: "Element", local: str) -> list["Element"]:
    """The elements of a name directly inside an element."""
    return [part for part in element if name(part) == local]


def child(element: "Element", local: str) -> "Element | None":
    """The first element of a name directly inside an element; None where there is none."""
    return next((part for part in element if name(part) == local), None)


def elements(element: "Element", local: str) -> list["Element"]:
    """The elements of a name at any depth, the element itself among them."""
    return list(element.iter(f"{{*}}{local}"))
