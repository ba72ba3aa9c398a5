"""The points of an item, as its outcomes and the test state them."""

from fractions import Fraction

from examc.core import limits, numbers
from examc.core.records import Record
from examc.files.xmltree import Element, characters, child, children
from examc.formats.qti21.readbody import Body

_HELP = "see what its questions are worth where they come from"


class Weight(Record, frozen=True):
    """The weight of an item in a test; `multiplies` says that the test's own sum uses it."""

    value: Fraction
    multiplies: bool


class Points(Record, frozen=True):
    """What an item states: `stated` before, `factor` what the test multiplies its marks with."""

    stated: Fraction | None
    factor: Fraction = Fraction(1)
    weight: Fraction | None = None

    @property
    def total(self) -> Fraction | None:
        """The points in the test; None where none are stated."""
        return None if self.stated is None else self.stated * self.factor


def points(body: Body, weight: Weight | None, where: str) -> Points:
    """Read the points: normalMaximum of SCORE, else the default of MAXSCORE."""
    root = body.document.root
    outcomes = {o.get("identifier"): o for o in children(root, "outcomeDeclaration")}
    score, maximum = outcomes.get("SCORE"), outcomes.get("MAXSCORE")
    normal = None if score is None else _usable(numbers.parse_float(score.get("normalMaximum", "")))
    default = None if maximum is None else _usable(_default(maximum))
    if not body.ours and normal is not None and default is not None and normal != default:
        message = (
            f"normalMaximum says {numbers.show(normal)} points, and MAXSCORE "
            f"{numbers.show(default)}; the first is taken"
        )
        body.tell("R459", message, score if score is not None else root, where, _HELP)
    return _in_test(body, default if normal is None else normal, weight, where)


def _usable(value: Fraction | None) -> Fraction | None:
    return (
        value
        if value is not None and 0 <= value <= limits.LARGEST_POINTS and limits.is_held(value)
        else None
    )


def _default(outcome: Element) -> Fraction | None:
    default = child(outcome, "defaultValue")
    value = None if default is None else child(default, "value")
    return None if value is None else numbers.parse_float(characters(value))


def stated(root: Element) -> Fraction | None:
    """The points that an item states, normalMaximum before MAXSCORE; None where it states none."""
    outcomes = {o.get("identifier"): o for o in children(root, "outcomeDeclaration")}
    score, maximum = outcomes.get("SCORE"), outcomes.get("MAXSCORE")
    normal = None if score is None else _usable(numbers.parse_float(score.get("normalMaximum", "")))
    return _usable(_default(maximum)) if normal is None and maximum is not None else normal


def _in_test(body: Body, stated: Fraction | None, weight: Weight | None, where: str) -> Points:
    if weight is None:
        return Points(stated)
    shown = numbers.show(weight.value)
    if weight.multiplies and 0 < weight.value <= limits.LARGEST_POINTS:
        if weight.value != 1:
            message = f"test multiplies the marks of this item by {shown}, and so do we"
            body.tell("R520", message, body.document.root, where)
        return Points(stated, weight.value, weight.value)
    if stated is not None and weight.value not in (1, stated):
        message = (
            f"item has the weight {shown} in the test, which its marks do not use; it is worth "
            f"{numbers.show(stated)} points as it says itself"
        )
        body.tell("R520", message, body.document.root, where, _HELP)
    return Points(stated, weight=_usable(weight.value))
