"""Canvas New Quizzes, as far as its importer (the gem qti) shows.

What the closed service does later is not public. From the file come the question, its points and
its key, nothing else (facts measured on the gem: keys from correctResponse only, points from
normalMaximum, no feedback, no weights).
"""

from collections.abc import Iterator
from fractions import Fraction

from examc.core.keys import OrderRule
from examc.core.schemeforms import Order
from examc.files.xmltree import Element, characters, child, elements, name
from examc.systems import words
from examc.systems.canvas.qtikinds import blank, shares
from examc.systems.newquizzes import marks
from examc.systems.packages import Package, Reference, Refused, images, open_package, references
from examc.systems.reading import NotUnderstood, number
from examc.systems.view import Seen, SeenPart, View

_KNOWN = {
    "choiceInteraction",
    "extendedTextInteraction",
    "textEntryInteraction",
    "matchInteraction",
    "associateInteraction",
    "orderInteraction",
    "gapMatchInteraction",
}


def view(data: bytes) -> View:
    """See a package as the gem does: items by the href of their reference."""
    try:
        package = open_package(data)
        found = references(package)
    except (Refused, NotUnderstood) as refused:
        return View(refused=str(refused))
    return View([_item(package, reference) for reference in found])


def _item(package: Package, reference: Reference) -> Seen:
    root = package.items.get(reference.path)
    if root is None:
        return Seen(reference.identifier, None, refused="the item is missing")
    seen = _see(root)
    seen.images = images(package, reference.path)
    return seen


def _see(root: Element) -> Seen:
    identifier = root.get("identifier", "")
    interactions = [e for e in root.iter() if name(e).endswith("Interaction")]
    declared = elements(root, "responseDeclaration")
    if len(interactions) != 1 or len(declared) != 1:
        count = f"{len(interactions)} interactions"
        return Seen(identifier, None, refused=f"the gem wants one interaction, and finds {count}")
    if name(interactions[0]) not in _KNOWN:
        return Seen(identifier, None, refused=f"the gem does not know {name(interactions[0])}")
    try:
        points = _points(root)
    except NotUnderstood as problem:
        return Seen(identifier, None, refused=str(problem))
    seen = Seen(identifier, points, faults=tuple(_leaks(root)))
    body = child(root, "itemBody")
    seen.stem = None if body is None else words.of_body(body)
    _answered(interactions[0], declared[0], seen)
    return seen


def _answered(interaction: Element, declared: Element, seen: Seen) -> None:
    """Add how the one interaction of an item is marked; a person marks an essay."""
    points = seen.points or Fraction(0)
    match name(interaction):
        case "choiceInteraction":
            _choice(interaction, declared, seen)
        case "textEntryInteraction":
            text = next(iter(_key(declared)), None)
            seen.scheme = blank(text, points)
            if "examc-gap" in interaction.get("class", "").split():
                seen.parts = (SeenPart(),)
        case "matchInteraction":
            _matching(interaction, declared, points, seen)
        case "orderInteraction":
            choices = {e.get("identifier", ""): e for e in elements(interaction, "simpleChoice")}
            order = [choices[own] for own in _key(declared) if own in choices]
            seen.labels = tuple(map(words.of_choice, order))
            seen.scheme = Order(len(order), OrderRule.ALL_OR_NOTHING, points)
        case _:
            pass


def _matching(interaction: Element, declared: Element, points: Fraction, seen: Seen) -> None:
    """Pairs; a categorization where a right side is used more than once."""
    sets = [elements(e, "simpleAssociableChoice") for e in elements(interaction, "simpleMatchSet")]
    lefts, rights = sets if len(sets) == 2 else ([], [])
    pairs = [tuple(value.split()) for value in _key(declared)]
    ids = [right.get("identifier", "") for right in rights]
    key = [
        [ids.index(other) for one, other in pairs if one == left.get("identifier") and other in ids]
        for left in lefts
    ]
    if any(len(own) > 1 for own in key):
        seen.refused = "the gem wants one right side for each left one"
        return
    seen.scheme = shares([next(iter(own), None) for own in key], [len(ids)] * len(key), points)
    choices = tuple(map(words.of_choice, rights))
    seen.parts = tuple(SeenPart(words.of_choice(left), choices) for left in lefts)


def _choice(interaction: Element, declared: Element, seen: Seen) -> None:
    choices = elements(interaction, "simpleChoice")
    ids = [choice.get("identifier", "") for choice in choices]
    key = frozenset(ids.index(i) for i in _key(declared) if i in ids)
    one = declared.get("cardinality") == "single"
    seen.labels = tuple(words.of_choice(choice) for choice in choices)
    seen.scheme = marks.of_key(len(ids), key, seen.points or Fraction(0), one=one)


def _leaks(root: Element) -> Iterator[str]:
    """Only what stands directly in the body is taken out of the text of the question."""
    for element in root.iter("{*}rubricBlock", "{*}choiceInteraction"):
        parent = element.getparent()
        if parent is None or name(parent) == "itemBody":
            continue
        if name(element) == "rubricBlock":
            yield "a text for graders, which students see"
        else:
            yield "its options, which stand in the text of the question as well"


def _points(root: Element) -> Fraction | None:
    """normalMaximum of SCORE, else the default of MAXSCORE; a weight is not looked at."""
    outcomes = {e.get("identifier"): e for e in elements(root, "outcomeDeclaration")}
    score, maximum = outcomes.get("SCORE"), outcomes.get("MAXSCORE")
    if score is not None and score.get("normalMaximum"):
        return number(score.get("normalMaximum", ""))
    default = child(maximum, "defaultValue") if maximum is not None else None
    return number(characters(default)) if default is not None else None


def _key(declared: Element) -> list[str]:
    correct = child(declared, "correctResponse")
    if correct is None:
        return []
    return [characters(value) for value in correct if name(value) == "value"]
