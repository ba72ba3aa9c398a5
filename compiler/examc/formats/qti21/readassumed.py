"""Items that nothing marks, though they say what is right: the marks that are taken for granted.

Some systems leave the marks to whoever imports an item: then the right answers to all its parts
earn its points, and anything else nothing, as the template match_correct has it.
"""

from dataclasses import replace
from fractions import Fraction

from examc.core import numbers
from examc.core.schemeforms import ZERO
from examc.files.xmltree import Element, made
from examc.formats.qti21.readbody import Body
from examc.formats.qti21.readrules import SCORE
from examc.systems.player.engine import Declaration, Item


def with_processing(body: Body, item: Item, stated: Fraction | None, where: str) -> Item:
    """The item with rules by its right answers where it has none of its own."""
    processing = item.processing
    has_rules = processing is not None and (len(processing) or processing.get("template"))
    right = [own for own, declared in item.responses.items() if declared.correct is not None]
    if has_rules or not right:
        return item
    points = Fraction(1) if stated is None else stated
    message = f"nothing marks it there; {numbers.show(points)} for the correct response is taken"
    body.tell("R558", message, body.document.root, where, "compare it with its system")
    outcomes = dict(item.outcomes)
    outcomes.setdefault(SCORE, Declaration(SCORE, "single", "float", ZERO))
    return replace(item, processing=_matching(right, points), outcomes=outcomes)


def _matching(responses: list[str], points: Fraction) -> Element:
    tests = []
    for own in responses:
        test = made("match")
        test.append(made("variable", identifier=own))
        test.append(made("correct", identifier=own))
        tests.append(test)
    both = made("and")
    both.extend(tests)
    value = made("baseValue", baseType="float")
    value.text = numbers.decimal(points) if numbers.is_decimal(points) else "1"
    rule = made("setOutcomeValue", identifier=SCORE)
    rule.append(value)
    branch, condition, processing = (
        made(tag) for tag in ("responseIf", "responseCondition", "responseProcessing")
    )
    branch.extend([both, rule])
    condition.append(branch)
    processing.append(condition)
    return processing
