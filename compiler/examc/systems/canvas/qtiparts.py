"""The boxes, drop-downs and pairs of an item, as the QTI 2.1 importer of Canvas Classic reads them."""

from collections.abc import Sequence
from fractions import Fraction

from examc.files.xmltree import Element, characters, child, elements, name
from examc.systems import words
from examc.systems.canvas import qtikinds
from examc.systems.view import Seen, SeenPart


def see(root: Element, interactions: Sequence[Element], seen: Seen) -> Fraction:
    """Add to a question what its interactions become; the points that it is worth."""
    points = Fraction(1) if seen.points is None else max(seen.points, Fraction(0))
    seen.points = points
    kinds = {name(element) for element in interactions}
    if kinds == {"matchInteraction"}:
        _matching(root, interactions[0], points, seen)
    elif kinds == {"textEntryInteraction"}:
        _blanks(root, interactions, points, seen)
    elif kinds == {"inlineChoiceInteraction"}:
        _drop_downs(root, interactions, points, seen)
    else:
        seen.refused = f"Canvas {qtikinds.MIXED}"
    return points


def _correct(root: Element, interaction: Element) -> list[str]:
    """The values of the correct response of an interaction."""
    own = interaction.get("responseIdentifier", "")
    declared = [e for e in elements(root, "responseDeclaration") if e.get("identifier") == own]
    return [
        characters(v)
        for e in declared
        for c in elements(e, "correctResponse")
        for v in c
        if name(v)
    ]


def _blanks(root: Element, interactions: Sequence[Element], points: Fraction, seen: Seen) -> None:
    texts = [next(iter(_correct(root, one)), None) for one in interactions]
    is_gap = "examc-gap" in interactions[0].get("class", "").split()
    if len(texts) == 1 and not is_gap:
        seen.scheme = qtikinds.blank(texts[0], points)
        return
    seen.scheme = qtikinds.blanks(texts, points)
    seen.parts = (SeenPart(),) * len(texts)


def _drop_downs(
    root: Element, interactions: Sequence[Element], points: Fraction, seen: Seen
) -> None:
    options = [elements(one, "inlineChoice") for one in interactions]
    ids = [[option.get("identifier", "") for option in own] for own in options]
    right = [
        next(
            (own.index(value.strip()) for value in _correct(root, one) if value.strip() in own),
            None,
        )
        for one, own in zip(interactions, ids, strict=True)
    ]
    seen.scheme = qtikinds.shares(right, [len(own) for own in ids], points)
    seen.parts = tuple(SeenPart("", tuple(map(words.of_choice, own))) for own in options)


def _matching(root: Element, interaction: Element, points: Fraction, seen: Seen) -> None:
    body = child(root, "itemBody")
    if body is None or interaction not in list(body):
        seen.refused = "the interaction stands inside another element: its choices are in the stem"
        return
    sets = [
        elements(each, "simpleAssociableChoice") for each in elements(interaction, "simpleMatchSet")
    ]
    if len(sets) != 2:
        seen.refused = "a matching has two sets"
        return
    lefts, rights = sets
    if any(left.get("matchMax", "1") != "1" for left in lefts):
        seen.refused = f"Canvas {qtikinds.SEVERAL}"
        return
    pairs = [value.split() for value in _correct(root, interaction)]
    ids = [right.get("identifier", "") for right in rights]
    key = [_right(left.get("identifier", ""), ids, pairs) for left in lefts]
    seen.scheme = qtikinds.shares(key, [len(ids)] * len(key), points)
    choices = tuple(map(words.of_choice, rights))
    seen.parts = tuple(SeenPart(words.of_choice(left), choices) for left in lefts)


def _right(left: str, rights: list[str], pairs: list[list[str]]) -> int | None:
    found = [pair[1] for pair in pairs if len(pair) == 2 and pair[0] == left and pair[1] in rights]
    return rights.index(found[0]) if found else None
