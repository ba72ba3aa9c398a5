"""QTI 3 in the names of QTI 2: the same model, whose elements and attributes are spelled otherwise.

QTI 3.0 (ASI information model, appendix on the differences to 2.2) puts `qti-` before every element
of its own and writes names with hyphens; elements of HTML and of MathML keep theirs. What feedback
and rubrics say stands in a `qti-content-body`, which QTI 2 does without.
"""

from functools import lru_cache

from examc.core import lazyre
from examc.files.xmltree import Element, name, namespace, unwrap

PREFIX = "qti-"
BODY = "qti-content-body"
"""Round the content of feedback and rubrics."""

MOST_ATTRIBUTES = 100
"""Of an element; no element of QTI has half as many, and to rename more takes long."""

_NAMESPACE = "imsqtiasi_v3p0"
_KEPT = ("data-", "aria-", "xml", "{")
"""How names of attributes begin that are the same in both."""
_CAPITAL = lazyre.compile(r"[A-Z]")
_HYPHEN = lazyre.compile(r"-([a-z])")


def is_qti3(element: str) -> bool:
    """Whether an element of this local name is one of QTI 3's own."""
    return element.startswith(PREFIX)


@lru_cache(maxsize=1024)
def old_element(element: str) -> str:
    """The name that QTI 2 has for an element of QTI 3; its own for any other."""
    return _joined(element[len(PREFIX) :]) if is_qti3(element) else element


@lru_cache(maxsize=1024)
def old_attribute(attribute: str) -> str:
    """The name that QTI 2 has for an attribute of an element of QTI 3."""
    return attribute if attribute.startswith(_KEPT) else _joined(attribute)


@lru_cache(maxsize=1024)
def new_element(element: str) -> str:
    """The name that QTI 3 has for an element of QTI 2's own."""
    return f"{PREFIX}{new_attribute(element)}"


@lru_cache(maxsize=1024)
def new_attribute(attribute: str) -> str:
    """The name that QTI 3 has for an attribute of an element of QTI 2's own."""
    return _CAPITAL.sub(lambda capital: f"-{capital[0].lower()}", attribute)


def _joined(words: str) -> str:
    return _HYPHEN.sub(lambda hyphen: hyphen[1].upper(), words)


def rename(root: Element) -> None:
    """Give all of a document the names of QTI 2, where it stands; one of QTI 2 stays as it is.

    In the namespace of QTI 3, some documents have names of both.
    """
    if not is_qti3(name(root)) and not namespace(root).endswith(_NAMESPACE):
        return
    unwrap(root, BODY)
    for element in root.iter():
        local = name(element)
        if is_qti3(local):
            space, brace, _ = str(element.tag).rpartition("}")
            element.tag = f"{space}{brace}{old_element(local)}"
            _rename_attributes(element)


def _rename_attributes(element: Element) -> None:
    given_to = element.items()
    for attribute, given in given_to if len(given_to) <= MOST_ATTRIBUTES else ():
        old = old_attribute(str(attribute))
        if old != attribute and old not in element.attrib:
            del element.attrib[attribute]
            element.set(old, "directedPair" if given == "directed-pair" else given)
