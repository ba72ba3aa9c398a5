"""How a QTI player marks an item: as its own rules say; it holds any marks."""

from examc.core.answers import Numeric
from examc.core.features import Feature
from examc.core.model import ChoiceQuestion, Question
from examc.systems.marking import Marking, told_otherwise

_HELP = "write points, weights and bounds as decimals of less than fifteen digits"


def _says(question: ChoiceQuestion, feature: Feature) -> tuple[str, str]:
    del question, feature
    return "gives other marks", _HELP


def _bends(question: Question) -> tuple[Feature, str, str]:
    if isinstance(question.answer, Numeric):
        help_line = "write the ends of an interval as decimals of less than fifteen digits"
        return (
            Feature.NUMERIC,
            "takes a number near the end of an interval for one in it",
            help_line,
        )
    feature, does, _ = told_otherwise(question)
    return feature, does, _HELP


MARKING = Marking("QTI player", lambda question: None, _says, bends=_bends)
