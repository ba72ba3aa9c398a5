"""What is in an element of XML, in whatever namespace, and the few ways to make one."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from examc.core import lazyre

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element: TypeAlias = _Element
    """An element, as every module of ours calls it."""
else:
    Element = object  # so that a source is read without loading lxml

CONTROL = lazyre.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\U00040000-\U0004ffff]"
)
"""Characters that XML cannot hold and nobody can see."""
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "{http://www.w3.org/XML/1998/namespace}base"


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name(element: Element) -> str:
    """The name of an element without its namespace; "" for a comment or an instruction."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """The namespace of an element; "" where it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def line_of(element: Element) -> int:
    """The line of the file that the tag of an element ends on, from 1."""
    line: Any = element.sourceline  # the stubs know no type of it
    return int(line or 1)


def characters(element: Element) -> str:
    """The characters inside an element, as they stand."""
    return "".join(map(str, element.itertext()))


def parts(element: Element) -> list[Element]:
    """The elements directly inside an element."""
    return [part for part in element if isinstance(part.tag, str)]


def children(element: Element, local: str) -> list[Element]:
    """The elements of a name directly inside an element."""
    return list(element.iterchildren(f"{{*}}{local}"))


def child(element: Element, local: str) -> Element | None:
    """The first element of a name directly inside an element; None where there is none."""
    return next(element.iterchildren(f"{{*}}{local}"), None)


def elements(element: Element, local: str) -> list[Element]:
    """The elements of a name at any depth, the element itself among them."""
    return list(element.iter(f"{{*}}{local}"))


def value(element: Element, local: str) -> str:
    """The characters of the first element of a name directly inside an element, trimmed."""
    found = child(element, local)
    return "" if found is None else characters(found).strip()


def steps(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield what is met from the start to the end of an element: start, end, comment, pi."""
    from lxml import etree

    yield from etree.iterwalk(element, events=("start", "end", "comment", "pi"))


def markup(element: Element) -> str:
    """An element as characters, without the text after it."""
    from lxml import etree

    return etree.tostring(element, encoding="unicode", with_tail=False)


def made(tag: str, **attributes: str) -> Element:
    """A new element."""
    from lxml import etree

    return etree.Element(tag, attributes)


def drop(element: Element, tag: str | bytes) -> None:
    """Take all elements of a full name out of an element; the text after them stays."""
    from lxml import etree

    etree.strip_elements(element, tag, with_tail=False)


def unwrap(element: Element, local: str) -> None:
    """Put what stands in the elements of a name inside an element in their place."""
    from lxml import etree

    etree.strip_tags(element, f"{{*}}{local}")
