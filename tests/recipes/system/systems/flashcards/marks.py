"""How the program marks a card: the weights of what was chosen, summed within 0 and the points."""

from collections.abc import Sequence
from fractions import Fraction

from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.core.schemes import ZERO, Scheme, Sum, one_of
from examc.systems.marking import Bounds, Marking


def of_card(weights: Sequence[Fraction], points: Fraction, *, many: bool) -> Scheme:
    """How a card with these options is marked."""
    scheme = Sum(tuple(weights), ZERO, points)
    return scheme if many else one_of(scheme)


def _bounds(question: ChoiceQuestion) -> Bounds:
    return ZERO, question.points


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    if feature in (Feature.FLOOR, Feature.CAP):
        return "keeps marks between 0 and the points", "write floor=0, and no cap"
    return "sums weights", "leave rule=all-or-nothing out"


MARKING = Marking("Flashcards", _bounds, _says)
