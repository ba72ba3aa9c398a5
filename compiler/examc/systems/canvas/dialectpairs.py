"""What Canvas Classic makes of a matching question in its own QTI 1.2 dialect.

Each left side is a list; a label stands for a right side by the first digits of its identifier, and a
right side whose text is that of the right one counts as well (associate_interaction, read; run).
"""

from collections.abc import Iterator
from fractions import Fraction

from examc.core import lazyre
from examc.core.responses import Response, picked
from examc.files.xmltree import Element, characters, child, elements, name
from examc.systems import words
from examc.systems.canvas import kinds
from examc.systems.canvas.dialecttyped import Own, of_parts, shown
from examc.systems.view import Seen, SeenPart

_DIGITS = lazyre.compile(r"[0-9]+")


def matching(root: Element, seen: Seen) -> Own:
    """See left sides, each with the right sides to choose from; they share the points equally."""
    lists = elements(root, "response_lid")
    rights = rights_of(lists)
    texts, numbers = list(rights.values()), list(rights)
    found = [key_of(root, left) for left in lists]
    keys = [numbers.index(key) if key in rights else None for key in found]
    lefts = [words.of_html(_left(left)) for left in lists]
    points = seen.points or Fraction(0)
    seen.parts = tuple(SeenPart(left, tuple(texts)) for left in lefts)
    seen.scheme = kinds.of_sides(texts, keys, points)
    order = [key for key in keys if key is not None]
    if _is_order(lefts, order):
        seen.labels = tuple(texts[key] for key in order)
        seen.scheme = kinds.of_places(order, points)
    links = dict(links_of(root))
    own = [links.get(left.get("ident", ""), "") for left in lists]
    return of_parts([_wrong(*pair, texts) for pair in zip(own, keys, strict=True)])


def rights_of(lists: list[Element]) -> dict[str, str]:
    """The right sides by their numbers, as characters, in the order in which they first stand."""
    found: dict[str, str] = {}
    for left in lists:
        for label in elements(left, "response_label"):
            found.setdefault(number(label.get("ident", "")), shown(label))
    return found


def number(ident: str) -> str:
    """What Canvas takes for the number of a label."""
    match = _DIGITS.search(ident)
    return match[0] if match else ident


def _left(left: Element) -> str:
    beside = child(left, "material")
    return "" if beside is None else characters(beside).strip()


def key_of(root: Element, left: Element) -> str:
    """The number of the right side of a left one, as the condition with marks says; "" for none."""
    own = left.get("ident", "")
    for condition in elements(root, "respcondition"):
        if elements(condition, "setvar"):
            for equal in elements(condition, "varequal"):
                if equal.get("respident") == own:
                    return number(characters(equal).strip())
    return ""


def _is_order(lefts: list[str], keys: list[int]) -> bool:
    """Whether places are matched with items: a question of Canvas' own way to ask for an order."""
    numbered = [str(place) for place in range(1, len(lefts) + 1)]
    return lefts == numbered and sorted(keys) == list(range(len(keys)))


def links_of(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the feedback of each left side, which those see who chose another right side."""
    for condition in elements(root, "respcondition"):
        link = next((e.get("linkrefid", "") for e in elements(condition, "displayfeedback")), "")
        for equal in elements(condition, "varequal") if link else ():
            parent = equal.getparent()
            if parent is not None and name(parent) == "not":
                yield equal.get("respident", ""), link


def _wrong(link: str, key: int | None, texts: list[str]) -> Own:
    right = None if key is None else texts[key]

    def own(response: Response | None) -> list[str]:
        return [link] if any(texts[place] != right for place in picked(response)) else []

    return own
