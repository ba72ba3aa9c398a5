"""How Canvas New Quizzes mark, as far as their importer shows: the right options, or nothing.

From a file come the points and the key, nothing else. Partial scores are switched on in the service.
"""

from collections.abc import Iterator
from fractions import Fraction

from examc.core.answers import Ordering, Rule
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question
from examc.core.responses import Places
from examc.core.schemes import ZERO, Key, Scheme
from examc.systems.canvas import marks as canvas
from examc.systems.marking import Bounds, Marking, Step


def of_key(size: int, key: Places, points: Fraction, *, one: bool) -> Scheme:
    """Exact match: what the service does unless partial scores are switched on there."""
    return Key(size, key, points, most=1 if one else 0)


def _bounds(question: ChoiceQuestion) -> Bounds:
    return ZERO, question.points


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    if feature in canvas.BOUNDS:
        return canvas.BOUNDS[feature]
    if not question.answer.many:
        return canvas.says_of_one(question)
    help_line = "write rule=all-or-nothing, or set partial scores in New Quizzes after the import"
    return "gives all points for exactly the right options, and else none", help_line


def _steps(question: Question, given: Scheme) -> Iterator[Step]:
    if isinstance(question.answer, Ordering):
        does = "gives all points for the right order, and else none"
        help_line = "write rule=all-or-nothing, or correct the marks there"
        yield Step(Feature.ORDERING, does, help_line, given)
        return
    from examc.systems.canvas import qtikinds

    yield from qtikinds.steps(question, given)


def _steps_of_canvas(question: Question, given: Scheme) -> Iterator[Step]:
    from examc.systems.newquizzes import canvaskinds

    return canvaskinds.steps(question, given)


def _says_of_canvas(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    """The same of Canvas' own dialect, which says of several options whether only all of them earn."""
    if question.answer.many and question.answer.scoring.rule is Rule.ALL_OR_NOTHING:
        return _says(question, feature)
    return canvas.MARKING.says(question, feature)


NAME = "Canvas New Quizzes"
MARKING = Marking(NAME, _bounds, _says, steps=_steps)
OF_CANVAS = Marking(NAME, _bounds, _says_of_canvas, steps=_steps_of_canvas)
"""Of a package in Canvas' own dialect."""
