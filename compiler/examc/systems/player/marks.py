"""How a QTI player marks an item: by its mapping, or all or nothing by its key; it holds any marks."""

from examc.core.features import Feature
from examc.core.model import ChoiceQuestion
from examc.systems.marking import Marking


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    del question, feature
    help_line = "write points, weights and bounds as decimals of less than fifteen digits"
    return "gives other marks", help_line


MARKING = Marking("QTI player", lambda question: None, _says)
