"""ordering of Moodle → items in their right order; a rule that is not ours is told."""

from examc.core import numbers
from examc.core.answers import Ordering
from examc.core.keys import Label, OrderRule
from examc.files.xmltree import Element
from examc.formats.moodle.readanswers import ids
from examc.formats.moodle.readone import NoQuestion, One
from examc.formats.moodle.readparts import Parts
from examc.formats.moodle.readxml import text_of
from examc.systems.moodle import ordering

_RULES = {word: rule for rule, word in ordering.RULES.items()}
_USUAL = "RELATIVE_NEXT_EXCLUDE_LAST"
"""What Moodle takes where a file says no rule."""
_NEAREST = {
    "LONGEST_ORDERED_SUBSET": OrderRule.PLACE,
    "LONGEST_CONTIGUOUS_SUBSET": OrderRule.PLACE,
    "RELATIVE_TO_CORRECT": OrderRule.PLACE,
}
"""The rule of ours that comes nearest; of the others it is that of neighbours."""


def answer(one: One) -> Ordering:
    """Items in the order of their fractions."""
    given = [e for e in one.entry.inside.get("answer", []) if text_of(e).strip()]
    if len(given) < 2:
        raise NoQuestion("it has fewer than two items", "add an item in Moodle")
    given.sort(key=_place)
    _tell_drawn(one, len(given))
    items: list[Label] = []
    for element in given:
        parts = Parts()
        text = one.text(element, parts=parts)
        items.append(Label(text=text, id=parts.id, span=one.texts.document.span(element)))
        if one.note(element.find("feedback")):
            message = "feedback on an item of an ordering is never shown, and left out"
            one.tell("R523", message, at=element)
    if len({item.text for item in items}) < len(items):
        message = "two of its items are equal, so that no order is the right one"
        raise NoQuestion(message, "make them different in Moodle")
    names = ids(one, [item.id for item in items])
    labels = tuple(
        Label(text=item.text, id=own, span=item.span)
        for item, own in zip(items, names, strict=True)
    )
    return Ordering(items=labels, rule=_rule(one))


def _place(element: Element) -> float:
    written = numbers.parse_float(element.get("fraction", "0"))
    return 0.0 if written is None else float(written)


def _rule(one: One) -> OrderRule:
    written = one.entry.value("gradingtype") or _USUAL
    if written in _RULES:
        return _RULES[written]
    nearest = _NEAREST.get(written, OrderRule.NEIGHBOURS)
    message = f"no rule of ours is Moodle's {written[:40]}; rule={nearest.value} is read"
    one.tell("R563", message, "see what a part of the right order should be worth")
    return nearest


def _tell_drawn(one: One, count: int) -> None:
    """Tell that Moodle shows some of the items only."""
    drawn = (one.entry.value("selecttype") or "RANDOM") not in ("ALL", "0")
    shown = numbers.whole(one.entry.value("selectcount") or "") or ordering.SHOWN
    if drawn and shown < count:
        message = f"Moodle shows {shown} of the {count} items to each student; here all are shown"
        one.tell("R563", message, "keep the items that everybody should order")
