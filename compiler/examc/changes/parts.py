"""Options, criteria and levels: which are the same, which came, went, moved or were reworded."""

from difflib import SequenceMatcher

from examc.changes import telling
from examc.changes.change import Impact
from examc.changes.context import Context
from examc.changes.matching import Pairing, by_key, by_likeness, kept
from examc.changes.pairs import gaps
from examc.changes.sides import Placed
from examc.changes.words import joined
from examc.core.answers import Part
from examc.core.features import Feature
from examc.core.model import parts

LIKE = 0.5  # likeness by which two reworded parts are one
MOST_SPELT = 64  # pairs of parts that are compared letter by letter
LONGEST_SPELT = 200  # characters of them
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def pair_parts(context: Context, old: Placed, new: Placed) -> Pairing:
    """Pair the parts of two items: by id, by what they say, then by their place."""
    one, other = parts(old.item), parts(new.item)
    pairing = Pairing(len(one), len(other))
    if not (_numbered(one) and _numbered(other)):
        by_key(pairing, lambda i: one[i].id or None, lambda j: other[j].id or None, single=True)
    old_texts, new_texts = context.old.texts, context.new.texts
    by_key(pairing, lambda i: old_texts.key(one[i].text), lambda j: new_texts.key(other[j].text))
    if len(pairing.left) < min(len(one), len(other)):
        words = (
            lambda i: frozenset(old_texts.key(one[i].text)),
            lambda j: frozenset(new_texts.key(other[j].text)),
        )
        free = pairing.free_left(), pairing.free_right()
        by_likeness(pairing, *free, words, LIKE, lambda i, j: True)
        _by_place(context, old, new, pairing)
    return pairing


def _numbered(found: tuple[Part, ...]) -> bool:
    """Whether all ids only count the parts (`RESPONSE_1`, `RESPONSE_2`, …; A, B, …)."""
    if not found or not all(part.id for part in found):
        return False
    start = found[0].id.rstrip("0123456789")
    counted = all(part.id == f"{start}{number}" for number, part in enumerate(found, 1))
    lettered = [part.id.upper() for part in found] == list(_LETTERS[: len(found)])
    return counted or lettered


def _by_place(context: Context, old: Placed, new: Placed, pairing: Pairing) -> None:
    """Pair what is left over between the same neighbours: in order, or what is spelt alike."""
    one, other = parts(old.item), parts(new.item)
    free = pairing.free_left(), pairing.free_right()
    for lefts, rights in gaps(pairing.in_order(), *free):
        if len(lefts) == len(rights):
            for i, j in zip(lefts, rights, strict=True):
                if one[i].points == other[j].points:  # of other words and another worth, it is new
                    pairing.join(i, j)
        if len(lefts) * len(rights) <= MOST_SPELT:
            found = [
                (-_spelt_alike(context, one[i], other[j]), i, j) for i in lefts for j in rights
            ]
            for score, i, j in sorted(found):
                if -score >= LIKE and i not in pairing.left and j not in pairing.right:
                    pairing.join(i, j)


def _spelt_alike(context: Context, old: Part, new: Part) -> float:
    """How many characters two texts share, from 0 to 1; formulas may have no word in common."""
    one = joined(context.old.texts.tokens(old.text))[:LONGEST_SPELT]
    other = joined(context.new.texts.tokens(new.text))[:LONGEST_SPELT]
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def removed(context: Context, old: Placed, index: int, noun: str, impact: Impact) -> None:
    """Tell that a part is gone."""
    shown = telling.part(context.old, parts(old.item)[index])
    context.found.add("removed", old.part_places[index], noun, shown, "", impact)


def added(context: Context, new: Placed, index: int, noun: str, impact: Impact) -> None:
    """Tell that a part is new."""
    shown = telling.part(context.new, parts(new.item)[index])
    context.found.add("added", new.part_places[index], noun, "", shown, impact)


def moved(pairing: Pairing) -> set[int]:
    """The parts of the new item that moved, as few as can be."""
    pairs = pairing.in_order()
    stay = kept([i for i, _ in pairs])
    return {j for index, (_, j) in enumerate(pairs) if index not in stay}


def common(
    context: Context, old: Placed, new: Placed, pair: tuple[int, int], noun: str, text: Impact
) -> None:
    """Tell what changed in the wording and the id of a part."""
    one, other = parts(old.item)[pair[0]], parts(new.item)[pair[1]]
    where = new.part_places[pair[1]]
    context.text(where, noun, one.text, other.text, text, own=True)
    numbered = _numbered(parts(old.item)) and _numbered(parts(new.item))
    if one.id and other.id and context.part_names and not numbered:
        context.value(where, "id", one.id, other.id, "other", Feature.PART_ID)


def tell_move(
    context: Context, old: Placed, new: Placed, pair: tuple[int, int], noun: str, impact: Impact
) -> None:
    """Tell that a part stands at another place."""
    where = new.part_places[pair[1]]
    context.found.add("moved", where, noun, old.part_places[pair[0]], where, impact)
