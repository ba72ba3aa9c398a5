"""What the interactions of other systems ask, and how a response to a question of ours sets them.

Beside what the player knows: gaps that words are dragged into, and pairs of one set of choices.
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from examc.core import numbers
from examc.core.records import Record
from examc.core.responses import Chosen, Filled, Response
from examc.files.xmltree import Element, children, elements
from examc.systems.player.engine import Declaration, Item, Value
from examc.systems.player.interactions import Asked, Turned, variables
from examc.systems.reading import NotUnderstood


class Dragging(Record, frozen=True):
    """Gaps and the words that are dragged into them; `most` is how often a word can be used (0: any)."""

    declared: Declaration
    gaps: tuple[Element, ...]
    words: tuple[Element, ...]
    most: tuple[int, ...]


class Associating(Record, frozen=True):
    """Choices of which pairs are made: those that come first in the right pairs, and the others."""

    declared: Declaration
    lefts: tuple[Element, ...]
    rights: tuple[Element, ...]


Asks: TypeAlias = Asked | Dragging | Associating | Turned


def given(asks: Asks, response: Response | None) -> Mapping[str, Value] | None:
    """What a response sets the variables to; None where students cannot give it."""
    match asks:
        case Dragging():
            places = list(_chosen(response, len(asks.gaps)))
            used = [place for place in places if place is not None]
            if any(0 < asks.most[place] < used.count(place) for place in used):
                return None
            pairs = [
                f"{_own(asks.words[place])} {_own(gap)}"
                for gap, place in zip(asks.gaps, places, strict=True)
                if place is not None
            ]
            if asks.declared.cardinality == "single":
                return (
                    None if len(pairs) > 1 else {asks.declared.identifier: "".join(pairs) or None}
                )
            return {asks.declared.identifier: tuple(pairs) or None}
        case Associating():
            places = list(_chosen(response, len(asks.lefts)))
            pairs = [
                " ".join(sorted((_own(left), _own(asks.rights[place]))))
                for left, place in zip(asks.lefts, places, strict=True)
                if place is not None
            ]
            return {asks.declared.identifier: tuple(pairs) or None}
        case _:
            return variables(asks, response)


def _own(element: Element) -> str:
    return element.get("identifier", "")


def _chosen(response: Response | None, count: int) -> Iterator[int | None]:
    parts = response.parts if isinstance(response, Filled) else (None,) * count
    for part in parts:
        yield next(iter(part.options)) if isinstance(part, Chosen) else None


def dragging(interaction: Element, item: Item) -> Dragging:
    """What a gapMatchInteraction asks; raises NotUnderstood."""
    declared = _declared(interaction, item, "directedPair", ("single", "multiple"))
    gaps = tuple(elements(interaction, "gap"))
    words = (*children(interaction, "gapText"), *children(interaction, "gapImg"))
    ids = [_own(one) for one in (*gaps, *words)]
    if len(set(ids)) < len(ids) or "" in ids or not gaps:
        raise NotUnderstood("two gaps have one identifier, or there is none")
    most = tuple(_most(word.get("matchMax", "1")) for word in words)
    return Dragging(declared, gaps, words, most)


def _most(text: str) -> int:
    most = numbers.whole(text.strip())
    return 1 if most is None else most


def associating(interaction: Element, item: Item) -> Associating:
    """What an associateInteraction asks; raises NotUnderstood."""
    declared = _declared(interaction, item, "pair")
    choices = {_own(one): one for one in children(interaction, "simpleAssociableChoice")}
    entries = {} if declared.mapping is None else declared.mapping.entries
    earning = tuple(str(pair) for pair, points in entries.items() if points > 0)
    correct = declared.correct if isinstance(declared.correct, tuple) else earning
    pairs = [str(value).split() for value in correct]
    order = list(choices)
    lefts, rights = [], []
    for pair in pairs:
        if len(pair) != 2 or any(own not in choices for own in pair):
            raise NotUnderstood("its right pairs are not of its choices")
        one, other = sorted(pair, key=order.index)
        lefts.append(one)
        rights.append(other)
    if len({*lefts, *rights}) < len(lefts) * 2:
        raise NotUnderstood("a choice stands in several right pairs")
    rights += [own for own in order if own not in {*lefts, *rights}]
    return Associating(
        declared, tuple(choices[own] for own in lefts), tuple(choices[own] for own in rights)
    )


def _declared(
    interaction: Element, item: Item, base_type: str, many: tuple[str, ...] = ("multiple",)
) -> Declaration:
    variable = interaction.get("responseIdentifier", "")
    declared = item.responses.get(variable)
    if declared is None:
        raise NotUnderstood(f"response {variable!r} is not declared")
    if declared.cardinality not in many or declared.base_type != base_type:
        raise NotUnderstood(f"response {variable!r} does not hold pairs")
    return declared
