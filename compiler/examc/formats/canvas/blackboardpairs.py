"""Pairs and orders of Blackboard: what belongs together, and what each place earns."""

from fractions import Fraction

from examc.core import numbers
from examc.core.answers import (
    Matching,
    Ordering,
)
from examc.core.content import Blocks
from examc.core.keys import Label, OrderRule, Pair
from examc.core.records import replace
from examc.files.xmltree import Element, characters, children, elements
from examc.formats.canvas.blackboardkeys import One, option_text
from examc.systems.canvas.kinds import share


def matching(one: One) -> Matching | str:
    """Left sides beside their lists; the options of each list are the right sides, in order."""
    lists = elements(one.item, "response_lid")
    rights = _rights(one)
    if len(lists) < 2:
        return "it has fewer than two left sides"
    keys = _matches(one)
    pairs: list[Pair] = []
    for asked in lists:
        places = [label.get("ident", "") for label in elements(asked, "response_label")]
        key = keys.get(asked.get("ident", ""), ("", None))
        if key[0] not in places or places.index(key[0]) >= len(rights):
            return "a left side has no right one"
        worth = share(one.points, len(lists)) if key[1] is None else one.points * key[1] / 100
        pairs.append(
            Pair(
                left=_left(one, asked),
                right=rights[places.index(key[0])],
                points=worth,
                span=one.context.document.span(asked),
            )
        )
    total = sum((pair.points for pair in pairs), Fraction(0))
    if abs(total - one.points) < Fraction(len(pairs), 50) * max(one.points, Fraction(1)) / 100:
        pairs = [replace(pair, points=share(one.points, len(pairs))) for pair in pairs]
    used = {pair.right for pair in pairs}
    others = tuple(Label(text=text) for text in dict.fromkeys(rights) if text not in used)
    return Matching(pairs=tuple(pairs), distractors=others, scoring=one.scoring)


def _matches(one: One) -> dict[str, tuple[str, Fraction | None]]:
    """The right option of each list, and its percentage where parts earn shares."""
    found: dict[str, tuple[str, Fraction | None]] = {}
    costs = False
    for condition in one.conditions():
        said = {e.get("variablename", ""): characters(e) for e in elements(condition, "setvar")}
        percent = numbers.parse_float(said.get("PartialCreditPercent", ""))
        costs = costs or bool(numbers.parse_float(said.get("NegativeCreditPercent", "")))
        for equal in elements(condition, "varequal"):
            worth = percent if one.partial and percent else None
            found.setdefault(equal.get("respident", ""), (characters(equal).strip(), worth))
    if costs:
        message = "what a wrong pair costs is left out"
        one.tell("R516", message, "write wrong= in the heading")
    return found


def _rights(one: One) -> list[Blocks]:
    """The right sides, each on one line as an exam has them."""
    blocks = [f for f in elements(one.item, "flow") if f.get("class") == "RIGHT_MATCH_BLOCK"]
    texts = one.context.texts
    return [
        texts.material(one.context.document, material, one.context.where)
        for block in blocks
        for flow in children(block, "flow")
        for material in elements(flow, "material")[:1]
    ]


def _left(one: One, asked: Element) -> Blocks:
    """The text beside a list: the material of the flow around it that is no option."""
    around = asked.getparent()
    material = [] if around is None else elements(around, "material")
    beside = [m for m in material if not any(outer is asked for outer in m.iterancestors())]
    if not beside:
        return ()
    return one.context.texts.material(one.context.document, beside[0], one.context.where)


def ordering(one: One) -> Ordering | str:
    """Items in the order in which the condition of the right answer names them."""
    labels = {e.get("ident", ""): e for e in elements(one.item, "response_label")}
    order = [
        characters(equal).strip()
        for condition in one.conditions()
        if condition.get("title") == "correct"
        for equal in elements(condition, "varequal")
    ]
    if len(order) < 2 or sorted(order) != sorted(labels):
        return "its right order is not in the file"
    items = tuple(
        Label(text=option_text(one, labels[o]), span=one.context.document.span(labels[o]))
        for o in order
    )
    rule = OrderRule.PLACE if one.partial else OrderRule.ALL_OR_NOTHING
    return Ordering(items=items, rule=rule)
