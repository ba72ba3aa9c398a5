"""What an item asks besides options: boxes, drop-downs, pairs, orders; and how a response sets variables."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from examc.core.records import Record
from examc.core.responses import Chosen, Filled, Ordered, Response, Typed
from examc.files.xmltree import Element, elements, name
from examc.systems import words
from examc.systems.player.engine import Declaration, Item, Value, bound
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import SeenPart

GRADED = frozenset({"extendedTextInteraction", "uploadInteraction", "drawingInteraction"})
"""Interactions whose answers a person marks."""
BOX = "examc-box"
"""The class of the one box of a question; any other box stands in a text, as a gap."""


class Gap(Record, frozen=True):
    """A box or a drop-down; `ids` are those of the options of a drop-down."""

    declared: Declaration
    ids: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def value(self, response: Response | None) -> Value:
        """What a response to it sets; raises NotUnderstood for what cannot be given."""
        match response:
            case None:
                return None
            case Typed(text) if not self.ids:
                return bound(text, self.declared)
            case Chosen(places) if self.ids and len(places) == 1:
                return self.ids[next(iter(places))]
            case _:
                raise Impossible


class Impossible(Exception):
    """A response that students cannot give."""


class Side(Record, frozen=True):
    """A left or right side: its identifier, its text, and how many pairs it is in at most (0: any)."""

    identifier: str
    text: str
    most: int


class Boxes(Record, frozen=True):
    """Gaps in a text; `lone`: it is the one box of a question, and no gap."""

    gaps: tuple[Gap, ...]
    lone: bool = False

    def variables(self, response: Response | None) -> dict[str, Value]:
        """The variables that a response sets."""
        if self.lone and not isinstance(response, Filled):
            return {self.gaps[0].declared.identifier: self.gaps[0].value(response)}
        given = _parts(response, len(self.gaps))
        return {
            gap.declared.identifier: gap.value(own)
            for gap, own in zip(self.gaps, given, strict=True)
        }

    def parts(self) -> tuple[SeenPart, ...]:
        """What students see of each gap."""
        return () if self.lone else tuple(SeenPart("", gap.choices) for gap in self.gaps)


class Pairing(Record, frozen=True):
    """Two sets of which pairs are made."""

    declared: Declaration
    lefts: tuple[Side, ...]
    rights: tuple[Side, ...]
    most: int = 0

    def variables(self, response: Response | None) -> dict[str, Value]:
        """The pairs that a response makes."""
        pairs: list[str] = []
        used = [0] * len(self.rights)
        for left, own in zip(self.lefts, _parts(response, len(self.lefts)), strict=True):
            places = _chosen(own)
            if left.most and len(places) > left.most:
                raise Impossible
            for place in places:
                used[place] += 1
                pairs.append(f"{left.identifier} {self.rights[place].identifier}")
        if _is_crowded(self.rights, used) or (self.most and len(pairs) > self.most):
            raise Impossible
        return {self.declared.identifier: tuple(pairs) or None}

    def parts(self) -> tuple[SeenPart, ...]:
        """What students see of each left side."""
        return _shown(self.lefts, self.rights)


class Turned(Record, frozen=True):
    """Two sets of which the second ones are in one pair each: they are the left sides here."""

    declared: Declaration
    lefts: tuple[Side, ...]
    rights: tuple[Side, ...]
    most: int = 0

    def pair(self, left: str, right: str) -> str:
        """A pair as the item has it."""
        return f"{right} {left}"

    def variables(self, response: Response | None) -> dict[str, Value]:
        """The pairs that a response makes."""
        pairs: list[str] = []
        used = [0] * len(self.rights)
        for left, own in zip(self.lefts, _parts(response, len(self.lefts)), strict=True):
            places = _chosen(own)
            if len(places) > 1:
                raise Impossible
            for place in places:
                used[place] += 1
                pairs.append(self.pair(left.identifier, self.rights[place].identifier))
        if _is_crowded(self.rights, used) or (self.most and len(pairs) > self.most):
            raise Impossible
        return {self.declared.identifier: tuple(pairs) or None}

    def parts(self) -> tuple[SeenPart, ...]:
        """What students see of each left side."""
        return _shown(self.lefts, self.rights)


def turned(asks: Pairing) -> Pairing | Turned:
    """Pairs with the sides exchanged where that leaves one right side for each left one."""
    if all(side.most != 1 for side in asks.lefts) and all(side.most == 1 for side in asks.rights):
        return Turned(asks.declared, asks.rights, asks.lefts, asks.most)
    return asks


def _is_crowded(rights: Sequence[Side], used: Sequence[int]) -> bool:
    """Whether a right side is in more pairs than it can be."""
    return any(side.most and side.most < n for side, n in zip(rights, used, strict=True))


def _shown(lefts: Sequence[Side], rights: Sequence[Side]) -> tuple[SeenPart, ...]:
    choices = tuple(side.text for side in rights)
    return tuple(SeenPart(side.text, choices) for side in lefts)


class Sorting(Record, frozen=True):
    """Items to put in order; `ids` and `labels` are in the right one."""

    declared: Declaration
    ids: tuple[str, ...]
    labels: tuple[str, ...]

    def variables(self, response: Response | None) -> dict[str, Value]:
        """The order that a response gives."""
        if response is None:
            return {self.declared.identifier: None}
        if not isinstance(response, Ordered):
            raise Impossible
        order = tuple(self.ids[place] for place in response.items)
        return {self.declared.identifier: order or None}


Asked: TypeAlias = Boxes | Pairing | Sorting


def variables(asked: Asked | Turned, response: Response | None) -> Mapping[str, Value] | None:
    """What a response sets the variables to; None where students cannot give it."""
    try:
        return asked.variables(response)
    except Impossible:
        return None


def _parts(response: Response | None, count: int) -> Sequence[Response | None]:
    match response:
        case None:
            return [None] * count
        case Filled(parts) if len(parts) == count:
            return parts
        case _:
            raise Impossible


def _chosen(response: Response | None) -> list[int]:
    match response:
        case None:
            return []
        case Chosen(places):
            return sorted(places)
        case _:
            raise Impossible


# -- reading --------------------------------------------------------------------------------------


def asked(root: Element, item: Item) -> Asked | None:
    """What the interactions of an item ask; None where there are none, or a person marks them."""
    found = [e for e in root.iter() if name(e).endswith("Interaction")]
    kinds = {name(e) for e in found}
    if kinds <= GRADED:
        return None
    if kinds <= {"textEntryInteraction", "inlineChoiceInteraction"}:
        gaps = tuple(_gap(element, item) for element in found)
        if len({gap.declared.identifier for gap in gaps}) < len(gaps):
            raise NotUnderstood("two interactions have one response")
        is_box = len(found) == 1 and name(found[0]) == "textEntryInteraction"
        return Boxes(gaps, lone=is_box and "examc-gap" not in found[0].get("class", "").split())
    if len(found) > 1:
        raise NotUnderstood("there are several interactions")
    match name(found[0]):
        case "matchInteraction":
            return _pairing(found[0], item)
        case "orderInteraction":
            return _sorting(found[0], item)
        case other:
            raise NotUnderstood(f"the interaction {other} is not known")


def _declared(element: Element, item: Item, cardinality: str) -> Declaration:
    variable = element.get("responseIdentifier", "")
    found = item.responses.get(variable)
    if found is None:
        raise NotUnderstood(f"response {variable!r} is not declared")
    if found.cardinality != cardinality:
        raise NotUnderstood(f"response {variable!r} is {found.cardinality}, not {cardinality}")
    return found


def _gap(element: Element, item: Item) -> Gap:
    declared = _declared(element, item, "single")
    if name(element) == "textEntryInteraction":
        bound("", declared)
        return Gap(declared)
    options = elements(element, "inlineChoice")
    ids = tuple(option.get("identifier", "") for option in options)
    if len(set(ids)) < len(ids) or declared.base_type != "identifier":
        raise NotUnderstood("two options have one identifier, or are no identifiers")
    return Gap(declared, ids, tuple(words.of_choice(option) for option in options))


def _pairing(element: Element, item: Item) -> Pairing:
    declared = _declared(element, item, "multiple")
    sets = elements(element, "simpleMatchSet")
    if declared.base_type != "directedPair" or len(sets) != 2:
        raise NotUnderstood("a matchInteraction has two sets and directed pairs")
    lefts, rights = (
        tuple(
            Side(one.get("identifier", ""), words.of_choice(one), _most(one, "matchMax", "1"))
            for one in elements(each, "simpleAssociableChoice")
        )
        for each in sets
    )
    ids = [side.identifier for side in (*lefts, *rights)]
    if len(set(ids)) < len(ids):
        raise NotUnderstood("two choices have one identifier")
    return Pairing(declared, lefts, rights, _most(element, "maxAssociations", "1"))


def _most(element: Element, attribute: str, default: str) -> int:
    return int(number(element.get(attribute, default)))


def _sorting(element: Element, item: Item) -> Sorting:
    """The items, in the order of the key; in that of the file where the key is not all of them."""
    declared = _declared(element, item, "ordered")
    choices = {e.get("identifier", ""): e for e in elements(element, "simpleChoice")}
    if len(choices) < len(elements(element, "simpleChoice")):
        raise NotUnderstood("two items have one identifier")
    correct = declared.correct if isinstance(declared.correct, tuple) else ()
    ids = [str(own) for own in correct]
    if sorted(ids) != sorted(choices):
        ids = list(choices)
    labels = tuple(words.of_choice(choices[own]) for own in ids)
    return Sorting(declared, tuple(ids), labels)
