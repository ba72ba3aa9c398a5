"""The marks that the conditions of an item of QTI 1.2 state, and the points that they add up to.

Canvas takes an option as right or wrong, and the points from the metadata of an item. Files of other
systems state a mark for every option, on the scale of `decvar@maxvalue` (100 where nothing else is
said), or as points, in the outcome `que_score` of Respondus and others.
"""

from fractions import Fraction

from examc.core import numbers
from examc.core.records import Record
from examc.files.xmltree import Element, characters, children, elements, name
from examc.formats.canvas import names
from examc.formats.canvas.readpackage import fields

_PERCENT = Fraction(100)
_IN_POINTS = "que_score"
_WRONG = "D2L_Incorrect"
_COUNTS = ("D2L_Correct", _WRONG)
"""Variables in which Brightspace counts the right options and the wrong ones that are chosen."""
_FIELDS = (
    *("points_possible", "cc_weighting", "weighting"),
    *("qmd_weighting", "respondusapi_qpoints"),
)
"""Fields of an item that state its points, the first one first; Canvas' importer and its migration
tool take the first three."""


class Condition(Record, frozen=True):
    """What one condition gives: to the options that it names and to those that it forbids."""

    named: tuple[str, ...]
    forbidden: tuple[str, ...]
    mark: Fraction
    adds: bool


class Marks(Record, frozen=True):
    """The conditions of an item that give marks, and the bounds that it declares, None if unsaid.

    `most` is the mark that is all of them. `in_points` says that marks are points, not shares.
    """

    conditions: tuple[Condition, ...]
    least: Fraction | None
    most: Fraction | None
    in_points: bool

    @property
    def right(self) -> frozenset[str]:
        """The options that earn something by some condition."""
        return frozenset(one for c in self.conditions if c.mark > 0 for one in c.named)

    def scale(self, points: Fraction | None) -> Fraction:
        """The mark that all the points of an item are worth."""
        best = self.best
        if self.most is not None:
            return self.most
        if self.in_points or (best is not None and best == points):
            return points if points else _PERCENT
        return _PERCENT

    @property
    def best(self) -> Fraction | None:
        """The highest mark: of one condition, or of all that add to one another."""
        given = [condition for condition in self.conditions if condition.mark > 0]
        if not given:
            return None
        if all(condition.adds for condition in given):
            return sum((condition.mark for condition in given), Fraction(0))
        return max(condition.mark for condition in given)

    def by_option(self, idents: list[str]) -> tuple[Fraction, ...] | None:
        """The mark that is stated for each option; None where options are not marked one by one.

        A condition that gives nothing, as for any other answer, says nothing of its own.
        """
        stated: dict[str, Fraction] = {}
        for condition in self.conditions:
            if condition.mark == 0:
                continue
            if len(condition.named) != 1 or condition.forbidden or condition.named[0] in stated:
                return None
            stated[condition.named[0]] = condition.mark
        if not stated or not stated.keys() <= set(idents):
            return None
        return tuple(stated.get(ident, Fraction(0)) for ident in idents)


def marks(item: Element) -> Marks:
    """The marks that an item states."""
    declared = elements(item, "decvar")
    variables = {one.get("varname", "").lower() for one in declared}
    found = [made for one in elements(item, "respcondition") for made in _conditions(one)]
    least, most = (_bound(declared, name) for name in ("minvalue", "maxvalue"))
    most = most if most is not None and most > 0 else None
    if is_counted(item):
        most = sum((one.mark for one in found), Fraction(0)) or None
    conditions = elements(item, "respcondition")
    if any(one.get("correctanswer") for one in conditions):  # New Quizzes: marks are points
        return Marks(tuple(found), least, None, in_points=True)
    return Marks(tuple(found), least, most, variables == {_IN_POINTS})


def is_counted(item: Element) -> bool:
    """Whether right and wrong options are counted each by themselves, as Brightspace does."""
    return any(one.get("varname", "") in _COUNTS for one in elements(item, "setvar"))


def start(item: Element) -> Fraction:
    """The mark that every answer to an item begins with; 0 where it says none."""
    return _bound(elements(item, "decvar"), "defaultval") or Fraction(0)


def _bound(declared: list[Element], name: str) -> Fraction | None:
    """A bound of the one outcome that is declared."""
    return numbers.parse_float(declared[0].get(name, "")) if len(declared) == 1 else None


def _conditions(condition: Element) -> list[Condition]:
    given = children(condition, "setvar")
    named, forbidden = _options(condition)
    found: list[Condition] = []
    for one in given:
        if one.get("varname", "") == _WRONG:
            continue
        mark = numbers.parse_float(characters(one))
        action = one.get("action", "Set").lower()
        if mark is not None and action in ("set", "add", "subtract"):
            mark = -mark if action == "subtract" else mark
            found.append(Condition(named, forbidden, mark, action != "set"))
    return found


def _options(condition: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options that a condition wants to be chosen, and those that must not be."""
    named: list[str] = []
    forbidden: list[str] = []
    for equal in elements(condition, "varequal"):
        outside = any(name(outer) == "not" for outer in equal.iterancestors())
        (forbidden if outside else named).append(characters(equal).strip())
    return tuple(named), tuple(forbidden)


def is_all_or_nothing(item: Element) -> bool:
    """Whether New Quizzes gives all the points of an item or none, as its metadata says."""
    return fields(item).get(names.ALGORITHM_FIELD, "") == names.ALL_OR_NOTHING


def stated_points(item: Element) -> tuple[Fraction | None, str]:
    """The points that an item states, None where it states none, and the words of a bad statement."""
    said = fields(item)
    text = next((said[label] for label in _FIELDS if said.get(label)), "")
    points = numbers.parse_float(text)
    if text:
        return (points, "") if points is not None and points >= 0 else (None, text)
    given = marks(item)
    if given.in_points or (given.most is None and given.best not in (None, _PERCENT)):
        return given.most if given.in_points and given.most is not None else given.best, ""
    return None, ""
