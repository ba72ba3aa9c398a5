"""Options, criteria and levels: which of them are the same in two items."""

from difflib import SequenceMatcher

from examc.changes.matching import Pairing, by_key, by_likeness
from examc.changes.pairs import gaps
from examc.changes.words import Texts, joined
from examc.core.answers import Part
from examc.core.parts import part_points
from examc.core.responses import option_letter

Parts = tuple[Part, ...]

LIKE = 0.5  # likeness by which two reworded parts are one
MOST_SPELT = 64  # pairs of parts that are compared letter by letter
LONGEST_SPELT = 200  # characters of them


def pair_parts(one: Parts, other: Parts, texts: tuple[Texts, Texts]) -> Pairing:
    """Pair the parts of two items: by id, by what they say, then by their place."""
    pairing = Pairing(len(one), len(other))
    if named(one, other):
        by_key(pairing, lambda i: one[i].id or None, lambda j: other[j].id or None, single=True)
    old_texts, new_texts = texts
    by_key(
        pairing,
        lambda i: old_texts.key(old_texts.line(one[i])),
        lambda j: new_texts.key(new_texts.line(other[j])),
    )
    if len(pairing.left) < min(len(one), len(other)):
        words = (
            lambda i: frozenset(old_texts.key(old_texts.line(one[i]))),
            lambda j: frozenset(new_texts.key(new_texts.line(other[j]))),
        )
        free = pairing.free_left(), pairing.free_right()
        by_likeness(pairing, *free, words, LIKE, lambda i, j: True)
        _by_place(one, other, texts, pairing)
    return pairing


def named(one: Parts, other: Parts) -> bool:
    """Whether ids of parts tell something: not where those of both items only count them."""
    return not (_numbered(one) and _numbered(other))


def _numbered(found: Parts) -> bool:
    """Whether all ids only count the parts (`RESPONSE_1`, `RESPONSE_2`, …; A, B, …)."""
    if not found or not all(part.id for part in found):
        return False
    start = found[0].id.rstrip("0123456789")
    counted = all(part.id == f"{start}{number}" for number, part in enumerate(found, 1))
    lettered = [part.id.upper() for part in found] == [
        option_letter(place) for place in range(len(found))
    ]
    return counted or lettered


def _by_place(one: Parts, other: Parts, texts: tuple[Texts, Texts], pairing: Pairing) -> None:
    """Pair what is left over between the same neighbours: in order, or what is spelt alike."""
    free = pairing.free_left(), pairing.free_right()
    for lefts, rights in gaps(pairing.in_order(), *free):
        if len(lefts) == len(rights):
            for i, j in zip(lefts, rights, strict=True):
                if part_points(one[i]) == part_points(
                    other[j]
                ):  # of other words and another worth, it is new
                    pairing.join(i, j)
        if len(lefts) * len(rights) <= MOST_SPELT:
            found = [(-_spelt_alike(one[i], other[j], texts), i, j) for i in lefts for j in rights]
            for score, i, j in sorted(found):
                if -score >= LIKE and i not in pairing.left and j not in pairing.right:
                    pairing.join(i, j)


def _spelt_alike(old: Part, new: Part, texts: tuple[Texts, Texts]) -> float:
    """How many characters two texts share, from 0 to 1; formulas may have no word in common."""
    one = joined(texts[0].tokens(texts[0].line(old)))[:LONGEST_SPELT]
    other = joined(texts[1].tokens(texts[1].line(new)))[:LONGEST_SPELT]
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
