"""How Canvas Classic quizzes mark: right or wrong options, whatever package they came in.

A multiple choice earns all points for any right option. A multiple response earns its points times
(right - wrong chosen) / (right ones), at least 0 (measured on its importer and its scorer).
"""

from collections.abc import Iterator
from fractions import Fraction

from examc.core.answers import Rule
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question
from examc.core.numbers import show
from examc.core.responses import Places
from examc.core.schemes import ZERO, One, Scheme, Sum
from examc.systems.marking import Bounds, Marking, Step

BOUNDS = {
    Feature.FLOOR: ("gives 0 at least", "write floor=0, or subtract the penalties in Canvas"),
    Feature.CAP: (
        "gives the points of the question at most",
        "leave out cap: the points are the highest mark then",
    ),
}
"""What it does, and what helps, where a question has other bounds."""


def weights(size: int, right: Places, points: Fraction, *, one: bool) -> tuple[Fraction, ...]:
    """What each option is worth: all the points, or a share that is added or taken."""
    share = points if one else points / max(len(right), 1)
    wrong = ZERO if one else -share
    return tuple([share if place in right else wrong for place in range(size)])


def of_dialect(size: int, right: Places, points: Fraction, *, one: bool) -> Scheme:
    """How a question of Canvas' own dialect is marked; its type says whether it has one answer."""
    given = weights(size, right, points, one=one)
    return One(given) if one else Sum(given, floor=ZERO)


def of_qti(size: int, right: Places, points: Fraction) -> Scheme | None:
    """How an item of QTI 2.1 is marked: the number of right options says whether it has one answer.

    None where there is no right one: Canvas cannot tell the correct answers.
    """
    if not right:
        return None
    return of_dialect(size, right, max(points, ZERO), one=len(right) == 1)


def _bounds(question: ChoiceQuestion) -> Bounds:
    return ZERO, question.points


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    every_or_none = question.answer.scoring.rule is Rule.ALL_OR_NOTHING
    if not question.answer.many and every_or_none:
        does = "gives all points for each right option of a multiple choice"
        return does, "leave out rule=all-or-nothing, or correct the marks in Canvas"
    if feature in BOUNDS:
        return BOUNDS[feature]
    if not question.answer.many:
        does = "gives all points or none for a multiple choice"
        return does, "give each option all the points or 0, or correct the marks in Canvas"
    share = show(question.points / max(_right(question), 1))
    even = f"write {{+{share}}} for each right option and {{-{share}}} for each wrong one"
    if feature is Feature.ALL_OR_NOTHING:
        help_line = f"leave out rule=all-or-nothing and {even}, or correct the marks in Canvas"
        return "gives part of the points for part of the right options", help_line
    return "marks right minus wrong options of a multiple response", f"{even}, with floor=0"


def _says_of_qti(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    if feature is Feature.WEIGHT and not question.answer.many:
        return says_of_one(question)
    return _says(question, feature)


def says_of_one(question: ChoiceQuestion) -> tuple[str, str]:
    """What becomes of a multiple choice of which a package names one right option alone."""
    if sum(option.points >= question.points for option in question.answer.options) > 1:
        does = "takes one option of a multiple choice as right, and no other"
        return does, "keep one full answer, or correct the marks in Canvas"
    does = "gives all points or none for a multiple choice"
    return does, "give each option all the points or 0, or correct the marks in Canvas"


def _right(question: ChoiceQuestion) -> int:
    return sum(option.points > 0 for option in question.answer.options)


def _steps(question: Question, given: Scheme) -> Iterator[Step]:
    from examc.systems.canvas import bends

    return bends.steps(question, given)


def _steps_of_qti(question: Question, given: Scheme) -> Iterator[Step]:
    from examc.systems.canvas import qtikinds

    return qtikinds.steps(question, given)


NAME = "Canvas Classic"
MARKING = Marking(NAME, _bounds, _says, steps=_steps)
"""Of a package in its own dialect, which names any number of right options."""
OF_QTI = Marking(NAME, _bounds, _says_of_qti, steps=_steps_of_qti)
"""Of a QTI 2.1 package, which names one right option of a multiple choice."""
